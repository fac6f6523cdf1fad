/**
 * Keeps "4 min" true: every element with `data-at` says how old it is, by the page's own clock.
 *
 * The page's clock starts at the server's time in `data-now` and runs on with the browser's monotonic clock.
 * A tablet that slept stops that clock, so the wall clock may only make an age older, never younger.
 */

const EVERY_MS = 1000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param {number} seconds @returns {string} */
export function inWords(seconds) {
  if (seconds < MINUTE) return `${Math.max(0, Math.floor(seconds))} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    return `${Math.floor(seconds / HOUR)} h ${String(minutes).padStart(2, "0")}`;
  }
  return `${Math.floor(seconds / DAY)} d`;
}

/** @param {Document} root @returns {() => number} the page's time, in milliseconds since 1970 */
export function pageClock(root) {
  const told = Date.parse(root.documentElement.dataset["now"] ?? "");
  const start = Number.isNaN(told) ? Date.now() : told;
  const monotonic = performance.now();
  const wall = Date.now();
  return () => start + Math.max(performance.now() - monotonic, Date.now() - wall);
}

/** @param {Document} root @param {number} now milliseconds since 1970 */
function writeAges(root, now) {
  for (const element of root.querySelectorAll("[data-at]")) {
    if (!(element instanceof HTMLElement)) continue;
    const at = Date.parse(element.dataset["at"] ?? "");
    if (Number.isNaN(at)) continue;
    const words = inWords((now - at) / 1000);
    if (element.textContent !== words) element.textContent = words;
  }
}

/** @param {Document} root */
export function keepAgesCurrent(root) {
  const clock = pageClock(root);
  writeAges(root, clock());
  window.setInterval(() => writeAges(root, clock()), EVERY_MS);
}
