/** Says what was just charted, where the chart is still empty, and takes it back for ten seconds. */

import { button, h, icon } from "./dom.js";

const UNDO_SECONDS = 10;

/** @param {HTMLElement} place */
export function createToast(place) {
  /** @type {number | undefined} */
  let timer;
  /** @type {(() => void) | null} */
  let takeBack = null;

  function clear() {
    window.clearInterval(timer);
    takeBack = null;
    place.replaceChildren();
  }

  return {
    /**
     * @param {string} words @param {(() => void) | null} undo @param {{ label: string, act: () => void } | null} [also]
     */
    show(words, undo, also = null) {
      clear();
      const until = performance.now() + UNDO_SECONDS * 1000;
      const count = h("span", null, `Undo · ${UNDO_SECONDS}`);
      takeBack = undo && (() => (clear(), undo()));
      place.append(
        h(
          "div",
          { class: "toast" },
          h("span", { role: "status" }, words),
          also && button(also.label, () => (clear(), also.act())),
          undo && h("button", { type: "button", class: "button", "data-undo": true, onclick: () => takeBack?.() }, icon("undo"), count),
        ),
      );
      timer = window.setInterval(() => {
        const left = Math.ceil((until - performance.now()) / 1000);
        if (left <= 0) clear();
        else count.textContent = `Undo · ${left}`;
      }, 250);
    },
    undo: () => takeBack?.(),
    clear,
  };
}
