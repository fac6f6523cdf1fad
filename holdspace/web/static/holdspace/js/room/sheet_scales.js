/** Ratings from 0 to 10, and the bedside scales. Of licensed scales only the item numbers are shown. */

import { age } from "./clock.js";
import { h, tapButton } from "./dom.js";
import { choose, openSheet, refusal } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

const RATINGS = ["distress", "nausea", "pain", "tiredness"].map((code) => ({ code, label: code.charAt(0).toUpperCase() + code.slice(1) }));

/** @param {Room} room */
export function openRating(room) {
  openSheet("Rating", (body, close) => {
    const { ratings, catalogue } = room.store.state.panels;
    let scale = /** @type {typeof RATINGS[number]} */ (RATINGS[0]);
    const asks = h("p", { class: "big-words" });
    const before = h("p", { class: "muted" });
    const choice = choose("rating", "What", RATINGS, scale.code, (code) => {
      scale = RATINGS.find((one) => one.code === code) ?? scale;
      show();
    });
    function show() {
      asks.textContent = catalogue.questions?.[scale.code] ?? `${scale.label}, 0 to 10`;
      const last = ratings[scale.code];
      before.textContent = last ? `Last: ${last.score}, ${age(last.at)} ago` : "Not asked yet";
    }
    const scores = [...Array(11).keys()].map((score) =>
      tapButton(String(score), () => {
        void room.record("Rated", { scale: scale.code, score }, `${scale.label.toLowerCase()} ${score}`);
        close();
      }),
    );
    show();
    body.append(choice.element, asks, h("div", { class: "scores" }, scores), before, tapButton("Bedside scales", () => room.open("scales")));
  });
}

/** @param {Room} room */
export function openScales(room) {
  openSheet("Bedside scales", (body) => {
    const scales = Object.entries(room.store.state.panels.scales);
    body.append(
      h("div", { class: "tap-grid" }, scales.map(([code, { name, sentence, at }]) =>
        tapButton(name, () => openScale(room, code), sentence && at ? `${sentence} ${age(at)} ago` : "not scored yet"))),
    );
  });
}

/** @param {Room} room @param {string} code */
function openScale(room, code) {
  const scale = room.store.state.panels.scales[code];
  if (!scale) return;
  openSheet(scale.name, (body, close) => {
    const why = refusal();
    const total = h("output");
    const items = scale.items.map((item, index) => {
      const numbers = [...Array(item.high - item.low + 1).keys()].map((n) => n + item.low);
      const anchored = Object.keys(scale.anchors).length > 0;
      const choices = numbers.map((n) => ({ code: String(n), label: anchored ? `${n}  ${scale.anchors[n]}` : String(n) }));
      const one = choose(`item-${index}`, item.name, anchored ? choices.reverse() : choices, undefined, sum);
      if (!anchored) one.element.classList.add("short");
      return one;
    });
    const scores = () => items.map((one) => one.value()).filter((value) => value !== "").map(Number);
    function sum() {
      const known = scores();
      const all = known.reduce((a, b) => a + b, 0);
      total.textContent = known.length === items.length ? `Sum ${all} of ${scale?.maximum}` : `${known.length} of ${items.length} answered`;
    }
    sum();
    body.append(
      ...items.map((one) => one.element),
      h("p", { class: "figures" }, total),
      why.element,
      tapButton("Save", () => {
        const known = scores();
        if (known.length < items.length) return why.say("Answer every item.");
        const payload = { scale: code, items: known, variant: scale.variant };
        void room.record("ScaleScored", payload, `${scale.name} ${known.reduce((a, b) => a + b)}`);
        return close();
      }, "", { class: "tap-button primary" }),
    );
  });
}
