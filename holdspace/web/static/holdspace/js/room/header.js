/** Which room, who, which phase, how long, and where what was charted lies now. */

import { clockTime, elapsed } from "./clock.js";
import { byId, fill, h, icon, write } from "./dom.js";

/** @typedef {import("./room.js").Room} Room */

/** @param {Room} room */
export function drawHeader({ store, outbox, isCutOff }) {
  const { session, phase, zero } = store.state;
  write(byId("room-name"), session.room);
  fill(byId("who"), session.initials, " ", h("span", { class: "muted" }, String(session.birth_year)));
  const of = session.planned_sessions ? ` of ${session.planned_sessions}` : "";
  write(byId("session-number"), `Session ${session.cycle_number}${of}`);
  fill(
    byId("elapsed"),
    h("b", { class: "number" }, zero.at ? elapsed(zero.at) : "no dose yet"),
    zero.at && h("span", { class: "muted" }, ` ${zero.label}`),
  );
  const steps = phase.all.map((one, index) =>
    h(
      "li",
      { "data-state": index < phase.index ? "done" : index === phase.index ? "now" : "next" },
      h("span", { class: "heard" }, `${one.label}${index < phase.index ? ", done" : index === phase.index ? ", now" : ""}`),
    ),
  );
  fill(byId("phase"), h("ol", null, steps), h("span", { "aria-hidden": "true" }, phase.label));
  if (outbox) drawTick(outbox, lastRecorded(store.state.marks), isCutOff());
}

/** @param {Record<string, import("./types.js").Mark>} marks */
function lastRecorded(marks) {
  return Object.values(marks).reduce((last, mark) => (mark.recorded_at > last ? mark.recorded_at : last), "");
}

/** How much waits here, and when the record last said that it has something. @param {import("./outbox.js").Outbox} outbox @param {string} recordedAt @param {boolean} isCutOff */
function drawTick(outbox, recordedAt, isCutOff) {
  const place = byId("link");
  const waits = outbox.waiting.length;
  const at = outbox.confirmedAt ?? recordedAt;
  const time = at ? ` ${clockTime(at, true)}` : "";
  const others = outbox.waitingForOthers;
  const stands = waits ? (outbox.problem ? "waiting" : "tablet") : isCutOff ? "waiting" : "record";
  place.dataset["step"] = stands;
  const last = at && waits ? h("span", { class: "last" }, `last in the record${time}`) : "";
  const words = waits ? [`On this tablet: ${waits} waiting`, last] : [isCutOff ? `Not connected. Last in the record${time}` : `In the clinic record${time}`];
  if (others.length) words.push(` · ${others.length} wait for ${others[0]?.author} to sign in`);
  if (outbox.locked) words.push(` · ${outbox.locked} wait for whoever charted them to sign in`);
  fill(place, icon(stands === "record" ? "tick_two" : stands === "tablet" ? "tick_one" : "waiting"), h("span", null, words));
}

/** Since when an emergency goes on, in the record or waiting on this tablet. @param {Room} room @returns {string | null} */
export function emergencySince({ store }) {
  const { declared_at: declared, ended_at: ended } = store.state.panels.emergency;
  const waits = store.waiting.find((one) => one.kind === "EmergencyDeclared");
  const over = store.waiting.some((one) => one.kind === "EmergencyEnded" && (!waits || one.at > waits.at));
  if (over) return null;
  if (waits) return waits.at;
  return declared && !(ended && ended >= declared) ? declared : null;
}

/** @param {Room} room */
export function drawEmergency(room) {
  const at = emergencySince(room);
  const place = byId("emergency");
  write(place, at ? `Emergency · ${elapsed(at)}` : "Emergency");
  place.dataset["on"] = String(Boolean(at));
}
