/** Emergency: one press, logged at once; the whole screen helps. Ending it takes back a press by mistake. */

import { clockTime, elapsed, isoNow } from "./clock.js";
import { button, byId, h, tapButton, write } from "./dom.js";
import { closeSheet, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

const STEPS = ["Ambulance called", "Infusion stopped", "Laid flat, or on the side", "Airway open", "Oxygen on", "Defibrillator here", "Crew is here"];

/** @param {Room} room */
export function createEmergency(room) {
  const screen = /** @type {HTMLDialogElement} */ (byId("emergency-screen"));
  /** Declared on this tablet, before the record says so. @type {string | null} */
  let declaredHere = null;

  function since() {
    const { declared_at: declared, ended_at: ended } = room.store.state.panels.emergency;
    if (declared && !(ended && ended >= declared)) return declared;
    const waits = room.store.waiting.some((one) => one.kind === "EmergencyDeclared");
    return waits ? declaredHere : null;
  }

  function press() {
    closeSheet();
    if (!since()) {
      declaredHere = isoNow();
      void room.record("EmergencyDeclared", {}, "emergency", { lane: "system", undo: false });
    }
    draw();
    if (!screen.open) screen.showModal();
  }

  /** @param {string} step */
  function log(step) {
    const payload = { step, person: room.store.state.me.name };
    void room.record("EmergencyStepTaken", payload, step.toLowerCase(), { lane: "system", undo: false });
  }

  function draw() {
    const { emergency, latest, dose } = room.store.state.panels;
    const at = since() ?? declaredHere ?? isoNow();
    const waits = room.store.waiting.filter((one) => one.kind === "EmergencyStepTaken");
    const taken = new Map([
      ...waits.map((one) => /** @type {const} */ ([one.payload["step"], `${one.author} ${clockTime(one.at)}`])),
      ...emergency.steps.map((one) => /** @type {const} */ ([one.step, `${one.person} ${clockTime(one.at)}`])),
    ]);
    /** @param {string} step */
    const tap = (step) =>
      tapButton(step, () => log(step), taken.get(step) ?? "", { "aria-pressed": String(taken.has(step)), "data-key": step });
    const outcome = words("How it ended");
    screen.replaceChildren(
      h("header", null, h("h2", null, "Emergency"), h("p", { class: "since" }, h("b", { class: "number" }, elapsed(at)), ` since ${clockTime(at, true)}`)),
      h("div", { class: "emergency-grid" },
        h("section", { class: "call" }, h("p", { class: "huge" }, `Call ${emergency.number}`), h("p", { class: "address" }, emergency.address),
          h("p", { class: "muted" }, `${room.store.state.session.initials}, ${room.store.state.session.weight_kg ?? "?"} kg. ${dose.given_mg} mg given${latest.sys ? `. Last ${latest.sys}/${latest.dia}` : ""}.`)),
        h("section", null, h("h3", null, "Who does what"), h("div", { class: "tap-grid" }, emergency.roles.map(tap))),
        h("section", null, h("h3", null, "Done"), h("div", { class: "tap-grid" }, STEPS.map(tap))),
        h("section", { class: "ends" }, outcome.element, h("div", { class: "actions" },
          button("It is over", () => {
            void room.record("EmergencyEnded", { outcome: outcome.value() || "over" }, "emergency over", { lane: "system", undo: false });
            screen.close();
          }),
          button("Pressed by mistake", () => {
            void room.record("EmergencyEnded", { outcome: "Pressed by mistake" }, "emergency: pressed by mistake", { lane: "system", undo: false });
            screen.close();
          }),
          button("Back to the room, it goes on", () => screen.close()))),
      ),
    );
  }

  return {
    press,
    /** Keep the header's words true, and the screen if it is open and nobody writes in it. */
    refresh() {
      const at = since();
      const head = byId("emergency");
      write(head, at ? `Emergency · ${elapsed(at)}` : "Emergency");
      head.dataset["on"] = String(Boolean(at));
      if (screen.open && !(document.activeElement instanceof HTMLInputElement)) keepFocus();
    },
  };

  function keepFocus() {
    const key = document.activeElement?.getAttribute("data-key");
    draw();
    if (key) /** @type {HTMLElement | null} */ (screen.querySelector(`[data-key="${CSS.escape(key)}"]`))?.focus();
  }
}
