/**
 * The clinic server's time on this tablet: it starts at what the server said and runs on with the
 * monotonic clock, so a wrong or changed wall clock cannot make an old number look new.
 */

import { inWords } from "../ages.js";

let offset = Date.now() - performance.now();
/** @type {number | null} */
let frozen = null;
/** @type {Intl.DateTimeFormat} */
let toTheMinute;
/** @type {Intl.DateTimeFormat} */
let toTheSecond;
setZone(undefined);

const LATELY = 8;
/** A page that heard nothing for so long has said so: what is further behind was not late, the server's clock was put right. */
const LATE_AT_MOST_MS = 15_000;
/** What the server's last words made of the time. @type {number[]} */
const told = [];
let heard = false;

/** Each word was some time on its way: the one that was quickest is nearest to the truth, and a late
 * one must not set the clock back, for then an old number would look new. @param {string} now what the server says the time is */
export function setServerNow(now) {
  const one = Date.parse(now) - performance.now();
  if (!Number.isFinite(one)) return;
  if (one < offset - LATE_AT_MOST_MS) told.length = 0;
  told.push(one);
  if (told.length > LATELY) told.shift();
  offset = Math.max(...told);
  heard = true;
}

/** A page that opens without its server goes on from what the tablet kept. @param {number} ahead of the wall clock, in milliseconds */
export function guessServerNow(ahead) {
  if (!heard) offset = Date.now() + ahead - performance.now();
}

/** Whether the server has said its time since the page was opened. */
export function heardTheServer() {
  return heard;
}

/** For replay: the time stands where it is put. @param {string | null} at */
export function freezeAt(at) {
  frozen = at === null ? null : Date.parse(at);
}

/** Milliseconds since 1970 by the server's clock. */
export function now() {
  return frozen ?? performance.now() + offset;
}

/** @param {number} [minutesAgo] */
export function isoNow(minutesAgo = 0) {
  return new Date(now() - minutesAgo * 60_000).toISOString();
}

/** @param {string} at @returns {number} */
export function secondsSince(at) {
  return (now() - Date.parse(at)) / 1000;
}

/** "4 min", "14 s". @param {string} at */
export function age(at) {
  return inWords(Math.max(0, secondsSince(at)));
}

/** A tablet set to another zone would show other times than the record. @param {string | undefined} zone the clinic's, by its IANA name */
export function setZone(zone) {
  const short = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  toTheMinute = new Intl.DateTimeFormat("en-GB", short);
  toTheSecond = new Intl.DateTimeFormat("en-GB", { ...short, second: "2-digit" });
}

/** "14:33" in the clinic's zone. @param {string | number} at @param {boolean} [withSeconds] */
export function clockTime(at, withSeconds = false) {
  return (withSeconds ? toTheSecond : toTheMinute).format(new Date(at));
}

/** "00:34", hours and minutes since a moment. @param {string} at */
export function elapsed(at) {
  const minutes = Math.max(0, Math.floor(secondsSince(at) / 60));
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
