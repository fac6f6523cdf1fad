/** Draws on uPlot's canvas, in CSS pixels, everything that is not a plain line. */

import { clockTime } from "./clock.js";

/** @typedef {import("./chart_layout.js").Layout} Layout */
/**
 * @typedef {Object} Sheet what the drawing functions share
 * @property {CanvasRenderingContext2D} ctx
 * @property {(t: number) => number} x
 * @property {(v: number) => number} mm
 * @property {(v: number) => number} ox
 * @property {number} left
 * @property {number} right
 * @property {number} now
 * @property {number} text
 * @property {Layout} layout
 * @property {(name: string) => string} colour
 */

/** @param {Sheet} s @param {string} words @param {number} x @param {number} y @param {{ colour?: string, align?: CanvasTextAlign, weight?: number, size?: number }} [look] */
export function label(s, words, x, y, { colour = "muted", align = "left", weight = 450, size = 12.5 } = {}) {
  s.ctx.font = fontOf(s, weight, size);
  s.ctx.fillStyle = s.colour(colour);
  s.ctx.textAlign = align;
  s.ctx.fillText(words, x, y);
}

/** @param {Sheet} s @param {number} weight @param {number} size */
function fontOf(s, weight, size) {
  return `${weight} ${size * s.text}px "Atkinson Hyperlegible Next Variable", system-ui, sans-serif`;
}

/** @param {Sheet} s @param {string} words @param {number} [size] @param {number} [weight] */
export function widthOf(s, words, size = 12.5, weight = 450) {
  s.ctx.font = fontOf(s, weight, size);
  return s.ctx.measureText(words).width;
}

/** @param {Sheet} s @param {[number, number][]} points @param {{ colour: string, width?: number, dash?: number[], alpha?: number }} look */
export function stroke(s, points, { colour, width = 1, dash = [], alpha = 1 }) {
  const { ctx } = s;
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = s.colour(colour);
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.beginPath();
  points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.stroke();
  ctx.restore();
}

/** @param {Sheet} s @param {[number, number, number, number]} box @param {{ fill?: string, edge?: string, alpha?: number, dash?: number[], round?: number }} look */
export function box(s, [x, y, width, height], { fill, edge, alpha = 1, dash = [], round = 4 }) {
  const { ctx } = s;
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x, y, Math.max(0, width), height, round);
  ctx.globalAlpha = alpha;
  if (fill) {
    ctx.fillStyle = s.colour(fill);
    ctx.fill();
  }
  if (edge) {
    ctx.strokeStyle = s.colour(edge);
    ctx.setLineDash(dash);
    ctx.stroke();
  }
  ctx.restore();
}

/** @param {Sheet} s @param {{ at: number, minutes: number | null, isZero: boolean }[]} ticks */
export function drawGrid(s, ticks) {
  const { bands, axis, line } = s.layout;
  for (const tick of ticks) {
    const x = s.x(tick.at);
    stroke(s, [[x, 8], [x, axis]], { colour: "line", width: tick.isZero ? 1.8 : 1 });
    const words =
      tick.isZero || tick.minutes === null ? clockTime(tick.at * 1000) : String(tick.minutes).replace("-", "−");
    label(s, words, Math.min(x, s.right - 8), axis + line, { align: "center" });
  }
  for (const [values, place] of /** @type {const} */ ([[[60, 100, 140, 180], s.mm], [[90, 95, 100], s.ox]])) {
    for (const value of values) {
      const y = place(value);
      label(s, String(value), s.left - 8, y + 4, { align: "right" });
      if (place === s.mm) stroke(s, [[s.left, y], [s.right, y]], { colour: "line", dash: [1, 5] });
    }
  }
  for (const name of ["course", "dose", "with", "events"]) {
    const band = bands[name];
    if (band && band[1] > band[0]) {
      const y = name === "events" ? band[0] + 18 : (band[0] + band[1]) / 2 + 4;
      label(s, name, s.left - 8, y, { align: "right" });
    }
  }
}

/** The person's own resting pressure, as a band. @param {Sheet} s @param {number} sys @param {number} dia */
export function drawResting(s, sys, dia) {
  const top = s.mm(sys);
  const height = s.mm(dia) - top;
  box(s, [s.left, top, s.right - s.left, height], { fill: "pressure", alpha: 0.07, round: 0 });
  label(s, `own resting ${sys}/${dia}`, s.right - 6, top + 15 * s.text, { align: "right" });
}

