/** Marking a stretch of the monitor's values as an artefact: which, from when to when, and why. Nothing is deleted. */

import { MONITORED } from "./artefacts.js";
import { clockTime, now } from "./clock.js";
import { button, h, tapButton } from "./dom.js";
import { openSheet, refusal, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

const AGO = [10, 30, 60, 120, 300, 600, 900, 1800];
const USUAL = ["They moved", "Sensor was off", "Cold hand", "Cuff slipped", "Cable pulled"];
const LONGEST_SECONDS = 1800;

/** @param {number} seconds */
function inWords(seconds) {
  return seconds < 120 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}

/** Now, and never before the newest value on the page: a tablet's clock may lag a little behind the server's. @param {Room} room */
function latestMoment(room) {
  const newest = room.store.rows.at(-1);
  return newest ? Math.max(now(), Date.parse(newest.at)) : now();
}

/** @param {number} at @param {string} label @param {number[]} choices seconds ago @param {number} chosen */
function moment(at, label, choices, chosen) {
  const select = h("select", null, choices.map((ago) => h("option", { value: String(ago) }, ago ? `${clockTime(at - ago * 1000, true)}, ${inWords(ago)}` : "now")));
  select.value = String(chosen);
  return { element: h("label", { class: "when" }, h("span", null, label), select), at: () => new Date(at - Number(select.value) * 1000).toISOString() };
}

/** The shortest offered stretch that holds all of it. @param {string | undefined} since */
function reaching(since) {
  const seconds = since ? (now() - Date.parse(since)) / 1000 : 60;
  return AGO.find((ago) => ago >= seconds) ?? LONGEST_SECONDS;
}

/** @param {Room} room @param {{ values?: string[], since?: string }} [given] */
export function openArtefact(room, { values = [], since } = {}) {
  openSheet("Mark an artefact", (body, close) => {
    const boxes = MONITORED.map(({ code, label }) => {
      const input = h("input", { type: "checkbox", value: code });
      input.checked = values.includes(code);
      return { code, input, element: h("label", { class: "choice" }, input, h("span", null, label)) };
    });
    const at = latestMoment(room);
    const from = moment(at, "From", AGO, reaching(since));
    const until = moment(at, "Until", [0, ...AGO.slice(0, -1)], 0);
    const reason = words("Why it is an artefact");
    const why = refusal();
    body.append(
      h("p", { class: "muted" }, "The values stay on the chart, drawn hollow. Our limits and the big numbers leave them out. What a person charted by hand stands."),
      h("fieldset", { class: "field" }, h("legend", null, "Which values"), h("div", { class: "choices" }, boxes.map(({ element }) => element))),
      h("div", { class: "actions" }, from.element, until.element),
      h("div", { class: "actions" }, USUAL.map((one) => button(one, () => (reason.input.value = one)))),
      reason.element,
      why.element,
      tapButton("Mark it", keep, "", { class: "tap-button primary" }),
    );

    function keep() {
      const chosen = boxes.filter(({ input }) => input.checked).map(({ code }) => code);
      const [began_at, ended_at] = [from.at(), until.at()];
      if (!chosen.length) return why.say("Choose which values.");
      if (ended_at < began_at) return why.say("It ends before it begins. Choose the times again.");
      if (!reason.value()) return why.say("Say why.");
      void room.record("ArtefactMarked", { values: chosen, began_at, ended_at, reason: reason.value() }, "artefact marked", { lane: "vitals" });
      return close();
    }
  });
}
