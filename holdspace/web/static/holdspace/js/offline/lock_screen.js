/** Before anybody has said who they are: names, a PIN, and the things that must not wait for one. */

import { button, h, icon } from "../room/dom.js";
import { pinPad } from "./pin_pad.js";

/** @typedef {import("./pin_pad.js").Person} Person */
/** @typedef {{ label: string, kind: string, payload: Record<string, any> }} Common */

/** @param {Person[]} people @param {boolean} isAway @param {(who: Person, pin: string) => Promise<string>} onPin */
function who(people, isAway, onPin) {
  const next = encodeURIComponent(window.location.pathname);
  const other = isAway
    ? button("Try the server again", () => window.location.reload())
    : h("a", { class: "button", href: `/account/login/?next=${next}` }, "Sign in another way");
  return h(
    "section",
    { class: "lock-who", "aria-label": "Open the room" },
    h("h2", null, people.length ? "Who are you?" : "Nobody has a PIN on this tablet"),
    people.length ? pinPad(people, onPin) : h("p", null, "Sign in when the server answers again. What was charted stays sealed on this tablet until then."),
    h("div", { class: "actions" }, other),
  );
}

/** @param {Common[]} taps @param {(tap: Common) => Promise<string>} onTap */
function happening(taps, onTap) {
  const said = h("p", { class: "lock-said", role: "status" });
  /** @param {Common} tap */
  const press = async (tap) => {
    said.textContent = await onTap(tap);
  };
  return h(
    "section",
    { class: "lock-taps", "aria-label": "Chart now, sign later" },
    h("h2", null, "Happening now?"),
    h("p", { class: "muted" }, "One tap keeps it with its time. Somebody signs it as theirs afterwards."),
    h(
      "div",
      { class: "tap-grid" },
      taps.map((tap) => h("button", { type: "button", class: tap.kind === "EmergencyDeclared" ? "button emergency" : "tap-button", onclick: () => void press(tap) }, tap.label)),
    ),
    said,
  );
}

/**
 * @param {HTMLElement} place
 * @param {{ room: string, isAway: boolean, people: Person[], taps: Common[], warnings: string[],
 *   onPin: (who: Person, pin: string) => Promise<string>, onTap: (tap: Common) => Promise<string> }} given
 */
export function drawLock(place, { room, isAway, people, taps, warnings, onPin, onTap }) {
  const why = isAway ? "The clinic server does not answer. The room opens from what this tablet keeps." : "Nobody is signed in on this tablet.";
  place.replaceChildren(
    h("header", null, h("h1", null, room || "This tablet"), h("p", null, icon(isAway ? "plug" : "lock"), ` ${why} The bedside monitor is the alarm.`)),
    h("div", { class: "lock-warnings", role: "alert" }, warnings.map((words) => h("p", { class: "banner act" }, icon("triangle"), h("span", null, words)))),
    who(people, isAway, onPin),
    ...(taps.length ? [happening(taps, onTap)] : []),
  );
}
