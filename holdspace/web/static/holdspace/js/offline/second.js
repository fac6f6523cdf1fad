/** Two different people, one tablet: the second says who they are by their own PIN, and signs what they confirm. */

import { h } from "../room/dom.js";
import { closeSheet, openSheet } from "../room/sheet.js";
import { openWithPin, peopleHere } from "./pin.js";
import { pinPad, triesLeft } from "./pin_pad.js";
import { createSigner } from "./sealing.js";

/** @typedef {import("../room/room.js").Room} Room */
/** @typedef {import("../room/outbox.js").Author} Author */

/** @param {Room} room @param {{ title: string, act: (by: Author) => void }} given */
export async function askSecondPerson(room, { title, act }) {
  const { me } = room.store.state;
  const others = (await peopleHere()).filter((one) => one.staff_id !== me.staff_id);
  openSheet(title, (body) => {
    if (!others.length) {
      body.append(h("p", null, "Nobody else has a PIN on this tablet. The second person signs in on their own screen, or it stays outstanding."));
      return;
    }
    body.append(
      h("p", { class: "muted" }, "The second person takes the tablet, says who they are, and looks for themselves."),
      pinPad(others, async (who, pin) => {
        const { keys, left } = await openWithPin(who.staff_id, pin);
        if (!keys) return triesLeft(left);
        const sign = await createSigner(keys.signing_key);
        closeSheet();
        act({ ...who, sign });
        return "";
      }),
    );
  });
}
