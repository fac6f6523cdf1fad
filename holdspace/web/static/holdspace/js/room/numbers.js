/** The three big numbers: value, source and age. What is old is grey; what is silent says so. */

import { inWords } from "../ages.js";
import { artefactTest, artefactsOf } from "./artefacts.js";
import { secondsSince } from "./clock.js";
import { fill, h, icon } from "./dom.js";
import { number, valueOf } from "./chart_series.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {{ value: string, at: string, by: "hand" | "monitor" | "device" }} Latest `device`: charted from one that does not stream */
/** @typedef {"none" | "live" | "fresh" | "stale" | "silent"} Freshness */

/** Until the server says otherwise, in seconds. */
export const STALE_AFTER = /** @type {Record<string, number>} */ ({ hr: 10, spo2: 10, pressure: 16 * 60 });
/** A number charted by hand was true at its moment; after a minute it is history. Pressure holds to the next reading. */
const HAND_STALE_AFTER = 60;
const LIVE_SECONDS = 3.5;
const FIELD_OF = /** @type {Record<string, string>} */ ({ pressure: "sys" });

const TILES = /** @type {const} */ ([
  { code: "pressure", css: "pressure", name: "Blood pressure", unit: "mmHg" },
  { code: "spo2", css: "oxygen", name: "Oxygen", unit: "%" },
  { code: "hr", css: "heart", name: "Heart rate", unit: "/min" },
]);

/** @param {Store} store @param {string} code */
export function staleAfter(store, code) {
  const told = store.state.panels.feed?.values?.[code]?.stale_after_seconds;
  return told ?? STALE_AFTER[code] ?? 10;
}

/** The latest value that stands, charted or from the monitor. @param {Store} store @param {string} code @returns {Latest | null} */
export function latest(store, code) {
  /** @type {Latest | null} */
  let found = null;
  for (const reading of Object.values(store.readings())) {
    const value = reading.struck ? null : readingValue(reading, code);
    if (value && (!found || reading.at > found.at)) found = { value, at: reading.at, by: reading.device ? "device" : reading.source };
  }
  const isArtefact = artefactTest(artefactsOf(store));
  for (let index = store.rows.length - 1; index >= 0; index--) {
    const row = /** @type {import("./types.js").Row} */ (store.rows[index]);
    if (found && row.at <= found.at) break;
    if (row.rescinded || row.flags?.includes("imported") || isArtefact(row, FIELD_OF[code] ?? code)) continue;
    const value = rowValue(row, code);
    if (value) return { value, at: cuffAt(store, index, code), by: "monitor" };
  }
  return found;
}

/** A monitor repeats its cuff reading: its age counts from the first of them. @param {Store} store @param {number} index @param {string} code */
function cuffAt(store, index, code) {
  const row = /** @type {import("./types.js").Row} */ (store.rows[index]);
  let at = row.at;
  if (code !== "pressure") return at;
  for (let before = index - 1; before >= 0; before--) {
    const earlier = /** @type {import("./types.js").Row} */ (store.rows[before]);
    if (earlier.sys === null) continue;
    if (earlier.sys !== row.sys || earlier.dia !== row.dia) return at;
    if (Date.parse(at) - Date.parse(earlier.at) > 90_000) return at;
    at = earlier.at;
  }
  return at;
}

/** @param {import("./types.js").Reading} reading @param {string} code */
function readingValue(reading, code) {
  if (code === "pressure") return reading.sys && reading.dia ? `${short(reading.sys)}/${short(reading.dia)}` : null;
  const value = reading[/** @type {"hr" | "spo2"} */ (code)];
  return value === null || value === undefined || value === "" ? null : short(value);
}

/** @param {import("./types.js").Row} row @param {string} code */
function rowValue(row, code) {
  if (code === "pressure") return row.sys === null || row.dia === null ? null : `${short(row.sys)}/${short(row.dia)}`;
  const value = valueOf(row, /** @type {"hr" | "spo2"} */ (code));
  return value === null ? null : short(value);
}

/** Whole numbers on the wall; the table keeps the rest. @param {string | number} value */
export function short(value) {
  return String(Math.round(Number(value)));
}

/** @param {Latest | null} one @param {string} code @param {number} limit seconds @returns {{ state: Freshness, words: string }} */
export function freshness(one, code, limit) {
  if (!one) return { state: "none", words: "not measured yet" };
  const seconds = Math.max(0, secondsSince(one.at));
  const old = inWords(seconds);
  const continuous = code !== "pressure";
  if (one.by !== "monitor") {
    const stale = seconds > (continuous ? HAND_STALE_AFTER : limit);
    return { state: stale ? "stale" : "fresh", words: `${old}, by ${one.by}` };
  }
  if (seconds > limit) return { state: "silent", words: `No signal ${old}` };
  if (!continuous) return { state: "fresh", words: `${old}, cuff` };
  if (seconds <= LIVE_SECONDS) return { state: "live", words: "live" };
  return { state: "stale", words: `${old} old` };
}

/** @param {Store} store @param {Latest} one @param {string} code */
function change(store, one, code) {
  const { baseline } = store.state.panels;
  if (!baseline || code !== "pressure") return "";
  const values = one.value.split("/").map(Number);
  const resting = [number(baseline.sys), number(baseline.dia)];
  return values.map((value, index) => signed(value - (resting[index] ?? 0))).join(" / ");
}

/** @param {number} value */
function signed(value) {
  if (value === 0) return "±0";
  return value < 0 ? `−${Math.abs(value)}` : `+${Math.round(value)}`;
}

/** @param {HTMLElement} place @param {Store} store @param {(code: string) => void} onPick */
export function createNumbers(place, store, onPick) {
  const tiles = TILES.map((tile) => {
    const parts = {
      age: h("span", { class: "age" }),
      value: h("span", { class: "value" }),
      measured: h("span", { class: "unit" }),
    };
    const element = h(
      "button",
      { type: "button", class: `vital ${tile.css}`, onclick: () => onPick(tile.code) },
      h("span", { class: "top" }, h("span", { class: "name" }, tile.name), parts.age),
      h("span", { class: "reading" }, parts.value, parts.measured),
    );
    return { ...tile, ...parts, element };
  });
  place.replaceChildren(...tiles.map((tile) => tile.element));

  return () => {
    for (const tile of tiles) {
      const one = latest(store, tile.code);
      const { state, words } = freshness(one, tile.code, staleAfter(store, tile.code));
      tile.element.dataset["state"] = state;
      fill(tile.age, state === "silent" && icon("plug"), state === "stale" && icon("clock"), words);
      fill(tile.value, one?.value ?? "–");
      const against = one ? change(store, one, tile.code) : "";
      fill(tile.measured, tile.unit, against && h("br"), against);
      tile.element.setAttribute("aria-label", `${tile.name} ${one?.value ?? "no value"}, ${words}. Chart vital signs`);
    }
  };
}
