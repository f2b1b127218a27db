/* Exercises outside their page: the worksheets' own markup, with or without what someone wrote, to be printed. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {}), bar = document.querySelector(".tl-bar");

  function make(name, properties, ...inside) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  }

  /* Data of this language lies where its search does. */
  const data = name => twoLines.load(new URL(name, new URL(bar.dataset.search, location.href)).href);

  /* Every worksheet and every page's questions, by "language/guide/id". */
  async function known() {
    await data("builder.js");
    const all = new Map(), { worksheets, questions, language } = window.twoLinesWorksheets;
    worksheets.forEach(one => all.set(`${language}/${one.guide}/${one.id}`, one));
    questions.forEach(one => all.set(`${language}/${one.guide}/${one.id}`, { ...one, privacy: "private" }));
    return all;
  }

  /* Brings the markup of these, a file for each guide, once. */
  const ready = entries => Promise.all([...new Set(entries.filter(one => !one.ask).map(one => one.guide))].map(guide => data(`${guide}/sheets.js`)));

  function asked(entry) {
    const items = entry.ask.map(one => make("li", {}, make("p", {}, make("b", {}, one.ask)), make("textarea", { name: one.name })));
    return [make("h2", {}, entry.title), make("ol", {}, ...items)];
  }

  /* One worksheet that is ready, as an element; `fields` are words by the control's name. */
  function sheet(entry, fields) {
    const section = make("section", { className: "exercise sheet" });
    if (entry.ask) section.append(...asked(entry)); else section.innerHTML = window.twoLinesSheets[entry.guide][entry.id];
    const controls = new Map();
    section.querySelectorAll("textarea[name], input[name]").forEach(one => controls.set(one.name, [...(controls.get(one.name) || []), one]));
    controls.forEach((group, name) => { if (fields[name]) twoLines.fields.fill(group, fields[name]); });
    section.querySelectorAll("input, textarea").forEach(one => { one.tabIndex = -1; });
    return section;
  }

  /* Prints what an area holds, and nothing else of the page. */
  function print(area) {
    document.documentElement.classList.add("print-sheets");
    twoLines.fields.mirror(area);
    window.print();
    document.documentElement.classList.remove("print-sheets");
  }

  twoLines.sheets = { known, ready, sheet, print, make };
})();
