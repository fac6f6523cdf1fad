/** Calls that are open, over whatever page is open: where, since when, and one large button. */

import { h, write } from "../room/dom.js";

/** @typedef {import("./listening.js").Call} Call */
/**
 * @typedef {{ isHeard: boolean, since: number, comeTo: (id: string) => Promise<boolean>, quiet: (id: string) => void,
 *   isQuieted: (id: string) => boolean }} Given
 */

/** Answered calls that were closed here. @type {Set<string>} */
const closed = new Set();
const place = h("div", { class: "help-calls" });

/** @param {Call[]} calls @param {Given} given */
export function drawCalls(calls, given) {
  const shown = calls.filter((call) => !closed.has(call.id));
  const ids = shown.map((call) => `call-${call.id}`);
  for (const card of [...place.children]) if (!ids.includes(card.id)) card.remove();
  for (const call of shown) drawCard(call, given);
  stand(shown.length > 0);
}

/** Over the page, and inside of a dialog that covers it: all else cannot be touched then. It takes no focus. @param {boolean} isUp */
function stand(isUp) {
  if (!isUp) {
    place.remove();
    return;
  }
  const over = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (place.parentElement !== over) over.append(place);
}

/** @param {Call} call @param {Given} given */
function drawCard(call, given) {
  const known = /** @type {HTMLElement | undefined} */ ([...place.children].find((one) => one.id === `call-${call.id}`));
  const card = known ?? made(call, given);
  if (!known) place.append(card);
  const isAnswered = call.state === "answered";
  card.dataset["state"] = call.state;
  const seconds = call.seconds + Math.floor(given.since / 1000);
  write(part(card, "what"), isAnswered ? `${call.by} is coming` : "Help call");
  write(part(card, "age"), isAnswered ? `after ${call.answered_after} s` : inWords(seconds));
  write(part(card, "more"), more(call, given));
  part(card, "come").hidden = isAnswered;
  part(card, "quiet").hidden = isAnswered || !call.rings || given.isQuieted(call.id);
  part(card, "close").hidden = !isAnswered;
  write(part(card, "come"), call.is_here ? "I am here" : "I am coming");
}

/** @param {number} seconds */
function inWords(seconds) {
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}

/** @param {Call} call @param {Given} given */
function more({ id, state, is_here: isHere }, { isHeard, isQuieted }) {
  if (!isHeard) return "No signal from the clinic server: somebody may have answered since.";
  if (state === "not_reached") return "Nobody has answered. The person was told to call out.";
  if (state === "escalated") return "Nobody has answered yet.";
  if (state === "ringing" && isHere) return "It rings outside this room.";
  return state === "ringing" && isQuieted(id) ? "Quiet on this screen." : "";
}

/** @param {Element} card @param {string} name */
function part(card, name) {
  return /** @type {HTMLElement} */ (card.querySelector(`[data-part=${name}]`));
}

/** @param {Call} call @param {Given} given */
function made(call, given) {
  const come = h("button", { type: "button", class: "button primary come", "data-part": "come" }, "I am coming");
  come.addEventListener("click", async () => {
    come.disabled = true;
    const isTaken = await given.comeTo(call.id);
    come.disabled = false;
    if (!isTaken) write(part(card, "more"), "This could not be sent. Go there; try again.");
  });
  const card = h(
    "section",
    { class: "help-call", id: `call-${call.id}`, "aria-label": `Help call, ${call.room}` },
    h(
      "p",
      { class: "where", role: "alert" },
      h("strong", null, call.room),
      " ",
      h("span", { "data-part": "what" }),
    ),
    h("p", { class: "age", "data-part": "age" }),
    h("p", { class: "more", "data-part": "more" }),
    h(
      "div",
      { class: "acts" },
      come,
      h("button", { type: "button", class: "button", "data-part": "quiet", onclick: () => given.quiet(call.id) }, "Quiet here"),
      h(
        "button",
        {
          type: "button",
          class: "button",
          "data-part": "close",
          onclick: () => {
            closed.add(call.id);
            card.remove();
          },
        },
        "Close",
      ),
    ),
  );
  return card;
}
