/** The quiet line: whether this screen would ring, and on a room's page who would hear a call outside of it. */

import { h, write } from "../room/dom.js";
import { canVibrate } from "./sound.js";

/** @typedef {import("./listening.js").Standing} Standing */

/** @param {Standing} standing @returns {[string, string]} how it stands, and the words */
function words({ isNew, isHeard, maySound, isQuiet }) {
  if (isNew) return ["new", "Connecting"];
  if (!isHeard) return ["silent", "Not listening: no signal"];
  if (isQuiet) return ["off", "Not listening: off here"];
  if (!maySound) return ["off", "Not listening: tap to allow sound"];
  return ["on", "Listening"];
}

/**
 * @param {HTMLElement} place @param {Standing} standing
 * @param {{ chair: string, test: () => void, switchQuiet: () => void, allow: () => void }} acts
 */
export function drawLine(place, standing, acts) {
  const [state, said] = words(standing);
  const button = place.querySelector("button.help-line") ?? made(place, standing, acts);
  place.dataset["state"] = state;
  write(/** @type {Element} */ (button.querySelector(".words")), said);
  const quiet = document.getElementById("help-quiet");
  if (quiet) write(quiet, standing.isQuiet ? "Ring on this screen" : "Do not ring on this screen");
  const hint = document.getElementById("help-how");
  if (hint) write(hint, state === "on" ? "This screen is listening." : `${said}.`);
  drawHere(place, standing);
}

/** @param {HTMLElement} place @param {Standing} _standing @param {Parameters<typeof drawLine>[2]} acts */
function made(place, _standing, acts) {
  const about = dialog(acts);
  const line = h(
    "button",
    { type: "button", class: "help-line", title: "Calls for help", onclick: () => (acts.allow(), about.showModal()) },
    h("span", { class: "dot", "aria-hidden": "true" }),
    h("span", { class: "words" }),
    h("span", { class: "heard" }, " Calls for help: test the ring, or turn it off here"),
  );
  const here = h("a", { class: "help-here", href: acts.chair || "#" }, h("span"));
  here.hidden = true;
  place.replaceChildren(here, line);
  const foot = document.querySelector(".room-foot");
  const head = document.querySelector(".desk-top .account, .wall-head");
  if (foot) foot.append(place);
  else if (head?.matches(".wall-head")) head.append(place);
  else if (head) head.prepend(place);
  place.hidden = false;
  document.body.append(about);
  return line;
}

/** @param {Parameters<typeof drawLine>[2]} acts */
function dialog({ test, switchQuiet }) {
  const close = () => about.close();
  const about = h(
    "dialog",
    { class: "dialog help-about", "aria-labelledby": "help-about-title" },
    h("h2", { id: "help-about-title" }, "Calls for help"),
    h("p", { id: "help-how", role: "status" }),
    h("p", { class: "muted" }, canVibrate ? "It vibrates as well, where the device can." : "This device cannot vibrate: it can only sound. Turn its volume up, and keep it where you hear it."),
    h(
      "p",
      null,
      "This screen rings when a person presses the help button at their chair. It counts as listening while you can see this page and it may sound. It adds to the bell in the room; it does not replace it. Outside the rooms it also rings for an emergency and for a monitor that fell silent, unless the clinic has set it otherwise.",
    ),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "button primary", onclick: test }, "Test the ring"),
      h("button", { type: "button", class: "button", id: "help-quiet", onclick: switchQuiet }),
      h("button", { type: "button", class: "button quiet", onclick: close }, "Close"),
    ),
  );
  return about;
}

/** On a room's page: who would hear a call outside of it. @param {HTMLElement} place @param {Standing} standing */
function drawHere(place, { here, isHeard }) {
  const shown = /** @type {HTMLAnchorElement | null} */ (place.querySelector(".help-here"));
  if (!shown || !here || shown.pathname === window.location.pathname) return;
  shown.hidden = false;
  const hears = here.listening.length === 1 ? `${here.listening[0]} would hear a help call` : `${here.listening.length} would hear a help call`;
  const said = here.notices[0] ?? hears;
  shown.dataset["tone"] = here.presses ? "attention" : "well";
  write(/** @type {Element} */ (shown.firstElementChild), isHeard ? said : "Help call: no signal from the clinic server");
}
