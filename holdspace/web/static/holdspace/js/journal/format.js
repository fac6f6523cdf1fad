/**
 * How an entry is written down before it is sealed, and how its parts travel: one byte for the form, one for how many
 * parts, four for the length of each, then the parts. `container.py` reads the same.
 */

import { bytesOf } from "../offline/sealing.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {"voice" | "drawing" | "photo"} MediumKind */
/** @typedef {{ kind: MediumKind, type: string, words: string }} MediumWords what a sound or a picture is */
/** @typedef {{ word: string, colour: string, text: string, written_at: string, media: MediumWords[] }} Words */

const FORM = 1;
const LENGTH_BYTES = 4;
/** Words are filled up to a multiple of this: how long they are says little then. */
const STEP_BYTES = 1024;
const MOST_PARTS = 4;

/** @param {Bytes[]} parts @returns {Bytes} */
export function pack(parts) {
  const start = 2 + parts.length * LENGTH_BYTES;
  const packed = new Uint8Array(start + parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(packed.buffer);
  packed.set([FORM, parts.length]);
  let at = start;
  parts.forEach((part, place) => {
    view.setUint32(2 + place * LENGTH_BYTES, part.length);
    packed.set(part, at);
    at += part.length;
  });
  return packed;
}

/** @param {Bytes} packed @returns {Bytes[]} */
export function unpack(packed) {
  const count = packed[1] ?? 0;
  if (packed[0] !== FORM || count < 1 || count > MOST_PARTS) throw new Error("It is in no form that can be read.");
  const view = new DataView(packed.buffer, packed.byteOffset);
  let at = 2 + count * LENGTH_BYTES;
  return Array.from({ length: count }, (_, place) => {
    const length = view.getUint32(2 + place * LENGTH_BYTES);
    const part = packed.slice(at, at + length);
    at += length;
    return part;
  });
}

/** @param {Words} words @returns {Bytes} */
export function wordsToBytes(words) {
  const bytes = bytesOf(JSON.stringify(words));
  const filled = new Uint8Array(Math.ceil(bytes.length / STEP_BYTES) * STEP_BYTES).fill(0x20);
  filled.set(bytes);
  return filled;
}

/** @param {Bytes} bytes @returns {Words} */
export function wordsFromBytes(bytes) {
  const said = JSON.parse(new TextDecoder().decode(bytes));
  const media = Array.isArray(said.media) ? said.media : [];
  return {
    word: String(said.word ?? ""),
    colour: String(said.colour ?? ""),
    text: String(said.text ?? ""),
    written_at: String(said.written_at ?? ""),
    media: media.map((/** @type {any} */ one) => ({ kind: one.kind, type: String(one.type ?? ""), words: String(one.words ?? "") })),
  };
}

/** @param {string} id a UUID @returns {Bytes} */
export function idToBytes(id) {
  const hex = id.replaceAll("-", "");
  return Uint8Array.from({ length: 16 }, (_, place) => Number.parseInt(hex.slice(place * 2, place * 2 + 2), 16));
}

/** What goes over the wire: which entry, then its parts. @param {string} id @param {Bytes} packed @returns {Bytes} */
export function withId(id, packed) {
  const whole = new Uint8Array(16 + packed.length);
  whole.set(idToBytes(id));
  whole.set(packed, 16);
  return whole;
}
