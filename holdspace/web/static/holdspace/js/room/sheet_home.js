/** Going home: what the gate knows, what is seen with one's own eyes, the escort, the signature, and the end. */

import { clockTime } from "./clock.js";
import { button, h, holdButton, tapButton } from "./dom.js";
import { factList } from "./facts.js";
import { choose, openSheet, refusal, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

const OUTCOMES = [
  { code: "completed", label: "Completed" },
  { code: "cancelled", label: "Cancelled before the dose" },
  { code: "transferred", label: "Transferred to a hospital" },
  { code: "left_early", label: "Left before they were ready to go" },
];
const TOLD = ["No driving until the day after a full night’s sleep", "Somebody stays this evening", "Whom to call, day and night", "When the next visit is"];

/** @param {Room} room */
export function openHome(room) {
  openSheet(
    "Going home",
    (body) => {
      const { gate_home: gate, home, record, escort } = room.store.state.panels;
      const open = gate.filter((fact) => fact.met !== "met");
      body.append(
        h("p", { class: "big-words" }, open.length ? `${open.length} of ${gate.length} still open` : "Every criterion is met"),
        factList([...open, ...gate.filter((fact) => fact.met === "met")], (fact) =>
          codesOf(room, fact.code).length && fact.met !== "met" ? button("Note it…", () => noteOne(room, codesOf(room, fact.code)), { "data-key": `note-${fact.code}` }) : null,
        ),
        h("div", { class: "tap-grid" },
          tapButton("Seen with my own eyes", () => noteOne(room, room.store.state.panels.catalogue.criteria ?? []), "gait, fluids, oriented …"),
          tapButton("Escort is here", () => openEscort(room), escort?.arrived_at ? `${escort.name}, ${clockTime(escort.arrived_at)}` : (escort?.name ?? "")),
        ),
        home.signed_at
          ? h("p", null, `Signed ${clockTime(home.signed_at)}.`)
          : holdButton("The person may go home", () => sign(room), "You sign: press and hold"),
        h("div", { class: "tap-grid" },
          tapButton("Hand over to the escort", () => handOver(room), home.handed_over_at ? `done ${clockTime(home.handed_over_at)}` : ""),
          h("a", { class: "tap-button", href: summaryUrl() }, "Summary and signature", h("small", null, record.signed_at ? `signed ${clockTime(record.signed_at)}` : "not signed yet")),
          tapButton("Close the record", () => close(room), record.closed_at ? `closed ${clockTime(record.closed_at)}` : "the second act"),
        ),
      );
    },
    { live: true },
  );
}

function summaryUrl() {
  return document.getElementById("room")?.dataset["summary"] ?? "";
}

/** @param {Room} room */
function sign(room) {
  const facts = room.store.state.panels.gate_home;
  void room.record("DischargeSigned", { facts }, "may go home, signed", { lane: "system", undo: false });
}

/** What a person answers for a criterion: one question of that name, or the two ways of giving instructions. @param {Room} room @param {string} code */
function codesOf(room, code) {
  const asked = room.store.state.panels.catalogue.criteria ?? [];
  return asked.filter((one) => one.code === code || (code === "instructions_given" && one.code.startsWith("instructions_")));
}

/** @param {Room} room @param {import("./types.js").Choice[]} choices */
function noteOne(room, choices) {
  const [only, ...others] = choices;
  if (only && !others.length) return note(room, only);
  return openSheet("Seen with my own eyes", (body) => {
    body.append(h("div", { class: "tap-grid" }, choices.map((one) => tapButton(one.label, () => note(room, one)))));
  });
}

/** @param {Room} room @param {import("./types.js").Choice} choice */
function note(room, { code, label }) {
  openSheet(label, (body, close) => {
    const detail = words("What you saw", { optional: true });
    /** @param {boolean} met */
    const keep = (met) => {
      void room.record("CriterionNoted", { code, met, detail: detail.value() }, `${code.replaceAll("_", " ")}: ${met ? "yes" : "no"}`);
      close();
    };
    body.append(detail.element, h("div", { class: "tap-grid" }, tapButton("Yes", () => keep(true)), tapButton("No", () => keep(false))));
  });
}

/** @param {Room} room */
function openEscort(room) {
  openSheet("The escort is here", (body, close) => {
    const { escort } = room.store.state.panels;
    const name = words("Their name, as they say it");
    const phone = words("Their phone");
    const same = choose("same", escort ? `Planned: ${escort.name}, ${escort.phone}` : "Nobody was planned", [
      { code: "yes", label: "The same person" },
      { code: "no", label: "Somebody else" },
    ]);
    const why = refusal();
    body.append(
      same.element,
      name.element,
      phone.element,
      why.element,
      tapButton("Save", () => {
        if (!name.value() || !phone.value() || !same.value()) return why.say("Name, phone, and whether it is the person planned.");
        const payload = { name: name.value(), phone: phone.value(), name_matches_plan: same.value() === "yes" };
        void room.record("EscortArrived", payload, "escort is here");
        return close();
      }, "", { class: "tap-button primary" }),
    );
  });
}

/** @param {Room} room */
function handOver(room) {
  openSheet("Hand over to the escort", (body, close) => {
    const name = words("Handed over to");
    const boxes = TOLD.map((text) => ({ text, input: h("input", { type: "checkbox" }) }));
    const why = refusal();
    body.append(
      h("ul", { class: "sweep" }, boxes.map(({ text, input }) => h("li", null, h("label", { class: "choice" }, input, h("span", null, text))))),
      name.element,
      why.element,
      tapButton("They left together", () => {
        if (!name.value()) return why.say("With whom?");
        const told = boxes.filter(({ input }) => input.checked).map(({ text }) => text);
        void room.record("HandedOver", { escort_name: name.value(), told }, "left with the escort", { lane: "system" });
        return close();
      }, "", { class: "tap-button primary" }),
    );
  });
}

/** @param {Room} room */
function close(room) {
  openSheet("Close the record", (body, shut) => {
    const outcome = choose("outcome", "How it ended", OUTCOMES);
    const reason = words("Reason", { optional: true });
    const why = refusal();
    body.append(
      h("p", null, "After this, the session can only be read and corrected with a reason."),
      outcome.element,
      reason.element,
      why.element,
      holdButton("Close the record", () => {
        if (!outcome.value()) return why.say("How did it end?");
        const payload = { outcome: outcome.value(), reason: reason.value() };
        void room.record("RecordClosed", payload, "record closed", { lane: "system", undo: false });
        return shut();
      }),
    );
  });
}
