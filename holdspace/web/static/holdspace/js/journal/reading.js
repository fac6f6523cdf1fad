/** The journal is open: its entries, until it is closed, left, loaded again or out of sight for three minutes. */

import { drawEntry, entryOfClinic, entryOfPhone } from "./entry.js";
import { part, say, whileBusy, words } from "./page.js";

/** @typedef {import("./entry.js").Around} Around */
/** @typedef {import("./keys.js").Opened} Opened */

const OUT_OF_SIGHT_MS = 180_000;

/** @param {Omit<Around, "key" | "addresses" | "changed"> & { waiting: () => Promise<import("./disk.js").Kept[]>, changed: () => Promise<void>, closed: () => void }} given */
export function createReading({ waiting, closed, ...given }) {
  /** @type {Opened | null} */
  let key = null;
  /** What was opened for the eye or the ear. @type {Set<string>} */
  const addresses = new Set();
  const list = part("entries", HTMLElement);
  const older = part("older", HTMLButtonElement);
  /** @type {number | null} */
  let next = 0;
  /** Drawn anew while it is being drawn: the newer one counts. */
  let drawing = 0;
  let hiddenAt = 0;
  let timer = 0;

  /** @returns {Around | null} */
  function around() {
    return key && { ...given, key, addresses };
  }

  async function load() {
    const now = around();
    if (!now || next === null) return;
    const mine = drawing;
    const answer = await given.clinic.entries(next);
    if (!around() || mine !== drawing) return;
    if (answer.is !== "done") return say("said", words(answer.is === "signed_out" ? "signed_out" : "needs_network"));
    const entries = await Promise.all(answer.data.entries.map((head) => entryOfClinic(now, head)));
    if (!around() || mine !== drawing) return;
    list.append(...entries.map((entry) => drawEntry(now, entry)));
    next = answer.data.next;
    older.hidden = next === null;
  }

  const reading = {
    get key() {
      return key;
    },
    around,
    /** @param {Opened} opened */
    async open(opened) {
      key = opened;
      await reading.again();
    },
    /** What is on this phone, then what is at the clinic, the latest first. */
    async again() {
      const now = around();
      if (!now) return;
      drawing += 1;
      const mine = drawing;
      const here = await Promise.all((await waiting()).reverse().map((kept) => entryOfPhone(now, kept)));
      if (!around() || mine !== drawing) return;
      list.replaceChildren(...here.map((entry) => drawEntry(now, entry)));
      next = 0;
      await load();
      if (around() && mine === drawing && !list.childElementCount) {
        list.replaceChildren(Object.assign(document.createElement("p"), { className: "note", textContent: words("empty") }));
      }
    },
    close() {
      if (!key) return;
      key = null;
      list.replaceChildren();
      older.hidden = true;
      for (const address of addresses) URL.revokeObjectURL(address);
      addresses.clear();
      closed();
    },
  };

  older.addEventListener("click", () => void whileBusy(older, load));
  part("close", HTMLButtonElement).addEventListener("click", () => reading.close());
  document.addEventListener("visibilitychange", () => {
    window.clearTimeout(timer);
    if (document.visibilityState === "hidden") {
      hiddenAt = Date.now();
      timer = window.setTimeout(() => reading.close(), OUT_OF_SIGHT_MS);
    } else if (hiddenAt && Date.now() - hiddenAt >= OUT_OF_SIGHT_MS) {
      // A phone that slept ran no timer.
      reading.close();
    }
  });
  return reading;
}

/** @typedef {ReturnType<typeof createReading>} Reading */
