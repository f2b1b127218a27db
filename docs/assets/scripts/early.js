/* Before the page is drawn: fetches the faces that every page needs, and keeps covered what was left in a hurry.
   Leaving sets a mark in this tab, which goes with the tab. While it is there, a page of this site that comes back
   through the history (back, forward, reload) is not shown: in its place stands an empty page with one control.
   Going to a page afresh, by a link or an address, takes the mark away; so does the control. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {}), root = document.documentElement;
  const { fonts, base, tab, show } = document.currentScript.dataset, home = new URL(base.replace(/\/*$/, "/"), location.href).href;
  const MARK = "two-lines/left", AFRESH = ["navigate", "prerender"];

  /* Where storage is blocked, only the page that was left is gone from the history; see leave.js. */
  twoLines.closeBehind = () => { try { sessionStorage.setItem(MARK, "1"); } catch (blocked) { /* It is then not known. */ } };
  const opens = () => { try { sessionStorage.removeItem(MARK); } catch (blocked) { /* There is none. */ } };
  const closed = () => { try { return sessionStorage.getItem(MARK) !== null; } catch (blocked) { return false; } };
  const address = href => { try { history.replaceState(null, "", href); } catch (disk) { /* From a disk it stays as it is. */ } };

  function came() {
    const [entry] = performance.getEntriesByType("navigation");
    return Boolean(entry) && AFRESH.includes(entry.type);
  }

  function control(here) {
    const main = document.createElement("main"), button = Object.assign(document.createElement("button"), { type: "button", textContent: show });
    main.style.padding = "1rem";
    Object.assign(button.style, { font: "1rem sans-serif", minHeight: "2.75rem", padding: ".3rem 1rem", border: "1px solid", borderRadius: ".5rem", background: "none", color: "inherit" });
    button.addEventListener("click", () => { opens(); address(here); location.reload(); });
    main.append(button);
    return main;
  }

  /* An empty page stands for this one; its title and its address say nothing. Where this one is still to be read, all
     of it falls into a template: no word of it is drawn, none of its scripts and sheets does anything. (A page whose
     reading is stopped instead is never drawn at all, not even its control.) */
  function cover(coming) {
    const main = control(location.href);
    const settle = () => { document.body.replaceChildren(main); root.classList.remove("away", "left"); address(home); };
    document.title = tab;
    if (!coming) return settle();
    document.write("<body><template>");
    document.body.prepend(main);
    document.addEventListener("DOMContentLoaded", settle);
  }

  /* A page that the browser holds in memory comes back as it was when it went: so it goes covered. */
  window.addEventListener("pagehide", () => root.classList.add("away"));
  window.addEventListener("pageshow", event => {
    if (event.persisted && closed()) cover(false); else root.classList.remove("away");
  });

  if (closed() && !came()) return cover(true);
  opens();
  /* From a disk a browser would refuse that, and say so; there the faces are waited for. */
  if (location.protocol === "file:") return root.classList.add("disk");
  fonts.split(" ").forEach(href => document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous", href })));
})();
