/* Scripts that not every page needs. An element with data-needs="vault writing" brings them, in that order;
   search and offline reading ask for theirs when someone uses them. Works from a disk: no modules, no fetch. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {});
  const here = document.currentScript.src, coming = new Map();

  /* Brings one script or style sheet, once; the promise fails where it cannot be had. */
  function bring(address) {
    if (!coming.has(address)) coming.set(address, new Promise((resolve, reject) => {
      const sheet = address.endsWith(".css"), element = document.createElement(sheet ? "link" : "script");
      if (sheet) { element.rel = "stylesheet"; element.href = address; } else element.src = address;
      element.onload = resolve;
      element.onerror = () => { coming.delete(address); reject(new Error(address)); };
      document.head.append(element);
    }));
    return coming.get(address);
  }

  /* Names of scripts beside this one, "../vendor/x.js", or whole addresses; one after the other. */
  twoLines.load = (...names) => names.reduce((before, name) =>
    before.then(() => bring(new URL(/\.(js|css)$/.test(name) ? name : `${name}.js`, here).href)), Promise.resolve());

  document.querySelectorAll("[data-needs]").forEach(element => twoLines.load(...element.dataset.needs.split(" ")));
})();
