/** The tablet's own database: what waits to be sent, what was refused, drafts, the device's name and count. */

import { openDB } from "../../../vendor/idb/index.js";

/** @typedef {import("./types.js").Waiting} Waiting */
/** @typedef {import("./types.js").Refused} Refused */

/** A write that is said to be kept must be on the disk first. */
const STRICT = /** @type {const} */ ({ durability: "strict" });

/** Ids that sort by time, made by the device (RFC 9562, version 7). @returns {string} */
export function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  const at = Date.now();
  view.setUint16(0, Math.floor(at / 2 ** 32));
  view.setUint32(2, at % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** @param {string} [name] */
export async function openOutboxDatabase(name = "holdspace-room") {
  const database = await openDB(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("events", { keyPath: "event_id" });
      fresh.createObjectStore("refused", { keyPath: "event_id" });
      fresh.createObjectStore("meta");
    },
  });

  return {
    /** Resolves when the disk has it. @param {Omit<Waiting, "device_sequence">} event @returns {Promise<Waiting>} */
    async keep(event) {
      const change = database.transaction(["events", "meta"], "readwrite", STRICT);
      const meta = change.objectStore("meta");
      const sequence = ((await meta.get("sequence")) ?? 0) + 1;
      const kept = { ...event, device_sequence: sequence };
      await meta.put(sequence, "sequence");
      await change.objectStore("events").put(kept);
      await change.done;
      return kept;
    },
    /** Forget what the server named; what it refused is kept until somebody has read it. @param {string[]} taken @param {Refused[]} refused */
    async settle(taken, refused) {
      const change = database.transaction(["events", "refused"], "readwrite", STRICT);
      const gone = [...taken, ...refused.map((one) => one.event_id)];
      await Promise.all([
        ...refused.map((one) => change.objectStore("refused").put(one)),
        ...gone.map((id) => change.objectStore("events").delete(id)),
      ]);
      await change.done;
    },
    /** @returns {Promise<Waiting[]>} */
    async waiting() {
      const all = /** @type {Waiting[]} */ (await database.getAll("events"));
      return all.sort((a, b) => a.device_sequence - b.device_sequence);
    },
    /** @returns {Promise<Refused[]>} */
    refused: () => database.getAll("refused"),
    /** @param {string} id */
    async forgetRefused(id) {
      const change = database.transaction("refused", "readwrite", STRICT);
      await change.store.delete(id);
      await change.done;
    },
    /** @returns {Promise<string>} */
    async deviceId() {
      const change = database.transaction("meta", "readwrite", STRICT);
      const known = await change.store.get("device_id");
      const id = known ?? crypto.randomUUID();
      if (!known) await change.store.put(id, "device_id");
      await change.done;
      return id;
    },
    /** @param {string} name @returns {Promise<string | undefined>} */
    draft: (name) => database.get("meta", `draft:${name}`),
    /** @param {string} name @param {string} text */
    async keepDraft(name, text) {
      const change = database.transaction("meta", "readwrite", STRICT);
      await (text ? change.store.put(text, `draft:${name}`) : change.store.delete(`draft:${name}`));
      await change.done;
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openOutboxDatabase>>} OutboxDatabase */
