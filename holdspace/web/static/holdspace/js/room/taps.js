/** The sixteen buttons and the dose block: one tap, one event. */

import { byId, fill, h } from "./dom.js";
import { doseWords, homeWords, supportsOf } from "./summary_words.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {{ label: string, key: string, kind?: "Observed" | "SupportGiven" | "LookedIn", codes?: string[], opens?: string }} Tap */

/** @type {Tap[]} */
export const TAPS = [
  { label: "Tears", key: "t", kind: "Observed", codes: ["tears"] },
  { label: "Laughter", key: "l", kind: "Observed", codes: ["laughter"] },
  { label: "Floating", key: "f", kind: "Observed", codes: ["floating"] },
  { label: "Imagery", key: "i", kind: "Observed", codes: ["vivid_imagery", "imagery"] },
  { label: "Speaks", key: "s", opens: "speaks" },
  { label: "Restless", key: "r", kind: "Observed", codes: ["restless", "restlessness"] },
  { label: "Nausea", key: "n", kind: "Observed", codes: ["nausea"] },
  { label: "More…", key: "m", opens: "more" },
  { label: "Looked in", key: "k", kind: "LookedIn" },
  { label: "Reassured", key: "a", kind: "SupportGiven", codes: ["reassured", "reassurance"] },
  { label: "Hand held", key: "h", kind: "SupportGiven", codes: ["hand_held", "hand"] },
  { label: "Music", key: "u", kind: "SupportGiven", codes: ["music"] },
  { label: "Mask", key: "e", kind: "SupportGiven", codes: ["mask", "eye_mask"] },
  { label: "Guidance", key: "g", opens: "guidance" },
  { label: "Rating", key: "0", opens: "rating" },
  { label: "Note", key: "o", opens: "note" },
];
const LATE_PHASES = new Set(["talking", "recovery", "home"]);
const PRESSED_MS = 10_000;

/** The code this clinic's catalogue uses. @param {Room} room @param {Tap} tap */
function codeOf(room, tap) {
  const known = new Set([...Object.values(room.store.state.panels.catalogue.observations).flat(), ...supportsOf(room)].map((one) => one.code));
  return tap.codes?.find((code) => known.has(code)) ?? tap.codes?.[0] ?? "";
}

/** @param {Room} room @param {Tap} tap */
function payloadOf(room, tap) {
  return tap.kind === "LookedIn" ? {} : { code: codeOf(room, tap) };
}

/** Those that need no question, as the clinic's catalogue has them. @param {Room} room */
export function tapEvents(room) {
  return TAPS.filter((tap) => tap.kind).map((tap) => ({ label: tap.label, kind: tap.kind ?? "", payload: payloadOf(room, tap) }));
}

/** @param {Room} room @param {Tap} tap @param {HTMLElement} [element] */
export async function press(room, tap, element) {
  if (tap.opens) return room.open(tap.opens);
  const { touch } = room.store.state.panels.plan;
  const agreed = touch.startsWith("No touch") ? touch : `Agreed: ${touch}`;
  const aside = tap.codes?.includes("hand_held") && touch ? agreed : "";
  if (element) {
    element.setAttribute("aria-pressed", "true");
    window.setTimeout(() => element.removeAttribute("aria-pressed"), PRESSED_MS);
  }
  const also = tap.kind === "LookedIn" ? { label: "Asked…", act: () => room.open("lookedIn") } : null;
  await room.record(tap.kind ?? "Observed", payloadOf(room, tap), tap.label, { aside, also });
}

/** @param {Room} room */
export function createTaps(room) {
  const place = byId("buttons");
  const block = h("button", { type: "button", class: "tap-button dose", onclick: () => room.open(late() ? "home" : "dose") });
  const taps = TAPS.map((tap) => {
    /** @type {HTMLButtonElement} */
    const element = h("button", { type: "button", class: "tap-button", onclick: () => void press(room, tap, element) }, tap.label);
    return element;
  });
  place.replaceChildren(...taps, h("div", { class: "last" }, block, byId("emergency")));

  function late() {
    const { phase, panels } = room.store.state;
    return LATE_PHASES.has(phase.code) && !panels.dose.infusion;
  }

  return () => {
    const lines = late() ? [homeWords(room)] : doseWords(room.store);
    fill(block, h("span", null, late() ? "Going home" : "Dose and rate"), h("small", null, lines.flatMap((line, index) => (index ? [h("br"), line] : [line]))));
  };
}
