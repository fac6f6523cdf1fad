/** A photo: drawn anew and smaller, so that nothing stays of where and when it was taken. */

import { part, say, words } from "./page.js";

/** @typedef {import("./writing.js").Writing} Writing */

const LONGEST_EDGE = 1600;
const QUALITY = 0.82;

/** @param {Blob} file @returns {Promise<Blob | null>} null when it is no picture */
export async function drawnAnew(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  } catch {
    return null;
  }
}

/** @param {() => Writing | null} writing */
export function listenForPhotos(writing) {
  const box = part("photo", HTMLInputElement);
  box.addEventListener("change", async () => {
    const file = box.files?.[0];
    if (!file) return;
    const blob = await drawnAnew(file);
    // The file itself is let go: what is kept is only what was drawn.
    box.value = "";
    if (!blob) return say("write-why", words("photo_odd"));
    say("write-why", "");
    writing()?.put("photo", { blob });
  });
}
