/**
 * What a room would have rung outside of it besides a call: a monitor that fell silent, an emergency. One line each,
 * with the way to the room, where somebody answers it by name. It takes no focus and covers nothing.
 */

import { h, write } from "../room/dom.js";

/**
 * @typedef {{ id: string, room: string, session_id: string, kind: "emergency" | "no_signal", title: string,
 *   seconds: number, rings: boolean }} Alert
 * @typedef {{ since: number, quiet: (id: string) => void, isQuieted: (id: string) => boolean }} Given `since`: ms since it was told
 */

const WORDS = { emergency: "Emergency", no_signal: "No signal" };
const place = h("div", { class: "help-alerts", role: "region", "aria-label": "Signals of rooms" });

/** @param {Alert[]} alerts @param {Given} given */
export function drawAlerts(alerts, given) {
  const shown = alerts.filter((alert) => alert.rings || alert.kind === "emergency");
  const ids = new Set(shown.map((alert) => `alert-${alert.id}`));
  for (const row of [...place.children]) if (!ids.has(row.id)) row.remove();
  for (const alert of shown) drawRow(alert, given);
  if (!shown.length) place.remove();
  else if (!place.isConnected) document.body.append(place);
}

/** @param {Alert} alert @param {Given} given */
function drawRow(alert, given) {
  const known = /** @type {HTMLElement | undefined} */ ([...place.children].find((one) => one.id === `alert-${alert.id}`));
  const row = known ?? made(alert, given);
  if (!known) place.append(row);
  const seconds = alert.seconds + Math.floor(given.since / 1000);
  write(part(row, "age"), seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`);
  part(row, "quiet").hidden = given.isQuieted(alert.id);
}

/** @param {Alert} alert @param {Given} given */
function made(alert, given) {
  const said = alert.kind === "emergency" ? "" : alert.title;
  return h(
    "section",
    { class: "help-alert", id: `alert-${alert.id}`, "data-kind": alert.kind, "aria-label": `${WORDS[alert.kind]}, ${alert.room}` },
    h("p", { role: "alert" }, h("strong", null, alert.room), " ", h("span", { class: "word" }, WORDS[alert.kind]), said && ` ${said}`),
    h("span", { class: "age", "data-part": "age" }),
    h(
      "div",
      { class: "acts" },
      h("a", { class: "button", href: `/room/${alert.session_id}/` }, "Open the room"),
      h("button", { type: "button", class: "button quiet", "data-part": "quiet", onclick: () => given.quiet(alert.id) }, "Quiet here"),
    ),
  );
}

/** @param {Element} row @param {string} name */
function part(row, name) {
  return /** @type {HTMLElement} */ (row.querySelector(`[data-part=${name}]`));
}
