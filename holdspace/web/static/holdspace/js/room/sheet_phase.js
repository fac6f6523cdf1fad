/** Phases, the time-out by two people, and who is with the person. */

import { age, clockTime } from "./clock.js";
import { button, h, tapButton } from "./dom.js";
import { choose, openSheet, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

/** @param {Room} room */
export function openPhase(room) {
  openSheet(
    "Phase",
    (body, close) => {
      const { phase, panels } = room.store.state;
      /** @param {{ code: string, label: string }} to */
      const enter = (to) => {
        void room.record("PhaseEntered", { phase: to.code }, to.label.toLowerCase(), { lane: "system" });
        close();
      };
      body.append(
        h(
          "ol",
          { class: "phases" },
          phase.all.map((one, index) =>
            h(
              "li",
              { "data-state": index < phase.index ? "done" : index === phase.index ? "now" : "next" },
              h("span", null, one.label),
              index === phase.index
                ? h("small", null, phase.entered_at ? `since ${clockTime(phase.entered_at)}` : "now")
                : button(one.code === phase.next?.code ? "Enter" : "Go here", () => enter(one), { "aria-label": `Enter ${one.label}` }),
            ),
          ),
        ),
        h(
          "div",
          { class: "tap-grid" },
          tapButton("Time-out", () => room.open("timeOut"), panels.time_out.complete ? "done by two" : `${confirmations(room).length} of ${panels.time_out.needed ?? 2}`),
          tapButton("Going home", () => room.open("home")),
        ),
      );
    },
    { live: true },
  );
}

/** Who has confirmed, in the record or on this tablet. @param {Room} room @returns {{ by: string, at: string, waits: boolean }[]} */
function confirmations({ store }) {
  const known = store.state.panels.time_out.confirmed.map((one) => ({ ...one, waits: false }));
  const waiting = store.waiting.filter((one) => one.kind === "TimeOutConfirmed" && !(one.event_id in store.state.marks));
  return [...known, ...waiting.map((one) => ({ by: one.author, at: one.at, waits: true }))];
}

/** @param {Room} room @param {import("./outbox.js").Author} [by] the second person, by their own PIN on this tablet */
export function openTimeOut(room, by) {
  const person = by?.name ?? room.store.state.me.name;
  openSheet(by ? `Time-out, ${person}` : "Time-out", (body, close) => {
    const { time_out: timeOut } = room.store.state.panels;
    const boxes = timeOut.items.map(({ code, text }) => ({ code, text, input: h("input", { type: "checkbox", onchange: count }) }));
    const main = tapButton(by ? `${person} confirms all of it` : "I confirm all of it", confirm, "", { class: "tap-button primary", disabled: true });

    function count() {
      main.disabled = !boxes.every(({ input }) => input.checked);
    }
    function confirm() {
      void room.record("TimeOutConfirmed", { checks: boxes.map(({ code }) => code) }, `time-out, ${person}`, { lane: "system", by });
      close();
    }
    const done = confirmations(room);
    body.append(
      h("p", { class: "muted" }, "Two different people, each by themselves, aloud, with the person."),
      h("ul", { class: "sweep" }, boxes.map(({ text, input }) => h("li", null, h("label", { class: "choice" }, input, h("span", null, text))))),
      h("div", { class: "actions" }, main, !by && room.unlock && button("Second person, here on this tablet", () => room.open("second", { title: "Time-out: the second person", act: "timeOut" }))),
      h("h3", null, `Confirmed by ${done.length} of ${timeOut.needed ?? 2}`),
      h("ul", null, done.map(({ by: name, at, waits }) => h("li", null, `${name}, ${clockTime(at)}${waits ? ", on this tablet" : ""}`))),
    );
  });
}

/** @param {Room} room */
export function openPresence(room) {
  openSheet(
    "Who is with the person",
    (body, close) => {
      const { with_now: here } = room.store.state.panels;
      const { me } = room.store.state;
      const other = words("Somebody else", { optional: true });
      const mine = here.find((one) => one.person === me.name);
      /** @param {string} manner */
      const comeIn = (manner) => {
        const person = other.value() || me.name;
        void room.record("PresenceBegan", { person, manner }, `${person} with the person`, { lane: "with" });
        close();
      };
      body.append(
        h(
          "ul",
          { class: "sweep" },
          here.map((one) =>
            h(
              "li",
              null,
              h("span", null, h("b", null, one.person), `, ${one.manner === "guiding" ? "guiding" : "quiet presence"}, ${age(one.since)}`),
              button("Went out", () => {
                void room.record("PresenceEnded", { person: one.person }, `${one.person} went out`, { lane: "with" });
                close();
              }),
            ),
          ),
        ),
        here.length ? "" : h("p", null, "Nobody is with the person."),
        h("h3", null, mine ? "Change, or somebody else" : `${me.name} is here`),
        other.element,
        h("div", { class: "tap-grid" }, tapButton("Quiet presence", () => comeIn("quiet")), tapButton("Guiding", () => comeIn("guiding"))),
      );
    },
  );
}

/** @param {Room} room */
export function openLookedIn(room) {
  openSheet("Asked how they feel", (body, close) => {
    const answer = words("What they said", { long: true, own: true, optional: true });
    body.append(
      answer.element,
      tapButton("Save", () => {
        const payload = { asked_how_they_feel: true, answer: answer.value() };
        void room.record("LookedIn", payload, "asked how they feel");
        close();
      }, "", { class: "tap-button primary" }),
    );
  });
}

/** @param {Room} room */
export function openLevel(room) {
  const { guidance } = room.store.state.panels;
  openSheet("How much guidance", (body, close) => {
    const levels = guidance.levels.map(({ level, name, word }) => ({ code: String(level), label: `${level} ${name} (${word})` }));
    const choice = choose("level", "From now on", levels, String(guidance.level ?? ""), (code) => {
      const chosen = levels.find((one) => one.code === code);
      void room.record("GuidanceLevelSet", { level: Number(code) }, `guidance: ${chosen?.label ?? code}`, { lane: "guidance" });
      close();
    });
    body.append(choice.element);
  });
}
