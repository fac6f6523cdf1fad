/** What the page asks the clinic's computer, and what it says back: done, refused with a sentence, signed out, away. */

import { toBase64 } from "../offline/sealing.js";
import { withId } from "./format.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {{ public_key: string, by_passphrase: string, by_recovery: string }} Key base64url */
/** @typedef {{ key: string, name: string, role: string }} Reader */
/** @typedef {{ id: string, reader: string, shared_at: string, openings: string[] }} Copy */
/** @typedef {{ entry_id: string, kept_at: string, sealed: string, copies: Copy[] }} Head */
/** @typedef {{ person: string, time_zone: string, csrf: string, key: Key | null, kept: { count: number, bytes: number }, readers: Reader[] }} State */
/** @template T @typedef {{ is: "done", data: T } | { is: "refused", status: number, sentence: string } | { is: "signed_out" } | { is: "away" }} Answer */

const NO_ID = "00000000-0000-0000-0000-000000000000";
const PATIENCE_MS = 30_000;

/** @param {Record<string, string>} addresses */
export function createClinic(addresses) {
  let csrf = "";

  /** @param {string} name @param {string} [id] */
  const address = (name, id) => (addresses[name] ?? "").replace(NO_ID, id ?? NO_ID);

  /** @template T @param {string} where @param {RequestInit} how @param {(answer: Response) => Promise<T>} read @returns {Promise<Answer<T>>} */
  async function ask(where, how, read) {
    try {
      const answer = await fetch(where, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS), ...how });
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { is: "signed_out" };
      if (answer.ok) return { is: "done", data: await read(answer) };
      if (answer.status >= 500 && answer.status !== 507) return { is: "away" };
      const said = await answer.json().catch(() => ({}));
      return { is: "refused", status: answer.status, sentence: String(said.sentence ?? "") };
    } catch {
      return { is: "away" };
    }
  }

  const json = (/** @type {Response} */ answer) => answer.json();
  const nothing = async () => null;
  /** @param {BodyInit | null} body @param {string} [type] @returns {RequestInit} */
  const post = (body, type = "application/octet-stream") => ({ method: "POST", body, headers: { "X-CSRFToken": csrf, "Content-Type": type } });

  return {
    address,
    /** @returns {Promise<Answer<State>>} */
    async state() {
      const answer = await ask(address("state"), {}, json);
      if (answer.is === "done") csrf = answer.data.csrf;
      return answer;
    },
    /** @param {Record<string, Bytes>} made @param {{ isChange: boolean }} how @returns {Promise<Answer<{ key: Key }>>} */
    putKeys(made, { isChange }) {
      const body = JSON.stringify(Object.fromEntries(Object.entries(made).map(([name, bytes]) => [name, toBase64(bytes)])));
      return ask(address("keys") + (isChange ? "?change=1" : ""), post(body, "application/json"), json);
    },
    /** @param {number} after @returns {Promise<Answer<{ entries: Head[], next: number | null }>>} */
    entries: (after) => ask(`${address("entries")}?after=${after}`, {}, json),
    /** @param {string} id @param {Bytes} packed @returns {Promise<Answer<{ entry_id: string }>>} */
    keep: (id, packed) => ask(address("keep"), post(withId(id, packed)), json),
    /** @param {string} id @param {number} place @returns {Promise<Answer<Bytes>>} */
    part: (id, place) => ask(address("part", id).replace(/0$/, String(place)), {}, async (answer) => new Uint8Array(await answer.arrayBuffer())),
    /** @param {string} id @returns {Promise<Answer<null>>} */
    erase: (id) => ask(address("erase", id), post(null), nothing),
    /** @returns {Promise<Answer<{ erased: number }>>} */
    eraseAll: () => ask(`${address("erase_all")}?say=erase`, post(null), json),
    /** @param {string} id @param {Bytes} packed @param {string} reader @returns {Promise<Answer<Copy>>} */
    share: (id, packed, reader) => ask(`${address("share")}?reader=${encodeURIComponent(reader)}`, post(withId(id, packed)), json),
    /** @param {string} id @returns {Promise<Answer<null>>} */
    takeBack: (id) => ask(address("take_back", id), post(null), nothing),
  };
}

/** @typedef {ReturnType<typeof createClinic>} Clinic */
