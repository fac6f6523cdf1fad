/**
 * Our own number pad: nothing is prefilled, a decimal always has its leading zero, a digit too many is
 * refused at the digit, and what was entered is read back in words.
 */

import { h } from "./dom.js";

/**
 * @typedef {{ code: string, label: string, unit: string, digits?: number, decimals?: number,
 *   low?: number, high?: number }} NumberField
 */

const KEYS = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "point", "0", "back"];
const NAMES = /** @type {Record<string, string>} */ ({ point: "Decimal point", back: "Take the last digit back" });
const SIGNS = /** @type {Record<string, string>} */ ({ point: ".", back: "⌫" });

/** @param {string} text @param {string} key @param {NumberField} field @returns {{ text: string, refusal: string }} */
export function pressed(text, key, { digits = 3, decimals = 0, label = "This" }) {
  if (key === "back") return { text: text === "0." ? "" : text.slice(0, -1), refusal: "" };
  const [whole = "", part] = text.split(".");
  if (key === "point") {
    if (!decimals) return { text, refusal: `${label} is a whole number.` };
    return part === undefined ? { text: `${whole || "0"}.`, refusal: "" } : { text, refusal: "" };
  }
  if (part !== undefined) {
    return part.length < decimals
      ? { text: text + key, refusal: "" }
      : { text, refusal: `At most ${decimals} digit${decimals > 1 ? "s" : ""} after the point.` };
  }
  if (whole === "0") return { text: key, refusal: "" };
  if (whole.length >= digits) return { text, refusal: `At most ${digits} digits.` };
  return { text: text + key, refusal: "" };
}

/** What was typed, as a number the record takes; "" when nothing was. @param {string} text */
function tidy(text) {
  return text.endsWith(".") ? text.slice(0, -1) : text;
}

/**
 * @param {NumberField[]} fields
 * @param {{ onChange?: (values: Record<string, string>) => void, active?: string }} [given]
 */
export function numberPad(fields, { onChange = () => {}, active = "" } = {}) {
  /** @type {Record<string, string>} */
  const texts = {};
  let current = /** @type {NumberField} */ (fields.find((field) => field.code === active) ?? fields[0]);
  const said = h("p", { class: "refusal", role: "alert" });
  const boxes = fields.map((field) => {
    const value = h("output", { class: "number" }, "–");
    const box = h(
      "button",
      { type: "button", class: "number-field", onclick: () => pick(field) },
      h("span", { class: "name" }, field.label),
      value,
      h("span", { class: "unit" }, field.unit),
    );
    return { field, box, value };
  });
  const keys = KEYS.map((key) =>
    h(
      "button",
      { type: "button", class: "tap-button", "data-key": key, "aria-label": NAMES[key] ?? key, onclick: () => press(key) },
      SIGNS[key] ?? key,
    ),
  );
  const element = h(
    "div",
    { class: "number-pad", onkeydown: typed },
    h("div", { class: "number-fields" }, boxes.map(({ box }) => box)),
    h("div", { class: "keypad", role: "group", "aria-label": "Number pad" }, said, h("div", { class: "keys" }, keys)),
  );

  /** @param {NumberField} field */
  function pick(field) {
    current = field;
    show();
  }

  /** @param {string} key */
  function press(key) {
    const { text, refusal } = pressed(texts[current.code] ?? "", key, current);
    texts[current.code] = text;
    said.textContent = refusal;
    show();
    onChange(values());
  }

  /** @param {KeyboardEvent} event */
  function typed(event) {
    const key = event.key === "Backspace" ? "back" : event.key === "." || event.key === "," ? "point" : event.key;
    if (!KEYS.includes(key)) return;
    event.preventDefault();
    press(key);
  }

  function show() {
    for (const { field, box, value } of boxes) {
      const text = texts[field.code] ?? "";
      value.textContent = text || "–";
      box.setAttribute("aria-pressed", String(field === current));
    }
  }

  /** Only what was entered. @returns {Record<string, string>} */
  function values() {
    return Object.fromEntries(
      Object.entries(texts).map(([code, text]) => [code, tidy(text)]).filter(([, text]) => text !== ""),
    );
  }

  /** Puts numbers in because somebody pressed for them; they stay theirs to change. @param {Record<string, string>} given */
  function fill(given) {
    Object.assign(texts, given);
    said.textContent = "";
    show();
    onChange(values());
  }

  show();
  return { element, values, fill };
}

/** Exact arithmetic on what was typed would need decimals; this shows it, the server recomputes it. @param {number} value @param {number} [places] */
export function rounded(value, places = 3) {
  return String(Number(value.toFixed(places)));
}
