/**
 * The chair: one button as large as the screen. A press has a number of its own and is sent until the record has it;
 * what the screen says it judges by its own clock, and needs nobody's help to say that it reaches nobody.
 */

import { chairSays, inLargeWords } from "./chair_words.js";
import { uuid7 } from "../uuid7.js";

/** @typedef {{ call: { id: string, state: import("./chair_words.js").CallState, by: string } | null, listening: number, bell: string }} Heard */
/** @typedef {{ id: string, at: number }} Press `at` in milliseconds since 1970, by this device */

const ASK_EVERY_MS = 2_000;
const ASK_IN_A_CALL_MS = 1_000;
const AGAIN_MS = 1_000;
const GIVE_UP_MS = 4_000;
const DRAW_EVERY_MS = 250;
const OLDEST_MS = 10 * 60_000;
/** A press outlives a reload: its number and its time, and nothing else. */
const KEPT = "help-press";

const page = /** @type {HTMLElement} */ (document.getElementById("chair"));
const { state: stateUrl = "", call: callUrl = "", csrf = "", answeredWithin, silentAfter } = page.dataset;
const limits = { answeredWithinMs: Number(answeredWithin), silentAfterMs: Number(silentAfter) };

/** @type {Heard} */
let heard = JSON.parse(document.getElementById("heard")?.textContent ?? "null");
let heardAt = performance.now();
let isOver = false;
/** @type {Press | null} */
let press = kept();
let pressedAt = press ? performance.now() - (Date.now() - press.at) : 0;
let sending = false;

/** @returns {Press | null} */
function kept() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    return found && Date.now() - found.at < OLDEST_MS ? found : null;
  } catch {
    return null;
  }
}

/** @param {Press | null} one */
function keep(one) {
  press = one;
  try {
    if (one) sessionStorage.setItem(KEPT, JSON.stringify(one));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing: the press lives in this page alone.
  }
}

/** @param {string} url @param {RequestInit} more @returns {Promise<boolean>} whether something was heard */
async function ask(url, more) {
  const response = await fetch(url, {
    ...more,
    headers: { Accept: "application/json", "X-CSRFToken": csrf },
    signal: AbortSignal.timeout(GIVE_UP_MS),
    cache: "no-store",
  }).catch(() => null);
  if (response?.status === 410) isOver = true;
  if (!response?.ok) return false;
  const told = await response.json().catch(() => null);
  if (!told) return false;
  const before = heard?.call?.state;
  heard = told;
  heardAt = performance.now();
  if (heard.call?.state === "answered" && before !== "answered") vibrate([60, 80, 60]);
  return true;
}

/** @param {number | number[]} pattern */
function vibrate(pattern) {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern);
}

function pressed() {
  vibrate(40);
  const isOpen = heard?.call && heard.call.state !== "answered";
  if (!press && !isOpen) {
    keep({ id: uuid7(), at: Date.now() });
    pressedAt = performance.now();
  }
  if (press) void send();
  draw();
}

async function send() {
  if (!press || sending || isOver) return;
  sending = true;
  const one = press;
  const body = JSON.stringify({ id: one.id, age_ms: Math.max(0, performance.now() - pressedAt) });
  const isTaken = await ask(callUrl, { method: "POST", body });
  sending = false;
  if (isTaken) keep(null);
  else window.setTimeout(() => void send(), AGAIN_MS);
  draw();
}

async function listen() {
  if (isOver) return;
  await ask(stateUrl, {});
  draw();
  const inACall = heard?.call && heard.call.state !== "answered";
  window.setTimeout(() => void listen(), inACall ? ASK_IN_A_CALL_MS : ASK_EVERY_MS);
}

/** A browser that says it is offline is believed at once. */
function silentMs() {
  return navigator.onLine ? performance.now() - heardAt : Infinity;
}

/** @param {string} id @param {string} words */
function write(id, words) {
  const place = document.getElementById(id);
  if (place && place.textContent !== words) place.textContent = words;
}

function draw() {
  if (isOver) {
    page.dataset["word"] = "over";
    say("This button is off", "Call out if you need somebody", "");
    return;
  }
  const unsent = press ? performance.now() - pressedAt : null;
  const word = chairSays(heard?.call?.state ?? null, unsent, silentMs(), limits);
  const [large, then] = inLargeWords(word, heard?.call?.by ?? "");
  page.dataset["word"] = word;
  say(large, then, atTheFoot(word));
}

/** @param {import("./chair_words.js").ChairWord} word */
function atTheFoot(word) {
  const bell = heard?.bell ?? "";
  if (word === "not_reached" || word === "no_connection") return bell ? `Or use: ${bell}` : "";
  if (word !== "ready") return "";
  if (heard.listening) return heard.listening === 1 ? "1 person hears it" : `${heard.listening} people hear it`;
  return bell ? `No screen outside would ring now. Call out, or use: ${bell}` : "No screen outside would ring now. Call out.";
}

/** @param {string} large @param {string} then @param {string} foot */
function say(large, then, foot) {
  write("word", large);
  write("then", then);
  write("foot", foot);
  write("said", [large, then, foot].filter(Boolean).join(". "));
}

async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // It may go dark by itself; a press wakes it.
  }
}

document.getElementById("help")?.addEventListener("click", pressed);
window.addEventListener("offline", draw);
window.addEventListener("online", () => void ask(stateUrl, {}).then(draw));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void stayAwake();
});
window.setInterval(draw, DRAW_EVERY_MS);
void stayAwake();
void listen();
if (press) void send();
draw();
page.dataset["ready"] = "true";
