/**
 * What is tapped before anybody has said who they are: sealed to the tablet's own public key, so that it can be
 * written without a PIN and read only with one. It has no author until somebody signs it as theirs.
 */

import { bytesOf, fromBase64, randomBytes, toBase64 } from "./sealing.js";
import { STRICT } from "./tablet_database.js";

/** @typedef {import("./view.js").Disk} Disk */
/** @typedef {{ event_id: string, session_id: string, kind: string, payload: Record<string, any>,
 *   mark: { lane: string, label: string }, occurred_at: string, monotonic_ms: number, at: string, life: string,
 *   server_at?: string }} Tap */

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const NONCE_BYTES = 12;

/** The tablet's pair of keys, made once: the open half lies open, the other sealed. @param {Disk} disk */
export async function makeTapKeys({ database, seal }) {
  const known = await database.get("meta", "tap_keys");
  if (!seal || known?.sealed.key === seal.name) return;
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const open = await crypto.subtle.exportKey("raw", publicKey);
  const sealed = await seal.close("meta|tap_keys", toBase64(await crypto.subtle.exportKey("pkcs8", privateKey)));
  const change = database.transaction("meta", "readwrite", STRICT);
  await change.store.put({ open, sealed }, "tap_keys");
  await change.done;
}

/** @param {CryptoKey} own @param {CryptoKey} other @param {"encrypt" | "decrypt"} use */
async function keyBetween(own, other, use) {
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const root = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytesOf("holdspace room tablet: tap") };
  return crypto.subtle.deriveKey(how, root, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** On the disk when this resolves. @param {Disk["database"]} database @param {Tap} tap */
export async function keepTap(database, tap) {
  const keys = await database.get("meta", "tap_keys");
  if (!keys) throw new Error("This tablet has no keys yet: it was never in a room.");
  const to = await crypto.subtle.importKey("raw", keys.open, CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const iv = randomBytes(NONCE_BYTES);
  const key = await keyBetween(once.privateKey, to, "encrypt");
  const plain = bytesOf(JSON.stringify(tap));
  const row = {
    event_id: tap.event_id,
    from: await crypto.subtle.exportKey("raw", once.publicKey),
    iv,
    data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain),
  };
  const change = database.transaction("taps", "readwrite", STRICT);
  await change.store.put(row);
  await change.done;
}

/** @param {Disk["database"]} database @returns {Promise<number>} */
export function tapsHere(database) {
  return database.count("taps");
}

/**
 * Those of every session, by time; and the ids of what nobody can open any more: it was sealed before the tablet was
 * unenrolled, when the clinic erased its half.
 * @param {Disk} disk @returns {Promise<{ taps: Tap[], shut: string[] }>}
 */
export async function openTaps({ database, seal }) {
  const keys = await database.get("meta", "tap_keys");
  const secret = keys && seal && (await seal.open("meta|tap_keys", keys.sealed));
  if (!secret) return { taps: [], shut: [] };
  const own = await crypto.subtle.importKey("pkcs8", fromBase64(secret), CURVE, false, ["deriveBits"]);
  const rows = await database.getAll("taps");
  const found = await Promise.all(rows.map(async (row) => ({ id: String(row.event_id), tap: await opened(own, row) })));
  const taps = found.flatMap(({ tap }) => (tap ? [tap] : []));
  return {
    taps: taps.sort((a, b) => (a.at < b.at ? -1 : 1)),
    shut: found.filter(({ tap }) => !tap).map(({ id }) => id),
  };
}

/** @param {CryptoKey} own @param {{ from: ArrayBuffer, iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer }} row @returns {Promise<Tap | null>} */
async function opened(own, { from, iv, data }) {
  try {
    const key = await keyBetween(own, await crypto.subtle.importKey("raw", from, CURVE, false, []), "decrypt");
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
  } catch {
    return null;
  }
}

/** @param {Disk["database"]} database @param {string[]} ids */
export async function forgetTaps(database, ids) {
  const change = database.transaction("taps", "readwrite", STRICT);
  await Promise.all(ids.map((id) => change.store.delete(id)));
  await change.done;
}
