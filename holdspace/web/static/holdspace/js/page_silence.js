/**
 * A page that asks for a part of itself every 5 s says itself when it has gone silent: no help from the server is needed
 * for that. When what it shows is older than that twice over, it says so.
 */

const SILENT_AFTER_MS = 12_000;

let drawnAt = performance.now();

document.addEventListener("htmx:afterSwap", () => {
  drawnAt = performance.now();
  say();
});

setInterval(say, 1000);

function say() {
  const notice = document.getElementById("page-silence");
  const part = document.querySelector("[data-drawn-at]");
  if (!notice || !(part instanceof HTMLElement)) return;
  const silent = performance.now() - drawnAt > SILENT_AFTER_MS;
  notice.hidden = !silent;
  part.classList.toggle("stale", silent);
  const time = notice.querySelector("time");
  const at = part.dataset["drawnAt"];
  if (silent && time && at) time.textContent = at;
}
