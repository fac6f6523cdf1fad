/**
 * What the chair says, from what it knows itself. The same rule as `chair_says` in the domain: it never says *Sent*
 * before the record has the call, and does not go on saying it when the line is dead. A test asks both the same.
 */

/** @typedef {"ringing" | "escalated" | "not_reached" | "answered"} CallState */
/** @typedef {"ready" | "sending" | "sent" | "coming" | "not_reached" | "no_connection"} ChairWord */

/**
 * @param {CallState | null} heard what the record said last of the call
 * @param {number | null} unsentMs how long a press waits for the record; null when none does
 * @param {number} silentMs how long nothing was heard
 * @param {{ answeredWithinMs: number, silentAfterMs: number }} limits
 * @returns {ChairWord}
 */
export function chairSays(heard, unsentMs, silentMs, { answeredWithinMs, silentAfterMs }) {
  const isSilent = silentMs > silentAfterMs;
  if (unsentMs !== null) return isSilent || unsentMs >= answeredWithinMs ? "not_reached" : "sending";
  if (heard === "answered") return "coming";
  if (heard) return isSilent || heard === "not_reached" ? "not_reached" : "sent";
  return isSilent ? "no_connection" : "ready";
}

/** Few words, large. @param {ChairWord} word @param {string} by who comes @returns {[string, string]} what, and what now */
export function inLargeWords(word, by) {
  switch (word) {
    case "ready":
      return ["Press for help", "Anywhere on this screen"];
    case "sending":
      return ["Sending", ""];
    case "sent":
      return ["Sent", "It rings outside the room"];
    case "coming":
      return [`${by} is coming`, ""];
    case "not_reached":
      return ["Not reached: call out", ""];
    case "no_connection":
      return ["This button has no connection", "Call out if you need somebody"];
  }
}
