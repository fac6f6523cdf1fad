/**
 * Seals each part of an entry to its writer's public key, so that writing needs no passphrase and reading does.
 *
 * A part: form (1 byte), the point of a key made for this part alone (65), a nonce (12), AES-256-GCM. Its key comes by
 * HKDF-SHA-256 from ECDH on P-256 between that key and the writer's; both points go into it. Whose it is, which entry
 * and which part are bound in: what is put in another's place does not open.
 */

import { bytesOf, randomBytes } from "../offline/sealing.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {{ person: string, entry: string, place: number }} Place */

export const CURVE = { name: "ECDH", namedCurve: "P-256" };
export const FORM = 1;
export const POINT_BYTES = 65;
export const NONCE_BYTES = 12;

/** @param {Bytes} point */
export function publicKeyFrom(point) {
  return crypto.subtle.importKey("raw", point, CURVE, true, []);
}

/** @param {CryptoKey} own @param {CryptoKey} other @param {Bytes} once @param {Bytes} writer @param {"encrypt" | "decrypt"} use */
async function keyBetween(own, other, once, writer, use) {
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const root = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = new Uint8Array([...bytesOf("holdspace journal 1|"), ...once, ...writer]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(how, root, { name: "AES-GCM", length: 256 }, false, [use]);
}

/** @param {Place} place */
function bound({ person, entry, place }) {
  return bytesOf(`holdspace journal|${FORM}|${person}|${entry}|${place}`);
}

/** @param {Bytes} writer their point @param {Place} place @param {Bytes} plain @returns {Promise<Bytes>} */
export async function sealPart(writer, place, plain) {
  const pair = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const once = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const key = await keyBetween(pair.privateKey, await publicKeyFrom(writer), once, writer, "encrypt");
  const iv = randomBytes(NONCE_BYTES);
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(place) }, key, plain);
  const sealed = new Uint8Array(1 + POINT_BYTES + NONCE_BYTES + closed.byteLength);
  sealed.set([FORM]);
  sealed.set(once, 1);
  sealed.set(iv, 1 + POINT_BYTES);
  sealed.set(new Uint8Array(closed), 1 + POINT_BYTES + NONCE_BYTES);
  return sealed;
}

/**
 * What was sealed; null when it was changed, or belongs somewhere else.
 * @param {{ secret: CryptoKey, point: Bytes }} key @param {Place} place @param {Bytes} sealed @returns {Promise<Bytes | null>}
 */
export async function openPart({ secret, point }, place, sealed) {
  if (sealed[0] !== FORM) return null;
  const once = sealed.slice(1, 1 + POINT_BYTES);
  const iv = sealed.slice(1 + POINT_BYTES, 1 + POINT_BYTES + NONCE_BYTES);
  try {
    const key = await keyBetween(secret, await publicKeyFrom(once), once, point, "decrypt");
    const how = { name: "AES-GCM", iv, additionalData: bound(place) };
    return new Uint8Array(await crypto.subtle.decrypt(how, key, sealed.slice(1 + POINT_BYTES + NONCE_BYTES)));
  } catch {
    return null;
  }
}
