/**
 * Shows whom to call when there is no network, and a page to write on. It keeps these and what they are made of;
 * whatever is about a person goes past it. The view sets `companion` in front of this text.
 */

(() => {
  const worker = /** @type {any} */ (self);
  /** @type {{ version: string, page: string, pages: Record<string, string>, files: string[] }} */
  const { version, page, pages, files } = worker.companion;
  const CACHE = `companion-${version}`;

  async function keep() {
    const cache = await caches.open(CACHE);
    await cache.addAll([page, ...Object.values(pages), ...files].map((address) => new Request(address, { cache: "reload" })));
    await worker.skipWaiting();
  }

  async function forgetOlder() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("companion-") && name !== CACHE).map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  /** @param {Request} request */
  async function pageOf(request) {
    try {
      return await fetch(request);
    } catch {
      const instead = pages[new URL(request.url).pathname] ?? page;
      return (await caches.match(instead)) ?? Response.error();
    }
  }

  /** @param {Request} request */
  async function fileOf(request) {
    return (await caches.match(request)) ?? fetch(request);
  }

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keep()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forgetOlder()));
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== worker.location.origin) return;
    if (event.request.mode === "navigate") event.respondWith(pageOf(event.request));
    else if (files.includes(pathname)) event.respondWith(fileOf(event.request));
  });
})();
