/* Every page: the discreet tab title, addresses that work from a disk, and menus that close.
   First of the scripts; the others find what they share in window.twoLines. */
(function () {
  "use strict";

  var bar = document.querySelector(".tl-bar");
  if (!bar) return;
  document.documentElement.classList.add("js");
  document.title = bar.dataset.tab;

  var twoLines = (window.twoLines = window.twoLines || {});
  twoLines.fromDisk = location.protocol === "file:";
  /* The site's root as a whole address, with a slash at its end. */
  twoLines.root = new URL(bar.dataset.root.replace(/\/*$/, "/"), location.href).href;
  twoLines.address = address;

  /* A page's address as the browser can open it: a folder on a disk has no first page of its own. */
  function address(href) {
    var url = new URL(href, location.href);
    if (url.protocol === "file:" && url.pathname.slice(-1) === "/") url.pathname += "index.html";
    return url.href;
  }

  function lead(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link && link.protocol === "file:") link.href = address(link.href);
  }

  function closeMenus(event) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (event.type === "keydown" && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      if (event.type === "keydown" || !menu.contains(event.target)) menu.open = false;
    });
  }

  /* Someone who prints a page after typing keeps the words; an empty field becomes ruled lines. */
  function markFilled() {
    document.querySelectorAll("textarea").forEach(function (area) {
      area.classList.toggle("filled", area.value.trim() !== "");
    });
  }

  if (twoLines.fromDisk) ["click", "auxclick"].forEach(function (name) { document.addEventListener(name, lead, true); });
  document.addEventListener("click", closeMenus);
  document.addEventListener("focusin", closeMenus);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") closeMenus(event); });
  window.addEventListener("beforeprint", markFilled);
})();
