/** The worker that opens the room without its server: on enrolled tablets only, and never changed in mid-session. */

const TELL_EVERY_MS = 2_000;

/** @type {ServiceWorkerRegistration | null} */
let registration = null;
let timer = 0;

export async function openWorker() {
  if (!("serviceWorker" in navigator)) return;
  try {
    registration = await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
    await navigator.storage?.persist?.();
    // Without a server there is none to ask; the version that is here stays.
    await registration.update().catch(() => null);
  } catch (wrong) {
    // Without it charting goes on as long as the page is open; the list before a session says that it is missing.
    console.warn(wrong);
  }
}

/** A new version is here and waits for the end of the session. */
export function updateWaits() {
  return Boolean(registration?.waiting);
}

/**
 * The session is over: the new version takes over, at once or when all of it is here. It is told until it has: a browser
 * lets the old one go on when something asks it for a page in the same instant, and does not try again by itself.
 */
export async function takeOver() {
  registration ??= (await navigator.serviceWorker?.getRegistration()) ?? null;
  if (!tells() || timer) return;
  timer = window.setInterval(() => {
    if (tells()) return;
    window.clearInterval(timer);
    timer = 0;
  }, TELL_EVERY_MS);
}

/** @returns {boolean} whether there is one that has not taken over */
function tells() {
  registration?.waiting?.postMessage("take over");
  return Boolean(registration?.waiting ?? registration?.installing);
}

/** A browser that is no tablet of a room keeps no pages. */
export async function leaveWorker() {
  const known = (await navigator.serviceWorker?.getRegistrations?.()) ?? [];
  await Promise.all(known.map((one) => one.unregister()));
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("holdspace-")).map((name) => caches.delete(name)));
}
