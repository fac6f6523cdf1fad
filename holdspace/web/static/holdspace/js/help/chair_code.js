/** A camera that read the code brings it behind the address's #, where no server sees it: it is typed for the hand. */

const code = decodeURIComponent(window.location.hash.slice(1));
const form = document.getElementById("chair-code-form");
const field = form?.querySelector("input[name=code]");
if (code && form instanceof HTMLFormElement && field instanceof HTMLInputElement && !field.value) {
  history.replaceState(null, "", window.location.pathname);
  field.value = code;
  form.requestSubmit();
}
