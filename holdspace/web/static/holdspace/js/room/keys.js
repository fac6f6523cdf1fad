/** Single keys for a tablet with a keyboard: only while no field has the focus; they can be switched off. */

import { TAPS, press } from "./taps.js";

/** @typedef {import("./room.js").Room} Room */

const SWITCH = "holdspace-single-keys";
const ACTS = /** @type {Record<string, string>} */ ({ d: "dose", v: "vitals", p: "phase", w: "presence", b: "signals" });

export function keysAreOn() {
  return localStorage.getItem(SWITCH) !== "off";
}

/** @returns {string} what it is now, in words */
export function switchKeys() {
  localStorage.setItem(SWITCH, keysAreOn() ? "off" : "on");
  return keysAreOn() ? "Single keys are on" : "Single keys are off";
}

/** @param {Room} room @param {() => void} undo */
export function listenForKeys(room, undo) {
  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const busy = at?.closest("input, textarea, select, dialog, [contenteditable]") ?? document.querySelector("dialog[open]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !keysAreOn()) return;
    const key = event.key.toLowerCase();
    if (key === "z") return undo();
    const tap = TAPS.find((one) => one.key === key);
    if (tap) void press(room, tap);
    else if (ACTS[key]) room.open(ACTS[key]);
    else return;
    event.preventDefault();
  });
}
