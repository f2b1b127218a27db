/* The search of every page: a button, or the / key. What it knows is fetched when it is first opened; a query
   stays in the field and is gone when the search closes. The search is not modal: help and leaving stay in reach. */
(function () {
  "use strict";

  const bar = document.querySelector(".tl-bar"), dialog = document.querySelector("[data-search-dialog]");
  if (!bar || !dialog) return;
  const twoLines = window.twoLines, opener = document.querySelector("[data-search-open]");
  const field = dialog.querySelector("input[type=search]"), list = dialog.querySelector(".tl-results");
  const count = dialog.querySelector(".tl-count"), slash = dialog.querySelector("#tl-slash");
  const SHOWN = 8, PAUSE = 400, SLASH = "two-lines/no-slash";
  let seek = null, told = 0;

  function make(name, properties, ...inside) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  }

  const link = (url, ...inside) => make("a", { href: twoLines.address(new URL(url, twoLines.root).href) }, ...inside);

  /* What sort of thing it is, and whom an exercise is for, where that helps to choose. */
  function sort(thing) {
    const name = list.getAttribute(`data-kind-${thing.kind}`);
    return name ? [make("small", {}, `${name}${thing.number ? ` ${thing.number}` : ""}${thing.who ? ` · ${thing.who}` : ""}`), " "] : [];
  }

  function entry(page) {
    const mark = page.mark ? [make("small", { className: "in-language" }, ` (${page.mark})`)] : [];
    const title = make("b", page.lang ? { lang: page.lang } : {}, page.title);
    const item = make("li", {}, link(page.url, ...sort(page), title, ...mark), make("p", {}, page.short));
    const parts = page.parts.map(part => make("li", {}, link(part.url, ...sort(part), make("span", {}, part.title))));
    if (parts.length) item.append(make("ul", {}, ...parts));
    return item;
  }

  /* Told once the typing rests, so that a screen reader is not interrupted at each key. */
  function tell(words) {
    clearTimeout(told);
    told = setTimeout(() => { count.textContent = words; }, PAUSE);
  }

  function answer() {
    if (!seek) return;
    const results = field.value.trim() ? seek(field.value).slice(0, SHOWN) : [];
    list.replaceChildren(...results.map(entry));
    const many = results.length === 1 ? count.dataset.one : `${results.length} ${count.dataset.many}`;
    tell(!field.value.trim() ? "" : results.length ? many : count.dataset.none);
  }

  /* The words are fetched once; the index is made of them in this browser. */
  async function prepare() {
    try {
      await twoLines.load("../vendor/minisearch.min.js", "search-engine", new URL(bar.dataset.search, location.href).href);
      seek = seek || twoLines.seeker(window.twoLinesSearch);
      answer();
    } catch (late) {
      tell(count.dataset.late);
    }
  }

  function open() {
    if (!dialog.open) dialog.show();
    field.focus();
    prepare();
  }

  function close(back) {
    if (!dialog.open) return;
    dialog.close();
    field.value = "";
    list.replaceChildren();
    clearTimeout(told);
    count.textContent = "";
    if (back) opener.focus();
  }

  /* Up and down lead through the field and everything that was found. */
  function step(event) {
    const stops = [field, ...list.querySelectorAll("a")], at = stops.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : -1;
    if (at < 0 || next < 0 || next >= stops.length) return;
    event.preventDefault();
    stops[next].focus();
  }

  const writes = element => element.closest("input, textarea, select, [contenteditable]");
  const remembered = () => { try { return localStorage.getItem(SLASH) === null; } catch (blocked) { return true; } };

  function remember() {
    try { if (slash.checked) localStorage.removeItem(SLASH); else localStorage.setItem(SLASH, "1"); } catch (blocked) { /* It then holds for this page. */ }
  }

  opener.addEventListener("click", () => (dialog.open ? close(true) : open()));
  dialog.querySelector("[data-search-close]").addEventListener("click", () => close(true));
  dialog.querySelector("form").addEventListener("submit", event => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.click();
  });
  field.addEventListener("input", answer);
  list.addEventListener("click", event => { if (event.target.closest("a")) setTimeout(close); });
  dialog.addEventListener("keydown", event => { if (event.key === "Escape") { event.preventDefault(); close(true); } else step(event); });
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !slash.checked || writes(event.target)) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("pointerdown", event => { if (!dialog.contains(event.target) && !opener.contains(event.target)) close(); });
  document.addEventListener("focusin", event => { if (!dialog.contains(event.target) && event.target !== opener) close(); });
  window.addEventListener("pagehide", () => close());
  slash.addEventListener("change", remember);
  slash.checked = remembered();
})();
