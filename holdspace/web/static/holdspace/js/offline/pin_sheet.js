/** Says who is at the tablet: by PIN, here or with the server. Whoever it is, what is tapped from now on is theirs. */

import { h } from "../room/dom.js";
import { closeSheet, openSheet } from "../room/sheet.js";
import { keepPin, openWithPin, peopleHere } from "./pin.js";
import { pinPad, triesLeft } from "./pin_pad.js";
import { createSigner } from "./sealing.js";
import { unlockWithServer } from "./unlock.js";

/** @typedef {import("../room/room.js").Room} Room */
/** @typedef {import("./pin.js").Keys} Keys */

/** @param {Room} room @param {Keys} keys */
async function become(room, { staff_id, name, signing_key }) {
  room.outbox?.become({ staff_id, name, sign: await createSigner(signing_key) });
  const { me } = room.store.state;
  if (me.staff_id === staff_id) return;
  const colleagues = [...me.colleagues, { staff_id: me.staff_id, name: me.name }].filter((one) => one.staff_id !== staff_id);
  room.store.replace({ ...room.store.state, me: { ...me, staff_id, name, roles: [], may_plan: false, may_check: true, colleagues } });
}

/**
 * The server is asked too, when it is there: it lets this person into this room and nobody else.
 * @param {Room} room @param {import("./pin_pad.js").Person} who @param {string} pin @returns {Promise<string>}
 */
async function tried(room, who, pin) {
  const { keys, left } = await openWithPin(who.staff_id, pin);
  const { keys: given, sentence, isAway } = await unlockWithServer(who.staff_id, pin);
  if (given) {
    await keepPin(given, pin);
    if (room.outbox) room.outbox.csrf = given.csrf;
  } else if (!isAway || !keys) return sentence || triesLeft(left);
  await become(room, given ?? /** @type {Keys} */ (keys));
  room.outbox?.hurry();
  return "";
}

/** @param {Room} room @param {string} why @param {() => void} then */
export async function askForPin(room, why, then) {
  const here = await peopleHere();
  const known = new Map([...(room.store.state.sealing?.people ?? []), ...here].map((one) => [one.staff_id, one]));
  openSheet("Who is at this tablet?", (body) => {
    body.append(
      h("p", { class: "muted" }, why),
      pinPad([...known.values()], async (who, pin) => {
        const sentence = await tried(room, who, pin);
        if (sentence) return sentence;
        closeSheet();
        then();
        return "";
      }),
    );
  });
}
