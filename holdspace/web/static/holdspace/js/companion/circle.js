/** The open page of somebody in a circle: it changes by itself, says when it may be old, and goes dark. */

/** Longer than three beats: after that what is shown may be old. */
const OLD_AFTER_MS = 10_000;

/**
 * What a message of the stream carries.
 *
 * @param {Event} event
 * @returns {string}
 */
function htmlOf(event) {
  const said = event instanceof MessageEvent ? JSON.parse(event.data) : {};
  return typeof said.html === "string" ? said.html : "";
}

/**
 * @param {Element} place
 * @param {string} html
 */
function show(place, html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  place.replaceChildren(...parsed.body.childNodes);
}

/** Nothing of what was there stays, and going back finds nothing either. */
function goDark(/** @type {string} */ html) {
  const main = document.querySelector("main");
  if (main) show(main, html);
}

/**
 * Where nothing is typed the page is asked for anew; words that were typed stay where they are.
 *
 * @returns {boolean}
 */
function nothingIsTyped() {
  return [...document.querySelectorAll("textarea")].every((one) => one.value === "");
}

/** @param {HTMLElement} live */
function listen(live) {
  const old = document.querySelector("[data-not-live]");
  const stream = new EventSource(`${live.dataset.stream}?mark=${live.dataset.mark}`);
  let timer = 0;
  // Whoever taps a link is on the way: asking for this page anew would take them back.
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href^='/']")) stream.close();
  });
  const heard = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (old instanceof HTMLElement) old.hidden = false;
    }, OLD_AFTER_MS);
    if (old instanceof HTMLElement) old.hidden = true;
  };
  stream.addEventListener("beat", heard);
  stream.addEventListener("page", (event) => {
    heard();
    if (!("reloads" in live.dataset)) show(live, htmlOf(event));
    else if (nothingIsTyped()) location.reload();
  });
  stream.addEventListener("ended", (event) => {
    stream.close();
    clearTimeout(timer);
    goDark(htmlOf(event));
    // The page around it leads nowhere any more: the server's own dark page takes its place.
    location.reload();
  });
  addEventListener("pagehide", () => stream.close());
  heard();
}

const live = document.querySelector("[data-stream]");
if (live instanceof HTMLElement) listen(live);
