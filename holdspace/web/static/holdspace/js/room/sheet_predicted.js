/** The predicted course in words and numbers: what it is not, whose it is, how sure, and what was published. */

import { clockTime, now } from "./clock.js";
import { h } from "./dom.js";
import { openSheet } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./predicted.js").Predicted} Predicted */

const ROWS_EVERY_MINUTES = 20;
const MS_PER_MINUTE = 60_000;

/** @param {Room} room */
export function openPredicted(room) {
  openSheet("Predicted course", (body) => {
    const predicted = room.store.state.panels.predicted;
    if (!predicted) body.append(h("p", null, "It is drawn from the first dose on."));
    else if (predicted.why_not) body.append(h("p", null, predicted.why_not));
    else body.append(...inWords(predicted), h("div", null, published(predicted), notices(predicted)), table(predicted));
  }, { live: true });
}

/** @param {Predicted} predicted */
function inWords(predicted) {
  return [
    h("p", { class: "big-words" }, predicted.statement ?? ""),
    h("p", null, "No gate, no signal and no review looks at it. The person in front of you is not in it."),
    h(
      "ul",
      null,
      line("Model", `${predicted.model}, ${predicted.drug}`),
      line("Blood", `${predicted.sampling}: ${predicted.sampling_words}`),
      line("Confidence", `${predicted.confidence}`),
      line("Studied", `${predicted.studied}`),
    ),
  ];
}

/** @param {string} name @param {string} value */
function line(name, value) {
  return h("li", null, h("span", { class: "muted" }, `${name}: `), value);
}

/** @param {Predicted} predicted */
function table({ from = "", step_minutes: step = 1, low = [], median = [], high = [] }) {
  const zero = Date.parse(from);
  const passed = Math.round((now() - zero) / MS_PER_MINUTE / step);
  const every = Math.round(ROWS_EVERY_MINUTES / step);
  const rows = [...new Set([...median.keys()].filter((index) => index % every === 0).concat(passed))]
    .filter((index) => index >= 0 && index < median.length)
    .sort((a, b) => a - b);
  const whole = (/** @type {number | undefined} */ value) => String(Math.round(value ?? 0));
  return h(
    "table",
    { class: "table" },
    h("caption", null, "ng/mL: 90 of 100 people are between low and high"),
    h("thead", null, h("tr", null, ["Time", "Minute", "Low", "Median", "High"].map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", null, rows.map((index) => h(
      "tr",
      null,
      h("th", { scope: "row" }, `${clockTime(zero + index * step * MS_PER_MINUTE)}${index === passed ? " (now)" : ""}`),
      h("td", null, String(index * step)),
      [low, median, high].map((values) => h("td", null, whole(values[index]))),
    ))),
  );
}

/** @param {Predicted} predicted */
function published({ windows = [] }) {
  if (!windows.length) return h("p", null, "When effects are felt was not published for doses like these.");
  return [
    h("h3", null, "Published apart from it"),
    h("ul", null, windows.map((each) => h("li", null, each.words, h("br"), h("span", { class: "muted" }, each.source)))),
  ];
}

/** @param {Predicted} predicted */
function notices({ notices: said = [] }) {
  return [h("h3", null, "What it does not know"), h("ul", null, said.map((each) => h("li", null, each)))];
}
