/** The lanes below the lines, on the same time axis: dose, who is with the person, events. */

import { box, label, stroke, widthOf } from "./chart_draw.js";

/** @typedef {import("./chart_draw.js").Sheet} Sheet */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {{ x: number, y: number, id: string }} Spot where a finger finds something */

const MANNERS = { guiding: "guiding", quiet: "quiet presence" };
const MARKED_LANES = new Set(["events", "guidance", "system"]);
/** In the table and in print, but not in the lane. */
const HOUSEKEEPING = new Set(["EntryUndone", "DosingReleased", "SessionOpened", "SignalAcknowledged"]);

/** @param {string | null} value */
const rounded = (value) => String(Number(Number(value).toFixed(2)));
/** @param {string} at */
const seconds = (at) => Date.parse(at) / 1000;

/** @param {Sheet} s @param {Record<string, import("./types.js").Dose>} doses @returns {Spot[]} */
export function drawDoses(s, doses) {
  const [top, bottom] = s.layout.bands["dose"] ?? [0, 0];
  const middle = (top + bottom) / 2;
  const standing = Object.entries(doses).filter(([, dose]) => !dose.struck);
  const rates = standing.flatMap(([, dose]) => dose.segments.map((one) => Number(one.mg_min ?? 0)));
  const fastest = Math.max(...rates, 0.001);
  /** @type {Spot[]} */
  const spots = [];
  for (const [id, dose] of standing) {
    if (dose.kind !== "infusion") continue;
    let named = false;
    for (const segment of dose.segments) {
      const [from, to] = [s.x(seconds(segment.from)), s.x(segment.until ? seconds(segment.until) : s.now)];
      const rate = Number(segment.mg_min ?? 0);
      const height = rate > 0 ? 12 + 12 * (rate / fastest) : 2;
      box(s, [from, middle + 12 - height, to - from, height], { fill: "dose", alpha: rate > 0 ? 0.55 : 0.4 });
      spots.push({ x: (from + to) / 2, y: middle, id });
      const words = rate > 0 ? `${named ? "" : `${dose.drug} `}${rounded(segment.mg_min)} mg/min` : "paused";
      if (widthOf(s, words, 13, 600) + 12 < to - from) {
        label(s, words, Math.max(s.left, from) + 7, middle + 5, { colour: "text", weight: 600, size: 13 });
        named = true;
      }
    }
    const end = dose.planned_until ? seconds(dose.planned_until) : 0;
    const running = dose.segments.some((one) => !one.until);
    if (running && end > s.now) {
      const [from, to] = [s.x(s.now), Math.min(s.right, s.x(end))];
      box(s, [from, middle - 12, to - from, 24], { edge: "dose", dash: [4, 4] });
    }
  }
  return [...spots, ...drawBoluses(s, standing.filter(([, dose]) => dose.kind !== "infusion"), middle)];
}

/** A tick for each; the words stand after the last of those that are too close for words of their own. @param {Sheet} s @param {[string, import("./types.js").Dose][]} boluses @param {number} y @returns {Spot[]} */
function drawBoluses(s, boluses, y) {
  const given = boluses
    .map(([id, dose]) => ({ id, dose, x: s.x(seconds(dose.at ?? dose.segments[0]?.from ?? "")) }))
    .sort((a, b) => a.x - b.x);
  /** @type {string[]} */
  let waiting = [];
  given.forEach(({ dose, x }, index) => {
    stroke(s, [[x, y - 12], [x, y + 12]], { colour: dose.kind === "other" ? "text" : "dose", width: 3 });
    waiting.push(dose.mg ? `${rounded(dose.mg)} mg` : dose.label);
    const words = `${dose.drug} ${waiting.join(" + ")}`;
    if (x + 14 + widthOf(s, words, 13, 600) > (given[index + 1]?.x ?? Infinity)) return;
    label(s, words, x + 7, y + 5, { colour: "text", weight: 600, size: 13 });
    waiting = [];
  });
  return given.map(({ id, x }) => ({ id, x, y }));
}

/** @param {Sheet} s @param {Record<string, import("./types.js").Presence>} presence */
export function drawPresence(s, presence) {
  const [top, bottom] = s.layout.bands["with"] ?? [0, 0];
  /** @type {number[]} */
  const busyUntil = [];
  /** @type {number[]} */
  const wordsUntil = [];
  const inOrder = Object.values(presence).filter((one) => !one.struck).sort((a, b) => seconds(a.from) - seconds(b.from));
  for (const one of inOrder) {
    const [from, to] = [seconds(one.from), one.until ? seconds(one.until) : s.now];
    const row = Math.max(0, [0, 1].findIndex((index) => (busyUntil[index] ?? 0) <= from + 1));
    busyUntil[row] = to;
    const x = Math.max(s.left, s.x(from));
    const width = Math.min(s.right, s.x(to)) - x;
    if (width <= 0) continue;
    const height = one.manner === "guiding" ? 11 : 5;
    const y = (top + bottom) / 2 + (row ? 3 : -height + 1) + (inOrder.length === 1 ? height / 2 : 0);
    box(s, [x, y, width, height], { fill: "accent", alpha: 0.5, round: 3 });
    const words = `${one.person}, ${MANNERS[one.manner]}`;
    const below = y + height + 11 * s.text;
    if (widthOf(s, words, 11.5) + 4 < width && x >= (wordsUntil[row] ?? 0)) {
      label(s, words, x + 2, row ? below : y - 3, { colour: "text", size: 11.5 });
      wordsUntil[row] = x + widthOf(s, words, 11.5) + 8;
    }
  }
}

