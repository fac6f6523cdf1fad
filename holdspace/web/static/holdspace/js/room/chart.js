/** The chart: uPlot draws the lines, our hooks draw the rest; one time axis for everything. */

import { artefactTest, artefactsOf } from "./artefacts.js";
import { drawCuffs, drawDots, drawEnds, drawGaps, drawGrid, drawNow, drawResting } from "./chart_draw.js";
import { LEFT, RIGHT, layout, pressureRange, scaleFor, ticks, timeSpan } from "./chart_layout.js";
import { drawDoses, drawMarks, drawPresence, eventMarks } from "./chart_lanes.js";
import { cuffs, handDots, lines, number } from "./chart_series.js";
import { now } from "./clock.js";
import { drawPredicted } from "./predicted.js";

/** @typedef {import("./store.js").Store} Store */

const Plot = /** @type {typeof uPlot} */ (/** @type {any} */ (window).uPlot);
const FINGER = 30;
const OXYGEN_LOW = 88;

/**
 * @param {HTMLElement} place @param {Store} store
 * @param {{ staleAfter: (field: string) => number, onPick: (ids: string[]) => void }} given
 */
export function createChart(place, store, { staleAfter, onPick }) {
  const styles = getComputedStyle(document.documentElement);
  /** @type {Map<string, string>} */
  const colours = new Map();
  let lastHour = false;
  let picture = compose();
  /** @type {import("./chart_lanes.js").Spot[]} */
  let spots = [];
  let drawn = layout(200, 1);

  /** @param {string} name */
  function colour(name) {
    const known = colours.get(name) ?? styles.getPropertyValue(`--${name}`).trim();
    colours.set(name, known);
    return known;
  }

  function compose() {
    const seconds = now() / 1000;
    const state = { ...store.state, readings: store.readings() };
    const { rows } = store;
    const isArtefact = artefactTest(artefactsOf(store));
    const series = lines(rows, seconds, staleAfter, isArtefact);
    const cuff = cuffs(state, rows, isArtefact);
    const dots = [...series.dots, ...handDots(state)];
    const heights = [
      ...cuff.flatMap((one) => [one.sys, one.dia]),
      ...dots.filter((one) => one.field === "hr").map((one) => one.value),
    ];
    for (const value of series.data[1] ?? []) if (value) heights.push(value);
    const oxygen = [...(series.data[2] ?? []), ...dots.filter((one) => one.field === "spo2").map((one) => one.value)];
    const lowest = oxygen.reduce((low, value) => (value ? Math.min(/** @type {number} */ (low), value) : low), OXYGEN_LOW);
    return {
      ...series,
      cuff,
      dots,
      marks: eventMarks(store.marks()),
      span: timeSpan(state, seconds, lastHour),
      pressure: pressureRange(extremes(heights)),
      oxygen: /** @type {[number, number]} */ ([lowest ?? OXYGEN_LOW, 100.5]),
    };
  }

  /** @param {uPlot} plot */
  function draw(plot) {
    const ratio = Plot.pxRatio;
    const { ctx } = plot;
    const left = plot.bbox.left / ratio;
    const right = left + plot.bbox.width / ratio;
    const height = plot.bbox.height / ratio;
    const seconds = now() / 1000;
    const { state } = store;
    ctx.save();
    ctx.scale(ratio, ratio);
    const s = {
      ctx, left, right, now: seconds, text: textSize(), layout: drawn, colour,
      x: (/** @type {number} */ t) => left + plot.valToPos(t, "x"),
      mm: (/** @type {number} */ v) => plot.valToPos(v, "mm"),
      ox: (/** @type {number} */ v) => plot.valToPos(v, "ox"),
    };
    drawGrid(s, ticks(picture.span, state.zero.at, right - left));
    const { baseline } = state.panels;
    const resting = baseline && [number(baseline.sys), number(baseline.dia)];
    if (resting?.[0] && resting[1]) drawResting(s, resting[0], resting[1]);
    drawPredicted(s, state.panels.predicted);
    drawGaps(s, picture.gaps);
    drawCuffs(s, picture.cuff);
    drawDots(s, picture.dots);
    drawEnds(s, lineEnds(s));
    spots = [...drawDoses(s, state.doses), ...drawMarks(s, picture.marks)];
    for (const one of picture.cuff) if (one.id) spots.push({ id: one.id, x: s.x(one.t), y: s.mm((one.sys + one.dia) / 2) });
    for (const one of picture.dots) if (one.id) spots.push({ id: one.id, x: s.x(one.t), y: (one.field === "hr" ? s.mm : s.ox)(one.value) });
    drawPresence(s, state.presence);
    drawNow(s);
    ctx.restore();
    place.dataset["drawn"] = String(height);
  }

  /** @param {import("./chart_draw.js").Sheet} s */
  function lineEnds(s) {
    const found = [];
    for (const [column, words, colour, place] of /** @type {const} */ ([
      [1, "heart", "heart", s.mm],
      [2, "oxygen", "oxygen", s.ox],
    ])) {
      const values = picture.data[column] ?? [];
      const value = lastOf(values, (one) => typeof one === "number");
      if (typeof value === "number") found.push({ words, colour, y: place(value), t: s.now });
    }
    const cuff = lastOf(picture.cuff, (one) => !one.struck);
    if (cuff) found.push({ words: "pressure", colour: "pressure", y: s.mm(cuff.sys) - 4, t: s.now });
    return found;
  }

  /** A line in one of our colours; the canvas takes no CSS variable. @param {string} name @param {string} scale @returns {uPlot.Series} */
  function line(name, scale) {
    return { scale, stroke: () => colour(name), width: 1.9, points: { show: false }, spanGaps: false };
  }

  const plot = new Plot(
    {
      width: Math.max(200, place.clientWidth),
      height: Math.max(160, place.clientHeight),
      padding: [0, RIGHT, 0, LEFT],
      cursor: { show: false },
      legend: { show: false },
      axes: [{ show: false }, { show: false }],
      scales: {
        x: { time: true, auto: false, range: () => picture.span },
        mm: { range: () => scaleFor(drawn.bands["pressure"] ?? [0, 1], drawn.height, ...picture.pressure) },
        ox: { range: () => scaleFor(drawn.bands["oxygen"] ?? [0, 1], drawn.height, ...picture.oxygen) },
      },
      series: [{}, line("heart", "mm"), line("oxygen", "ox")],
      hooks: { draw: [draw] },
    },
    /** @type {any} */ (picture.data),
    place,
  );
  plot.over.addEventListener("click", (event) => {
    const reach = spots
      .map((spot) => ({ ...spot, away: Math.hypot(spot.x - LEFT - event.offsetX, spot.y - event.offsetY) }))
      .filter((spot) => spot.away < FINGER)
      .sort((a, b) => a.away - b.away);
    if (reach.length) onPick([...new Set(reach.map((spot) => spot.id))]);
  });

  function resize() {
    const [width, height] = [place.clientWidth, place.clientHeight];
    if (width < 50 || height < 50) return;
    drawn = layout(height, textSize());
    plot.setSize({ width, height });
    refresh();
  }

  function refresh() {
    picture = compose();
    plot.setData(/** @type {any} */ (picture.data), true);
  }

  new ResizeObserver(resize).observe(place);
  resize();
  void document.fonts?.ready.then(refresh);
  return {
    refresh,
    /** For tests and for the table: what is drawn, in numbers. */
    picture: () => picture,
    /** @param {boolean} on */
    showLastHour(on) {
      lastHour = on;
      refresh();
    },
  };
}

/** Letters that the person made larger are larger here too. */
function textSize() {
  return Math.min(1.6, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
}

/** @param {number[]} values @returns {number[]} lowest and highest, without spreading thousands of arguments */
function extremes(values) {
  return values.length
    ? [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
    : [];
}

/** @template T @param {T[]} all @param {(one: T) => boolean} fits @returns {T | undefined} */
function lastOf(all, fits) {
  for (let index = all.length - 1; index >= 0; index--) {
    const one = /** @type {T} */ (all[index]);
    if (fits(one)) return one;
  }
  return undefined;
}

/** @typedef {ReturnType<typeof createChart>} Chart */
