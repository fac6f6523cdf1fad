/**
 * The lane of the predicted course: what a population would have in its blood after these doses, on a scale of its
 * own, and, as a bar of its own, how long effects were observed elsewhere. Neither is a measurement.
 */

import { box, label, stroke, widthOf } from "./chart_draw.js";

/** @typedef {import("./chart_draw.js").Sheet} Sheet */
/**
 * @typedef {{ effect: string, peak_from_minute: number, peak_to_minute: number, mostly_over_by_minute: number,
 *   words: string, source: string }} Window
 * @typedef {{ why_not: string, from?: string, step_minutes?: number, low?: number[], median?: number[], high?: number[],
 *   statement?: string, drug?: string, model?: string, sampling?: string, sampling_words?: string, confidence?: string,
 *   studied?: string, notices?: string[], windows?: Window[] }} Predicted
 */

const MINUTE = 60;
const SMALL = 11.5;

/** @param {Sheet} s @param {Predicted | null | undefined} predicted */
export function drawPredicted(s, predicted) {
  const [top, bottom] = s.layout.bands["course"] ?? [0, 0];
  if (!predicted || bottom - top < 30) return;
  if (predicted.why_not) {
    label(s, "not predicted", s.left + 6, (top + bottom) / 2 + 4);
    return;
  }
  const { from = "", step_minutes: step = 1, low = [], median = [], high = [], windows = [] } = predicted;
  const zero = Date.parse(from) / 1000;
  const [floor, ceiling] = [bottom - 10, top + 4];
  const tallest = Math.max(...high, 1);
  /** @param {number[]} values @returns {[number, number][]} */
  const places = (values) =>
    values
      .map((value, index) => /** @type {[number, number]} */ ([
        s.x(zero + index * step * MINUTE),
        floor - (floor - ceiling) * (value / tallest),
      ]))
      .filter(([x]) => x >= s.left - 20 && x <= s.right + 20);
  s.ctx.save();
  s.ctx.beginPath();
  s.ctx.rect(s.left, top - 8, s.right - s.left, bottom - top + 10);
  s.ctx.clip();
  fill(s, [...places(high), ...places(low).reverse()]);
  stroke(s, places(median), { colour: "dose", width: 1.4, dash: [5, 5], alpha: 0.9 });
  drawWindow(s, windows[0], zero, bottom);
  s.ctx.restore();
  const words = wordings(predicted).find((each) => widthOf(s, each, SMALL) < s.right - s.left - 12) ?? "";
  label(s, words, s.right - 4, top - 2, { colour: "dose", align: "right", size: SMALL });
}

/** What must be said beside it, as much of it as fits; all of it is in the sheet. @param {Predicted} predicted */
function wordings({ model, sampling, confidence, statement = "" }) {
  const said = statement.replace(/\.$/, "");
  return [
    `${model}, ${sampling}, confidence ${confidence}. ${said}`,
    said,
    "Population prediction, not a measurement",
    "predicted, not measured",
  ];
}

/** @param {Sheet} s @param {[number, number][]} outline */
function fill(s, outline) {
  const { ctx } = s;
  ctx.save();
  ctx.globalAlpha = 0.2;
  ctx.fillStyle = s.colour("dose");
  ctx.beginPath();
  outline.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.fill();
  ctx.restore();
}

/** @param {Sheet} s @param {Window | undefined} window @param {number} zero @param {number} bottom */
function drawWindow(s, window, zero, bottom) {
  if (!window) return;
  const at = (/** @type {number} */ minute) => s.x(zero + minute * MINUTE);
  const end = at(window.mostly_over_by_minute);
  const [from, to] = [at(window.peak_from_minute - 5), at(window.peak_to_minute + 5)];
  box(s, [at(0), bottom - 6, end - at(0), 4], { fill: "muted", alpha: 0.5, round: 2 });
  box(s, [from, bottom - 6, to - from, 4], { fill: "text", alpha: 0.7, round: 2 });
  const words = `${window.effect.toLowerCase()}, as published`;
  if (end + 6 + widthOf(s, words, 11) < s.right) label(s, words, end + 6, bottom, { size: 11 });
  else if (at(0) - 6 - widthOf(s, "effects, published", 11) > s.left) {
    label(s, "effects, published", at(0) - 6, bottom, { size: 11, align: "right" });
  }
}
