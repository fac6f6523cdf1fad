/** Changes the light at once; the cookie keeps it for the next page. Without this the form does it. */

const YEAR_SECONDS = 31_536_000;

/** @param {SubmitEvent} event */
function change(event) {
  const form = event.target;
  const button = event.submitter;
  if (!(form instanceof HTMLFormElement) || !("lightSwitch" in form.dataset)) return;
  if (!(button instanceof HTMLButtonElement)) return;
  const light = button.value === "dim" ? "dim" : "day";
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  event.preventDefault();
  document.cookie = `light=${light}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  window.location.reload();
}

/** @param {Document} root */
export function listenForLight(root) {
  root.addEventListener("submit", change);
}
