/** One file with everything, made in the browser: it opens without a network, with its pictures and its sound. */

import { entryOfClinic, entryOfPhone, openMedium } from "./entry.js";
import { dayAndTime, part, say, whileBusy, words } from "./page.js";

/** @typedef {import("./entry.js").Around} Around */
/** @typedef {import("./entry.js").Entry} Entry */
/** @typedef {{ kind: string, type: string, words: string, data: string }} Medium `data` is a data: address */
/** @typedef {{ written_at: string, word: string, colour: string, text: string, media: Medium[] }} Taken */

const SIGNS = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" });
const STYLE = "body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif;color:#2a241e;background:#fffdf9}article{padding:1.5rem 0;border-top:1px solid #ddd3c6}img{max-width:100%}audio{width:100%}p{white-space:pre-wrap;overflow-wrap:anywhere}.when{color:#655b51;font-size:.95rem}";

/** @param {string} text */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? "");
}

/** @param {Blob} blob @returns {Promise<string>} */
function dataAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(new Error("It could not be read.")));
    reader.readAsDataURL(blob);
  });
}

/** @param {Medium} medium */
function mediumAsHtml({ kind, words: description, data }) {
  const shown = kind === "voice" ? `<audio controls src="${escaped(data)}"></audio>` : `<img src="${escaped(data)}" alt="${escaped(description || words(kind))}">`;
  return `<figure>${shown}<figcaption>${escaped(description)}</figcaption></figure>`;
}

/** The whole file, from what was written. @param {Taken[]} entries @param {string} zone @param {string} madeAt */
export function asFile(entries, zone, madeAt) {
  const title = escaped(words("export_title"));
  const articles = entries.map(({ written_at, word, colour, text, media }) => `<article><p class="when">${escaped(dayAndTime(written_at, zone))}</p>${word || colour ? `<h2>${escaped([word, colour].filter(Boolean).join(", "))}</h2>` : ""}<p>${escaped(text)}</p>${media.map(mediumAsHtml).join("")}</article>`);
  const json = JSON.stringify({ made_at: madeAt, entries }).replaceAll("<", "\\u003c");
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1><p>${escaped(words("export_made", { when: dayAndTime(madeAt, zone) }))}</p>${articles.join("")}<script type="application/json" id="journal">${json}</script></body></html>`;
}

/** @param {Around} around @param {import("./disk.js").Kept[]} here @param {(count: number) => void} going @returns {Promise<{ taken: Taken[], gaps: number }>} */
async function everything(around, here, going) {
  /** @type {Taken[]} */
  const taken = [];
  let gaps = 0;
  /** @param {Entry} entry */
  async function take(entry) {
    if (!entry.words) return void (gaps += 1);
    /** @type {Medium[]} */
    const media = [];
    for (const [index, medium] of entry.words.media.entries()) {
      const plain = await openMedium(around, entry, index + 1);
      if (plain) media.push({ ...medium, data: await dataAddress(new Blob([plain], { type: medium.type })) });
      else gaps += 1;
    }
    taken.push({ ...entry.words, media });
    going(taken.length);
  }

  for (const kept of [...here].reverse()) await take(await entryOfPhone(around, kept));
  /** @type {number | null} */
  let next = 0;
  while (next !== null) {
    /** @type {Awaited<ReturnType<typeof around.clinic.entries>>} */
    const answer = await around.clinic.entries(next);
    if (answer.is !== "done") throw new Error("away");
    for (const head of answer.data.entries) await take(await entryOfClinic(around, head));
    next = answer.data.next;
  }
  return { taken, gaps };
}

/** @param {import("./reading.js").Reading} reading @param {() => Promise<import("./disk.js").Kept[]>} waiting */
export function listenForTakingHome(reading, waiting) {
  const button = part("export", HTMLButtonElement);
  button.addEventListener("click", () => void whileBusy(button, async () => {
    const around = reading.around();
    if (!around) return;
    try {
      const { taken, gaps } = await everything(around, await waiting(), (count) => say("export-said", words("export_going", { count })));
      const file = new Blob([asFile(taken, around.zone, new Date().toISOString())], { type: "text/html" });
      const address = URL.createObjectURL(file);
      Object.assign(document.createElement("a"), { href: address, download: "journal.html" }).click();
      window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
      say("export-said", [words("export_done"), gaps ? words("export_gaps", { count: gaps }) : ""].filter(Boolean).join(" "));
    } catch {
      say("export-said", words("needs_network"));
    }
  }));
}
