/**
 * What a tablet must be able to do before it is leaned on in a session, asked of the browser itself. Each answer is
 * met, not met or not known, in words, with what to do. What a browser does not say is not known, never good.
 */

/** @typedef {{ met: "met" | "unmet" | "unknown", words: string, todo?: string, ask?: string }} Answer */
/** @typedef {{ clock: string }} Addresses */
/** @typedef {{ now: number, sentence: string, ahead_ms: number, round_trip_ms: number }} Told what the server said */

const MEGABYTE = 1_000_000;
/** The sealed entries of a four-hour outage are below 10 MB, the room's files about 1 MB. */
const ENOUGH_BYTES = 24 * MEGABYTE;
const TRIAL = "trial-of-space";
/** A session takes up to four hours, and a tablet's screen is on all the while. */
const ENOUGH_CHARGE = 0.7;
const SKEW_MS = 30_000;
const SERVER_PATIENCE_MS = 8_000;
const WORKER_PATIENCE_MS = 15_000;
const OWN_WINDOW = "(display-mode: standalone), (display-mode: fullscreen), (display-mode: minimal-ui)";

/** @template T @param {Promise<T>} asked @param {number} within milliseconds @returns {Promise<T | null>} */
function inTime(asked, within) {
  return Promise.race([asked, new Promise((done) => setTimeout(done, within, null))]);
}

/** @param {Addresses} addresses @returns {Promise<Told | string>} or a sentence that says why not */
export async function askServer({ clock }) {
  const asked = performance.now();
  const answer = await inTime(fetch(clock, { cache: "no-store", redirect: "manual" }).catch(() => null), SERVER_PATIENCE_MS);
  if (answer === null) return "The clinic’s server does not answer.";
  if (answer.type === "opaqueredirect") return "The clinic’s server answers, and you are signed out.";
  if (!answer.ok) return `The clinic’s server answers with an error, ${answer.status}.`;
  const { now, sentence } = await answer.json();
  const round_trip_ms = performance.now() - asked;
  return { now: Date.parse(now), sentence, round_trip_ms, ahead_ms: Date.now() - (Date.parse(now) + round_trip_ms / 2) };
}

/** @returns {Answer} */
export function installed() {
  if (matchMedia(OWN_WINDOW).matches || /** @type {any} */ (navigator).standalone === true) {
    return { met: "met", words: "Opened from the Home Screen, in a window of its own." };
  }
  return {
    met: "unmet",
    words: "Opened in a browser’s tab. A browser may clear what a tab keeps.",
    todo: "Add it to the Home Screen from the browser’s menu (Share, or Install), and open it from there.",
  };
}

/** @returns {Promise<Answer>} */
export async function stored() {
  if (!navigator.storage?.persisted) {
    return { met: "unknown", words: "This browser does not say whether it may clear what is kept here.", todo: "Add it to the Home Screen: on most tablets that protects it." };
  }
  if (await navigator.storage.persisted()) return { met: "met", words: "The browser promised to keep what this tablet holds." };
  return {
    met: "unmet",
    words: "The browser may clear what is kept here when space is short.",
    todo: "Ask it for protection. If it declines, add this page to the Home Screen and ask again.",
    ask: "Ask for protection",
  };
}

/** Browsers round what they say of free space, or say the same on every device: only what can be written counts. @returns {Promise<Answer>} */
export async function space() {
  const needed = `${ENOUGH_BYTES / MEGABYTE} MB`;
  try {
    const cache = await caches.open(TRIAL);
    await cache.put("/trial", new Response(new Blob([new Uint8Array(ENOUGH_BYTES)])));
    return { met: "met", words: `${needed} could be kept here, more than the longest outage takes.` };
  } catch (wrong) {
    if (wrong instanceof DOMException && wrong.name === "QuotaExceededError") {
      return { met: "unmet", words: `${needed} could not be kept here.`, todo: "Remove from the tablet what it does not need, then check again." };
    }
    return { met: "unknown", words: "This browser does not say how much can be kept here.", todo: "Look in the tablet’s settings, under Storage." };
  } finally {
    await caches.delete(TRIAL).catch(() => false);
  }
}

/** @returns {Promise<Answer>} */
export async function battery() {
  const found = await /** @type {any} */ (navigator).getBattery?.().catch(() => null);
  if (!found) return { met: "unknown", words: "This browser does not say.", todo: "Look at the tablet: charged, or plugged in." };
  const charge = `${Math.round(found.level * 100)} %`;
  if (found.charging) return { met: "met", words: `Plugged in, ${charge} charged.` };
  if (found.level >= ENOUGH_CHARGE) return { met: "met", words: `${charge} charged.` };
  return { met: "unmet", words: `${charge} charged, not plugged in. A session may take four hours.`, todo: "Plug it in." };
}

/** @param {Told | string} told @returns {Answer} */
export function clock(told) {
  if (typeof told === "string") return { met: "unknown", words: "The clinic’s server did not say what time it is.", todo: "First let the server be reached." };
  const off = Math.abs(told.ahead_ms);
  if (off <= SKEW_MS) return { met: "met", words: `Right, by the clinic’s clock, to ${Math.max(1, Math.ceil(off / 1000))} s.` };
  return {
    met: "unmet",
    words: `${inTimeWords(off)} ${told.ahead_ms > 0 ? "ahead of" : "behind"} the clinic’s clock. The record keeps the clinic’s time all the same.`,
    todo: "Let the tablet set its time by itself, in its settings, under Date and time.",
  };
}

/** @param {number} milliseconds */
function inTimeWords(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** @param {Told | string} told @returns {Answer} */
export function server(told) {
  if (typeof told !== "string") return { met: "met", words: `Answered within ${Math.max(1, Math.ceil(told.round_trip_ms / 1000))} s.` };
  const todo = /signed out/.test(told) ? "Sign in again." : "Look whether the tablet is in the clinic’s network. If others cannot reach it either, tell whoever runs the site.";
  return { met: "unmet", words: told, todo };
}

/** @returns {Promise<Answer>} */
export async function offline() {
  if (!("serviceWorker" in navigator)) {
    return { met: "unmet", words: "This browser cannot open the room without a network.", todo: "Open the clinic’s address with https, in Safari or Chrome." };
  }
  const { openWorker } = await import("./offline/worker.js");
  await openWorker();
  const ready = await inTime(navigator.serviceWorker.ready, WORKER_PATIENCE_MS);
  const kept = (await caches.keys()).some((name) => name.startsWith("holdspace-"));
  if (ready?.active && kept) return { met: "met", words: "What the room needs without a network is on this tablet." };
  return { met: "unmet", words: "What the room needs without a network is not on this tablet yet.", todo: "Stay in the clinic’s network and check again." };
}

/** @returns {Promise<Answer>} */
export async function awake() {
  if (!("wakeLock" in navigator)) {
    return { met: "unmet", words: "This browser cannot keep the screen on.", todo: "Set the tablet’s screen to stay on, in its settings, under Display." };
  }
  try {
    const lock = await navigator.wakeLock.request("screen");
    await lock.release();
    return { met: "met", words: "The screen can be kept on." };
  } catch {
    return { met: "unmet", words: "The tablet does not let the screen stay on.", todo: "Turn off power saving, or set the screen to stay on." };
  }
}
