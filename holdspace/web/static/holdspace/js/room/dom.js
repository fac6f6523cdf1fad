/** Builds elements: text stays text, handlers are functions, nothing is parsed. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any> | null} [properties] `on...` adds a listener, `data`/`aria` objects set attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter(isShown).map(asNode));
  return element;
}

/** @param {Child} child @returns {child is Node | string | number} */
function isShown(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

/** @param {Node | string | number} child @returns {Node | string} */
function asNode(child) {
  return typeof child === "number" ? String(child) : child;
}

/** One of our drawings, from the templates at the end of the page. @param {string} name */
export function icon(name) {
  const template = document.getElementById(`icon-${name}`);
  if (!(template instanceof HTMLTemplateElement)) return null;
  return template.content.cloneNode(true);
}

/** @param {string} label @param {(event: Event) => void} act @param {Record<string, any>} [more] */
export function button(label, act, more = {}) {
  return h("button", { type: "button", class: "button", onclick: act, ...more }, label);
}

/**
 * A gloved thumb's button: a label and, below it, what it would do.
 * @param {string} label @param {(event: Event) => void} act @param {string} [detail]
 * @param {Record<string, any>} [more]
 */
export function tapButton(label, act, detail = "", more = {}) {
  const properties = { type: "button", class: "tap-button", onclick: act, ...more };
  return h("button", properties, h("span", null, label), detail && h("small", null, detail));
}

/**
 * The second step of a dose: held for 600 ms.
 * @param {string} label @param {() => void} act @param {string} [detail]
 */
export function holdButton(label, act, detail = "Press and hold") {
  const small = h("small", { "data-hold-words": true }, detail);
  return h(
    "button",
    { type: "button", class: "hold-button", "data-hold": true, onheld: act },
    h("span", null, label),
    small,
  );
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}

/** Replace what an element holds, but leave it alone when it says the same. @param {Element} place @param {...(Child | Child[])} children */
export function fill(place, ...children) {
  const fresh = document.createElement("div");
  fresh.append(...children.flat().filter(isShown).map(asNode));
  if (fresh.innerHTML !== place.innerHTML) place.replaceChildren(...fresh.childNodes);
}

/** @param {Element} element @param {string} words */
export function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
