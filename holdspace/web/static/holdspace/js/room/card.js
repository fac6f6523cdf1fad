/** The guidance card that opens from what was observed: beside the chart, each step can be logged. */

import { clockTime } from "./clock.js";
import { byId, fill, h, icon } from "./dom.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Card} Card */

/** Cards that somebody put away on this page; the record does not change. @type {Set<string>} */
const putAway = new Set();

/** @param {Room} room @param {Card} card */
export function steps(room, card) {
  return h(
    "ul",
    { class: "card-steps" },
    card.steps.map((step) =>
      h(
        "li",
        null,
        h(
          "button",
          {
            type: "button",
            class: "tap-button step",
            "aria-pressed": String(Boolean(step.done_at)),
            onclick: () => void room.record("GuidanceStepTaken", { card: card.id, step: step.code }, step.text, { lane: "guidance" }),
          },
          h("span", null, step.text),
          step.done_at && h("small", null, `done ${clockTime(step.done_at)}`),
        ),
      ),
    ),
  );
}

/** The card beside the chart, if one is open. @param {Room} room */
export function drawCard(room) {
  const place = byId("card");
  const { guidance, plan } = room.store.state.panels;
  const card = guidance.open_cards.find((one) => !putAway.has(`${one.id} ${one.opened_by ?? ""}`));
  place.hidden = !card;
  if (!card) return fill(place);
  const wears = guidance.wears_off_in_minutes;
  return fill(
    place,
    h("header", null, h("h2", null, card.title), h("button", {
      type: "button", class: "button quiet close", "aria-label": "Put this card away",
      onclick: () => (putAway.add(`${card.id} ${card.opened_by ?? ""}`), drawCard(room)),
    }, icon("cross"))),
    steps(room, card),
    plan.touch && h("p", { class: "muted" }, `Touch: ${plan.touch}`),
    wears !== null && h("p", { class: "muted" }, `It wears off in about ${wears} minutes.`),
  );
}
