/** A fold over the page closes when something else is meant: a press elsewhere, Escape, or the focus that moves on. */

/** @param {Document} root @returns {HTMLDetailsElement[]} */
function open(root) {
  return [...root.querySelectorAll("details.fold[open]")].filter((one) => one instanceof HTMLDetailsElement);
}

/** @param {Document} root */
export function closeFoldsOnLeaving(root) {
  const closeOthers = (/** @type {Event} */ event) => {
    for (const fold of open(root)) if (event.target instanceof Node && !fold.contains(event.target)) fold.open = false;
  };
  root.addEventListener("pointerdown", closeOthers);
  root.addEventListener("focusin", closeOthers);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const fold of open(root)) {
      if (fold.contains(root.activeElement)) fold.querySelector("summary")?.focus();
      fold.open = false;
    }
  });
}
