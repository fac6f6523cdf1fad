/** Words, voice, a drawing, a photo: which of them is open, and what the entry has by now. */

import { listenForDrawing } from "./drawing.js";
import { part, words } from "./page.js";
import { listenForPhotos } from "./photo.js";
import { listenForVoice } from "./voice.js";
import { KINDS } from "./writing.js";

/** @typedef {import("./writing.js").Writing} Writing */
/** @typedef {import("./format.js").MediumKind} MediumKind */

/** @param {() => Writing | null} writing */
export function createTools(writing) {
  const buttons = [...document.querySelectorAll("[data-kind]")].filter((one) => one instanceof HTMLButtonElement);
  const panels = [...document.querySelectorAll("[data-panel]")].filter((one) => one instanceof HTMLElement);
  const list = part("has", HTMLElement);
  const voice = listenForVoice(writing);
  const drawing = listenForDrawing(writing);
  listenForPhotos(writing);
  /** @type {Map<Blob, string>} */
  const shownAs = new Map();

  /** @param {string} kind */
  function choose(kind) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset["kind"] === kind));
    for (const panel of panels) panel.hidden = panel.dataset["panel"] !== kind;
  }

  /** @param {MediumKind} kind @param {Blob} blob @returns {HTMLElement} */
  function preview(kind, blob) {
    const address = shownAs.get(blob) ?? URL.createObjectURL(blob);
    shownAs.set(blob, address);
    if (kind === "voice") return Object.assign(document.createElement("audio"), { controls: true, src: address, ariaLabel: words("voice") });
    return Object.assign(document.createElement("img"), { src: address, alt: words(kind) });
  }

  /** @param {MediumKind} kind @param {Blob} blob @returns {HTMLElement} */
  function line(kind, blob) {
    const out = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: words("take_out") });
    out.setAttribute("aria-label", `${words("take_out")}: ${words(kind)}`);
    out.addEventListener("click", () => {
      if (kind === "drawing") drawing.wipe();
      writing()?.put(kind, null);
    });
    const item = document.createElement("li");
    item.append(preview(kind, blob), out);
    return item;
  }

  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset["kind"] ?? "words"));

  return {
    /** What the entry has besides its words. */
    shown() {
      const media = writing()?.media ?? new Map();
      const blobs = new Set([...media.values()].map(({ blob }) => blob));
      for (const [blob, address] of shownAs) {
        if (blobs.has(blob)) continue;
        URL.revokeObjectURL(address);
        shownAs.delete(blob);
      }
      list.replaceChildren(...KINDS.filter((kind) => media.has(kind)).map((kind) => line(kind, media.get(kind).blob)));
    },
    async takeUp() {
      const drawn = writing()?.media.get("drawing");
      if (drawn) await drawing.begin(drawn.blob);
    },
    finish: () => voice.stop(),
    wipe() {
      drawing.wipe();
      choose("words");
    },
  };
}
