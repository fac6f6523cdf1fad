/** Guidance: how much, the cards, and the steps for a hard moment. */

import { clockTime } from "./clock.js";
import { button, h, tapButton } from "./dom.js";
import { steps } from "./card.js";
import { openSheet } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

/** @param {Room} room */
export function openGuidance(room) {
  openSheet(
    "Guidance",
    (body) => {
      const { guidance, plan } = room.store.state.panels;
      const wears = guidance.wears_off_in_minutes;
      body.append(
        h("p", { class: "big-words" }, guidance.word),
        wears === null ? "" : h("p", null, `It wears off in about ${wears} minutes.`),
        h("div", { class: "tap-grid" },
          tapButton("How much guidance", () => room.open("level"), guidance.level === null ? "" : `level ${guidance.level}`),
          tapButton("Who is here", () => room.open("presence")),
          tapButton("Hard moment", () => openLadder(room), "the steps, in order"),
        ),
        plan.helps ? h("figure", { class: "quote" }, h("figcaption", null, "Helps"), h("blockquote", null, plan.helps)) : "",
      );
      for (const card of guidance.all_cards) {
        body.append(h("details", null, h("summary", null, card.title), steps(room, card)));
      }
    },
    { live: false },
  );
}

/** @param {Room} room */
function openLadder(room) {
  openSheet(
    "A hard moment, step by step",
    (body) => {
      const { guidance, plan } = room.store.state.panels;
      const wears = guidance.wears_off_in_minutes;
      body.append(
        h("p", null, plan.helps ? `Helps: ${plan.helps}` : "", wears === null ? "" : ` It wears off in about ${wears} minutes.`),
        h(
          "ol",
          { class: "ladder" },
          guidance.ladder.map((rung) =>
            h(
              "li",
              { "data-state": rung.taken_at ? "done" : "next" },
              h("span", null, h("b", null, rung.action), h("small", null, ` ${[rung.trigger, rung.role].filter(Boolean).join(" · ")}`)),
              button(rung.taken_at ? `again · ${clockTime(rung.taken_at)}` : "Did this", () =>
                void room.record("LadderRungTaken", { rung: rung.rung }, rung.action, { lane: "guidance" }), { "data-key": `rung-${rung.rung}` }),
            ),
          ),
        ),
      );
    },
    { live: true },
  );
}
