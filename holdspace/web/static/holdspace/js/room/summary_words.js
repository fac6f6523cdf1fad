/** Short words about where the session stands, for the block at the bottom. */

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Plan} Plan */

/** "35 mg over 40 min", "56 mg, 2 devices". @param {Plan} plan */
export function planWords(plan) {
  const over = plan.over_minutes ? ` over ${plan.over_minutes} min` : "";
  return `${plan.dose_mg} mg${over}${plan.devices ? `, ${plan.devices} devices` : ""}`;
}

/** What the block at the bottom says. @param {import("./store.js").Store} store */
export function doseWords(store) {
  const { dose } = store.state.panels;
  const waiting = store.waiting.filter((one) => /Dose|Infusion/.test(one.kind)).length;
  const perKg = dose.given_mg_per_kg ? ` · ${Number(dose.given_mg_per_kg).toFixed(2)} mg/kg` : "";
  const sum = Number(dose.given_mg) > 0 ? `${Number(dose.given_mg).toFixed(1)} mg given${perKg}` : "nothing given yet";
  const given = dose.stop_is_missing ? "no stop charted" : sum;
  return [
    dose.plan ? planWords(dose.plan) : "no plan yet",
    waiting ? `${waiting} waiting on this tablet` : dose.infusion?.state === "paused" ? `paused · ${given}` : given,
  ];
}

/** @param {Room} room */
export function homeWords(room) {
  const gate = room.store.state.panels.gate_home;
  const met = gate.filter((fact) => fact.met === "met").length;
  return gate.length ? `${met} of ${gate.length} met` : "";
}

/** @param {Room} room @returns {{ code: string, label: string }[]} */
export function supportsOf(room) {
  return room.store.state.panels.catalogue.supports;
}
