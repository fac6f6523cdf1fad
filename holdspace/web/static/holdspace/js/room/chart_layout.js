/** Where each lane lies, and what time the chart spans: one axis for everything. */

/** @typedef {import("./types.js").State} State */
/** @typedef {[number, number]} Band top and bottom, in CSS pixels */

export const LEFT = 50;
export const RIGHT = 10;
const MINUTE = 60;

/** @param {number} height @param {number} text how much larger than usual the letters are */
export function layout(height, text) {
  const line = 16 * text;
  const axis = height - line - 6;
  const events = 22 + 2 * line;
  const lanes = { with: 30, dose: 32, course: height > 430 ? 56 : 0, oxygen: height > 330 ? 64 : 44 };
  let bottom = axis - events;
  /** @type {Record<string, Band>} */
  const bands = { events: [bottom, axis - 4] };
  for (const name of /** @type {const} */ (["with", "dose", "course", "oxygen"])) {
    bands[name] = [bottom - lanes[name], bottom];
    bottom -= lanes[name] + (lanes[name] > 40 ? 14 : 0);
  }
  bands["pressure"] = [8, Math.max(40, bottom - 4)];
  return { bands, axis, line, height };
}

/** @typedef {ReturnType<typeof layout>} Layout */

/** A scale whose values a..b fall into one band of the whole height. @param {Band} band @param {number} height @param {number} a @param {number} b @returns {[number, number]} */
export function scaleFor([top, bottom], height, a, b) {
  const unit = (b - a) / (bottom - top);
  return [a - unit * (height - bottom), b + unit * top];
}

/** @param {State} state @param {number} now seconds @param {boolean} lastHour @returns {[number, number]} seconds */
export function timeSpan(state, now, lastHour) {
  if (lastHour) return [now - 60 * MINUTE, now + 20 * MINUTE];
  const zero = state.zero.at ? Date.parse(state.zero.at) / 1000 : null;
  const tens = 10 * MINUTE;
  if (zero === null) return [Math.floor(now / tens) * tens - 2 * tens, Math.floor(now / tens) * tens + 5 * tens];
  const late = zero + Math.ceil((now + 15 * MINUTE - zero) / tens) * tens;
  return [zero - 10 * MINUTE, Math.max(zero + 60 * MINUTE, late)];
}

/** Ticks of the time axis: minutes since zero, and the wall clock at zero. @param {[number, number]} span @param {string | null} zeroAt @param {number} width */
export function ticks([from, to], zeroAt, width) {
  const zero = zeroAt ? Date.parse(zeroAt) / 1000 : null;
  const most = Math.max(3, Math.floor(width / 62));
  const minutes = (to - from) / MINUTE;
  const step = [5, 10, 15, 20, 30, 60, 120].find((each) => minutes / each <= most) ?? 240;
  const start = zero ?? Math.floor(from / 3600) * 3600;
  const found = [];
  for (let n = Math.ceil((from - start) / (step * MINUTE) - 1e-6); ; n++) {
    const at = start + n * step * MINUTE;
    if (at > to + 1) return found;
    found.push({ at, minutes: zero === null ? null : n * step, isZero: zero !== null && n === 0 });
  }
}

/** Values that the pressure lane must show. @param {number[]} values @returns {[number, number]} */
export function pressureRange(values) {
  const low = Math.min(45, ...values);
  const high = Math.max(185, ...values);
  return [Math.floor(low / 10) * 10 - 5, Math.ceil(high / 10) * 10 + 5];
}
