/**
 * What a phone keeps of a journal: entries that wait to be sent, sealed to their writer's key; the one that is being
 * written, once more under a key of this tab, so that it is there again after a reload and for nobody who comes later.
 */

import { openDB } from "../../../vendor/idb/index.js";
import { STRICT } from "../offline/tablet_database.js";
import { fromBase64, randomBytes, toBase64 } from "../offline/sealing.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {{ entry_id: string, person: string, state: "begun" | "waiting", at: string, packed: Bytes }} Kept */
/** @typedef {{ person: string, entry_id: string, iv: Bytes, data: ArrayBuffer }} Draft */
/** @typedef {{ person: string, point: string, csrf?: string }} Known */
/** @typedef {Awaited<ReturnType<typeof openDisk>>} Disk */

const NAME = "holdspace-journal";
const VERSION = 1;
const TAB_KEY = "holdspace-journal-tab";

export async function openDisk() {
  const database = await openDB(NAME, VERSION, {
    upgrade(fresh) {
      fresh.createObjectStore("entries", { keyPath: "entry_id" });
      fresh.createObjectStore("drafts", { keyPath: "person" });
      fresh.createObjectStore("meta");
    },
  });

  return {
    /** Whose journal this phone wrote in last, and with which key. @returns {Promise<Known | undefined>} */
    known: () => database.get("meta", "known"),
    /** @param {Known} known */
    async learn(known) {
      const change = database.transaction("meta", "readwrite", STRICT);
      await change.store.put(known, "known");
      await change.store.put(known.point, `point|${known.person}`);
      await change.done;
    },
    /** The key that this phone has seen of somebody. @param {string} person @returns {Promise<string | undefined>} */
    pointOf: (person) => database.get("meta", `point|${person}`),
    /** @returns {Promise<Kept[]>} by time */
    async entries() {
      const rows = /** @type {Kept[]} */ (await database.getAll("entries"));
      return rows.sort((a, b) => (a.at < b.at ? -1 : 1));
    },
    /** On the disk when this resolves. @param {Kept} kept @param {Draft | null} draft */
    async keep(kept, draft) {
      const change = database.transaction(["entries", "drafts"], "readwrite", STRICT);
      await change.objectStore("entries").put(kept);
      await (draft ? change.objectStore("drafts").put(draft) : change.objectStore("drafts").delete(kept.person));
      await change.done;
    },
    /** @param {string} entryId */
    async forget(entryId) {
      const change = database.transaction("entries", "readwrite", STRICT);
      await change.store.delete(entryId);
      await change.done;
    },
    /** Nothing of what was begun. @param {string} person @param {string} entryId */
    async forgetBegun(person, entryId) {
      const change = database.transaction(["entries", "drafts"], "readwrite", STRICT);
      await change.objectStore("entries").delete(entryId);
      await change.objectStore("drafts").delete(person);
      await change.done;
    },
    /** What was begun is an entry like any other. @param {Kept} kept */
    async close(kept) {
      const change = database.transaction("entries", "readwrite", STRICT);
      await change.store.put({ ...kept, state: "waiting" });
      await change.done;
    },
    /** Everything of one person. @param {string} person */
    async forgetAll(person) {
      const change = database.transaction(["entries", "drafts", "meta"], "readwrite", STRICT);
      const rows = /** @type {Kept[]} */ (await change.objectStore("entries").getAll());
      for (const one of rows) if (one.person === person) await change.objectStore("entries").delete(one.entry_id);
      await change.objectStore("drafts").delete(person);
      await change.objectStore("meta").delete(`point|${person}`);
      await change.objectStore("meta").delete("known");
      await change.done;
    },
    /** @param {string} person @returns {Promise<Draft | undefined>} */
    draft: (person) => database.get("drafts", person),
  };
}

/** The key of this tab: it lives through a reload, and ends with the tab or on the quick way out. @param {boolean} isMade */
async function tabKey(isMade) {
  const known = sessionStorage.getItem(TAB_KEY);
  if (!known && !isMade) return null;
  const bytes = known ? fromBase64(known) : randomBytes(32);
  if (!known) sessionStorage.setItem(TAB_KEY, toBase64(bytes));
  return crypto.subtle.importKey("raw", bytes, { name: "AES-GCM" }, false, ["encrypt", "decrypt"]);
}

/** @param {string} person @param {string} entryId @param {Bytes} packed @returns {Promise<Draft>} */
export async function closeDraft(person, entryId, packed) {
  const iv = randomBytes(12);
  const key = /** @type {CryptoKey} */ (await tabKey(true));
  return { person, entry_id: entryId, iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, packed) };
}

/** What this tab was writing; null for whoever came later. @param {Draft} draft @returns {Promise<Bytes | null>} */
export async function openDraft({ iv, data }) {
  const key = await tabKey(false);
  if (!key) return null;
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data));
  } catch {
    return null;
  }
}

export function forgetTab() {
  sessionStorage.removeItem(TAB_KEY);
}
