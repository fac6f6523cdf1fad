/**
 * Opens and closes native dialogs: `data-opens="id"`, `data-closes`, a tap on the shade.
 * The focus goes back to whatever opened it.
 */

/** @type {WeakMap<HTMLDialogElement, HTMLElement>} */
const openers = new WeakMap();

/** @param {string} id @param {HTMLElement | null} [opener] */
export function openDialog(id, opener) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  if (opener) openers.set(dialog, opener);
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog */
export function closeDialog(dialog) {
  dialog.close();
}

/** @param {HTMLDialogElement} dialog @param {MouseEvent} event */
function isOnTheShade(dialog, event) {
  const box = dialog.getBoundingClientRect();
  const made = event.detail > 0;
  return (
    made &&
    event.target === dialog &&
    (event.clientX < box.left ||
      event.clientX > box.right ||
      event.clientY < box.top ||
      event.clientY > box.bottom)
  );
}

/** @param {MouseEvent} event */
function click(event) {
  if (!(event.target instanceof Element)) return;
  const opener = event.target.closest("[data-opens]");
  if (opener instanceof HTMLElement) openDialog(opener.dataset["opens"] ?? "", opener);
  const dialog = event.target.closest("dialog");
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (event.target.closest("[data-closes]") || isOnTheShade(dialog, event)) closeDialog(dialog);
}

/** @param {Event} event */
function closed(event) {
  if (!(event.target instanceof HTMLDialogElement)) return;
  openers.get(event.target)?.focus();
  openers.delete(event.target);
}

/** @param {Document} root */
export function listenForDialogs(root) {
  root.addEventListener("click", click);
  root.addEventListener("close", closed, true);
}
