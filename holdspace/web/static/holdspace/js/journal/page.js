/** The page's own parts: found by name, shown one by one, spoken in the words that the page came with. */

/** @typedef {Record<string, string>} Said */

const found = JSON.parse(document.getElementById("journal-page")?.textContent ?? "{}");

/** @type {Record<string, string>} */
export const addresses = found.addresses ?? {};
/** @type {Said} */
const said = found.words ?? {};

/** @param {string} name @param {Record<string, string | number>} [values] */
export function words(name, values = {}) {
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, String(value)), said[name] ?? name);
}

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
export function part(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${id}.`);
  return element;
}

/** @template {Element} T @param {ParentNode} inside @param {string} selector @param {new () => T} kind @returns {T} */
export function one(inside, selector, kind) {
  const element = inside.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`There is no ${selector}.`);
  return element;
}

/** @param {string} id @param {string} text said aloud where the place is live */
export function say(id, text) {
  const place = part(id, HTMLElement);
  if (place.textContent !== text) place.textContent = text;
}

/** @param {Record<string, boolean>} parts which of them are to be seen */
export function show(parts) {
  for (const [name, isSeen] of Object.entries(parts)) {
    const section = document.querySelector(`[data-part="${name}"]`);
    if (section instanceof HTMLElement) section.hidden = !isSeen;
  }
}

/** @param {string} id @param {(form: HTMLFormElement, button: HTMLButtonElement | null) => Promise<void>} act */
export function onSubmit(id, act) {
  const form = part(id, HTMLFormElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    void whileBusy(form, () => act(form, button));
  });
}

/** Pressed twice, it is done once. @param {HTMLElement} inside @param {() => Promise<void>} act */
export async function whileBusy(inside, act) {
  if (inside.dataset["busy"]) return;
  inside.dataset["busy"] = "yes";
  try {
    await act();
  } finally {
    delete inside.dataset["busy"];
  }
}

/** @param {string} id */
export function typed(id) {
  return part(id, HTMLInputElement).value;
}

/** @param {string[]} ids */
export function clear(...ids) {
  for (const id of ids) part(id, HTMLInputElement).value = "";
}

/** Marks a box that is not right yet, says why, and goes there. @param {string} id @param {string} whyId @param {string} why */
export function wrong(id, whyId, why) {
  const box = part(id, HTMLElement);
  box.setAttribute("aria-invalid", "true");
  say(whyId, why);
  box.focus();
}

/** @param {string} whyId @param {string[]} ids */
export function right(whyId, ...ids) {
  say(whyId, "");
  for (const id of ids) part(id, HTMLElement).removeAttribute("aria-invalid");
}

/** @param {string} iso @param {string} zone */
export function dayAndTime(iso, zone) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const shown = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("en-GB", /** @type {Intl.DateTimeFormatOptions} */ ({ ...shown, ...(zone ? { timeZone: zone } : {}) })).format(at);
}

/** @param {number} bytes */
export function size(bytes) {
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 0.1 ? "Less than 0.1 MB" : `${megabytes.toFixed(1)} MB`;
}

/** "1:05" @param {number} seconds */
export function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** Boxes of secrets can be looked at while one types. */
export function letLook() {
  for (const tick of document.querySelectorAll("input[data-shows]")) {
    tick.addEventListener("change", () => {
      const box = /** @type {HTMLInputElement} */ (tick);
      for (const id of (box.dataset["shows"] ?? "").split(" ")) part(id, HTMLInputElement).type = box.checked ? "text" : "password";
    });
  }
}
