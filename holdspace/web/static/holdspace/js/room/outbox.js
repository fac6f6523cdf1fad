/**
 * What this tablet has charted and the clinic record has not said it holds.
 *
 * An event is on the tablet's disk before anything says so; it leaves only when the server names its id.
 * What the server refuses is kept, with its sentence, until somebody has read it.
 */

import { heardTheServer } from "./clock.js";
import { MOST_EVENTS, batchOf, post, textOf, timesOf } from "./outbox_batch.js";
import { uuid7 } from "./outbox_database.js";

/** @typedef {import("./types.js").Waiting} Waiting */
/** @typedef {import("./types.js").Refused} Refused */
/** @typedef {import("./outbox_database.js").OutboxDatabase} OutboxDatabase */
/** @typedef {{ staff_id: string, name: string, sign?: import("../offline/sealing.js").Signer | null }} Author */
/** @typedef {ReturnType<typeof timesOf>} Times */

const FIRST_RETRY_MS = 500;
/** Twice as many each time that an answer comes in time, half when none does. */
const FIRST_BATCH = 60;
const LAST_RETRY_MS = 10_000;
const NOT_KEPT = "This tablet cannot keep what you chart. Do not close the page before it says “In the clinic record”.";
const SIGNED_OUT = "You are signed out. Sign in again: what you charted is kept on this tablet.";

/**
 * @param {{ database: OutboxDatabase, sessionId: string, url: string, csrf: string, me: Author, changed: () => void }} given
 */
export async function createOutbox({ database, sessionId, url, csrf, me, changed }) {
  const deviceId = await database.deviceId();
  const found = await database.waiting();
  /** @type {Waiting[]} */
  let waiting = found.opened;
  let refused = await database.refused();
  /** Taken by the server, and not yet in a patch. @type {(Waiting & { sequence: number })[]} */
  let taken = [];
  let retryAfter = FIRST_RETRY_MS;
  let batchSize = FIRST_BATCH;
  /** @type {number | undefined} */
  let timer;
  let sending = false;
  let author = me;
  let problem = "";
  /** Other pages of this tablet share the disk. */
  const beside = new BroadcastChannel("holdspace-outbox");

  const outbox = {
    confirmedAt: /** @type {string | null} */ (null),
    /** What somebody must know; that something is not on the disk stays said until it is in the record. */
    get problem() {
      return waiting.some((one) => one.unkept) ? NOT_KEPT : problem;
    },
    csrf,
    disk: database,
    /** Kept on this tablet under a key that only opens when somebody else signs in. */
    locked: found.locked,
    get refused() {
      return refused;
    },
    /** Of this session. */
    get waiting() {
      return waiting.filter((one) => one.session_id === sessionId);
    },
    /** Of whatever session, by somebody who has not signed them and must sign in to send them. */
    get waitingForOthers() {
      return waiting.filter((one) => !maySend(one));
    },
    /** What the screen shows beside the record. @param {number} sequence the record as the page has it */
    shown(sequence) {
      taken = taken.filter((one) => one.sequence > sequence);
      return [...outbox.waiting, ...taken];
    },

    /**
     * @param {string} kind @param {Record<string, any>} payload
     * @param {{ mark?: { lane: string, label: string } | null, minutesAgo?: number, by?: Author,
     *   tapped?: Times & { event_id: string } }} [more] `tapped`: before anybody had signed it
     * @returns {Promise<Waiting>} once it is on the tablet's disk
     */
    async add(kind, payload, { mark = null, minutesAgo = 0, by = author, tapped } = {}) {
      const event = {
        event_id: uuid7(),
        session_id: sessionId,
        url,
        staff_id: by.staff_id,
        author: by.name,
        kind,
        version: 1,
        payload,
        mark,
        ...timesOf(minutesAgo * 60_000, heardTheServer()),
        ...tapped,
      };
      const kept = await keepOnDisk(event, by);
      waiting = [...waiting.filter((one) => one.event_id !== kept.event_id), kept];
      changed();
      beside.postMessage("added");
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
    /** Whose taps these are, from now on. @param {Author} next */
    become(next) {
      author = next;
      changed();
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

  /** @param {Omit<Waiting, "device_sequence">} event @param {Author} by @returns {Promise<Waiting>} */
  async function keepOnDisk(event, by) {
    /** @param {number} sequence */
    const made = async (sequence) => {
      const whole = { ...event, device_sequence: sequence };
      const text = textOf(whole);
      const proof = await by.sign?.(`${event.session_id}\n${deviceId}\n${text}`);
      return { ...whole, text, ...(proof ? { proof } : {}) };
    };
    try {
      return await database.keep(made);
    } catch (wrong) {
      console.error(wrong);
      return { ...(await made(1 + Math.max(0, ...waiting.map((one) => one.device_sequence)))), unkept: true };
    }
  }

  /** @param {Waiting} one */
  function maySend(one) {
    return Boolean(one.proof) || one.staff_id === author.staff_id;
  }

  function mine() {
    return waiting.filter(maySend);
  }

  function nextRetry() {
    const wait = retryAfter;
    retryAfter = Math.min(retryAfter * 2, LAST_RETRY_MS);
    return wait;
  }

  /** @returns {Promise<boolean>} whether there may be more */
  async function sendOneBatch() {
    const batch = batchOf(mine(), batchSize);
    if (!batch.length || !outbox.csrf) return false;
    const response = await post(batch, { deviceId, csrf: outbox.csrf });
    if (response === "late") return smaller(batch);
    if (!response) return false;
    if (response.status === 400 || response.status === 413) return split(batch, await sentenceOf(response));
    if (!response.ok && response.status !== 409) return kept(response);
    const { results } = await response.json();
    await settle(batch, results);
    retryAfter = FIRST_RETRY_MS;
    batchSize = Math.min(batchSize * 2, MOST_EVENTS);
    problem = "";
    return mine().length > 0 && results.length > 0;
  }

  /** It may have been too much to answer in time. @param {Waiting[]} batch */
  function smaller(batch) {
    batchSize = Math.max(1, batch.length >> 1);
    return false;
  }

  /** One entry must not hold up the others: the batch is sent in smaller pieces. @param {Waiting[]} batch @param {string} sentence */
  async function split(batch, sentence) {
    const [only, ...others] = batch;
    smaller(batch);
    if (others.length || !only) return true;
    await settle(batch, [{ event_id: only.event_id, state: "refused", sentence, facts: [] }]);
    return true;
  }

  /** @param {Response} response @returns {boolean} */
  function kept(response) {
    const signedOut = response.type === "opaqueredirect" || response.status === 401 || response.status === 403;
    problem = signedOut ? SIGNED_OUT : "";
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
    beside.postMessage("settled");
    changed();
  }

  /** What the disk has now: another page has added to it, or sent from it. */
  async function lookAgain() {
    const before = waiting;
    const { opened, locked } = await database.waiting();
    if (before !== waiting) return void lookAgain();
    waiting = [...opened, ...waiting.filter((one) => one.unkept)];
    refused = await database.refused();
    outbox.locked = locked;
    changed();
  }

  beside.addEventListener("message", () => void lookAgain());
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
