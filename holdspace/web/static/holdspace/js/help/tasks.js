/** Says on every open page that a task is urgent and nobody has seen it yet. Nothing about whom, nothing clinical. */

import { h, write } from "../room/dom.js";

/** The board draws one itself, for who has no script. */
const line = document.getElementById("task-line") ?? h("p", { class: "banner soon", id: "task-line", role: "status" });

/** @param {number} count @param {{ place: HTMLElement, href: string, isRoom: boolean }} where */
export function drawTasks(count, { place, href, isRoom }) {
  if (!count) {
    line.remove();
    return;
  }
  if (!line.firstElementChild) line.append(h(isRoom ? "span" : "a", isRoom ? null : { href }));
  // In a room it is a small word without a link: nobody is led out of it by a tap that was meant for something else.
  line.classList.toggle("banner", !isRoom);
  if (!line.isConnected) (isRoom ? place : (document.getElementById("main") ?? place)).prepend(line);
  const words = count === 1 ? "1 task nobody has seen yet" : `${count} tasks nobody has seen yet`;
  write(/** @type {Element} */ (line.firstElementChild), words);
}
