/** One entry as its writer reads it: what it says, who has a copy, and how to erase it. */

import { fromBase64 } from "../offline/sealing.js";
import { pack, unpack, wordsFromBytes } from "./format.js";
import { dayAndTime, one, part, say, whileBusy, words } from "./page.js";
import { openPart } from "./seal.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {import("./format.js").Words} Words */
/** @typedef {import("./clinic.js").Clinic} Clinic */
/** @typedef {import("./clinic.js").Copy} Copy */
/** @typedef {import("./clinic.js").Reader} Reader */
/** @typedef {{ clinic: Clinic, disk: import("./disk.js").Disk, key: import("./keys.js").Opened, person: string, zone: string, readers: Reader[], addresses: Set<string>, changed: () => Promise<void> }} Around */
/** @typedef {{ id: string, isHere: boolean, words: Words | null, copies: Copy[], sealed: (place: number) => Promise<Bytes | null> }} Entry */

const SHOWN_TYPES = new Set(["audio/webm", "audio/mp4", "audio/ogg", "image/jpeg", "image/png"]);

/** @param {Around} around @param {import("./clinic.js").Head} head @returns {Promise<Entry>} */
export async function entryOfClinic(around, { entry_id: id, sealed, copies }) {
  const plain = await openPart(around.key, { person: around.person, entry: id, place: 0 }, fromBase64(sealed));
  return {
    id,
    isHere: false,
    words: plain && wordsFromBytes(plain),
    copies,
    async sealed(place) {
      const answer = await around.clinic.part(id, place);
      return answer.is === "done" ? answer.data : null;
    },
  };
}

/** @param {Around} around @param {import("./disk.js").Kept} kept @returns {Promise<Entry>} */
export async function entryOfPhone(around, { entry_id: id, packed }) {
  const parts = unpack(packed);
  const [head] = parts;
  const plain = head ? await openPart(around.key, { person: around.person, entry: id, place: 0 }, head) : null;
  return { id, isHere: true, words: plain && wordsFromBytes(plain), copies: [], sealed: async (place) => parts[place] ?? null };
}

/** A sound or a picture of it; null when it does not open. @param {Around} around @param {Entry} entry @param {number} place @returns {Promise<Bytes | null>} */
export async function openMedium({ key, person }, entry, place) {
  const sealed = await entry.sealed(place);
  return sealed && openPart(key, { person, entry: entry.id, place }, sealed);
}

/** @param {Around} around @param {Entry} entry @returns {HTMLElement} */
export function drawEntry(around, entry) {
  const fresh = part("entry", HTMLTemplateElement).content.cloneNode(true);
  const article = one(/** @type {DocumentFragment} */ (fresh), "article", HTMLElement);
  article.id = `entry-${entry.id}`;
  drawWords(article, around, entry);
  if (entry.words) drawMedia(article, around, entry, entry.words);
  if (entry.words && !entry.isHere) drawSharing(article, around, entry);
  else one(article, "[data-who]", HTMLElement).remove();
  listenForErasing(article, around, entry);
  return article;
}

/** @param {HTMLElement} article @param {Around} around @param {Entry} entry */
function drawWords(article, { zone }, { words: said, isHere }) {
  const when = said ? dayAndTime(said.written_at, zone) : "";
  one(article, ".when", HTMLElement).textContent = [when, isHere ? words("waits_here") : ""].filter(Boolean).join(", ");
  one(article, "[data-text]", HTMLElement).textContent = said ? said.text : words("does_not_open");
  one(article, "[data-word]", HTMLElement).textContent = said?.word ?? "";
  const swatch = one(article, "[data-swatch]", HTMLElement);
  const name = document.querySelector(`.colours label:has([value="${CSS.escape(said?.colour || "-")}"]) span:last-child`);
  if (name) swatch.dataset["colour"] = said?.colour ?? "";
  else swatch.remove();
  one(article, "[data-colour-name]", HTMLElement).textContent = name?.textContent ?? "";
  if (!said?.word && !name) one(article, ".mood", HTMLElement).remove();
}

/** @param {HTMLElement} article @param {Around} around @param {Entry} entry @param {Words} said */
function drawMedia(article, around, entry, said) {
  const place = one(article, "[data-media]", HTMLElement);
  said.media.forEach((medium, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = medium.kind === "voice" ? words("listen") : words("look", { kind: words(medium.kind) });
    button.addEventListener("click", () => void whileBusy(button, async () => {
      const plain = await openMedium(around, entry, index + 1);
      button.replaceWith(plain ? shown(around, medium, plain) : said_(words("part_gone")));
    }));
    const box = document.createElement("div");
    box.append(button);
    if (medium.words) box.append(said_(medium.words));
    place.append(box);
  });
}

