/** The tablet's own database, by the version of its shape. Whoever opens it gets every store, whatever was there. */

import { openDB } from "../../../vendor/idb/index.js";

/** A write that is said to be kept must be on the disk first. */
export const STRICT = /** @type {const} */ ({ durability: "strict" });

const NAME = "holdspace-room";
/** 1: entries lay open. 2: sealed; the view of the room, what was tapped before a PIN, and the PINs' wraps. */
const VERSION = 2;

export function openTabletDatabase() {
  return openDB(NAME, VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore("events", { keyPath: "event_id" });
        database.createObjectStore("refused", { keyPath: "event_id" });
        database.createObjectStore("meta");
      }
      if (from < 2) {
        database.createObjectStore("views", { keyPath: "session_id" });
        database.createObjectStore("taps", { keyPath: "event_id" });
        database.createObjectStore("pins", { keyPath: "staff_id" });
      }
    },
  });
}

/** @typedef {Awaited<ReturnType<typeof openTabletDatabase>>} TabletDatabase */

/** What the tablet keeps under a name, made once when it is not there yet. @template T @param {TabletDatabase} database @param {string} name @param {T} fresh @returns {Promise<T>} */
export async function madeOnce(database, name, fresh) {
  const change = database.transaction("meta", "readwrite", STRICT);
  const known = await change.store.get(name);
  if (known === undefined) await change.store.put(fresh, name);
  await change.done;
  return known ?? fresh;
}
