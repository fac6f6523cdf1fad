/** What is read before a dose is planned: what the course plans, what the protocol says. Neither is filled in. */

import { h, tapButton } from "./dom.js";

/** @typedef {import("./room.js").Room} Room */

/**
 * What the course plans for this session: read here, and in the form only by a press.
 * @param {Room} room @param {(planned: import("./types.js").CoursePlan) => void} take
 */
export function coursePlan(room, take) {
  const planned = room.store.state.panels.dose.course_plan;
  if (!planned) return "";
  const again = planned.work_out_again;
  return h(
    "section",
    { class: "dose-plan course-plan", "aria-label": "The plan of the course" },
    h("p", { class: "big-words" }, `The course plans ${planned.words}`),
    h("p", { class: "muted" }, `${planned.by}, ${planned.on}, version ${planned.version} of the plan. Today ${room.store.state.session.weight_kg ?? "not known"} kg.`),
    again
      ? h("ul", { class: "findings" }, h("li", { "data-severity": again.severity }, again.sentence, again.source && h("small", null, ` ${again.source}`)))
      : tapButton(`Take over ${planned.dose_mg} mg`, () => take(planned), "you read it back below"),
  );
}

/** What the protocol says of doses: to read, never filled in. @param {import("./types.js").Panels["dose"]} dose */
export function protocolSays(dose) {
  const said = [
    dose.mg_per_kg && `${dose.mg_per_kg} mg/kg${dose.over_minutes ? ` over ${dose.over_minutes} min` : ""}`,
    dose.range_mg && `${dose.range_mg.low} to ${dose.range_mg.high} mg`,
    ...dose.choices.map((one) => `${one.label}${one.devices ? `, ${one.devices} devices` : ""}`),
    dose.concentrations.length > 0 && `vials of ${dose.concentrations.join(", ")} mg/mL`,
  ].filter(Boolean);
  return h("p", { class: "muted" }, said.length ? `The protocol says: ${said.join("; ")}.` : "");
}
