/* A copy of the pages in this browser, for reading without a network. Off until someone turns it on here; what is
   kept is told, and one control takes the worker and every copy away. Browsers are not told that the site can be
   installed before that, so that none offers it by itself. */
(function () {
  "use strict";

  const twoLines = window.twoLines, COPIES = "two-lines-", section = document.querySelector("[data-offline]");
  const able = () => location.protocol !== "file:" && window.isSecureContext && "serviceWorker" in navigator && "caches" in window;
  const ours = async () => (await navigator.serviceWorker.getRegistrations()).filter(one => one.scope === twoLines.root);

  function show(state) {
    if (section) section.querySelectorAll("[data-copy]").forEach(one => { one.hidden = !one.dataset.copy.split(" ").includes(state); });
  }

  /* Only a reader who keeps a copy is offered to put the site among the device's programs. */
  function offerToInstall() {
    if (document.querySelector("link[rel=manifest]")) return;
    document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: `${twoLines.root}site.webmanifest` }));
  }

  async function tell() {
    if (!able()) return show("unable");
    const on = (await ours()).some(one => one.active);
    if (on) offerToInstall();
    return show(on ? "on" : "off");
  }

  /* A worker is there once every page is. */
  function settled(worker) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (worker.state === "activated") resolve();
        if (worker.state === "redundant") reject(new Error("redundant"));
      };
      worker.addEventListener("statechange", look);
      look();
    });
  }

  async function turnOn() {
    show("busy");
    try {
      const made = await navigator.serviceWorker.register(`${twoLines.root}worker.js`, { scope: twoLines.root, updateViaCache: "none" });
      await settled(made.installing || made.waiting || made.active);
      await tell();
    } catch (error) {
      await remove();
      show("failed");
    }
  }

  async function remove() {
    if (!able()) return;
    await Promise.all((await ours()).map(one => one.unregister()));
    await Promise.all((await caches.keys()).filter(name => name.startsWith(COPIES)).map(name => caches.delete(name)));
    document.querySelectorAll("link[rel=manifest]").forEach(one => one.remove());
    await tell();
  }

  twoLines.offline = { remove };
  if (!section) return;
  section.querySelector("[data-offline-on]").addEventListener("click", turnOn);
  section.querySelector("[data-offline-remove]").addEventListener("click", remove);
  tell();
})();
