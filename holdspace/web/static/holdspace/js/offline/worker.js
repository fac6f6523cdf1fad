/** The worker that opens the room without its server: on enrolled tablets only, and never changed in mid-session. */

/** @type {ServiceWorkerRegistration | null} */
let registration = null;

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

/** The session is over: the new version takes over, at once or when all of it is here. */
export function takeOver() {
  registration?.waiting?.postMessage("take over");
  const coming = registration?.installing;
  coming?.addEventListener("statechange", () => coming.state === "installed" && coming.postMessage("take over"));
}

/** A browser that is no tablet of a room keeps no pages. */
export async function leaveWorker() {
  const known = (await navigator.serviceWorker?.getRegistrations?.()) ?? [];
  await Promise.all(known.map((one) => one.unregister()));
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("holdspace-")).map((name) => caches.delete(name)));
}
