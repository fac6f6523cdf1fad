/**
 * What waits on this tablet to be sent, what was refused, and drafts: each sealed before it touches the disk.
 * Ids, the order and which key it was lie open; who it is about and what was said do not.
 */

import { createSeal, fromBase64, randomBytes } from "../offline/sealing.js";
import { STRICT, madeOnce, openTabletDatabase } from "../offline/tablet_database.js";

export { uuid7 } from "../uuid7.js";

/** @typedef {import("./types.js").Waiting} Waiting */
/** @typedef {import("./types.js").Refused} Refused */
/** @typedef {import("../offline/sealing.js").Sealed} Sealed */

const HALF_BYTES = 32;

/**
 * @param {{ half?: string | null, ownHalf?: string | null, opens?: (staff_id: string) => boolean }} given `half`: the
 *   server's, without which nothing is kept; `ownHalf`: under which this person's entries lay before the tablet was
 *   enrolled; `opens`: whose open entries of an older version may be sealed under it
 */
export async function openOutboxDatabase({ half = null, ownHalf = null, opens = () => true }) {
  const database = await openTabletDatabase();
  const deviceHalf = await madeOnce(database, "device_half", randomBytes(HALF_BYTES));
  const seal = half ? await createSeal(fromBase64(half), deviceHalf) : null;
  const ownSeal = ownHalf ? await createSeal(fromBase64(ownHalf), deviceHalf) : null;

  /** @param {"events" | "refused" | "meta"} store @param {any} place @param {any} value */
  async function closed(store, place, value) {
    if (!seal) throw new Error("The server gave no half of a key: nothing is kept.");
    return seal.close(`${store}|${place}`, value);
  }

  /** What can be opened here, by its order; what an older version left open is sealed. @param {"events" | "refused"} store @returns {Promise<{ opened: any[], locked: number }>} */
  async function allOf(store) {
    const rows = await database.getAll(store);
    const opened = await Promise.all(rows.map((row) => ("iv" in row ? openSealed(store, row) : ofBefore(store, row))));
    const all = opened.filter(Boolean);
    return { opened: all.sort((a, b) => a.device_sequence - b.device_sequence), locked: rows.length - all.length };
  }

  /** @param {"events" | "refused"} store @param {Sealed & { event_id: string }} row */
  async function openSealed(store, row) {
    const place = `${store}|${row.event_id}`;
    const known = await seal?.open(place, row);
    if (known) return known;
    const own = await ownSeal?.open(place, row);
    if (own) await sealAnew(store, own);
    return own;
  }

  /** @param {"events" | "refused"} store @param {Waiting} row */
  async function ofBefore(store, row) {
    if (!seal || !opens(row.staff_id)) return null;
    await sealAnew(store, row);
    return row;
  }

  /** @param {"events" | "refused"} store @param {Waiting} row */
  async function sealAnew(store, row) {
    const sealed = { ...(await closed(store, row.event_id, row)), event_id: row.event_id };
    const change = database.transaction(store, "readwrite", STRICT);
    await change.store.put(sealed);
    await change.done;
  }

  /** One after the other: what was typed last must lie there last. */
  let drafts = sealOldDrafts();

  async function sealOldDrafts() {
    if (!seal) return;
    for (const name of await database.getAllKeys("meta")) {
      const text = String(name).startsWith("draft:") ? await database.get("meta", name) : null;
      if (typeof text === "string") await putDraft(String(name), await closed("meta", name, text));
    }
  }

  /** @param {string} name @param {Sealed | null} sealed */
  async function putDraft(name, sealed) {
    const change = database.transaction("meta", "readwrite", STRICT);
    await (sealed ? change.store.put(sealed, name) : change.store.delete(name));
    await change.done;
  }

  return {
    database,
    seal,
    /** Resolves when the disk has it. @param {(sequence: number) => Promise<Waiting>} made @returns {Promise<Waiting>} */
    async keep(made) {
      const count = database.transaction("meta", "readwrite", STRICT);
      const sequence = ((await count.store.get("sequence")) ?? 0) + 1;
      await count.store.put(sequence, "sequence");
      await count.done;
      const kept = await made(sequence);
      const row = { ...(await closed("events", kept.event_id, kept)), event_id: kept.event_id };
      const change = database.transaction("events", "readwrite", STRICT);
      await change.store.put(row);
      await change.done;
      return kept;
    },
    /** Forget what the server named; what it refused is kept until somebody has read it. @param {string[]} taken @param {Refused[]} refused */
    async settle(taken, refused) {
      const rows = await Promise.all(refused.map(async (one) => ({ ...(await closed("refused", one.event_id, one)), event_id: one.event_id })));
      const change = database.transaction(["events", "refused"], "readwrite", STRICT);
      const gone = [...taken, ...refused.map((one) => one.event_id)];
      await Promise.all([
        ...rows.map((one) => change.objectStore("refused").put(one)),
        ...gone.map((id) => change.objectStore("events").delete(id)),
      ]);
      await change.done;
    },
    /** What waits, and how much lies here under somebody else's key. @returns {Promise<{ opened: Waiting[], locked: number }>} */
    waiting: () => allOf("events"),
    /** @returns {Promise<Refused[]>} */
    refused: async () => (await allOf("refused")).opened,
    /** @param {string} id */
    async forgetRefused(id) {
      const change = database.transaction("refused", "readwrite", STRICT);
      await change.store.delete(id);
      await change.done;
    },
    /** @returns {Promise<string>} */
    deviceId: () => madeOnce(database, "device_id", crypto.randomUUID()),
    /** @param {string} name @returns {Promise<string | undefined>} */
    async draft(name) {
      await drafts;
      const kept = await database.get("meta", `draft:${name}`);
      return kept && ((await seal?.open(`meta|draft:${name}`, kept)) ?? undefined);
    },
    /** @param {string} name @param {string} text */
    keepDraft(name, text) {
      const key = `draft:${name}`;
      if (seal) drafts = drafts.then(async () => putDraft(key, text ? await closed("meta", key, text) : null));
      return drafts;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openOutboxDatabase>>} OutboxDatabase */
