/**
 * A page asks for a part of itself again. When the answer comes from elsewhere (a sign-in, once nobody is signed in any
 * more), it is no part of this page: the whole page is asked for, and shows it.
 */

/** @typedef {{ xhr: XMLHttpRequest, requestConfig: { path: string }, shouldSwap: boolean }} Answer */

/** @param {Document} root */
export function showOtherPagesWhole(root) {
  root.addEventListener("htmx:beforeSwap", (event) => {
    const answer = /** @type {CustomEvent<Answer>} */ (event).detail;
    if (pathOf(answer.xhr.responseURL) === pathOf(answer.requestConfig.path)) return;
    answer.shouldSwap = false;
    location.reload();
  });
}

/** @param {string} address */
function pathOf(address) {
  return new URL(address, location.href).pathname;
}
