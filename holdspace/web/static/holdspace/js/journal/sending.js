/** Entries that wait on this phone go to the clinic when there is a network; they leave the phone when it has them. */

import { lockName } from "./writing.js";

/** @typedef {import("./disk.js").Disk} Disk */
/** @typedef {import("./disk.js").Kept} Kept */
/** @typedef {import("./clinic.js").Clinic} Clinic */

const FIRST_RETRY_MS = 4_000;
const LAST_RETRY_MS = 120_000;

/** What was begun and left, on this page or another that is gone, is an entry. @param {Disk} disk @param {string} person @param {string} own the one this page writes @returns {Promise<number>} how many */
export async function closeWhatWasLeft(disk, person, own) {
  const begun = (await disk.entries()).filter((kept) => kept.person === person && kept.state === "begun" && kept.entry_id !== own);
  let closed = 0;
  for (const kept of begun) {
    await navigator.locks.request(lockName(kept.entry_id), { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      await disk.close(kept);
      closed += 1;
    });
  }
  return closed;
}

/**
 * @param {{ disk: Disk, clinic: Clinic, person: string, changed: (sent: number) => Promise<void>, told: (what: string) => void }} given
 */
export function createSending({ disk, clinic, person, changed, told }) {
  let timer = 0;
  let retryAfter = FIRST_RETRY_MS;
  /** Seen waiting, and not sent from here: another page of this browser may send them. @type {Set<string>} */
  let seen = new Set();

  async function waiting() {
    return (await disk.entries()).filter((kept) => kept.person === person && kept.state === "waiting");
  }

  /** @param {Kept} kept @returns {Promise<boolean>} whether the next one may be tried */
  async function sendOne({ entry_id: id, packed }) {
    let answer = await clinic.keep(id, packed);
    if (answer.is === "signed_out") {
      // Perhaps only this page's mark ran out: asked again, the state brings another.
      const state = await clinic.state();
      if (state.is === "done" && state.data.person === person) answer = await clinic.keep(id, packed);
    }
    if (answer.is === "done" && answer.data.entry_id === id) {
      await disk.forget(id);
      seen.delete(id);
      await changed(1);
      return true;
    }
    if (answer.is === "refused") {
      told(answer.sentence);
      // One that is not taken must not hold up the others; too many at once hold up all.
      return answer.status !== 429 && answer.status !== 507;
    }
    told(answer.is === "signed_out" ? "signed_out" : "clinic_away");
    return false;
  }

  async function sendAll() {
    let isWell = true;
    for (const kept of await waiting()) {
      if (!(await sendOne(kept))) {
        isWell = false;
        break;
      }
    }
    if (isWell && !(await waiting()).length) told("");
  }

  const sending = {
    waiting,
    /** One page of this browser at a time. */
    async send() {
      window.clearTimeout(timer);
      for (const kept of await waiting()) seen.add(kept.entry_id);
      await navigator.locks.request("holdspace-journal-sending", sendAll);
      const left = new Set((await waiting()).map((kept) => kept.entry_id));
      const sentElsewhere = [...seen].filter((id) => !left.has(id));
      seen = left;
      await changed(sentElsewhere.length);
      if (left.size) {
        timer = window.setTimeout(() => void sending.send(), retryAfter);
        retryAfter = Math.min(retryAfter * 2, LAST_RETRY_MS);
      } else {
        retryAfter = FIRST_RETRY_MS;
      }
    },
    stop() {
      window.clearTimeout(timer);
    },
  };
  window.addEventListener("online", () => void sending.send());
  return sending;
}

/** @typedef {ReturnType<typeof createSending>} Sending */
