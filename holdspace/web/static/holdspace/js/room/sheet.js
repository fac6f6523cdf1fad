/** One sheet at a time, at the edge, as a native dialog. Help is one press away from inside it, too. */

import { button, h, icon } from "./dom.js";

/** @type {HTMLDialogElement | null} */
let open = null;
let onEmergency = () => {};
/** @type {(() => void) | null} */
let redraw = null;

/** @param {() => void} act */
export function whenEmergency(act) {
  onEmergency = act;
}

/**
 * @param {string} title
 * @param {(body: HTMLElement, close: () => void) => void} draw
 * @param {{ live?: boolean, css?: string }} [look] `live`: drawn again whenever the record changes (nothing typed in it)
 */
export function openSheet(title, draw, { live = false, css = "" } = {}) {
  closeSheet();
  const body = h("div", { class: "sheet-body" });
  const heading = h("h2", { id: "sheet-title", tabindex: "-1" }, title);
  const sheet = h(
    "dialog",
    { class: `dialog sheet ${css}`, "aria-labelledby": "sheet-title" },
    h(
      "header",
      null,
      heading,
      button("Emergency", () => onEmergency(), { class: "button emergency" }),
      h("button", { type: "button", class: "button quiet close", "aria-label": "Close", onclick: () => closeSheet() }, icon("cross")),
    ),
    body,
  );
  const opener = document.activeElement;
  sheet.addEventListener("close", () => {
    sheet.remove();
    if (open !== sheet) return;
    open = null;
    redraw = null;
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  });
  document.body.append(sheet);
  open = sheet;
  redraw = live ? () => redrawn(body, draw) : null;
  draw(body, closeSheet);
  sheet.showModal();
  heading.focus();
}

export function closeSheet() {
  open?.close();
}

/** Draw a live sheet again; the focus stays where it was, and a button that is being pressed or held stays. */
export function refreshSheet() {
  redraw?.();
}

/** @param {HTMLElement} body @param {(body: HTMLElement, close: () => void) => void} draw */
function redrawn(body, draw) {
  if (body.querySelector("[data-holding], :active")) return;
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  const fresh = h("div");
  draw(fresh, closeSheet);
  if (fresh.textContent === body.textContent) return;
  body.replaceChildren(...fresh.childNodes);
  if (focused) sameAs(focused, body)?.focus();
}

/** What stands now for an element that was drawn again: the one with its key, else with its words. @param {Element} old @param {HTMLElement} body */
function sameAs(old, body) {
  const key = old.getAttribute("data-key");
  const alike = /** @type {HTMLElement[]} */ ([...body.querySelectorAll(old.tagName)]);
  return alike.find((one) => (key ? one.dataset["key"] === key : one.textContent === old.textContent));
}

/**
 * One of several, as large cards. @param {string} name @param {string} legend
 * @param {{ code: string, label: string }[]} choices @param {string} [chosen] @param {(code: string) => void} [onChoose]
 */
export function choose(name, legend, choices, chosen, onChoose = () => {}) {
  const cards = choices.map(({ code, label }) => {
    const input = h("input", { type: "radio", name, value: code, onchange: () => onChoose(code) });
    input.checked = code === chosen;
    return h("label", null, input, h("span", null, label));
  });
  const element = h("fieldset", { class: "field" }, h("legend", null, legend), h("div", { class: "radio-cards" }, cards));
  return {
    element,
    value: () => /** @type {HTMLInputElement | null} */ (element.querySelector("input:checked"))?.value ?? "",
    /** @param {string} code */
    pick: (code) => {
      for (const input of element.querySelectorAll("input")) input.checked = input.value === code;
    },
  };
}

/** @param {string} label @param {{ long?: boolean, help?: string, optional?: boolean, own?: boolean }} [look] */
export function words(label, { long = false, help = "", optional = false, own = false } = {}) {
  const id = `words-${Math.random().toString(36).slice(2)}`;
  const input = long
    ? h("textarea", { id, rows: 4, class: own ? "own-words" : null })
    : h("input", { id, type: "text", autocomplete: "off" });
  const element = h(
    "div",
    { class: "field" },
    h("label", { for: id }, label, optional && h("span", { class: "optional" }, " (may stay empty)")),
    help && h("p", { class: "help" }, help),
    input,
  );
  return { element, input, value: () => input.value.trim() };
}

/** When it happened: most things happen now. @returns {{ element: HTMLElement, minutesAgo: () => number }} */
export function when() {
  const choices = [0, 1, 2, 5, 10, 15].map((n) => ({ code: String(n), label: n ? `${n} min ago` : "now" }));
  const select = h("select", null, choices.map(({ code, label }) => h("option", { value: code }, label)));
  const element = h("label", { class: "when" }, h("span", null, "When"), select);
  return { element, minutesAgo: () => Number(select.value) };
}

/** A sentence that says why something is not possible yet. @param {string} [said] */
export function refusal(said = "") {
  const element = h("p", { class: "refusal", role: "alert" }, said);
  return {
    element,
    /** @param {string} text */
    say(text) {
      element.textContent = text;
      if (text) element.scrollIntoView({ block: "nearest" });
    },
  };
}
