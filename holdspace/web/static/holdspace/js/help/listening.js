/**
 * One open page of the staff: says every two seconds that it is here and able to ring, and is told which calls there
 * are. It counts as listening only while somebody can see it and the browser lets it sound; the line says which it is.
 */

import { drawAlerts } from "./alerts.js";
import { drawCalls } from "./overlay.js";
import { drawLine } from "./line.js";
import { drawTasks } from "./tasks.js";
import { allowSound, maySound, ring, timesRung, vibrate } from "./sound.js";
import { uuid7 } from "../uuid7.js";

/**
 * @typedef {{ id: string, room: string, state: string, seconds: number, by: string, answered_after: number | null,
 *   is_here: boolean, rings: boolean }} Call
 * @typedef {{ listening: string[], notices: string[], presses: boolean } | null} Here what a room page shows of its own room
 * @typedef {{ isNew: boolean, isHeard: boolean, maySound: boolean, isQuiet: boolean, here: Here }} Standing
 */

const SPEAK_EVERY_MS = 2_000;
const GIVE_UP_MS = 4_000;
const SILENT_AFTER_MS = 10_000;
const RING_EVERY_MS = 2_000;
/** A silent monitor asks more patiently than a person. */
const SILENCE_RINGS_EVERY = 5;
const QUIET = "help-quiet";

/** @param {HTMLElement} place */
export function listenForCalls(place) {
  const { listen = "", answer = "", csrf = "", session = "", style = "", chair = "", tasks = "" } = place.dataset;
  const deviceId = uuid7();
  /** @type {Call[]} */
  let calls = [];
  /** @type {import("./alerts.js").Alert[]} */
  let alerts = [];
  /** @type {Here} */
  let here = null;
  let heardAt = -Infinity;
  let calledAt = 0;
  let isSpeaking = false;
  /** Calls and signals that somebody made quiet on this screen. They stay on it. @type {Set<string>} */
  const quieted = new Set();

  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));

  const isQuiet = () => sessionStorage.getItem(QUIET) === "yes";

  /** @param {string} url @param {unknown} body */
  async function post(url, body) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(body),
      keepalive: true,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    }).catch(() => null);
    // Sent on to the sign-in page, whose answer is another: nobody is signed in here any more.
    return response?.ok && !response.redirected ? response.json().catch(() => null) : null;
  }

  /** @param {boolean} isVisible */
  function saidOfItself(isVisible) {
    return { device_id: deviceId, is_visible: isVisible, may_sound: maySound() && !isQuiet(), session_id: session || null };
  }

  /** A page that is left listens no more, from that moment. */
  function fallSilent() {
    void post(listen, saidOfItself(false));
  }

  async function speak() {
    if (isSpeaking) return;
    isSpeaking = true;
    const told = await post(listen, saidOfItself(document.visibilityState === "visible"));
    isSpeaking = false;
    if (told) {
      heardAt = performance.now();
      calledAt = heardAt;
      calls = told.calls;
      alerts = told.alerts ?? [];
      here = told.here;
      drawTasks(told.tasks, { place, href: tasks, isRoom: Boolean(session) });
    }
    draw();
  }

  /** @param {string} id */
  async function comeTo(id) {
    const told = await post(answer, { call_id: id });
    if (!told) return false;
    calls = calls.map((call) =>
      call.id === id ? { ...call, state: "answered", by: told.by, answered_after: told.answered_after, rings: false } : call,
    );
    draw();
    return true;
  }

  function ringing() {
    return calls.filter((call) => call.rings && !quieted.has(call.id));
  }

  /** @param {{ firm: boolean }} how */
  function soundAloud(how) {
    ring(how);
    vibrate();
    place.dataset["rung"] = String(timesRung());
  }

  let turns = 0;
  function soundOnce() {
    turns += 1;
    if (isQuiet()) return;
    const open = ringing();
    const loud = alerts.filter((alert) => alert.rings && !quieted.has(alert.id));
    const isEmergency = loud.some((alert) => alert.kind === "emergency");
    if (open.length || isEmergency) soundAloud({ firm: isEmergency || open.some((call) => call.state !== "ringing") });
    else if (loud.length && turns % SILENCE_RINGS_EVERY === 0) soundAloud({ firm: false });
  }

  function draw() {
    const isHeard = performance.now() - heardAt < SILENT_AFTER_MS;
    const isNew = heardAt === -Infinity && performance.now() < SILENT_AFTER_MS;
    drawLine(place, { isNew, isHeard, maySound: maySound(), isQuiet: isQuiet(), here }, { chair, test: () => ring(), switchQuiet, allow });
    drawAlerts(alerts, {
      since: performance.now() - calledAt,
      quiet: (id) => {
        quieted.add(id);
        draw();
      },
      isQuieted: (id) => quieted.has(id) || isQuiet(),
    });
    // A call that was heard stays, whatever the line does: silence is no answer.
    drawCalls(calls, {
      isHeard,
      since: performance.now() - calledAt,
      comeTo,
      quiet: (id) => {
        quieted.add(id);
        draw();
      },
      isQuieted: (id) => quieted.has(id) || isQuiet(),
    });
  }

  function switchQuiet() {
    sessionStorage.setItem(QUIET, isQuiet() ? "no" : "yes");
    void speak();
    draw();
  }

  async function allow() {
    if (maySound()) return;
    if (await allowSound()) void speak();
  }

  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => void allow(), { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => void speak());
  window.addEventListener("pagehide", fallSilent);
  window.setInterval(() => void speak(), SPEAK_EVERY_MS);
  window.setInterval(draw, 1_000);
  window.setInterval(soundOnce, RING_EVERY_MS);
  void allowSound().then(speak);
  draw();
}
