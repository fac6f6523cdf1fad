/** What a page that was kept on the tablet asks the server for, when there is one: a token, and to be let in. */

const ANSWER_WITHIN_MS = 4_000;

/** @param {string} address @param {RequestInit} [how] @returns {Promise<Response | null>} null when nobody answers in time */
async function ask(address, how = {}) {
  const stop = new AbortController();
  const late = window.setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
  try {
    return await fetch(address, { ...how, signal: stop.signal, redirect: "manual" });
  } catch {
    return null;
  } finally {
    window.clearTimeout(late);
  }
}

/** The token that goes with a post. @returns {Promise<string | null>} */
export async function askForToken() {
  const answer = await ask("/tablet/csrf");
  return answer?.ok ? String((await answer.json()).csrf) : null;
}

/**
 * Sign somebody in to this room and nothing else. The PIN goes nowhere but here and is not kept.
 * @param {string} staff_id @param {string} pin
 * @returns {Promise<{ keys: import("./pin.js").Keys & { csrf: string } | null, sentence: string, isAway: boolean }>}
 */
export async function unlockWithServer(staff_id, pin) {
  const token = await askForToken();
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token ?? "" };
  const answer = token === null ? null : await ask("/tablet/unlock", { method: "POST", headers, body: JSON.stringify({ staff_id, pin }) });
  if (!answer || answer.status >= 500) return { keys: null, sentence: "", isAway: true };
  const said = await answer.json().catch(() => ({}));
  return { keys: answer.ok ? said : null, sentence: String(said.sentence ?? ""), isAway: false };
}

/** Whether the clinic still knows this tablet; null when nobody answers. @returns {Promise<{ staff_id: string, name: string }[] | "stranger" | null>} */
export async function askWhoIsHere() {
  const answer = await ask("/tablet/people");
  if (answer?.status === 403) return "stranger";
  return answer?.ok ? answer.json() : null;
}
