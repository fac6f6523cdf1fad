/** What was tapped before anybody had said who they are: signed by whoever did it, or left. */

import { clockTime } from "../room/clock.js";
import { button, h, tapButton } from "../room/dom.js";
import { openSheet } from "../room/sheet.js";
import { forgetTaps, openTaps } from "./unsigned.js";

/** @typedef {import("../room/room.js").Room} Room */
/** @typedef {import("./unsigned.js").Tap} Tap */

/** Those of this session; what is in the record or waits under its id was signed before a page was lost. @param {Room} room @param {import("./view.js").Disk} disk */
export async function toBeSigned(room, disk) {
  const { state } = room.store;
  const known = new Set([...Object.keys(state.marks), ...(room.outbox?.waiting ?? []).map((one) => one.event_id)]);
  const all = (await openTaps(disk)).taps.filter((one) => one.session_id === state.session.id);
  const done = all.filter((one) => known.has(one.event_id)).map((one) => one.event_id);
  if (done.length) await forgetTaps(disk.database, done);
  return all.filter((one) => !known.has(one.event_id));
}

/** What lies here and stays shut, in a sentence; its ids tell when it was tapped. @param {string[]} shut */
export function sayWhatStaysShut(shut) {
  const times = shut.map((id) => new Date(parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toISOString()).sort();
  const when = [...new Set([times[0], times.at(-1)].map((at) => clockTime(at ?? "")))].join(" to ");
  const what = shut.length === 1 ? `One entry that was tapped at ${when}` : `${shut.length} entries that were tapped at ${when}`;
  return `${what} cannot be opened any more: the tablet was unenrolled before anybody signed. Ask who was in the room, and chart it from memory.`;
}

/** @param {Room} room @param {import("./view.js").Disk} disk @param {() => void} changed */
export async function openUnsigned(room, disk, changed) {
  const taps = await toBeSigned(room, disk);
  const { me } = room.store.state;
  /** @param {Tap[]} signed */
  const sign = async (signed) => {
    for (const { event_id, session_id, kind, payload, mark, ...tapped } of signed) {
      await room.outbox?.add(kind, payload, { mark, tapped: { event_id, ...tapped } });
    }
    await forgetTaps(disk.database, signed.map((one) => one.event_id));
    changed();
    await openUnsigned(room, disk, changed);
  };
  openSheet("To be signed", (body) => {
    body.append(
      h("p", null, taps.length ? `These were tapped before anybody had said who they are. What you did yourself, ${me.name}, sign as yours. The rest stays for whoever did it.` : "Nothing is left to be signed."),
      h(
        "ul",
        { class: "sweep to-be-signed" },
        taps.map((one) => h("li", null, h("span", null, h("b", null, one.mark.label), `, ${clockTime(one.at, true)}`), button("I did this", () => void sign([one]), { "data-key": one.event_id }))),
      ),
      taps.length > 1 ? h("div", { class: "actions" }, tapButton(`All ${taps.length} are mine`, () => void sign(taps), "", { class: "tap-button primary" })) : "",
    );
  });
}
