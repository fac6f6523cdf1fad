/** Keeps the screen awake in a session, and says so when it cannot; says what was missed while it was hidden. */

import { clockTime, now } from "./clock.js";

/** @param {() => void} changed */
export function stayAwake(changed) {
  let hiddenAt = 0;
  const awake = {
    /** A sentence when the screen may go dark. */
    problem: "",
    /** A sentence after the page was out of sight. */
    away: "",
    forget() {
      awake.away = "";
      changed();
    },
  };

  async function ask() {
    try {
      if (!("wakeLock" in navigator)) throw new Error("no wake lock");
      const lock = await navigator.wakeLock.request("screen");
      awake.problem = "";
      lock.addEventListener("release", () => document.visibilityState === "visible" && void ask());
    } catch {
      // A browser without it, or a tablet that saves power: the person at the screen is told.
      awake.problem = "This screen may go dark by itself. Touch it now and then, or change the tablet’s settings.";
    }
    changed();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      hiddenAt = now();
      return;
    }
    if (hiddenAt && now() - hiddenAt > 5_000) {
      awake.away = `This screen was out of sight from ${clockTime(hiddenAt, true)} to ${clockTime(now(), true)}.`;
    }
    hiddenAt = 0;
    void ask();
  });
  void ask();
  return awake;
}

/** @typedef {ReturnType<typeof stayAwake>} Awake */
