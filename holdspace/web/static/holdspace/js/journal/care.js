/** Open it by passphrase or code; change both; erase all of it. */

import { fromBase64 } from "../offline/sealing.js";
import { oddPassphrase, showCode } from "./begin.js";
import { newRecoveryCode, opened, proofOf, unwrap, wrap } from "./keys.js";
import { clear, one, onSubmit, part, right, say, typed, words, wrong } from "./page.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {import("./clinic.js").Key} Key */
/** @typedef {import("./clinic.js").Clinic} Clinic */
/** @typedef {import("./keys.js").Way} Way */
/** @typedef {{ clinic: Clinic, person: () => string, key: () => Key | null, learned: (key: Key) => void, open: (opened: import("./keys.js").Opened) => Promise<void>, erased: () => Promise<void> }} Given */

const WRAPS = /** @type {const} */ ({ passphrase: "by_passphrase", recovery: "by_recovery" });

/** The private half; null when this is not what opens it. @param {Given} given @param {Way} way @param {string} text @returns {Promise<Bytes | null>} */
async function half({ person, key }, way, text) {
  const known = key();
  return known && unwrap(person(), fromBase64(known.public_key), way, text, fromBase64(known[WRAPS[way]]));
}

/** @param {Given} given */
export function listenForOpening(given) {
  /** @param {Way} way @param {string} boxId @param {string} whyId @param {string} sorry @returns {Promise<boolean>} */
  async function tryOpen(way, boxId, whyId, sorry) {
    right(whyId, boxId);
    const known = given.key();
    say("said", words("opening"));
    const pkcs8 = await half(given, way, typed(boxId));
    say("said", "");
    if (!pkcs8 || !known) {
      wrong(boxId, whyId, words(known ? sorry : "needs_network"));
      return false;
    }
    const key = await opened(fromBase64(known.public_key), pkcs8);
    if (!key) {
      wrong(boxId, whyId, words("key_odd"));
      return false;
    }
    await given.open(key);
    return true;
  }

  onSubmit("open-form", async () => {
    if (await tryOpen("passphrase", "open-pass", "open-why", "wrong_pass")) clear("open-pass");
  });
  onSubmit("recover-form", async () => {
    const code = typed("recover-code");
    if (!(await tryOpen("recovery", "recover-code", "recover-why", "wrong_code"))) return;
    clear("recover-code");
    part("by-code", HTMLDetailsElement).open = false;
    part("change", HTMLDetailsElement).open = true;
    part("change-now", HTMLInputElement).value = code;
    say("said", words("opened_by_code"));
  });
}

/** @param {Given} given */
export function listenForChanges(given) {
  onSubmit("change-form", async (_, button) => {
    right("change-why", "change-now", "change-pass", "change-again");
    const known = given.key();
    if (!known) return wrong("change-now", "change-why", words("needs_network"));
    const isCode = button?.value === "code";
    const odd = isCode ? "" : oddPassphrase(typed("change-pass"), typed("change-again"));
    if (odd) return wrong("change-pass", "change-why", odd);
    say("said", words("opening"));
    const now = typed("change-now");
    const pkcs8 = (await half(given, "passphrase", now)) ?? (await half(given, "recovery", now));
    say("said", "");
    if (!pkcs8) return wrong("change-now", "change-why", words("wrong_pass"));
    const code = newRecoveryCode();
    const point = fromBase64(known.public_key);
    const made = await (isCode ? wrap(given.person(), point, "recovery", code, pkcs8) : wrap(given.person(), point, "passphrase", typed("change-pass"), pkcs8));
    if (isCode && !(await showCode(code))) return;
    const answer = await given.clinic.putKeys({ [isCode ? "by_recovery" : "by_passphrase"]: made, proof: await proofOf(pkcs8) }, { isChange: true });
    if (answer.is !== "done") return wrong("change-now", "change-why", answer.is === "refused" ? answer.sentence : words("needs_network"));
    given.learned(answer.data.key);
    clear("change-now", "change-pass", "change-again");
    part("change", HTMLDetailsElement).open = false;
    say("said", words(isCode ? "code_changed" : "pass_changed"));
  });
}

/** @param {Given} given */
export function listenForErasingAll(given) {
  onSubmit("erase-all-form", async (form) => {
    right("erase-all-why", "erase-word");
    const word = one(form, "label", HTMLLabelElement).textContent?.trim().split(" ").at(-1);
    if (typed("erase-word").trim().toLowerCase() !== word) return wrong("erase-word", "erase-all-why", words("not_erased"));
    const answer = await given.clinic.eraseAll();
    if (answer.is !== "done") return wrong("erase-word", "erase-all-why", words("needs_network"));
    clear("erase-word");
    await given.erased();
    say("said", words("all_erased"));
  });
}