/** @param {string} text */
function said_(text) {
  return Object.assign(document.createElement("p"), { className: "note", textContent: text });
}

/** @param {Pick<Around, "addresses">} around @param {import("./format.js").MediumWords} medium @param {Bytes} plain @returns {HTMLElement} */
function shown({ addresses }, medium, plain) {
  const type = SHOWN_TYPES.has(medium.type) ? medium.type : "application/octet-stream";
  const address = URL.createObjectURL(new Blob([plain], { type }));
  addresses.add(address);
  if (medium.kind === "voice") return Object.assign(document.createElement("audio"), { controls: true, src: address, ariaLabel: words("voice") });
  return Object.assign(document.createElement("img"), { src: address, alt: medium.words || words(medium.kind) });
}

/** @param {HTMLElement} article @param {Around} around @param {Entry} entry */
function drawSharing(article, around, entry) {
  const list = one(article, "[data-copies]", HTMLElement);
  const names = entry.copies.map((copy) => copy.reader);
  one(article, "[data-readers]", HTMLElement).textContent = names.length ? words("me_and", { names: names.join(", ") }) : words("only_me");
  list.replaceChildren(...entry.copies.map((copy) => drawCopy(around, entry, copy, () => drawSharing(article, around, entry))));
  const form = one(article, "[data-share]", HTMLFormElement);
  const select = one(form, "[data-reader]", HTMLSelectElement);
  const others = around.readers.filter((reader) => !names.includes(reader.name));
  // Nobody stands there before somebody was chosen: a slip of the finger gives no copy away.
  select.replaceChildren(new Option(words("choose_reader"), ""), ...others.map((reader) => new Option(`${reader.name}, ${reader.role}`, reader.key)));
  form.hidden = others.length === 0;
  form.onsubmit = (event) => {
    event.preventDefault();
    void whileBusy(form, async () => {
      const why = select.value ? await shareEntry(around, entry, select.value) : words("nobody_chosen");
      one(form, "[data-why]", HTMLElement).textContent = why;
      if (!why) drawSharing(article, around, entry);
    });
  };
}

/** @param {Around} around @param {Entry} entry @param {Copy} copy @param {() => void} redraw @returns {HTMLElement} */
function drawCopy({ clinic, zone }, entry, copy, redraw) {
  const line = document.createElement("li");
  const openings = copy.openings.map((at) => words("opened_at", { when: dayAndTime(at, zone) }));
  const back = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: words("take_back") });
  line.append(said_([words("copy_of", { name: copy.reader, when: dayAndTime(copy.shared_at, zone) }), ...(openings.length ? openings.slice(-3) : [words("not_opened")])].join(" ")), back);
  back.addEventListener("click", () => void whileBusy(line, async () => {
    const answer = await clinic.takeBack(copy.id);
    if (answer.is !== "done" && !(answer.is === "refused" && answer.status === 404)) return say("said", words("needs_network"));
    entry.copies = entry.copies.filter((other) => other.id !== copy.id);
    say("said", words("taken_back"));
    redraw();
  }));
  return line;
}

/** The browser opens it and gives the copy. @param {Around} around @param {Entry} entry @param {string} reader @returns {Promise<string>} why not; "" when it is done */
async function shareEntry(around, entry, reader) {
  const sealedHead = await entry.sealed(0);
  const head = sealedHead && (await openPart(around.key, { person: around.person, entry: entry.id, place: 0 }, sealedHead));
  if (!head || !entry.words) return words("part_gone");
  const parts = [head];
  for (let place = 1; place <= entry.words.media.length; place += 1) {
    const plain = await openMedium(around, entry, place);
    if (!plain) return words("part_gone");
    parts.push(plain);
  }
  const answer = await around.clinic.share(entry.id, pack(parts), reader);
  if (answer.is !== "done") return answer.is === "refused" ? answer.sentence : words("needs_network");
  entry.copies = [...entry.copies, answer.data];
  say("said", words("shared", { name: answer.data.reader }));
  return "";
}

/** @param {HTMLElement} article @param {Around} around @param {Entry} entry */
function listenForErasing(article, { clinic, disk, changed }, { id, isHere }) {
  one(article, "[data-erase-now]", HTMLButtonElement).addEventListener("click", () => void whileBusy(article, async () => {
    const answer = isHere ? null : await clinic.erase(id);
    const isGone = !answer || answer.is === "done" || (answer.is === "refused" && answer.status === 404);
    if (!isGone) return say("said", words("not_erased"));
    await disk.forget(id);
    article.remove();
    say("said", words("erased"));
    await changed();
  }));
}
