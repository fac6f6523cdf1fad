/**
 * The board says itself when it has gone silent: no help from the server is needed for that.
 * It asks for the rooms every 5 s; when what it shows is older than that twice over, it says so.
 */

const SILENT_AFTER_MS = 12_000;

let drawnAt = performance.now();

document.addEventListener("htmx:afterSwap", () => {
  drawnAt = performance.now();
  say();
});

setInterval(say, 1000);

function say() {
  const notice = document.getElementById("board-silence");
  const rooms = document.getElementById("rooms");
  if (!notice || !rooms) return;
  const silent = performance.now() - drawnAt > SILENT_AFTER_MS;
  notice.hidden = !silent;
  rooms.classList.toggle("stale", silent);
  const time = notice.querySelector("time");
  const at = rooms.dataset.drawnAt;
  if (silent && time && at) time.textContent = at;
}
