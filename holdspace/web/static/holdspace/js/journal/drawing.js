/** A drawing with a finger, a mouse or a pen. Whoever cannot or would rather not says what it would show. */

import { one, part } from "./page.js";

/** @typedef {import("./writing.js").Writing} Writing */
/** @typedef {{ colour: string, points: [number, number][] }} Stroke */

const PAPER = "#fffdf9";
const PEN_WIDTH = 10;

/** @param {() => Writing | null} writing */
export function listenForDrawing(writing) {
  const canvas = part("canvas", HTMLCanvasElement);
  const pens = [...document.querySelectorAll("[data-pen]")].filter((pen) => pen instanceof HTMLButtonElement);
  /** @type {Stroke[]} */
  let strokes = [];
  /** What was drawn before the page was loaded again. @type {ImageBitmap | null} */
  let before = null;
  let colour = inkOf(pens.find((pen) => pen.getAttribute("aria-pressed") === "true"));

  /** @param {Element | undefined} pen */
  function inkOf(pen) {
    return pen ? getComputedStyle(one(pen, ".swatch", HTMLElement)).backgroundColor : "black";
  }

  function paint() {
    const brush = canvas.getContext("2d");
    if (!brush) return;
    brush.fillStyle = PAPER;
    brush.fillRect(0, 0, canvas.width, canvas.height);
    if (before) brush.drawImage(before, 0, 0);
    brush.lineWidth = PEN_WIDTH;
    brush.lineCap = "round";
    brush.lineJoin = "round";
    for (const { colour: ink, points } of strokes) {
      brush.strokeStyle = ink;
      brush.beginPath();
      points.forEach(([x, y], place) => (place ? brush.lineTo(x, y) : brush.moveTo(x, y)));
      if (points.length === 1 && points[0]) brush.lineTo(points[0][0] + 0.1, points[0][1]);
      brush.stroke();
    }
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * canvas.width, ((event.clientY - box.top) / box.height) * canvas.height];
  }

  function keep() {
    paint();
    if (!strokes.length && !before) return void writing()?.put("drawing", null);
    canvas.toBlob((blob) => blob && writing()?.put("drawing", { blob }), "image/png");
  }

  function wipe() {
    strokes = [];
    before = null;
    paint();
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    strokes.push({ colour, points: [at(event)] });
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    strokes.at(-1)?.points.push(at(event));
    paint();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(name, (event) => {
      const { pointerId } = /** @type {PointerEvent} */ (event);
      if (canvas.hasPointerCapture(pointerId)) canvas.releasePointerCapture(pointerId);
      keep();
    });
  }
  for (const pen of pens) {
    pen.addEventListener("click", () => {
      for (const other of pens) other.setAttribute("aria-pressed", String(other === pen));
      colour = inkOf(pen);
    });
  }
  part("undo", HTMLButtonElement).addEventListener("click", () => {
    strokes.pop();
    keep();
  });
  part("wipe", HTMLButtonElement).addEventListener("click", () => {
    wipe();
    keep();
  });
  paint();

  return {
    wipe,
    /** @param {Blob} blob */
    async begin(blob) {
      strokes = [];
      before = await createImageBitmap(blob);
      paint();
    },
  };
}

/** @typedef {ReturnType<typeof listenForDrawing>} Drawing */
