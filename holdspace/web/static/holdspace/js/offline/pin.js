/**
 * A PIN opens this tablet without its server: the server's half of the key and the person's signing key lie here
 * under it, and under a key that cannot be read out of this browser. Who guesses must guess here, and slowly.
 */

import { bytesOf, fromBase64, randomBytes, toBase64 } from "./sealing.js";
import { STRICT, madeOnce, openTabletDatabase } from "./tablet_database.js";

/** @typedef {{ staff_id: string, name: string, half: string, signing_key: string }} Keys base64url, as the server gave them */
/** @typedef {import("./tablet_database.js").TabletDatabase} TabletDatabase */

const ROUNDS = 600_000;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
export const MOST_WRONG_TRIES = 10;

/** @param {string} pin @param {Uint8Array<ArrayBuffer>} salt @param {number} rounds */
async function keyUnder(pin, salt, rounds) {
  const secret = await crypto.subtle.importKey("raw", bytesOf(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {TabletDatabase} database @returns {Promise<CryptoKey>} */
async function deviceKey(database) {
  const known = await database.get("meta", "device_key");
  return known ?? madeOnce(database, "device_key", await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]));
}

/** @param {CryptoKey} key @param {Uint8Array<ArrayBuffer>} plain */
async function wrapped(key, plain) {
  const iv = randomBytes(NONCE_BYTES);
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain)) };
}

/** @param {CryptoKey} key @param {{ iv: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer> }} wrap */
async function unwrapped(key, { iv, data }) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
}

/** Nothing of the PIN stays. @param {Keys} keys @param {string} pin */
export async function keepPin({ staff_id, name, half, signing_key }, pin) {
  const database = await openTabletDatabase();
  const salt = randomBytes(SALT_BYTES);
  const inner = await wrapped(await keyUnder(pin, salt, ROUNDS), new Uint8Array([...fromBase64(half), ...fromBase64(signing_key)]));
  const outer = await wrapped(await deviceKey(database), new Uint8Array([...inner.iv, ...inner.data]));
  const change = database.transaction(["pins", "meta"], "readwrite", STRICT);
  await change.objectStore("pins").put({ staff_id, name, salt, rounds: ROUNDS, ...outer });
  await change.objectStore("meta").put(0, "wrong_tries");
  await change.done;
  database.close();
}

/** Who can open this tablet without its server. @returns {Promise<{ staff_id: string, name: string }[]>} */
export async function peopleHere() {
  const database = await openTabletDatabase();
  const all = await database.getAll("pins");
  database.close();
  return all.map(({ staff_id, name }) => ({ staff_id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * The try is counted before it is judged: switching the tablet off does not give another one.
 * @param {string} staff_id @param {string} pin
 * @returns {Promise<{ keys: Keys | null, left: number }>} `left`: how many more wrong ones before the tablet forgets
 */
export async function openWithPin(staff_id, pin) {
  const database = await openTabletDatabase();
  try {
    const tries = ((await database.get("meta", "wrong_tries")) ?? 0) + 1;
    await putTries(database, tries);
    const row = await database.get("pins", staff_id);
    const keys = row ? await keysOf(database, row, pin) : null;
    if (keys) await putTries(database, 0);
    else if (tries >= MOST_WRONG_TRIES) await forgetWhatOpens(database);
    return { keys, left: Math.max(0, MOST_WRONG_TRIES - tries) };
  } finally {
    database.close();
  }
}

/** @param {TabletDatabase} database @param {number} tries */
async function putTries(database, tries) {
  const change = database.transaction("meta", "readwrite", STRICT);
  await change.store.put(tries, "wrong_tries");
  await change.done;
}

/** @param {TabletDatabase} database @param {any} row @param {string} pin @returns {Promise<Keys | null>} */
async function keysOf(database, { staff_id, name, salt, rounds, iv, data }, pin) {
  const inner = await unwrapped(await deviceKey(database), { iv, data });
  const key = await keyUnder(pin, salt, rounds);
  try {
    const both = await unwrapped(key, { iv: inner.slice(0, NONCE_BYTES), data: inner.slice(NONCE_BYTES) });
    return { staff_id, name, half: toBase64(both.slice(0, 32)), signing_key: toBase64(both.slice(32)) };
  } catch {
    return null;
  }
}

/** What opens, and what it would show. Never what waits to be sent: a clinician who signs in opens that. @param {TabletDatabase} database */
export async function forgetWhatOpens(database) {
  const change = database.transaction(["pins", "views"], "readwrite", STRICT);
  await Promise.all([change.objectStore("pins").clear(), change.objectStore("views").clear()]);
  await change.done;
}

/** Whoever has no PIN here any more opens nothing here. @param {TabletDatabase} database @param {string[]} staffIds who still has one */
export async function keepOnlyPinsOf(database, staffIds) {
  const change = database.transaction("pins", "readwrite", STRICT);
  const known = /** @type {string[]} */ (await change.store.getAllKeys());
  await Promise.all(known.filter((id) => !staffIds.includes(id)).map((id) => change.store.delete(id)));
  await change.done;
}
