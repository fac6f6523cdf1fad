/** The chart as a table: for screen readers, for print, and for whoever reads numbers better. */

import { artefactTest, artefactsOf } from "./artefacts.js";
import { clockTime } from "./clock.js";
import { h } from "./dom.js";
import { eventMarks, isTakenBack } from "./chart_lanes.js";
import { valueOf } from "./chart_series.js";
import { short } from "./numbers.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{ at: string, id: string | null, values: (string | null)[], what: string, who: string, struck: boolean, hollow?: boolean[] }} Line */

const MONITOR_EVERY_SECONDS = 300;
/** What each column of values shows of a row. */
const COLUMNS = ["sys", "hr", "spo2", "rr"];
const HEADS = ["Time", "Minute", "Pressure mmHg", "Heart /min", "Oxygen %", "Breathing /min", "What", "Who"];

/** @param {Store} store @returns {Line[]} */
export function tableLines(store) {
  const numbers = new Map(eventMarks(store.marks()).map(({ id, number }) => [id, number]));
  /** @type {Line[]} */
  const lines = [];
  const struckOut = (/** @type {import("./types.js").Mark | undefined} */ mark) =>
    mark?.struck ? ` Struck out: ${mark.struck_reason ?? ""}` : "";
  for (const [id, one] of Object.entries(store.readings())) {
    const pressure = one.sys && one.dia ? `${short(one.sys)}/${short(one.dia)}` : null;
    const rest = [one.hr, one.spo2, one.rr].map((value) => (value ? short(value) : null));
    const who = one.source === "monitor" ? `${one.device || "monitor"}, verified by ${one.by}` : `by hand, ${one.by}`;
    const what = `${one.implausible_reason}${struckOut(store.state.marks[id])}`.trim();
    lines.push({ at: one.at, id, values: [pressure, ...rest], what, who, struck: one.struck });
  }
  for (const [id, mark] of store.marks()) {
    if ((mark.lane === "vitals" && mark.kind !== "ArtefactMarked") || isTakenBack(mark)) continue;
    const number = numbers.get(id);
    const what = `${number ? `${number}. ` : ""}${mark.sentence || mark.label}${struckOut(mark)}`;
    lines.push({ at: mark.at, id, values: [null, null, null, null], what, who: mark.author, struck: mark.struck });
  }
  const isArtefact = artefactTest(artefactsOf(store));
  let next = 0;
  for (const row of store.rows) {
    if ((row.t ?? 0) < next) continue;
    next = (Math.floor((row.t ?? 0) / MONITOR_EVERY_SECONDS) + 1) * MONITOR_EVERY_SECONDS;
    const pressure = row.sys !== null && row.dia !== null ? `${short(row.sys)}/${short(row.dia)}` : null;
    const rest = [valueOf(row, "hr"), valueOf(row, "spo2"), row.rr].map((value) => (value === null ? null : short(value)));
    const hollow = COLUMNS.map((field) => row.rescinded === true || isArtefact(row, field));
    const what = !row.rescinded && hollow.some(Boolean) ? "vital signs, what is struck through marked as an artefact" : "";
    lines.push({ at: row.at, id: null, values: [pressure, ...rest], what, who: "monitor, unverified", struck: row.rescinded === true, hollow });
  }
  return lines.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** @param {Element} place @param {Store} store @param {boolean} shown @param {(id: string) => void} onPick */
export function drawTable(place, store, shown, onPick) {
  const zero = store.state.zero.at;
  const rows = tableLines(store).map((line) => {
    const { id } = line;
    const minute = zero ? String(Math.round((Date.parse(line.at) - Date.parse(zero)) / 60_000)).replace("-", "−") : "";
    const what = line.what || (line.values.some(Boolean) ? "vital signs" : "");
    const cell = shown && id ? h("button", { type: "button", class: "button quiet", onclick: () => onPick(id) }, what) : what;
    return h(
      "tr",
      { "data-struck": line.struck },
      h("th", { scope: "row" }, clockTime(line.at)),
      h("td", null, minute),
      line.values.map((value, index) => h("td", null, value && (line.hollow?.[index] ?? line.struck) ? h("s", null, value) : (value ?? ""))),
      h("td", null, cell),
      h("td", null, line.who),
    );
  });
  place.replaceChildren(
    h(
      "table",
      { class: "table" },
      h("caption", null, "Everything on the chart, newest first"),
      h("thead", null, h("tr", null, HEADS.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, rows),
    ),
  );
}
