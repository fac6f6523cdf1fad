/** What goes over the wire: events as the exact text that was signed, cut to what one batch may hold. */

import { now } from "./clock.js";

/** @typedef {import("./types.js").Waiting} Waiting */

/** The server takes 500 entries and a million bytes; beside the entries there is a little more. */
export const MOST_EVENTS = 500;
const MOST_CHARACTERS = 200_000;
const ANSWER_WITHIN_MS = 10_000;

const COUNTED_FROM = Date.UTC(2026, 0, 1);

/** One life of this page: within it the monotonic clock counts, across lives it says nothing. */
export const LIFE = /** @type {string} */ (crypto.randomUUID());

/** Monotonic while the page lives; across a reload as true as the wall clock is. */
export function monotonicMs() {
  return Math.round(performance.timeOrigin - COUNTED_FROM + performance.now());
}

/** The text of one event, the same for ever. @param {Waiting} one */
export function textOf({ event_id, kind, version, payload, occurred_at, monotonic_ms, device_sequence, life, server_at }) {
  const when = { ...(life ? { life } : {}), ...(server_at ? { server_at } : {}) };
  return JSON.stringify({ event_id, kind, version, payload, occurred_at, monotonic_ms, device_sequence, ...when });
}

/** The first ones for one address, as many as go at once. @param {Waiting[]} all @param {number} most @returns {Waiting[]} */
export function batchOf(all, most) {
  const batch = [];
  let characters = 0;
  for (const one of all) {
    if (one.url !== all[0]?.url) continue;
    characters += (one.text ?? textOf(one)).length;
    if (batch.length && (batch.length === most || characters > MOST_CHARACTERS)) break;
    batch.push(one);
  }
  return batch;
}

/** @param {Waiting[]} batch @param {string} deviceId */
function bodyOf(batch, deviceId) {
  const proofs = Object.fromEntries(batch.filter((one) => one.proof).map((one) => [one.event_id, { staff_id: one.staff_id, proof: one.proof }]));
  const life = batch.some((one) => one.life) ? { life: LIFE } : {};
  const frame = { device_id: deviceId, sent_at: new Date().toISOString(), sent_monotonic_ms: monotonicMs(), ...life };
  const events = batch.map((one) => one.text ?? textOf(one)).join(",");
  const signed = Object.keys(proofs).length ? `,"proofs":${JSON.stringify(proofs)}` : "";
  return `${JSON.stringify(frame).slice(0, -1)},"events":[${events}]${signed}}`;
}

/** @param {Waiting[]} batch @param {{ deviceId: string, csrf: string }} from @returns {Promise<Response | "late" | null>} null: nobody was there */
export async function post(batch, { deviceId, csrf }) {
  const stop = new AbortController();
  const late = window.setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
  try {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
    const body = bodyOf(batch, deviceId);
    return await fetch(batch[0]?.url ?? "", { method: "POST", headers, body, signal: stop.signal, redirect: "manual" });
  } catch {
    return stop.signal.aborted ? "late" : null; // it stays here and is sent again
  } finally {
    window.clearTimeout(late);
  }
}

/** When something happened, by every clock there is. @param {number} back milliseconds ago @param {boolean} heard whether the server's time is known in this life */
export function timesOf(back, heard) {
  const at = new Date(now() - back).toISOString();
  return {
    occurred_at: new Date(Date.now() - back).toISOString(),
    monotonic_ms: monotonicMs() - back,
    at,
    life: LIFE,
    ...(heard ? { server_at: at } : {}),
  };
}
