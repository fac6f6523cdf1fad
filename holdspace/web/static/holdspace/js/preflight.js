/** The list to go through before a session: asks each thing, writes what it found, and when. */

import { askServer, awake, battery, clock, installed, offline, server, space, stored } from "./preflight_checks.js";

/** @typedef {import("./preflight_checks.js").Answer} Answer */

const SAID = { met: "met", unmet: "not met", unknown: "not known" };
const place = /** @type {HTMLElement} */ (document.getElementById("preflight"));
const verdict = /** @type {HTMLElement} */ (document.getElementById("preflight-verdict"));

/** @param {Element} line @param {string} selector @param {string} words */
function write(line, selector, words) {
  const part = /** @type {HTMLElement} */ (line.querySelector(selector));
  part.textContent = words;
  part.hidden = words === "";
}

/** @param {string} code @param {Answer} answer */
function show(code, { met, words, todo = "", ask = "" }) {
  const line = /** @type {HTMLElement} */ (place.querySelector(`[data-check="${code}"]`));
  line.dataset["met"] = met;
  write(line, ".answer", SAID[met]);
  write(line, ".detail", words);
  write(line, ".todo", todo);
  const button = line.querySelector("button");
  if (button) button.hidden = ask === "";
  return met;
}

/** What a check itself stumbles over is not known. @param {string} code @param {Promise<Answer> | Answer} asked */
async function found(code, asked) {
  const answer = await Promise.resolve(asked).catch((wrong) => {
    console.warn(wrong);
    return /** @type {Answer} */ ({ met: "unknown", words: "This browser gave no answer.", todo: "Look at the tablet itself." });
  });
  return show(code, answer);
}

async function check() {
  verdict.textContent = "Looking …";
  verdict.dataset["met"] = "unknown";
  const told = await askServer({ clock: place.dataset["clock"] ?? "" });
  const worker = offline();
  const answers = await Promise.all([
    found("server", server(told)),
    found("clock", clock(told)),
    found("offline", worker),
    // Only then: whoever keeps the room's files has asked the browser for protection, too.
    found("stored", worker.then(stored, stored)),
    found("installed", installed()),
    found("space", space()),
    found("battery", battery()),
    found("awake", awake()),
  ]);
  const unmet = answers.filter((one) => one === "unmet").length;
  const unknown = answers.filter((one) => one === "unknown").length;
  const at = typeof told === "string" ? `${new Date().toLocaleTimeString("en-GB")} by this tablet’s own clock` : told.sentence;
  verdict.dataset["met"] = unmet ? "unmet" : unknown ? "unknown" : "met";
  verdict.textContent = `${summary(answers.length, unmet, unknown)} Checked ${at}.`;
}

/** @param {number} all @param {number} unmet @param {number} unknown */
function summary(all, unmet, unknown) {
  if (!unmet && !unknown) return `All ${all} are met: this tablet is ready for a session.`;
  const parts = [unmet && `${unmet} not met`, unknown && `${unknown} not known`].filter(Boolean);
  return `Of ${all}: ${parts.join(", ")}. Read what to do before you lean on this tablet.`;
}

place.addEventListener("click", async (event) => {
  const button = event.target instanceof Element && event.target.closest("button");
  if (!button) return;
  if (button.id === "preflight-print") window.print();
  if (button.dataset["ask"] === "stored") await navigator.storage.persist();
  if (button.id !== "preflight-print") await check();
});
await check();
place.dataset["ready"] = "true";
