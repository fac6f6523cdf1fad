/**
 * What this tablet has charted and the clinic record has not said it holds.
 *
 * An event is on the tablet's disk before anything says so; it leaves only when the server names its id.
 * What the server refuses is kept, with its sentence, until somebody has read it.
 */

import { now } from "./clock.js";
import { uuid7 } from "./outbox_database.js";

/** @typedef {import("./types.js").Waiting} Waiting */
/** @typedef {import("./types.js").Refused} Refused */
/** @typedef {import("./outbox_database.js").OutboxDatabase} OutboxDatabase */

const BATCH = 50;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
const ANSWER_WITHIN_MS = 10_000;

const COUNTED_FROM = Date.UTC(2026, 0, 1);

/** Monotonic while the page lives; across a reload as true as the wall clock is. */
function monotonicMs() {
  return Math.round(performance.timeOrigin - COUNTED_FROM + performance.now());
}

/**
 * @param {{ database: OutboxDatabase, sessionId: string, url: string, csrf: string,
 *   me: { staff_id: string, name: string }, changed: () => void }} given
 */
export async function createOutbox({ database, sessionId, url, csrf, me, changed }) {
  const deviceId = await database.deviceId();
  /** @type {Waiting[]} */
  let waiting = await database.waiting();
  let refused = await database.refused();
  /** Taken by the server, and not yet in a patch. @type {(Waiting & { sequence: number })[]} */
  let taken = [];
  let retryAfter = FIRST_RETRY_MS;
  let batchSize = BATCH;
  /** @type {number | undefined} */
  let timer;
  let sending = false;

  const outbox = {
    confirmedAt: /** @type {string | null} */ (null),
    problem: "",
    get refused() {
      return refused;
    },
    /** Of this session, and whose author is somebody else who must sign in again to send them. */
    get waiting() {
      return waiting.filter((one) => one.session_id === sessionId);
    },
    get waitingForOthers() {
      return waiting.filter((one) => one.staff_id !== me.staff_id);
    },
    /** What the screen shows beside the record. @param {number} sequence the record as the page has it */
    shown(sequence) {
      taken = taken.filter((one) => one.sequence > sequence);
      return [...outbox.waiting, ...taken];
    },

    /**
     * @param {string} kind @param {Record<string, any>} payload
     * @param {{ mark?: { lane: string, label: string } | null, minutesAgo?: number }} [more]
     * @returns {Promise<Waiting>} once it is on the tablet's disk
     */
    async add(kind, payload, { mark = null, minutesAgo = 0 } = {}) {
      const back = minutesAgo * 60_000;
      const event = {
        event_id: uuid7(),
        session_id: sessionId,
        url,
        staff_id: me.staff_id,
        author: me.name,
        kind,
        version: 1,
        payload,
        occurred_at: new Date(Date.now() - back).toISOString(),
        monotonic_ms: monotonicMs() - back,
        at: new Date(now() - back).toISOString(),
        mark,
      };
      const kept = await keepOnDisk(event);
      waiting = [...waiting, kept];
      changed();
      void outbox.send();
      return kept;
    },

    async send() {
      if (sending) return;
      sending = true;
      window.clearTimeout(timer);
      try {
        while (await sendOneBatch());
      } finally {
        sending = false;
        changed();
      }
      if (mine().length) timer = window.setTimeout(() => void outbox.send(), nextRetry());
    },
    /** The server is heard again: no need to wait for the next try. */
    hurry() {
      retryAfter = FIRST_RETRY_MS;
      if (mine().length) void outbox.send();
    },
    /** @param {string} id */
    async read(id) {
      await database.forgetRefused(id);
      refused = refused.filter((one) => one.event_id !== id);
      changed();
    },
    draft: database.draft,
    keepDraft: database.keepDraft,
  };

  /** @param {Omit<Waiting, "device_sequence">} event @returns {Promise<Waiting>} */
  async function keepOnDisk(event) {
    try {
      return await database.keep(event);
    } catch (wrong) {
      outbox.problem =
        "This tablet cannot keep what you chart. Do not close the page before it says “In the clinic record”.";
      console.error(wrong);
      return { ...event, device_sequence: 1 + Math.max(0, ...waiting.map((one) => one.device_sequence)) };
    }
  }

  function mine() {
    return waiting.filter((one) => one.staff_id === me.staff_id);
  }

  function nextRetry() {
    const wait = retryAfter;
    retryAfter = Math.min(retryAfter * 2, LAST_RETRY_MS);
    return wait;
  }

  /** @returns {Promise<boolean>} whether there may be more */
  async function sendOneBatch() {
    const first = mine()[0];
    if (!first) return false;
    const batch = mine().filter((one) => one.url === first.url).slice(0, batchSize);
    const response = await post(first.url, batch);
    if (!response) return false;
    if (response.status === 400 || response.status === 413) return split(batch, await sentenceOf(response));
    if (!response.ok && response.status !== 409) return kept(response);
    const { results } = await response.json();
    await settle(batch, results);
    retryAfter = FIRST_RETRY_MS;
    outbox.problem = "";
    return mine().length > 0 && results.length > 0;
  }

  /** @param {string} to @param {Waiting[]} batch @returns {Promise<Response | null>} */
  async function post(to, batch) {
    const body = JSON.stringify({
      device_id: deviceId,
      sent_at: new Date().toISOString(),
      sent_monotonic_ms: monotonicMs(),
      events: batch.map(({ event_id, kind, version, payload, occurred_at, monotonic_ms, device_sequence }) => ({
        event_id, kind, version, payload, occurred_at, monotonic_ms, device_sequence,
      })),
    });
    const stop = new AbortController();
    const late = window.setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
    try {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
      return await fetch(to, { method: "POST", headers, body, signal: stop.signal, redirect: "manual" });
    } catch {
      return null; // no network, or no answer in time: it stays here and is sent again
    } finally {
      window.clearTimeout(late);
    }
  }

  /** One entry must not hold up the others: the batch is sent in single pieces. @param {Waiting[]} batch @param {string} sentence */
  async function split(batch, sentence) {
    batchSize = 1;
    const [only, ...others] = batch;
    if (others.length || !only) return true;
    batchSize = BATCH;
    await settle(batch, [{ event_id: only.event_id, state: "refused", sentence, facts: [] }]);
    return true;
  }

  /** @param {Response} response @returns {boolean} */
  function kept(response) {
    const signedOut = response.type === "opaqueredirect" || response.status === 401 || response.status === 403;
    outbox.problem = signedOut
      ? "You are signed out. Sign in again: what you charted is kept on this tablet."
      : "";
    return false;
  }

  /** @param {Waiting[]} batch @param {any[]} results */
  async function settle(batch, results) {
    const byId = new Map(batch.map((one) => [one.event_id, one]));
    const named = results.filter((result) => byId.has(result.event_id));
    const good = named.filter((result) => result.state === "new" || result.state === "already");
    const bad = named
      .filter((result) => result.state === "refused" || result.state === "conflict")
      .map((result) => asRefused(/** @type {Waiting} */ (byId.get(result.event_id)), result));
    await database.settle(good.map((result) => result.event_id), bad);
    const gone = new Set([...good, ...bad].map((result) => result.event_id));
    waiting = waiting.filter((one) => !gone.has(one.event_id));
    refused = [...refused, ...bad];
    for (const result of good) {
      const event = byId.get(result.event_id);
      if (event?.session_id === sessionId) taken.push({ ...event, sequence: result.sequence ?? 0 });
      outbox.confirmedAt = result.recorded_at ?? outbox.confirmedAt;
    }
    changed();
  }

  window.addEventListener("online", () => outbox.hurry());
  void outbox.send();
  return outbox;
}

/** @typedef {Awaited<ReturnType<typeof createOutbox>>} Outbox */

/** @param {Waiting} event @param {any} result @returns {Refused} */
function asRefused(event, result) {
  const conflict = "This entry came twice with different words. The first stands. Write it again if it is missing.";
  return {
    ...event,
    sentence: result.sentence || (result.state === "conflict" ? conflict : "The clinic record did not take this."),
    facts: result.facts ?? [],
  };
}

/** @param {Response} response */
async function sentenceOf(response) {
  const answer = await response.json().catch(() => ({}));
  return String(answer.sentence ?? "The clinic record could not read this.");
}
