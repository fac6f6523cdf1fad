/** The emergency screen: whom to call, who does what, what is done. Ending it takes back a press by mistake. */

import { clockTime, elapsed, isoNow } from "./clock.js";
import { button, byId, h, tapButton } from "./dom.js";
import { emergencySince } from "./header.js";
import { closeSheet, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

const STEPS = ["Ambulance called", "Infusion stopped", "Laid flat, or on the side", "Airway open", "Oxygen on", "Defibrillator here", "Crew is here"];
const screen = () => /** @type {HTMLDialogElement} */ (byId("emergency-screen"));

/** @param {Room} room */
export function openEmergency(room) {
  closeSheet();
  draw(room);
  if (!screen().open) screen().showModal();
}

/** Keep the open screen true, unless somebody writes in it. @param {Room} room */
export function refreshEmergency(room) {
  if (!screen().open || document.activeElement instanceof HTMLInputElement) return;
  const key = document.activeElement?.getAttribute("data-key");
  draw(room);
  if (key) /** @type {HTMLElement | null} */ (screen().querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
}

/** @param {Room} room */
function draw(room) {
  const { emergency, latest, dose } = room.store.state.panels;
  const { me, session } = room.store.state;
  const at = emergencySince(room) ?? isoNow();
  const waits = room.store.waiting.filter((one) => one.kind === "EmergencyStepTaken");
  const taken = new Map([
    ...waits.map((one) => /** @type {const} */ ([one.payload["step"], `${one.author} ${clockTime(one.at)}`])),
    ...emergency.steps.map((one) => /** @type {const} */ ([one.step, `${one.person} ${clockTime(one.at)}`])),
  ]);
  /** @param {string} kind @param {Record<string, any>} payload @param {string} label */
  const log = (kind, payload, label) => void room.record(kind, payload, label, { lane: "system", undo: false });
  /** @param {string} step */
  const tap = (step) =>
    tapButton(step, () => log("EmergencyStepTaken", { step, person: me.name }, step.toLowerCase()), taken.get(step) ?? "", {
      "aria-pressed": String(taken.has(step)),
      "data-key": step,
    });
  const outcome = words("How it ended");
  /** @param {string} said */
  const end = (said) => {
    log("EmergencyEnded", { outcome: said }, "emergency over");
    screen().close();
  };
  const known = `${session.initials}, ${session.weight_kg ?? "?"} kg. ${dose.given_mg} mg given${latest["sys"] ? `. Last ${latest["sys"]}/${latest["dia"]}` : ""}.`;
  screen().replaceChildren(
    h("header", null, h("h2", null, "Emergency"), h("p", { class: "since" }, h("b", { class: "number" }, elapsed(at)), ` since ${clockTime(at, true)}`)),
    h(
      "div",
      { class: "emergency-grid" },
      h("section", null, h("p", { class: "huge" }, `Call ${emergency.number}`), h("p", { class: "address" }, emergency.address), h("p", { class: "muted" }, known)),
      h("section", null, h("h3", null, "Who does what"), h("div", { class: "tap-grid" }, emergency.roles.map(tap))),
      h("section", null, h("h3", null, "Done"), h("div", { class: "tap-grid" }, STEPS.map(tap))),
      h(
        "section",
        null,
        outcome.element,
        h(
          "div",
          { class: "actions" },
          button("It is over", () => end(outcome.value() || "over")),
          button("Pressed by mistake", () => end("Pressed by mistake")),
          button("Back to the room, it goes on", () => screen().close()),
        ),
      ),
    ),
  );
}
