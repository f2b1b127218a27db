/* Before the page is drawn: fetches the faces that every page needs. From a disk a browser would refuse that, and say so. */
(function () {
  "use strict";

  const { fonts } = document.currentScript.dataset;
  if (location.protocol === "file:") return;
  fonts.split(" ").forEach(href => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href })));
})();
