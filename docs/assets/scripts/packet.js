/* A packet on paper: a cover and the chosen worksheets, set so that each fits a page where it can, and what the
   browser is told about its pages. */
(function () {
  "use strict";

  const twoLines = window.twoLines, { make, sheet } = twoLines.sheets;
  const area = document.querySelector("[data-builder] [data-sheets]"), pages = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, pages];

  /* Millimetres: how high the paper is, its margins above and below, what is left free because browsers differ. */
  const HIGH = { letter: 279.4, A4: 297 }, MARGINS = 10 + 15, SPARE = 3, LOOKS = ["", "snug", "snug firm", "snug tight"];
  const looks = new Map();

  const lines = text => text.split("\n").map(one => one.trim()).filter(Boolean);
  /* Words as a string of a style sheet. */
  const quoted = text => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, " ")}"`;

  function letterhead(practice) {
    const logo = practice.logo ? [make("img", { className: "logo", src: practice.logo, alt: practice.name })] : [];
    const name = practice.name ? [make("p", { className: "practice-name" }, make("b", {}, practice.name))] : [];
    return make("div", { className: "letterhead" }, ...logo, ...name, ...lines(practice.contact).map(line => make("p", {}, line)));
  }

  function contents(chosen) {
    const items = chosen.map(one => make("li", {}, make("b", {}, one.title), make("small", {}, `${one.settingName} · ${one.minutes} ${area.dataset.minutes} · ${one.privacyName}`)));
    return [make("h2", {}, area.dataset.contents), make("ol", { className: "toc" }, ...items)];
  }

  /* The line for two stands only where a page for two, or to show a partner, is in the packet. */
  function cover(chosen, practice, guides) {
    const line = guide => chosen.some(one => one.of === guide && one.joint) ? guide.safety : guide.alone;
    const safety = make("div", { className: "careful" }, ...guides.map(guide => make("p", {}, make("b", {}, `${area.dataset.safety} `), line(guide))));
    const foot = make("div", { className: "foot" });
    foot.innerHTML = guides.map(guide => guide.imprint).join("");
    return make("section", { className: "cover" }, letterhead(practice), make("h1", {}, practice.title), safety, ...contents(chosen), foot);
  }

  /* A worksheet; its last part, its ending and its foot stay together, so that no page holds nothing but the foot. */
  function inside(one) {
    const made = sheet(one, {}), foot = make("div", { className: "foot" });
    foot.innerHTML = one.of.imprint;
    foot.append(make("p", { className: "mark" }, `${one.id} · ${one.of.version}`));
    const blocks = [...made.children], last = blocks.findLastIndex(block => block.matches(".part"));
    made.append(make("div", { className: "close" }, blocks[last], make("div", { className: "end" }, ...blocks.slice(last + 1), foot)));
    return made;
  }

  /* How many pages a worksheet takes where no block is cut that fits a page. */
  function pagesOf(made, high) {
    let pages = 1, from = made.firstElementChild.getBoundingClientRect().top;
    [...made.children].map(block => block.getBoundingClientRect()).forEach(({ top, bottom }) => {
      if (bottom - from <= high) return;
      if (top > from) { pages += 1; from = top; }
      while (bottom - from > high) { pages += 1; from += high; }
    });
    return pages;
  }

  /* The widest look that needs no more pages than the tightest; measured once for each paper. */
  function fit(made, one, size) {
    const key = `${size} ${one.key}`, high = (HIGH[size] - MARGINS - SPARE) / 25.4 * 96;
    if (!looks.has(key)) {
      area.classList.add("measured");
      const needed = LOOKS.map(look => { made.className = `exercise sheet ${look}`; return pagesOf(made, high); });
      area.classList.remove("measured");
      looks.set(key, LOOKS[needed.indexOf(Math.min(...needed))]);
    }
    made.className = `exercise sheet ${looks.get(key)}`;
  }

  /* The paper, and what stands at the foot of every page where the browser can do that. */
  function paper(practice, size, large) {
    const [before, between, after] = area.dataset.page.split(/\{pages?\}/);
    const number = `${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}`;
    const type = `font: ${large ? 18 : 9}pt Atkinson, sans-serif; color: #2b363b`;
    pages.replaceSync(`@page { size: ${size}; margin: 10mm 16mm ${large ? 22 : 15}mm 22mm;
      @bottom-left { content: ${quoted(practice.name)}; ${type} } @bottom-right { content: ${number}; ${type} } }`);
  }

  /* Builds the packet anew; the same elements are the preview and what is printed, by the button or by the browser. */
  twoLines.packet = (chosen, practice, size, large) => {
    const guides = [...new Set(chosen.map(one => one.of))], made = chosen.map(inside);
    area.classList.toggle("large", large);
    area.classList.toggle("a4", size === "A4");
    area.replaceChildren(...(chosen.length ? [cover(chosen, practice, guides), ...made] : []));
    area.querySelectorAll("input, textarea").forEach(one => { one.inert = true; });
    if (!large) made.forEach((element, place) => fit(element, chosen[place], size));
    if (chosen.length) paper(practice, size, large); else pages.replaceSync("");
    document.documentElement.classList.toggle("print-sheets", chosen.length > 0);
  };
})();
