/** Says in words when a passkey was not used: the library that asks for it only writes to the console. */

const WORDS = "The passkey was not used. Try again, or use your password and code.";

/** @param {Document} root */
export function sayWhyAPasskeyDidNotWork(root) {
  const place = root.querySelector("[data-passkey-words]");
  if (!(place instanceof HTMLElement)) return;
  root.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    place.textContent = WORDS;
    place.hidden = false;
  });
}
