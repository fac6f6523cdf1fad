/**
 * What a tablet keeps on its disk, it keeps sealed: AES-GCM under a key that is half the server's and half the
 * tablet's own. Neither half alone opens anything, and the key itself cannot be read out of the browser.
 */

/** @typedef {{ key: string, iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer }} Sealed `key` names which key it was */

const NONCE_BYTES = 12;
const NAME_BYTES = 6;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function fromBase64(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
export function toBase64(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {number} count */
export function randomBytes(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** @param {string} text */
export function bytesOf(text) {
  return encoder.encode(text);
}

/** @param {Uint8Array<ArrayBuffer>} secret @param {Uint8Array<ArrayBuffer>} salt */
async function named(secret, salt) {
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey", "deriveBits"]);
  /** @param {string} purpose */
  const how = (purpose) => ({ name: "HKDF", hash: "SHA-256", salt, info: bytesOf(`holdspace room tablet: ${purpose}`) });
  const key = await crypto.subtle.deriveKey(how("seal"), root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const name = await crypto.subtle.deriveBits(how("name"), root, NAME_BYTES * 8);
  return { key, name: toBase64(name) };
}

/**
 * @param {Uint8Array<ArrayBuffer>} secret the server's half @param {Uint8Array<ArrayBuffer>} salt the tablet's
 */
export async function createSeal(secret, salt) {
  const { key, name } = await named(secret, salt);

  return {
    /** Which key this is; two halves that differ in anything give another name. */
    name,
    /** Where it lies is sealed in too, so that nothing can be put in another's place. @param {string} place @param {any} value @returns {Promise<Sealed>} */
    async close(place, value) {
      const iv = randomBytes(NONCE_BYTES);
      const how = { name: "AES-GCM", iv, additionalData: bytesOf(place) };
      return { key: name, iv, data: await crypto.subtle.encrypt(how, key, bytesOf(JSON.stringify(value))) };
    },
    /** What was sealed; null when it was under another key, or somebody changed it. @param {string} place @param {Sealed} sealed @returns {Promise<any>} */
    async open(place, { key: under, iv, data }) {
      if (under !== name) return null;
      try {
        const how = { name: "AES-GCM", iv, additionalData: bytesOf(place) };
        return JSON.parse(decoder.decode(await crypto.subtle.decrypt(how, key, data)));
      } catch {
        return null;
      }
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof createSeal>>} Seal */

/** Signs what one member of staff taps, wherever it is sent from later. @param {string} secret base64url */
export async function createSigner(secret) {
  const key = await crypto.subtle.importKey("raw", fromBase64(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return /** @param {string} text */ async (text) => toBase64(await crypto.subtle.sign("HMAC", key, bytesOf(text)));
}

/** @typedef {Awaited<ReturnType<typeof createSigner>>} Signer */
