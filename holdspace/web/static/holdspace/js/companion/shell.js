/** What every page of the companion has: the quick way out, and the page of people to reach without a network. */
import { openThePasskeyButtons, sayWhyAPasskeyDidNotWork } from "../passkey.js";

/** Nothing is left to see before the next page comes; going back finds the neutral one. */
function leaveQuickly() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-leave]") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    document.title = "";
    document.documentElement.hidden = true;
    location.replace(link.href);
  });
}

/** A page that the browser kept alive is asked for again: somebody may have left since. */
function forgetWhatWasKept() {
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

function keepPeopleToReach() {
  navigator.serviceWorker?.register("/me/service-worker.js", { updateViaCache: "none" }).catch(() => null);
}

leaveQuickly();
forgetWhatWasKept();
sayWhyAPasskeyDidNotWork(document);
openThePasskeyButtons(document);
keepPeopleToReach();
