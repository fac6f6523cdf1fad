/** Replay: the room as it was when each entry had just been written. One place after another, or played. */

import { clockTime } from "./room/clock.js";
import { byId } from "./room/dom.js";
import { mountRoom } from "./room/main.js";

/** @typedef {{ sequence: number, at: string }} Entry */
/** @typedef {{ state: import("./room/types.js").State, rescinded: number[] }} Moment */

const EACH_FOR_MS = 900;
const KEPT = 400;

/** What is written in the page by the server. @param {string} id */
const given = (id) => JSON.parse(byId(id).textContent ?? "");

async function start() {
  /** @type {Entry[]} */
  const entries = given("replay-entries");
  const address = byId("room").dataset["replayState"] ?? "";
  const slider = /** @type {HTMLInputElement} */ (byId("replay-slider"));
  const play = byId("replay-play");
  const mounted = await mountRoom(given("replay-state"), { readOnly: true });
  /** @type {(import("./room/types.js").Row & { id: number, received_at: string })[]} */
  let rows = [];
  /** @type {Map<number, Promise<Moment>>} */
  const moments = new Map();
  let place = 0;
  let asked = 0;
  let timer = 0;
  slider.max = String(Math.max(0, entries.length - 1));

  /** Each place is asked for once. @param {number} sequence @returns {Promise<Moment>} */
  function moment(sequence) {
    const known = moments.get(sequence);
    if (known) return known;
    const fresh = fetchJson(`${address}?sequence=${sequence}`);
    fresh.catch(() => moments.delete(sequence));
    moments.set(sequence, fresh);
    const oldest = moments.keys().next().value;
    if (moments.size > KEPT && oldest !== undefined) moments.delete(oldest);
    return fresh;
  }

  /** Go there. The latest wish wins; what comes late is not shown. @param {number} wanted */
  async function go(wanted) {
    const next = Math.min(Math.max(0, wanted), entries.length - 1);
    const entry = entries[next];
    if (!entry) return;
    place = next;
    slider.value = String(place);
    const turn = ++asked;
    /** @type {Moment} */
    let seen;
    try {
      seen = await moment(entry.sequence);
    } catch {
      stop();
      byId("replay-said").textContent = "The clinic server does not answer. Try again.";
      return;
    }
    if (turn !== asked) return;
    const rescinded = new Set(seen.rescinded);
    const known = rows
      .filter((row) => row.received_at <= seen.state.now)
      .map((row) => ({ ...row, rescinded: rescinded.has(row.id) }));
    mounted.show(seen.state, known);
    say(entry, seen.state);
    const after = entries[place + 1];
    if (after) void moment(after.sequence).catch(() => {});
  }

  /** @param {Entry} entry @param {import("./room/types.js").State} state */
  function say(entry, state) {
    const mark = Object.values(state.marks).find((one) => one.sequence === entry.sequence);
    const words = [`${clockTime(entry.at, true)} ${mark?.sentence ?? ""}`, mark?.author].filter(Boolean).join(" · ");
    byId("replay-said").textContent = words;
    byId("replay-count").textContent = `${place + 1} of ${entries.length}`;
    slider.setAttribute("aria-valuetext", words);
    byId("replay").dataset["place"] = String(place);
  }

  function stop() {
    window.clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "Play";
  }

  function toggle() {
    if (timer) return stop();
    if (place >= entries.length - 1) void go(0);
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Pause";
    timer = window.setInterval(() => {
      if (place >= entries.length - 1) return stop();
      return void go(place + 1);
    }, EACH_FOR_MS);
  }

  /** @type {Record<string, () => unknown>} */
  const keys = {
    ArrowLeft: () => go(place - 1),
    ArrowRight: () => go(place + 1),
    Home: () => go(0),
    End: () => go(entries.length - 1),
    " ": toggle,
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const act = keys[event.key];
    const target = /** @type {HTMLElement} */ (event.target);
    const isOwn = event.key === " " && target.closest("button, a");
    if (!act || isOwn || event.ctrlKey || event.metaKey || event.altKey || target.closest("dialog")) return;
    event.preventDefault();
    void act();
  }

  slider.addEventListener("input", () => {
    stop();
    void go(Number(slider.value));
  });
  byId("replay-back").addEventListener("click", () => void go(place - 1));
  byId("replay-on").addEventListener("click", () => void go(place + 1));
  play.addEventListener("click", toggle);
  document.addEventListener("keydown", pressed);
  rows = (await fetchJson(`${address}?rows=all`).catch(() => ({ rows: [] }))).rows;
  await go(0);
  byId("room").dataset["ready"] = "true";
}

/** @param {string} url */
async function fetchJson(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

void start();
