/** What is due and what signals, in one line each; and the person's own words, always in sight. */

import { inWords } from "../ages.js";
import { age, now } from "./clock.js";
import { byId, fill, h, icon } from "./dom.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./types.js").Signal} Signal */
/** @typedef {import("./types.js").Due} Due */

const SOON_MS = 2 * 60_000;
/** Four kinds of signal: each its own shape, colour and word. */
export const KINDS = /** @type {Record<string, { css: string, icon: string, word: string, rank: number }>} */ ({
  monitor_alarm: { css: "monitor-alarm", icon: "bell", word: "Monitor alarm", rank: 0 },
  outside_your_limit: { css: "outside-limit", icon: "square", word: "Outside your limit", rank: 1 },
  no_signal: { css: "no-signal", icon: "plug", word: "No signal", rank: 2 },
  due: { css: "due", icon: "clock", word: "Due", rank: 3 },
});

/** @param {Due} due @returns {"overdue" | "soon" | "later"} */
export function dueState(due) {
  const at = now();
  if (due.overdue_at && at >= Date.parse(due.overdue_at)) return "overdue";
  const opens = due.window_opens_at ? Date.parse(due.window_opens_at) : Infinity;
  return at >= Math.min(opens, Date.parse(due.due_at) - SOON_MS) ? "soon" : "later";
}

/** @param {Due} due */
export function dueWhen(due) {
  const seconds = (Date.parse(due.due_at) - now()) / 1000;
  if (seconds <= -60) return `${inWords(-seconds)} late`;
  return seconds < 1 ? "now" : `in ${inWords(seconds)}`;
}

/** Overdue first, then by time. @param {Store} store @returns {Due[]} */
export function dueInOrder(store) {
  const rank = { overdue: 0, soon: 1, later: 1 };
  return [...store.state.panels.due].sort(
    (a, b) => rank[dueState(a)] - rank[dueState(b)] || Date.parse(a.due_at) - Date.parse(b.due_at),
  );
}

/** Everything but what is due, unanswered first, the most serious first. @param {Store} store @returns {Signal[]} */
export function signalsInOrder(store) {
  const rank = (/** @type {Signal} */ one) =>
    (one.acknowledged ? 20 : 0) + (one.is_quiet ? 10 : 0) + (KINDS[one.kind]?.rank ?? 4) + urgency(one.priority ?? "") / 10;
  return store.state.panels.signals.filter((one) => one.kind !== "due").sort((a, b) => rank(a) - rank(b));
}

/** Of two alarms the one that the monitor itself calls more urgent stands first. @param {string} priority in words */
function urgency(priority) {
  const place = ["high", "medium", "low"].findIndex((one) => priority.includes(one));
  return place < 0 ? 3 : place;
}

/** @param {Signal} signal @param {string} [more] */
export function signalParts(signal, more = "") {
  const kind = KINDS[signal.kind] ?? /** @type {typeof KINDS[string]} */ (KINDS["no_signal"]);
  return [
    icon(kind.icon),
    h(
      "span",
      null,
      h("span", { class: "word" }, signal.word || kind.word),
      signal.priority && h("span", { class: "priority" }, `, ${signal.priority}:`),
      ` ${signal.title}${more}`,
    ),
    h("span", { class: "age" }, age(signal.since)),
  ];
}

/** @param {Store} store */
export function drawDue(store) {
  const open = signalsInOrder(store).filter((one) => !one.acknowledged);
  const due = dueInOrder(store);
  const place = byId("due");
  const lines = [];
  const top = open[0];
  if (top) {
    const css = KINDS[top.kind]?.css ?? "no-signal";
    lines.push(h("span", { class: `signal ${css}`, "data-quiet": Boolean(top.is_quiet) }, signalParts(top, open.length > 1 ? ` and ${open.length - 1} more` : "")));
  }
  const first = due[0];
  if (first) lines.push(dueLine(first));
  if (!lines.length) lines.push(h("span", { class: "due-line" }, h("span", { class: "what" }, "Nothing is due")));
  fill(place, lines);
}

/** @param {Due} due */
export function dueLine(due) {
  const state = dueState(due);
  return h(
    "span",
    { class: "due-line", "data-state": state },
    h("span", { class: "what" }, icon(state === "overdue" ? "triangle" : "clock"), h("span", null, h("span", { class: "word" }, "Due"), ` ${due.title}`)),
    h("span", { class: "in" }, dueWhen(due)),
  );
}

/** @param {Store} store */
export function drawPlan(store) {
  const { plan, with_now: company, guidance } = store.state.panels;
  const here = company.map((one) => one.person).join(" and ");
  const rows = [
    ["Company", `${guidance.word || plan.company || "not agreed"} · ${here ? `${here} here` : "nobody here"}`],
    ["Touch", plan.touch],
    ["Signal", plan.signal],
    ["Helps", plan.helps],
    ["Avoid", plan.avoid],
  ].filter(([, words]) => words);
  fill(
    byId("plan"),
    h("span", null, "Intention"),
    h("q", null, plan.intention || "Not written down"),
    h("dl", null, rows.map(([name, words]) => [h("dt", null, name), h("dd", null, words)]).flat()),
  );
}
