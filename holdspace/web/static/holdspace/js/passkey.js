/** What the library that asks for passkeys leaves out: it only writes to the console, and listens late. */

const WORDS = "The passkey was not used. Try again, or use your password and code.";

/**
 * Says in words when a passkey was not used.
 *
 * @param {Document} root
 */
export function sayWhyAPasskeyDidNotWork(root) {
  const place = root.querySelector("[data-passkey-words]");
  if (!(place instanceof HTMLElement)) return;
  root.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    place.textContent = place.dataset.passkeyWords || WORDS;
    place.hidden = false;
  });
}

/**
 * A button that asks for a passkey can be pressed once the library listens to it: before, a press
 * would be lost, or send the form without one.
 *
 * @param {Document} root
 */
export function openThePasskeyButtons(root) {
  const open = () => {
    for (const button of root.querySelectorAll("[data-passkey-button]")) {
      if (button instanceof HTMLButtonElement) button.disabled = false;
    }
  };
  // The library's own listener for this moment was added earlier, so it has run by then.
  if (root.readyState === "complete") open();
  else root.addEventListener("DOMContentLoaded", open);
}
