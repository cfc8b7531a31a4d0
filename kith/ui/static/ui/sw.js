// @ts-check
/**
 * Keeps the page with urgent help, and what it looks like, for when there is no network. It keeps nothing else.
 * The server writes `self.KITH = {"cache": ..., "pages": [...], "assets": [...]}` above this file.
 */
(() => {
  const worker = /** @type {any} */ (self);
  /** @type {{ cache: string, pages: string[], assets: string[] }} */
  const { cache, pages, assets } = worker.KITH;

  // Asked for without cookies: the kept page is the same for everybody.
  const asked = (/** @type {string} */ path) => new Request(path, { credentials: "omit", cache: "no-cache" });
  const keep = async () => {
    const kept = await caches.open(cache);
    await kept.addAll([...pages, ...assets].map(asked));
  };
  const forgetOthers = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== cache).map((name) => caches.delete(name)));
  };

  worker.addEventListener("install", (/** @type {any} */ event) => {
    worker.skipWaiting();
    event.waitUntil(keep());
  });
  worker.addEventListener("activate", (/** @type {any} */ event) => {
    event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
  });
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const address = new URL(event.request.url);
    const isOurs = address.origin === worker.location.origin && event.request.method === "GET";
    const isPage = pages.includes(address.pathname);
    if (!isOurs || (!isPage && !assets.includes(address.pathname))) return;
    const fromNetwork = fetch(event.request);
    event.respondWith(
      fromNetwork.catch(async () => (await (await caches.open(cache)).match(address.pathname)) ?? Response.error()),
    );
    if (isPage) {
      // The numbers on it may have changed since.
      event.waitUntil(fromNetwork.then(keep).catch(() => undefined));
    }
  });
})();
