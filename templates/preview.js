/* While a guide is being written (build.py serve): asks what is new, shows mistakes over the page, loads it again. */
(function () {
  "use strict";

  let pages = Number(document.currentScript.dataset.pages);
  const here = location.pathname.slice(1).replace(/index\.html$/, "");
  const board = Object.assign(document.createElement("pre"), { id: "preview-mistakes", hidden: true });
  board.setAttribute("role", "alert");
  const look = new CSSStyleSheet();
  look.replaceSync("#preview-mistakes { position: fixed; inset: auto 0 0 0; z-index: 99; max-height: 60vh; overflow: auto; margin: 0; padding: 1rem 1.25rem; font: 15px/1.5 ui-monospace, monospace; white-space: pre-wrap; background: #4a1410; color: #fff } #preview-mistakes[hidden] { display: none }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, look];
  document.body.append(board);

  function tell(mistakes) {
    board.textContent = mistakes.join("\n\n");
    board.hidden = !mistakes.length;
  }

  async function listen() {
    for (let count = -1; ;) {
      try {
        const news = await (await fetch(`/__preview/news?since=${count}`)).json();
        const mine = !news.only || news.only.includes(here);
        if (news.pages > pages + 1 || (news.pages !== pages && mine)) return location.reload();
        pages = news.pages;
        count = news.count;
        tell(news.mistakes);
      } catch (gone) { await new Promise(done => setTimeout(done, 1000)); }
    }
  }

  listen();
})();
