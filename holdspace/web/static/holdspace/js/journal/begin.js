/** The first time: a passphrase, a pair of keys, a recovery code that is typed back in part before it counts. */

import { GROUP, SHORTEST_PASSPHRASE, makePair, newRecoveryCode, opened, plainCode, plainPassphrase, proofOf, wrap } from "./keys.js";
import { clear, onSubmit, part, right, say, show, typed, words, wrong } from "./page.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {import("./keys.js").Opened} Opened */

/** What is wrong with a new passphrase; "" when nothing is. @param {string} passphrase @param {string} again */
export function oddPassphrase(passphrase, again) {
  if (plainPassphrase(passphrase).length < SHORTEST_PASSPHRASE) return words("pass_short");
  return plainPassphrase(passphrase) === plainPassphrase(again) ? "" : words("pass_differ");
}

/** @type {((isWritten: boolean) => void) | null} */
let answerCode = null;

/** Shows a code until its end was typed back. @param {string} code @returns {Promise<boolean>} false when somebody went back */
export function showCode(code) {
  say("code", code);
  right("code-why", "code-end");
  clear("code-end");
  show({ code: true });
  part("code", HTMLElement).scrollIntoView({ block: "center" });
  part("code-end", HTMLInputElement).focus({ preventScroll: true });
  return new Promise((resolve) => {
    answerCode = (isWritten) => {
      answerCode = null;
      show({ code: false });
      say("code", "");
      resolve(isWritten);
    };
  });
}

export function listenForCodes() {
  onSubmit("code-form", async () => {
    const code = plainCode(part("code", HTMLElement).textContent ?? "");
    if (plainCode(typed("code-end")) !== code.slice(-GROUP)) return wrong("code-end", "code-why", words("code_differs"));
    answerCode?.(true);
  });
  part("code-back", HTMLButtonElement).addEventListener("click", () => answerCode?.(false));
}

/**
 * @param {import("./clinic.js").Clinic} clinic @param {() => string} person
 * @param {(key: import("./clinic.js").Key, opened: Opened) => Promise<void>} begun
 */
export function listenForBeginning(clinic, person, begun) {
  onSubmit("begin-form", async () => {
    right("begin-why", "begin-pass", "begin-again");
    const passphrase = typed("begin-pass");
    const odd = oddPassphrase(passphrase, typed("begin-again"));
    if (odd) return wrong("begin-pass", "begin-why", odd);
    say("said", words("making"));
    const { point, pkcs8 } = await makePair();
    const code = newRecoveryCode();
    const made = {
      public_key: point,
      by_passphrase: await wrap(person(), point, "passphrase", passphrase, pkcs8),
      by_recovery: await wrap(person(), point, "recovery", code, pkcs8),
      proof: await proofOf(pkcs8),
    };
    say("said", "");
    show({ begin: false });
    if (!(await showCode(code))) return show({ begin: true });
    const answer = await clinic.putKeys(made, { isChange: false });
    const key = await opened(point, pkcs8);
    if (answer.is !== "done" || !key) {
      show({ begin: true });
      return wrong("begin-pass", "begin-why", answer.is === "refused" ? answer.sentence : words("needs_network"));
    }
    clear("begin-pass", "begin-again");
    await begun(answer.data.key, key);
    say("said", words("begun"));
  });
}
