/* Every page: the discreet tab title, addresses that work from a disk, menus that close, fields that print.
   First of the scripts; the others find what they share in window.twoLines. */
(function () {
  "use strict";

  const bar = document.querySelector(".tl-bar");
  if (!bar) return;
  const twoLines = (window.twoLines = window.twoLines || {});
  document.documentElement.classList.add("js");
  document.title = bar.dataset.tab;

  /* The site's root as a whole address, with a slash at its end. */
  twoLines.root = new URL(bar.dataset.root.replace(/\/*$/, "/"), location.href).href;

  /* A page's address as the browser can open it: a folder on a disk has no first page of its own. */
  twoLines.address = href => {
    const url = new URL(href, location.href);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  };

  function lead(event) {
    const link = event.target.closest("a[href]");
    if (link && link.protocol === "file:") link.href = twoLines.address(link.href);
  }

  /* Open menus close when something else is pressed or reached, and with Escape. */
  function closeMenus(event) {
    document.querySelectorAll("details[data-menu][open]").forEach(menu => {
      const inside = menu.contains(event.target);
      if (event.key === "Escape" && inside) menu.querySelector("summary").focus();
      if (event.key === "Escape" || (!inside && !event.key)) menu.open = false;
    });
  }

  /* On paper an empty field becomes ruled lines; one with words in it keeps them. */
  function markFilled() {
    document.querySelectorAll("textarea").forEach(area => area.classList.toggle("filled", area.value.trim() !== ""));
  }

  if (location.protocol === "file:") ["click", "auxclick"].forEach(name => document.addEventListener(name, lead, true));
  ["click", "focusin", "keydown"].forEach(name => document.addEventListener(name, closeMenus));
  window.addEventListener("beforeprint", markFilled);
})();
