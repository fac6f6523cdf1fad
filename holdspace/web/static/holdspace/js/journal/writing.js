/**
 * The entry that is being written. At each pause it is on the phone's disk, sealed to its writer's key: whatever
 * happens to the page then, it is an entry. This tab alone can also take it up again without the passphrase.
 */

import { uuid7 } from "../uuid7.js";
import { closeDraft, openDraft } from "./disk.js";
import { pack, unpack, wordsFromBytes, wordsToBytes } from "./format.js";
import { one, part, say, words } from "./page.js";
import { sealPart } from "./seal.js";

/** @typedef {import("./format.js").Bytes} Bytes */
/** @typedef {import("./format.js").MediumKind} MediumKind */
/** @typedef {import("./disk.js").Disk} Disk */
/** @typedef {{ blob: Blob, length?: number }} Medium */
/** @typedef {{ entry_id: string, plain: Bytes[] }} Written */

const PAUSE_MS = 400;
/** @type {MediumKind[]} */
export const KINDS = ["voice", "drawing", "photo"];
const DESCRIBED = { voice: "", drawing: "drawing-words", photo: "photo-words" };

/** @param {{ disk: Disk, person: string, point: Bytes, changed: () => void }} given */
export function createWriting({ disk, person, point, changed }) {
  const form = part("write-form", HTMLFormElement);
  const text = part("text", HTMLTextAreaElement);
  const word = part("word", HTMLInputElement);
  /** @type {Map<MediumKind, Medium>} */
  const media = new Map();
  /** Sealing a picture at each stroke of a key would be slow. @type {WeakMap<Blob, { place: number, sealed: Bytes, plain: Bytes }>} */
  let sealedBefore = new WeakMap();
  let id = uuid7();
  let begunAt = new Date().toISOString();
  let hasRows = false;
  let timer = 0;
  /** One after the other: what was written last must lie there last. @type {Promise<unknown>} */
  let saving = Promise.resolve();
  let release = holdLock(id);

  function colour() {
    const chosen = form.querySelector('input[name="colour"]:checked');
    return chosen instanceof HTMLInputElement ? chosen.value : "";
  }

  /** @param {MediumKind} kind */
  function described(kind) {
    const box = DESCRIBED[kind] ? part(DESCRIBED[kind], HTMLInputElement).value.trim() : "";
    return box;
  }

  function isEmpty() {
    const said = [text.value, word.value, part("drawing-words", HTMLInputElement).value];
    return said.every((one) => !one.trim()) && !colour() && media.size === 0;
  }

  /** @returns {import("./format.js").Words} */
  function spoken() {
    const kinds = KINDS.filter((kind) => media.has(kind));
    const instead = !media.has("drawing") && described("drawing");
    return {
      word: word.value.trim(),
      colour: colour(),
      text: [text.value.trim(), instead].filter(Boolean).join("\n\n"),
      written_at: begunAt,
      media: kinds.map((kind) => ({ kind, type: baseType(media.get(kind)?.blob), words: described(kind) })),
    };
  }

  /** @returns {Promise<{ plain: Bytes[], sealed: Bytes[] }>} */
  async function parts() {
    const head = wordsToBytes(spoken());
    const entry = id;
    const plain = [head];
    const sealed = [await sealPart(point, { person, entry, place: 0 }, head)];
    for (const kind of KINDS) {
      const blob = media.get(kind)?.blob;
      if (!blob) continue;
      const place = plain.length;
      const before = sealedBefore.get(blob);
      const bytes = before?.plain ?? new Uint8Array(await blob.arrayBuffer());
      const closed = before?.place === place ? before.sealed : await sealPart(point, { person, entry, place }, bytes);
      sealedBefore.set(blob, { place, sealed: closed, plain: bytes });
      plain.push(bytes);
      sealed.push(closed);
    }
    return { plain, sealed };
  }

  /** @param {"begun" | "waiting"} state @returns {Promise<Written | null>} null when nothing was written */
  async function save(state) {
    window.clearTimeout(timer);
    timer = 0;
    if (isEmpty()) {
      if (hasRows) await disk.forgetBegun(person, id);
      hasRows = false;
      say("draft-said", "");
      return null;
    }
    const { plain, sealed } = await parts();
    const draft = state === "begun" ? await closeDraft(person, id, pack(plain)) : null;
    await disk.keep({ entry_id: id, person, state, at: begunAt, packed: pack(sealed) }, draft);
    hasRows = true;
    if (!timer) say("draft-said", words("kept_here"));
    return { entry_id: id, plain };
  }

  /** @param {"begun" | "waiting"} state @returns {Promise<Written | null>} */
  function queued(state) {
    const next = saving.then(() => save(state));
    saving = next.catch((wrong) => {
      console.error(wrong);
      say("draft-said", words("not_kept"));
    });
    return next;
  }

  function pause() {
    say("draft-said", words("typing"));
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void queued("begun").catch(() => null), PAUSE_MS);
  }

  function fresh() {
    release();
    id = uuid7();
    begunAt = new Date().toISOString();
    hasRows = false;
    release = holdLock(id);
    form.reset();
    media.clear();
    sealedBefore = new WeakMap();
    say("draft-said", "");
    changed();
  }

  form.addEventListener("input", pause);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) void queued("begun").catch(() => null);
  });

  return {
    media,
    isEmpty,
    get id() {
      return id;
    },
    /** @param {MediumKind} kind @param {Medium | null} medium */
    put(kind, medium) {
      if (medium) media.set(kind, medium);
      else media.delete(kind);
      if (!medium && DESCRIBED[kind]) part(DESCRIBED[kind], HTMLInputElement).value = "";
      changed();
      pause();
    },
    /** It is an entry now; null when there was nothing. @returns {Promise<Written | null>} */
    async finish() {
      const written = await queued("waiting");
      if (written) fresh();
      return written;
    },
    /** Whoever comes next sees an empty page; what was begun stays an entry. */
    clear: fresh,
    /** What this tab was writing before it was loaded again. @returns {Promise<boolean>} whether there was something */
    async takeUp() {
      const draft = await disk.draft(person);
      const plain = draft && (await openDraft(draft));
      const row = draft && (await disk.entries()).find((kept) => kept.entry_id === draft.entry_id && kept.state === "begun");
      if (!draft || !plain || !row) return false;
      release();
      id = draft.entry_id;
      begunAt = row.at;
      hasRows = true;
      release = holdLock(id);
      fill(unpack(plain));
      return true;
    },
  };

  /** @param {Bytes[]} plain */
  function fill([head, ...rest]) {
    if (!head) return;
    const said = wordsFromBytes(head);
    text.value = said.text;
    word.value = said.word;
    one(form, `input[name="colour"][value="${CSS.escape(said.colour)}"]`, HTMLInputElement).checked = true;
    said.media.forEach(({ kind, type, words: description }, place) => {
      const bytes = rest[place];
      if (!bytes) return;
      media.set(kind, { blob: new Blob([bytes], { type }) });
      if (DESCRIBED[kind]) part(DESCRIBED[kind], HTMLInputElement).value = description;
    });
    say("draft-said", words("kept_here"));
    changed();
  }
}

/** @typedef {ReturnType<typeof createWriting>} Writing */

/** @param {Blob | undefined} blob */
function baseType(blob) {
  return (blob?.type ?? "").split(";")[0] ?? "";
}

/** @param {string} id */
export function lockName(id) {
  return `holdspace-journal|${id}`;
}

/** As long as a page writes an entry, no other page of this browser takes it for one that was left. @param {string} id @returns {() => void} lets go */
function holdLock(id) {
  /** @type {() => void} */
  let letGo = () => {};
  const held = new Promise((resolve) => (letGo = () => resolve(null)));
  void navigator.locks?.request(lockName(id), () => held);
  return () => letGo();
}
