/**
 * A person's page hears by itself that a consent was signed or withdrawn: it asks for a mark, and
 * when that is another one it takes the parts that rest on it from a fresh page. What it cannot hear it says.
 */

const ASK_EVERY_MS = 3_000;
const GIVE_UP_MS = 4_000;
const SILENT_AFTER_MS = 15_000;

const consents = /** @type {HTMLElement | null} */ (document.getElementById("consents"));
const address = consents?.dataset["markUrl"];
let heardAt = performance.now();

async function ask() {
  if (!address) return;
  try {
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(GIVE_UP_MS) });
    if (!response.ok) return;
    const { mark } = await response.json();
    if (mark !== document.getElementById("consents")?.dataset["mark"]) await takeAfresh();
    heardAt = performance.now();
  } catch {
    // Said below, once it has lasted.
  }
}

async function takeAfresh() {
  const response = await fetch(window.location.href, { redirect: "manual" });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of fresh.querySelectorAll("[data-rests-on-consent]")) {
    document.getElementById(part.id)?.replaceWith(part);
  }
}

function sayWhenSilent() {
  const silent = document.getElementById("consents-silent");
  if (silent) silent.hidden = performance.now() - heardAt < SILENT_AFTER_MS;
}

if (address) {
  window.setInterval(() => void ask(), ASK_EVERY_MS);
  window.setInterval(sayWhenSilent, 1_000);
}

export {};
