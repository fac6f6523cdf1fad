/**
 * The writer's pair of keys: made here, the private half kept by the clinic under the passphrase and under a recovery
 * code. A wrap: form (1 byte), rounds (4), salt (16), nonce (12), AES-256-GCM under PBKDF2-SHA-256.
 */

import { bytesOf, randomBytes, toBase64 } from "../offline/sealing.js";
import { CURVE, FORM, NONCE_BYTES } from "./seal.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {"passphrase" | "recovery"} Way */
/** @typedef {{ secret: CryptoKey, point: Bytes }} Opened `secret` cannot be read out of the browser */

export const ROUNDS = 600_000;
/** A wrap that asks for more is not ours. */
const MOST_ROUNDS = 10_000_000;
const SALT_BYTES = 16;
const HEAD_BYTES = 5;
/** Without the letters that are mistaken for numbers, or for each other (Crockford's base 32). */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_SIGNS = 28;
export const GROUP = 4;
export const SHORTEST_PASSPHRASE = 12;

/** Typed alike on every keyboard. @param {string} passphrase */
export function plainPassphrase(passphrase) {
  return passphrase.normalize("NFKC").trim().replace(/\s+/g, " ");
}

/** 140 bits, in groups of four. @returns {string} */
export function newRecoveryCode() {
  const signs = [...randomBytes(CODE_SIGNS)].map((byte) => SIGNS[byte % SIGNS.length]).join("");
  return (signs.match(/.{4}/g) ?? []).join("-");
}

/** However it was typed. @param {string} code */
export function plainCode(code) {
  return code.toUpperCase().replaceAll("O", "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, "");
}

/** @param {Way} way @param {string} typed */
function plain(way, typed) {
  return way === "passphrase" ? plainPassphrase(typed) : plainCode(typed);
}

/** @param {string} secret @param {Bytes} salt @param {number} rounds */
async function keyUnder(secret, salt, rounds) {
  const root = await crypto.subtle.importKey("raw", bytesOf(secret), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** @param {string} person @param {Bytes} point @param {Way} way */
function bound(person, point, way) {
  return bytesOf(`holdspace journal key|${FORM}|${person}|${toBase64(point)}|${way}`);
}

/** @param {string} person @param {Bytes} point @param {Way} way @param {string} typed @param {Bytes} pkcs8 @returns {Promise<Bytes>} */
export async function wrap(person, point, way, typed, pkcs8) {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(NONCE_BYTES);
  const key = await keyUnder(plain(way, typed), salt, ROUNDS);
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(person, point, way) }, key, pkcs8);
  const wrapped = new Uint8Array(HEAD_BYTES + SALT_BYTES + NONCE_BYTES + closed.byteLength);
  wrapped.set([FORM]);
  new DataView(wrapped.buffer).setUint32(1, ROUNDS);
  wrapped.set(salt, HEAD_BYTES);
  wrapped.set(iv, HEAD_BYTES + SALT_BYTES);
  wrapped.set(new Uint8Array(closed), HEAD_BYTES + SALT_BYTES + NONCE_BYTES);
  return wrapped;
}

/** The private half; null when this is not what opens it. @param {string} person @param {Bytes} point @param {Way} way @param {string} typed @param {Bytes} wrapped @returns {Promise<Bytes | null>} */
export async function unwrap(person, point, way, typed, wrapped) {
  const rounds = new DataView(wrapped.buffer, wrapped.byteOffset).getUint32(1);
  if (wrapped[0] !== FORM || rounds > MOST_ROUNDS) return null;
  const nonceAt = HEAD_BYTES + SALT_BYTES;
  const key = await keyUnder(plain(way, typed), wrapped.slice(HEAD_BYTES, nonceAt), rounds);
  const how = { name: "AES-GCM", iv: wrapped.slice(nonceAt, nonceAt + NONCE_BYTES), additionalData: bound(person, point, way) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, wrapped.slice(nonceAt + NONCE_BYTES)));
  } catch {
    return null;
  }
}

/** @returns {Promise<{ point: Bytes, pkcs8: Bytes }>} */
export async function makePair() {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  return {
    point: new Uint8Array(await crypto.subtle.exportKey("raw", publicKey)),
    pkcs8: new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey)),
  };
}

/** To read with; null when the two halves do not belong together. @param {Bytes} point @param {Bytes} pkcs8 @returns {Promise<Opened | null>} */
export async function opened(point, pkcs8) {
  const whole = await crypto.subtle.importKey("pkcs8", pkcs8, CURVE, true, ["deriveBits"]);
  const { x, y } = await crypto.subtle.exportKey("jwk", whole);
  if (x !== toBase64(point.slice(1, 33)) || y !== toBase64(point.slice(33))) return null;
  return { secret: await crypto.subtle.importKey("pkcs8", pkcs8, CURVE, false, ["deriveBits"]), point };
}

/** What only who opened the private half can name: the clinic changes the wraps for nobody else. @param {Bytes} pkcs8 @returns {Promise<Bytes>} */
export async function proofOf(pkcs8) {
  const root = await crypto.subtle.importKey("raw", pkcs8, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytesOf("holdspace journal proof 1") };
  return new Uint8Array(await crypto.subtle.deriveBits(how, root, 256));
}