/** Which marks get a place in the events lane, numbered in the order in which they happened. @param {[string, Mark][]} marks @returns {{ id: string, mark: Mark, number: number }[]} */
export function eventMarks(marks) {
  return marks
    .filter(([, mark]) => MARKED_LANES.has(mark.lane) && !HOUSEKEEPING.has(mark.kind) && !isTakenBack(mark))
    .sort(([, a], [, b]) => seconds(a.at) - seconds(b.at))
    .map(([id, mark], index) => ({ id, mark, number: index + 1 }));
}

/** An undone tap leaves the chart as it was; the record keeps it. @param {Mark} mark */
export function isTakenBack(mark) {
  return mark.struck && (mark.struck_reason ?? "").startsWith("Taken back");
}

const TONES = /** @type {Record<string, string>} */ ({ harm: "high", attention: "medium", good: "well" });

/** @param {Sheet} s @param {ReturnType<typeof eventMarks>} marks @returns {Spot[]} */
export function drawMarks(s, marks) {
  const [top] = s.layout.bands["events"] ?? [0, 0];
  const y = top + 14;
  const shown = marks
    .map((one) => ({ ...one, x: s.x(seconds(one.mark.at)) }))
    .filter(({ x }) => x >= s.left && x <= s.right);
  const named = placeLabels(s, shown, top + 22);
  for (const close of inClusters(shown)) {
    const [first, last] = [close[0], close[close.length - 1]];
    if (!first || !last) continue;
    if (first === last) {
      drawShape(s, first.mark, first.x, y);
      if (!named.has(first.id)) numbered(s, String(first.number), first.x, y);
      continue;
    }
    const words = `${first.number}–${last.number}`;
    const [middle, width] = [(first.x + last.x) / 2, widthOf(s, words, 9.5, 600) + 10];
    box(s, [middle - width / 2, y - 6.5, width, 13], { fill: "raised", edge: toneOf(close.map((one) => one.mark)), round: 6.5 });
    numbered(s, words, middle, y);
  }
  return shown.map(({ id, x }) => ({ id, x, y }));
}

/** @param {Sheet} s @param {string} words @param {number} x @param {number} y */
function numbered(s, words, x, y) {
  label(s, words, x, y + 3.6, { colour: "text", align: "center", size: 9.5, weight: 600 });
}

const CLOSE_PX = 15;

/** Marks that would cover each other, together; the table tells them apart by their numbers. @template {{ x: number }} T @param {T[]} shown @returns {T[][]} */
function inClusters(shown) {
  /** @type {T[][]} */
  const clusters = [];
  for (const one of shown) {
    const cluster = clusters[clusters.length - 1];
    const before = cluster?.[cluster.length - 1];
    if (cluster && before && one.x - before.x < CLOSE_PX) cluster.push(one);
    else clusters.push([one]);
  }
  return clusters;
}

/** The gravest tone of several marks. @param {Mark[]} marks */
function toneOf(marks) {
  const tone = ["harm", "attention", "good"].find((one) => marks.some((mark) => mark.tone === one && !mark.struck));
  return (tone && TONES[tone]) ?? "text";
}

/** The newest first; what finds no free place keeps its number, which the table explains. @param {Sheet} s @param {{ id: string, mark: Mark, x: number }[]} shown @param {number} top @returns {Set<string>} */
function placeLabels(s, shown, top) {
  /** @type {[number, number][][]} */
  const taken = [[], []];
  const named = new Set();
  let [lastWords, lastX] = ["", 0];
  for (const { id, mark, x } of [...shown].reverse()) {
    const words = mark.label.toLowerCase();
    const saysSame = words === lastWords && Math.abs(x - lastX) < 24;
    [lastWords, lastX] = [words, x];
    if (saysSame) continue;
    const width = widthOf(s, words);
    const from = Math.min(Math.max(s.left, x - width / 2), s.right - width);
    const row = taken.findIndex((spans) => spans.every(([a, b]) => from > b + 8 || from + width < a - 8));
    if (row < 0) continue;
    taken[row]?.push([from, from + width]);
    named.add(id);
    const baseline = top + s.layout.line * (row + 1) - 3;
    label(s, words, from, baseline, { colour: mark.struck ? "muted" : "text" });
    if (mark.struck) stroke(s, [[from, baseline - 4], [from + width, baseline - 4]], { colour: "muted", width: 1.2 });
  }
  return named;
}

/** @param {Sheet} s @param {Mark} mark @param {number} x @param {number} y */
function drawShape(s, mark, x, y) {
  const { ctx } = s;
  ctx.save();
  ctx.fillStyle = s.colour("raised");
  ctx.strokeStyle = s.colour(mark.struck ? "muted" : (TONES[mark.tone] ?? "text"));
  ctx.lineWidth = 1.6;
  if (mark.pending) ctx.setLineDash([2.5, 2.5]);
  ctx.beginPath();
  if (mark.lane === "guidance") ctx.roundRect(x - 6, y - 6, 12, 12, 2);
  else if (mark.lane === "system") ctx.roundRect(x - 6, y - 6, 12, 12, [0, 6, 6, 0]);
  else ctx.arc(x, y, 6.5, 0, 7);
  ctx.fill();
  ctx.stroke();
  ctx.restore();
}
