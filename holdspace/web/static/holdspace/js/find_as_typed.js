// A list that is searched while somebody types. Without this the button beside it does the same.

const WAIT_MS = 300;

/** @param {HTMLFormElement} form */
function findAsTyped(form) {
  const input = form.querySelector("input[name=q]");
  const found = document.getElementById("found");
  if (!(input instanceof HTMLInputElement) || !found) return;
  let waiting = 0;
  let asked = 0;

  const ask = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(location.href, { method: "POST", body: new FormData(form) });
      if (!answer.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = page.getElementById("found");
      if (list && mine === asked) found.replaceChildren(...list.childNodes);
    } catch {
      // No network: the button still asks, and the browser says what is wrong.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT_MS);
  });
}

for (const form of document.querySelectorAll("form[data-find-as-typed]")) {
  if (form instanceof HTMLFormElement) findAsTyped(form);
}
