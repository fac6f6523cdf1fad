/** Hears calls for help on every page of the staff. What it needs comes once the page itself can be used. */

const place = document.getElementById("help-ring");

async function begin() {
  if (!place) return;
  const { listenForCalls } = await import("./listening.js");
  listenForCalls(place);
}

const room = document.getElementById("room");
if (room && room.dataset["sheets"] !== "true") {
  const watch = new MutationObserver(() => {
    if (room.dataset["sheets"] !== "true") return;
    watch.disconnect();
    void begin();
  });
  watch.observe(room, { attributes: true, attributeFilter: ["data-sheets"] });
} else {
  void begin();
}
