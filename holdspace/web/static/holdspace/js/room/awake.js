/**
 * Keeps the screen awake in a session, and says so when it cannot. When the page comes back from out of sight, or
 * from a sleep of the tablet that no browser announces, it says from when to when nobody could look at it here.
 */

import { clockTime, heardTheServer, now } from "./clock.js";

const SHORT_MS = 5_000;
/** A busy tablet may be late by some seconds; later than this it slept. */
const SLEPT_MS = 15_000;
const ONE_BY_ONE = 3;
/** In this tab only, and only times: a page that is opened anew says what the last one had to say, until somebody knows. */
const KEPT = "out-of-sight";

/** @typedef {{ from: number, until: number }} Gap */

/** @param {() => void} changed */
export function stayAwake(changed) {
  const left = kept();
  let gaps = left.gaps;
  let hiddenAt = document.visibilityState === "hidden" ? left.hiddenAt || now() : 0;
  /** Where the page's own clock and the clinic's stood a second ago. */
  let tick = { own: performance.now(), clinic: now(), isTold: heardTheServer() };
  const awake = {
    /** A sentence when the screen may go dark. */
    problem: "",
    /** A sentence after the page was out of sight. */
    away: gaps.length ? inWords(gaps) : "",
    forget() {
      gaps = [];
      keep(gaps, hiddenAt);
      awake.away = "";
      changed();
    },
  };

  async function ask() {
    try {
      if (!("wakeLock" in navigator)) throw new Error("no wake lock");
      const lock = await navigator.wakeLock.request("screen");
      awake.problem = "";
      lock.addEventListener("release", () => document.visibilityState === "visible" && void ask());
    } catch {
      // A browser without it, or a tablet that saves power: the person at the screen is told, and since when.
      awake.problem ||= `Since ${clockTime(now(), true)} this screen may go dark by itself. Touch it now and then, or change the tablet’s settings.`;
    }
    changed();
  }

  /** @param {number} from @param {number} until */
  function wasAway(from, until) {
    const last = gaps.at(-1);
    if (last && from <= last.until) last.until = until;
    else gaps.push({ from, until });
    keep(gaps, hiddenAt);
    awake.away = inWords(gaps);
    changed();
  }

  /** The tablet slept, and perhaps its clock with it: then the clinic's time has run on without the page's. */
  function watch() {
    const before = tick;
    tick = { own: performance.now(), clinic: now(), isTold: heardTheServer() };
    if (hiddenAt) return;
    const slept = tick.own - before.own > SLEPT_MS || (before.isTold && tick.clinic - before.clinic > SLEPT_MS);
    if (slept) wasAway(before.clinic, tick.clinic);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      hiddenAt = now();
      keep(gaps, hiddenAt);
      return;
    }
    watch();
    if (hiddenAt && now() - hiddenAt > SHORT_MS) wasAway(hiddenAt, now());
    hiddenAt = 0;
    keep(gaps, hiddenAt);
    void ask();
  });
  if (!hiddenAt && left.hiddenAt && now() - left.hiddenAt > SHORT_MS) wasAway(left.hiddenAt, now());
  keep(gaps, hiddenAt);
  window.setInterval(watch, 1000);
  void ask();
  return awake;
}

/** @param {Gap[]} gaps */
function inWords(gaps) {
  const spans = gaps.map(({ from, until }) => `from ${clockTime(from, true)} to ${clockTime(until, true)}`);
  const said =
    spans.length > ONE_BY_ONE
      ? `${spans.length} times since ${clockTime(/** @type {Gap} */ (gaps[0]).from, true)}, the last time ${spans.at(-1)}`
      : spans.join(", and ");
  return `This screen was away ${said}: look through what came in between.`;
}

/** @param {Gap[]} gaps @param {number} hiddenAt since when it is out of sight; 0 when it is not */
function keep(gaps, hiddenAt) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, hiddenAt, gaps }));
  } catch {
    // A browser that keeps nothing: then only this page knows.
  }
}

/** What the page of this room that was in this tab before had not been told was known. */
function kept() {
  /** @type {{ hiddenAt: number, gaps: Gap[] }} */
  const nothing = { hiddenAt: 0, gaps: [] };
  try {
    const { path, ...left } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    return path === location.pathname ? { ...nothing, ...left } : nothing;
  } catch {
    return nothing;
  }
}

/** @typedef {ReturnType<typeof stayAwake>} Awake */
