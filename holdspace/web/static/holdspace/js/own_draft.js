/** Keeps what a person types on the clinic's server, a pause after each stroke, until they send it. */

const PAUSE_MS = 800;
const drafted = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-draft]"));
const printing = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-print]"));

/** @param {HTMLFormElement} form */
function keepDrafts(form) {
  const address = form.dataset["draft"] ?? "";
  const kept = /** @type {HTMLElement | null} */ (form.querySelector("[data-kept]"));
  let waiting = 0;
  let isSent = false;

  function keep() {
    window.clearTimeout(waiting);
    waiting = 0;
    // Goes out even while the page is being left: a phone that is locked loses nothing.
    return fetch(address, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).then(
      (answer) => {
        if (kept) kept.hidden = answer.status !== 204;
      },
      () => {
        // Without a network it is still on the page: the next stroke tries again.
        if (kept) kept.hidden = true;
      },
    );
  }

  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, PAUSE_MS);
  });
  form.addEventListener("submit", () => {
    isSent = true;
    window.clearTimeout(waiting);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && waiting && !isSent) void keep();
  });
}

export {};

if (drafted) keepDrafts(drafted);
if (printing) {
  printing.hidden = false;
  printing.addEventListener("click", () => window.print());
}
