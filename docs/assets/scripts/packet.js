/* A packet on paper: a cover and the chosen worksheets, and what the browser is told about its pages. */
(function () {
  "use strict";

  const twoLines = window.twoLines, { make, sheet } = twoLines.sheets;
  const area = document.querySelector("[data-builder] [data-sheets]"), pages = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, pages];

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

  function cover(chosen, practice, guides) {
    const safety = make("div", { className: "careful" }, ...guides.map(guide => make("p", {}, make("b", {}, `${area.dataset.safety} `), guide.safety)));
    const foot = make("div", { className: "foot" });
    foot.innerHTML = guides.map(guide => guide.imprint).join("");
    return make("section", { className: "cover" }, letterhead(practice), make("h1", {}, practice.title), safety, ...contents(chosen), foot);
  }

  function inside(one) {
    const made = sheet(one, {}), foot = make("div", { className: "foot" });
    foot.innerHTML = one.of.imprint;
    foot.append(make("p", { className: "mark" }, `${one.id} · ${one.of.version}`));
    made.append(foot);
    return made;
  }

  /* The paper, and what stands at the foot of every page where the browser can do that. */
  function paper(practice, size, large) {
    const [before, between, after] = area.dataset.page.split(/\{pages?\}/);
    const number = `${quoted(before)} counter(page) ${quoted(between)} counter(pages) ${quoted(after)}`;
    const type = `font: ${large ? 18 : 9}pt Atkinson, sans-serif; color: #2b363b`;
    pages.replaceSync(`@page { size: ${size}; margin: 16mm 16mm ${large ? 22 : 18}mm 20mm;
      @bottom-left { content: ${quoted(practice.name)}; ${type} } @bottom-right { content: ${number}; ${type} } }`);
  }

  /* Builds the packet anew; the same elements are the preview and what is printed. */
  twoLines.packet = (chosen, practice, size, large) => {
    const guides = [...new Set(chosen.map(one => one.of))];
    area.classList.toggle("large", large);
    area.replaceChildren(...(chosen.length ? [cover(chosen, practice, guides), ...chosen.map(inside)] : []));
    area.querySelectorAll("input, textarea").forEach(one => { one.inert = true; });
    paper(practice, size, large);
  };
})();
