/**
 * Shows whom to call when there is no network, a page to write on, and what is usual after a session. It keeps these
 * and what they are made of; whatever is about a person goes past it. The view sets `companion` in front of this text.
 */

(() => {
  const worker = /** @type {any} */ (self);
  /** @type {{ version: string, page: string, pages: Record<string, string>, below: Record<string, string>, files: string[] }} */
  const { version, page, pages, below, files } = worker.companion;
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

  /** Where in a kept page the part stands that was asked for. @param {string} pathname */
  function partOf(pathname) {
    const above = Object.keys(below).find((start) => pathname.startsWith(start) && pathname !== start);
    const part = above && pathname.slice(above.length).replaceAll("/", "");
    return part && !isKept(pathname) ? `${below[above]}#${part}` : undefined;
  }

  /** @param {string} pathname */
  function isKept(pathname) {
    return Object.values(pages).includes(pathname);
  }

  /** @param {Request} request */
  async function pageOf(request) {
    const { pathname, origin } = new URL(request.url);
    try {
      return await fetch(request);
    } catch {
      const part = partOf(pathname);
      if (part) return Response.redirect(new URL(part, origin).href);
      const instead = isKept(pathname) ? pathname : (pages[pathname] ?? page);
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
