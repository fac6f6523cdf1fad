/** Stretches that somebody marked as an artefact: drawn hollow, and no number of this page comes from them. */

/** @typedef {import("./types.js").Artefact} Artefact */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {{ code: string, label: string, fields: string[] }} Monitored */
/** Whether a value of a row is an artefact. @typedef {(row: Row, field: string) => boolean} IsArtefact */

export const MONITORED = /** @type {Monitored[]} */ ([
  { code: "heart_rate", label: "Heart rate", fields: ["hr", "pulse"] },
  { code: "oxygen", label: "Oxygen", fields: ["spo2"] },
  { code: "pressure", label: "Blood pressure", fields: ["sys", "dia", "map"] },
  { code: "breathing", label: "Breathing", fields: ["rr"] },
  { code: "end_tidal_co2", label: "End-tidal CO₂", fields: ["etco2"] },
  { code: "temperature", label: "Temperature", fields: ["temp"] },
]);

/** Those of the record, and those that wait on this tablet. @param {import("./store.js").Store} store @returns {Artefact[]} */
export function artefactsOf(store) {
  const known = store.state.panels.artefacts ?? [];
  const ids = new Set(known.map((one) => one.id));
  const undone = new Set(store.waiting.filter((one) => one.kind === "EntryUndone").map((one) => one.payload["target_id"]));
  const pending = store.waiting
    .filter((one) => one.kind === "ArtefactMarked" && !ids.has(one.event_id) && !(one.event_id in store.state.marks))
    .map(({ event_id: id, payload, author: by }) => ({
      id, values: payload["values"], from: payload["began_at"], until: payload["ended_at"], reason: payload["reason"], by,
    }));
  return [...known, ...pending].filter((one) => !undone.has(one.id));
}

/** @param {Artefact[]} artefacts @returns {IsArtefact} */
export function artefactTest(artefacts) {
  if (!artefacts.length) return () => false;
  const spans = artefacts.map(({ values, from, until }) => ({
    fields: new Set(MONITORED.filter(({ code }) => values.includes(code)).flatMap(({ fields }) => fields)),
    from: Date.parse(from) / 1000,
    until: Date.parse(until) / 1000,
  }));
  return (row, field) => {
    const t = row.t ?? Date.parse(row.at) / 1000;
    return spans.some((span) => span.from <= t && t <= span.until && span.fields.has(field));
  };
}
