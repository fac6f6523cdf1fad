/**
 * Opens a room when its server does not answer. It keeps scripts, styles, fonts and one page that holds nothing about
 * anybody; whatever the server says of a patient goes past it. The view sets `holdspace` in front of this text.
 */

(() => {
  const worker = /** @type {any} */ (self);
  /** @type {{ version: string, shell: string, files: string[] }} */
  const { version, shell, files } = worker.holdspace;
  const CACHE = `holdspace-${version}`;
  const ANSWER_WITHIN_MS = 4_000;
  const ROOM = /^\/room\/[0-9a-f]{8}-[0-9a-f-]{27}\/$/;

  /** All or nothing: with one file missing the version before stays. */
  async function keepFiles() {
    const cache = await caches.open(CACHE);
    await cache.addAll([shell, ...files].map((address) => new Request(address, { cache: "reload" })));
  }

  async function forgetOlder() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("holdspace-") && name !== CACHE).map((name) => caches.delete(name)));
    await worker.clients.claim();
  }

  /**
   * What is not answered here goes past the worker without waking it, in a browser that knows how: one that is woken in
   * the instant in which it is to end stays, and the version after it waits on.
   * @param {any} event
   */
  function leaveTheRestAlone(event) {
    const opens = ["/", "/room/*"].map((urlPattern) => ({ urlPattern, requestMode: "navigate" }));
    const answered = { or: [{ urlPattern: "/static/*" }, ...opens] };
    event.addRoutes?.({ condition: { not: answered }, source: "network" }).catch(() => null);
  }

  /** Signed out, a tablet of a room asks for a PIN before it asks for a password. @param {Response} answer @param {string} pathname */
  function leads(answer, pathname) {
    return answer.status < 500 && !(answer.type === "opaqueredirect" && ROOM.test(pathname));
  }

  /** @param {Request} request */
  async function pageOf(request) {
    const asked = fetch(request).catch(() => null);
    const late = new Promise((done) => setTimeout(done, ANSWER_WITHIN_MS, null));
    /** @type {Response | null} */
    const answer = await Promise.race([asked, late]);
    if (answer && leads(answer, new URL(request.url).pathname)) return answer;
    return (await caches.match(shell)) ?? (await asked) ?? Response.error();
  }

  /** Their names hold what is in them: what is kept is what would come. @param {Request} request */
  async function fileOf(request) {
    return (await caches.match(request)) ?? fetch(request);
  }

  worker.addEventListener("install", (/** @type {any} */ event) => {
    leaveTheRestAlone(event);
    event.waitUntil(keepFiles());
  });
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forgetOlder()));
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== worker.location.origin) return;
    const opens = pathname === "/" || pathname === shell || ROOM.test(pathname);
    if (event.request.mode === "navigate" && opens) event.respondWith(pageOf(event.request));
    else if (pathname.startsWith("/static/")) event.respondWith(fileOf(event.request));
  });
  // Never in mid-session: the page asks when the session is over.
  worker.addEventListener("message", (/** @type {any} */ event) => {
    if (event.data === "take over") worker.skipWaiting();
  });
})();
