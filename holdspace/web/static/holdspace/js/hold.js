/**
 * A button that must be held for 600 ms before it counts.
 *
 * `<button data-hold>`: pointer, Enter or Space held down long enough gives a bubbling `held` event and, for a
 * submit button, sends its form. Letting go or sliding off cancels. A click that no finger or key made (a screen
 * reader's) cannot be held, so it asks for a second press.
 */

export const HOLD_MS = 600;
const SECOND_PRESS_MS = 5000;

/** @typedef {{ timer: number | undefined, armedUntil: number, byHand: boolean }} Hold */

/** @type {WeakMap<HTMLButtonElement, Hold>} */
const holds = new WeakMap();

/** @param {Event} event @returns {HTMLButtonElement | null} */
function holdButtonOf(event) {
  const target = event.target instanceof Element ? event.target.closest("[data-hold]") : null;
  return target instanceof HTMLButtonElement && !target.disabled ? target : null;
}

/** @param {HTMLButtonElement} button @returns {Hold} */
function holdOf(button) {
  const known = holds.get(button);
  if (known) return known;
  const fresh = { timer: undefined, armedUntil: 0, byHand: false };
  holds.set(button, fresh);
  return fresh;
}

/** @param {HTMLButtonElement} button @param {string} words */
function say(button, words) {
  const line = button.querySelector("[data-hold-words]");
  if (!(line instanceof HTMLElement)) return;
  line.dataset["resting"] ??= line.textContent ?? "";
  line.textContent = words || line.dataset["resting"];
}

/** @param {HTMLButtonElement} button */
function complete(button) {
  cancel(button);
  button.dataset["held"] = "";
  const wanted = new CustomEvent("held", { bubbles: true, cancelable: true });
  if (button.dispatchEvent(wanted) && button.type === "submit") button.form?.requestSubmit(button);
}

/** @param {HTMLButtonElement} button */
function begin(button) {
  const hold = holdOf(button);
  if (hold.timer !== undefined) return;
  hold.byHand = true;
  delete button.dataset["held"];
  button.dataset["holding"] = "";
  // The words inside change; the button must not shrink away from under the finger.
  button.style.minInlineSize = `${button.offsetWidth}px`;
  say(button, "Keep holding");
  hold.timer = window.setTimeout(() => complete(button), HOLD_MS);
}

/** @param {HTMLButtonElement} button */
function cancel(button) {
  const hold = holdOf(button);
  window.clearTimeout(hold.timer);
  hold.timer = undefined;
  delete button.dataset["holding"];
  say(button, "");
}

/** @param {HTMLButtonElement} button */
function pressWithoutHand(button) {
  const hold = holdOf(button);
  if (performance.now() < hold.armedUntil) {
    hold.armedUntil = 0;
    complete(button);
    return;
  }
  hold.armedUntil = performance.now() + SECOND_PRESS_MS;
  say(button, "Press again to confirm");
}

/** @param {MouseEvent} event */
function click(event) {
  const button = holdButtonOf(event);
  if (!button) return;
  event.preventDefault();
  const hold = holdOf(button);
  if (!hold.byHand) pressWithoutHand(button);
  hold.byHand = false;
}

/** @param {PointerEvent} event */
function press(event) {
  const button = holdButtonOf(event);
  if (!button || !event.isPrimary || event.button !== 0) return;
  // Captured, every move comes to the button, wherever the finger slides.
  button.setPointerCapture(event.pointerId);
  begin(button);
}

/** @param {PointerEvent} event */
function slideOff(event) {
  const button = holdButtonOf(event);
  if (!button || holdOf(button).timer === undefined) return;
  const box = button.getBoundingClientRect();
  const inside =
    event.clientX >= box.left &&
    event.clientX <= box.right &&
    event.clientY >= box.top &&
    event.clientY <= box.bottom;
  if (!inside) cancel(button);
}

/** @param {Event} event */
function letGo(event) {
  const button = holdButtonOf(event);
  if (button) cancel(button);
}

/** @param {KeyboardEvent} event */
function keyDown(event) {
  const button = holdButtonOf(event);
  if (!button || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  if (!event.repeat) begin(button);
}

/** @param {KeyboardEvent} event */
function keyUp(event) {
  const button = holdButtonOf(event);
  if (!button || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  cancel(button);
  holdOf(button).byHand = false;
}

/** @param {Document | HTMLElement} root */
export function listenForHolds(root) {
  const page = /** @type {Document} */ (root);
  page.addEventListener("pointerdown", press);
  page.addEventListener("pointermove", slideOff);
  for (const name of ["pointerup", "pointercancel", "lostpointercapture", "focusout", "contextmenu"]) {
    page.addEventListener(name, letGo);
  }
  page.addEventListener("keydown", keyDown);
  page.addEventListener("keyup", keyUp);
  page.addEventListener("click", click);
}
