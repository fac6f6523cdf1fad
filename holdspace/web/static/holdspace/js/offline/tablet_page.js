/** The page of this tablet: sets a PIN, and says what waits here before the tablet is taken out of use. */

import { keepPin } from "./pin.js";
import { openTabletDatabase } from "./tablet_database.js";

/** @param {HTMLFormElement} form @param {string} name */
function typed(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;
}

/** @param {HTMLFormElement} form @returns {Promise<string>} what came of it, as a sentence */
async function setPin(form) {
  const pin = typed(form, "pin");
  if (pin !== typed(form, "again")) return "The two are not the same. Nothing was changed.";
  const headers = { "Content-Type": "application/json", "X-CSRFToken": form.dataset["csrf"] ?? "" };
  const url = form.dataset["url"] ?? "";
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ pin }), redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 500) return "The server does not answer. Nothing was changed.";
  if (answer.type === "opaqueredirect") return "You are signed out. Sign in again, then set the PIN.";
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) return String(said.sentence ?? "The PIN was not set.");
  await keepPin(said, pin);
  form.reset();
  return "Set. It opens this room’s session on this tablet, with the network or without it.";
}

/** @param {HTMLFormElement} form @param {HTMLElement} place */
function listen(form, place) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    place.textContent = "Setting the PIN …";
    place.textContent = await setPin(form);
  });
}

/** Unenrolling forgets; what has not arrived in the record would be lost. */
async function sayWhatWaits() {
  const place = document.getElementById("unsent");
  if (!place) return;
  const database = await openTabletDatabase();
  const waits = (await database.count("events")) + (await database.count("taps"));
  database.close();
  if (!waits) return;
  const entries = waits === 1 ? "One entry on this tablet is" : `${waits} entries on this tablet are`;
  place.className = "banner act";
  place.textContent = `${entries} not in the clinic record. Unenrolling would lose them. Open the room first and let them be sent.`;
}

const form = document.getElementById("pin-form");
const said = document.getElementById("pin-said");
if (form instanceof HTMLFormElement && said) listen(form, said);
void sayWhatWaits();
