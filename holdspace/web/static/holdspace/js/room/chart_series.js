/** From rows and readings to what is drawn. A gap stays a gap: nothing is joined over it, nothing is zero. */

/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").State} State */
/** @typedef {{ field: "hr" | "spo2", from: number, to: number, value: number }} Gap */
/** @typedef {{ t: number, sys: number, dia: number, by: "hand" | "monitor", verified: boolean, struck: boolean,
 *   id: string | null }} Cuff */
/** @typedef {{ t: number, field: "hr" | "spo2", value: number, struck: boolean, id: string | null, hollow?: boolean }} Dot */
/** @typedef {import("./artefacts.js").IsArtefact} IsArtefact */

const FIELDS = /** @type {const} */ (["hr", "spo2"]);
/** A monitor repeats its last cuff reading in each packet; that is one reading. */
const SAME_CUFF_SECONDS = 90;
const BREAK = 0.001;

/** @param {string | number | null | undefined} value */
export function number(value) {
  return value === null || value === undefined || value === "" ? null : Number(value);
}

/** @param {Row} row @param {"hr" | "spo2"} field */
export function valueOf(row, field) {
  return field === "hr" ? (row.hr ?? row.pulse ?? null) : row.spo2;
}

/** Usual distance of the rows around one place: history comes thinned out, live rows do not. @param {number[]} times @param {number} index */
function usualStep(times, index) {
  const steps = [];
  for (let at = Math.max(1, index - 7); at < Math.min(times.length, index + 8); at++) {
    if (at !== index) steps.push((times[at] ?? 0) - (times[at - 1] ?? 0));
  }
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? 0;
}

/**
 * The two lines, aligned for uPlot: null breaks a line, undefined says nothing.
 * @param {Row[]} rows @param {number} now seconds @param {(field: string) => number} staleAfter seconds
 * @param {IsArtefact} [isArtefact]
 */
export function lines(rows, now, staleAfter, isArtefact = () => false) {
  /** @type {[number, number | null | undefined, number | null | undefined][]} */
  const points = [];
  /** @type {Gap[]} */
  const gaps = [];
  /** @type {Dot[]} */
  const dots = [];
  FIELDS.forEach((field, column) => {
    const there = rows.filter((row) => !row.rescinded && valueOf(row, field) !== null);
    const mine = there.filter((row) => !isArtefact(row, field));
    const marked = mine.length < there.length ? there.filter((row) => isArtefact(row, field)) : [];
    for (const row of marked) {
      dots.push({ t: row.t ?? 0, field, value: /** @type {number} */ (valueOf(row, field)), struck: false, hollow: true, id: null });
    }
    const times = mine.map((row) => row.t ?? 0);
    mine.forEach((row, index) => {
      const t = times[index] ?? 0;
      const value = /** @type {number} */ (valueOf(row, field));
      const next = times[index + 1] ?? now;
      const isLast = index === mine.length - 1;
      points.push(column ? [t, undefined, value] : [t, value, undefined]);
      const limit = staleAfter(field);
      const step = next - t;
      if (marked.some((row) => (row.t ?? 0) > t && (row.t ?? 0) < next)) {
        // An artefact lies between: the line breaks, and it is no silence.
        points.push(column ? [t + BREAK, undefined, null] : [t + BREAK, null, undefined]);
        return;
      }
      if (step <= limit || (!isLast && step <= 3 * usualStep(times, index + 1))) return;
      points.push(column ? [t + BREAK, undefined, null] : [t + BREAK, null, undefined]);
      gaps.push({ field, from: t, to: next, value });
      if (index && t - (times[index - 1] ?? 0) > limit) dots.push({ t, field, value, struck: false, id: null });
    });
    for (const row of rows) {
      const value = row.rescinded ? valueOf(row, field) : null;
      if (value !== null) dots.push({ t: row.t ?? 0, field, value, struck: true, id: null });
    }
  });
  points.sort((a, b) => a[0] - b[0]);
  const merged = merge(points);
  FIELDS.forEach((_, column) => keepBroken(merged, column === 0 ? 1 : 2));
  return {
    data: [merged.map((p) => p[0]), merged.map((p) => p[1]), merged.map((p) => p[2])],
    gaps,
    dots,
  };
}

/**
 * From a break to the next value all of it is a break. Where the other line went on for a moment, a place that says
 * nothing would end the gap there, and the plot would join the rest.
 * @param {[number, number | null | undefined, number | null | undefined][]} points @param {1 | 2} column
 */
function keepBroken(points, column) {
  let isBroken = false;
  for (const point of points) {
    if (point[column] === undefined && isBroken) point[column] = null;
    isBroken = point[column] === null;
  }
}

/** One place for one moment. @param {[number, number | null | undefined, number | null | undefined][]} points */
function merge(points) {
  /** @type {typeof points} */
  const merged = [];
  for (const point of points) {
    const before = merged.at(-1);
    if (before?.[0] !== point[0]) merged.push(point);
    else merged[merged.length - 1] = [point[0], ...pick(before, point)];
  }
  return merged;
}

/** @param {any[]} a @param {any[]} b @returns {[number | null | undefined, number | null | undefined]} */
function pick(a, b) {
  return [b[1] === undefined ? a[1] : b[1], b[2] === undefined ? a[2] : b[2]];
}

/**
 * Cuff readings: charted ones, and the monitor's that nobody has verified yet.
 * @param {State} state @param {Row[]} rows @param {IsArtefact} [isArtefact] @returns {Cuff[]}
 */
export function cuffs(state, rows, isArtefact = () => false) {
  /** @type {Cuff[]} */
  const found = [];
  const charted = new Set();
  for (const [id, reading] of Object.entries(state.readings)) {
    if (reading.sample_id !== null && !reading.struck) charted.add(String(reading.sample_id));
    const sys = number(reading.sys);
    const dia = number(reading.dia);
    if (sys === null || dia === null) continue;
    const t = Date.parse(reading.at) / 1000;
    found.push({ t, sys, dia, by: reading.source, verified: true, struck: reading.struck, id });
  }
  const verified = found.filter((one) => !one.struck && one.by === "monitor");
  /** @type {Row | null} */
  let before = null;
  for (const row of rows) {
    if (row.sys === null || row.dia === null) continue;
    const repeats =
      before?.sys === row.sys && before?.dia === row.dia && (row.t ?? 0) - (before?.t ?? 0) < SAME_CUFF_SECONDS;
    const t = row.t ?? 0;
    const known =
      charted.has(String(row.id)) || verified.some((one) => Math.abs(one.t - t) < SAME_CUFF_SECONDS && one.sys === row.sys);
    before = row;
    if (repeats || known) continue;
    found.push({
      t, sys: row.sys, dia: row.dia, by: "monitor", verified: false, struck: row.rescinded === true || isArtefact(row, "sys"), id: null,
    });
  }
  return found.sort((a, b) => a.t - b.t);
}

/** Heart and oxygen that a person charted by hand, or from a device of which no samples come. @param {State} state @returns {Dot[]} */
export function handDots(state) {
  return Object.entries(state.readings).flatMap(([id, reading]) =>
    reading.source === "monitor" && !reading.device
      ? []
      : FIELDS.flatMap((field) => {
          const value = number(reading[field]);
          return value === null
            ? []
            : [{ t: Date.parse(reading.at) / 1000, field, value, struck: reading.struck, id }];
        }),
  );
}
