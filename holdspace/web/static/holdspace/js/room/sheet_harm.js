/** Adverse events: what, how severe, what was done, what became of it. */

import { clockTime } from "./clock.js";
import { button, h, tapButton } from "./dom.js";
import { choose, openSheet, refusal, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

const GRADES = [
  { code: "mild", label: "Mild" },
  { code: "moderate", label: "Moderate" },
  { code: "severe", label: "Severe" },
  { code: "life_threatening", label: "Life-threatening" },
];
const OUTCOMES = [
  { code: "ongoing", label: "Goes on" },
  { code: "resolved", label: "Over" },
  { code: "transferred", label: "Transferred" },
];

/** @param {Room} room */
export function openHarm(room) {
  openSheet("Adverse event", (body, close) => {
    const term = words("What");
    const action = words("What was done");
    const grade = choose("grade", "How severe", GRADES);
    const outcome = choose("outcome", "And now", OUTCOMES, "ongoing");
    const why = refusal();
    const { adverse_events: known } = room.store.state.panels;
    body.append(
      h(
        "ul",
        { class: "sweep" },
        known.map((one) =>
          h("li", null, h("span", null, h("b", null, one.term), `, ${one.grade.replace("_", "-")}, ${clockTime(one.at)}: ${one.outcome}`),
            one.outcome === "ongoing" && button("What became of it…", () => follow(room, one))),
        ),
      ),
      term.element,
      grade.element,
      action.element,
      outcome.element,
      why.element,
      tapButton("Save", () => {
        if (!term.value() || !grade.value() || !action.value()) return why.say("What, how severe and what was done are all needed.");
        const payload = { term: term.value(), grade: grade.value(), action: action.value(), outcome: outcome.value() };
        void room.record("AdverseEventNoted", payload, term.value());
        return close();
      }, "", { class: "tap-button primary" }),
    );
  });
}

/** @param {Room} room @param {import("./types.js").Harm} harm */
function follow(room, harm) {
  openSheet(`${harm.term}: what became of it`, (body, close) => {
    const action = words("What was done");
    const outcome = choose("outcome", "And now", OUTCOMES);
    const why = refusal();
    body.append(
      action.element,
      outcome.element,
      why.element,
      tapButton("Save", () => {
        if (!action.value() || !outcome.value()) return why.say("Say what was done, and how it is now.");
        const payload = { adverse_event_id: harm.id, action: action.value(), outcome: outcome.value() };
        void room.record("AdverseEventFollowed", payload, `${harm.term}: ${outcome.value()}`);
        return close();
      }),
    );
  });
}
