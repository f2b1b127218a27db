/* The offline worker, which runs only where a reader asked for a copy of the pages. With a network every page comes
   fresh from the site; without one, from the copy. worker.js says which files belong to it, under a version that
   changes with any of them; an older copy goes when a newer one is whole. It keeps nothing that is typed. */
(function () {
  "use strict";

  const { version, files } = self.twoLinesKept, COPIES = "two-lines-", COPY = `${COPIES}${version}`;
  const root = new URL("./", self.location.href).href;

  async function fetchAll() {
    const copy = await caches.open(COPY);
    await copy.addAll(files.map(file => new Request(root + encodeURI(file), { cache: "reload" })));
    await self.skipWaiting();
  }

  async function dropOlder() {
    const older = (await caches.keys()).filter(name => name.startsWith(COPIES) && name !== COPY);
    await Promise.all(older.map(name => caches.delete(name)));
    await self.clients.claim();
  }

  async function fromCopy(request) {
    const copy = await caches.open(COPY), options = { ignoreSearch: true };
    return (await copy.match(request, options)) || (request.mode === "navigate" && copy.match(root, options)) || Response.error();
  }

  self.addEventListener("install", event => event.waitUntil(fetchAll()));
  self.addEventListener("activate", event => event.waitUntil(dropOlder()));
  self.addEventListener("fetch", event => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(root)) return;
    event.respondWith(fetch(request).catch(() => fromCopy(request)));
  });
})();
