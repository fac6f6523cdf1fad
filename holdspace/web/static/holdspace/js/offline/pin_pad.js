/** Who you are, and your PIN: two steps with a gloved thumb. The digits are dots, and gone when they were tried. */

import { h } from "../room/dom.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "back", "0", "done"];
const NAMES = /** @type {Record<string, string>} */ ({ back: "Take the last digit back", done: "Open" });
const SIGNS = /** @type {Record<string, string>} */ ({ back: "⌫", done: "OK" });
const FEWEST = 6;
const MOST = 12;

/** @typedef {{ staff_id: string, name: string }} Person */

/**
 * @param {Person[]} people
 * @param {(who: Person, pin: string) => Promise<string>} onPin a sentence when it did not open
 */
export function pinPad(people, onPin) {
  let who = people.length === 1 ? people[0] : undefined;
  let pin = "";
  let busy = false;
  const said = h("p", { class: "refusal", role: "alert" });
  const dots = h("output", { class: "pin-dots", "aria-label": "Digits so far" }, h("span", null, "PIN"));
  const names = people.map((person) => h("button", { type: "button", class: "tap-button", onclick: () => choose(person) }, person.name));
  const keys = KEYS.map((key) =>
    h("button", { type: "button", class: "tap-button", "data-key": key, "aria-label": NAMES[key] ?? key, onclick: () => void press(key) }, SIGNS[key] ?? key),
  );
  const element = h(
    "div",
    { class: "pin-pad", onkeydown: typed },
    h("div", { class: "pin-people", role: "group", "aria-label": "Who you are" }, names),
    h("div", { class: "keypad", role: "group", "aria-label": "Your PIN" }, dots, h("div", { class: "keys" }, keys), said),
  );

  /** @param {Person} person */
  function choose(person) {
    who = person;
    pin = "";
    said.textContent = "";
    show();
  }

  /** @param {string} key */
  async function press(key) {
    if (busy) return;
    if (key === "done") return tried();
    said.textContent = "";
    pin = key === "back" ? pin.slice(0, -1) : (pin + key).slice(0, MOST);
    show();
  }

  async function tried() {
    if (!who) return void (said.textContent = "Say first who you are.");
    if (pin.length < FEWEST) return void (said.textContent = "A PIN has at least six digits.");
    busy = true;
    said.textContent = "Opening …";
    const tried = pin;
    pin = "";
    show();
    said.textContent = await onPin(who, tried);
    busy = false;
  }

  /** @param {KeyboardEvent} event */
  function typed(event) {
    const key = event.key === "Backspace" ? "back" : event.key === "Enter" && pin ? "done" : event.key;
    if (!KEYS.includes(key)) return;
    event.preventDefault();
    void press(key);
  }

  function show() {
    names.forEach((one, index) => one.setAttribute("aria-pressed", String(people[index] === who)));
    dots.replaceChildren(h("span", null, pin ? "●".repeat(pin.length) : who ? `PIN of ${who.name}` : "PIN"));
    dots.setAttribute("aria-label", `${pin.length} digits so far`);
  }

  show();
  return element;
}

/** How many tries are left, in words. @param {number} left */
export function triesLeft(left) {
  if (left > 0) return `That is not the PIN. ${left === 1 ? "One more try" : `${left} more tries`}, then this tablet forgets the room.`;
  return "Ten wrong tries: this tablet has forgotten the room. What was charted stays sealed here until a clinician signs in.";
}