/** @param {Sheet} s @param {import("./chart_series.js").Cuff[]} cuffs */
export function drawCuffs(s, cuffs) {
  for (const cuff of cuffs) {
    const x = s.x(cuff.t);
    if (x < s.left - 1 || x > s.right) continue;
    const [high, low] = [s.mm(cuff.sys), s.mm(cuff.dia)];
    const colour = cuff.struck ? "muted" : "pressure";
    stroke(s, [[x, high + 2], [x, low - 2]], { colour, width: 2, alpha: 0.45, dash: cuff.verified ? [] : [1, 4] });
    stroke(s, [[x - 6, high - 7], [x, high], [x + 6, high - 7]], { colour, width: 2 });
    stroke(s, [[x - 6, low + 7], [x, low], [x + 6, low + 7]], { colour, width: 2 });
    const strike = cuff.struck ? [high - 3, low + 3] : [];
    for (const y of strike) stroke(s, [[x - 9, y + 6], [x + 9, y - 6]], { colour: "text", width: 1.6 });
  }
}

/** @param {Sheet} s @param {import("./chart_series.js").Dot[]} dots */
export function drawDots(s, dots) {
  const { ctx } = s;
  for (const dot of dots) {
    const [x, y] = [s.x(dot.t), (dot.field === "hr" ? s.mm : s.ox)(dot.value)];
    if (x < s.left - 1 || x > s.right) continue;
    if (dot.struck) {
      stroke(s, [[x - 4, y - 4], [x + 4, y + 4]], { colour: "muted", width: 1.6 });
      stroke(s, [[x + 4, y - 4], [x - 4, y + 4]], { colour: "muted", width: 1.6 });
      continue;
    }
    const colour = s.colour(dot.field === "hr" ? "heart" : "oxygen");
    ctx.beginPath();
    if (dot.hollow) {
      ctx.arc(x, y, 2.6, 0, 7);
      ctx.strokeStyle = s.colour("muted");
      ctx.lineWidth = 1;
      ctx.stroke();
      continue;
    }
    ctx.fillStyle = colour;
    if (dot.field === "hr") ctx.arc(x, y, 4, 0, 7);
    else ctx.rect(x - 3.6, y - 3.6, 7.2, 7.2);
    ctx.fill();
  }
}

/** @param {Sheet} s @param {import("./chart_series.js").Gap[]} gaps */
export function drawGaps(s, gaps) {
  /** Where the words over each line end so far. @type {Record<string, number>} */
  const saidUntil = {};
  for (const gap of gaps) {
    const [from, to] = [Math.max(s.left, s.x(gap.from)), Math.min(s.right, s.x(gap.to))];
    if (to - from < 3) continue;
    const y = gap.field === "hr" ? s.mm(gap.value) - 17 : s.ox(gap.value) - 11;
    const height = gap.field === "hr" ? 34 : 22;
    box(s, [from + 1, y, to - from - 2, height], { edge: "technical", dash: [3, 3], round: 3 });
    const words = gap.to >= s.now ? "no signal" : "gap";
    const half = widthOf(s, words) / 2;
    const x = Math.min((from + to) / 2, s.right - half);
    // Beside another gap the word would stand in the other's: that one says it for both.
    if (words === "gap" && x - half < (saidUntil[gap.field] ?? 0) + 4) continue;
    saidUntil[gap.field] = x + half;
    label(s, words, x, y - 5, { colour: "technical", align: "center" });
  }
}

/** The ends of the lines say what they are: colour is never alone. @param {Sheet} s @param {{ words: string, colour: string, y: number, t: number }[]} ends */
export function drawEnds(s, ends) {
  for (const end of ends) {
    const x = s.x(end.t) + 6;
    if (x + widthOf(s, end.words) < s.right) label(s, end.words, x, end.y + 4, { colour: end.colour });
  }
}

/** @param {Sheet} s */
export function drawNow(s) {
  const x = s.x(s.now);
  if (x <= s.right) stroke(s, [[x, 8], [x, s.layout.axis]], { colour: "text", width: 1.2 });
}
