/** Words: notes, what the person says, and everything that is not on the sixteen buttons. */

import { button, h, tapButton } from "./dom.js";
import { choose, openSheet, words } from "./sheet.js";
import { supportsOf } from "./summary_words.js";

/** @typedef {import("./room.js").Room} Room */

const TOPICS = [
  { code: "note", label: "Note" },
  { code: "first_words", label: "First words" },
  { code: "themes", label: "Themes" },
  { code: "helped", label: "What helped" },
];

/** What is typed is kept on this tablet until it is saved. @param {Room} room @param {string} name @param {HTMLInputElement | HTMLTextAreaElement} input */
export function keepDraft(room, name, input) {
  const key = `${room.store.state.session.id}:${name}`;
  void room.outbox?.draft(key).then((text) => {
    if (text && !input.value) input.value = text;
  });
  input.addEventListener("input", () => void room.outbox?.keepDraft(key, input.value));
  return () => void room.outbox?.keepDraft(key, "");
}

/** @param {Room} room */
export function openNote(room) {
  openSheet("Note", (body, close) => {
    const text = words("Words", { long: true, own: true });
    const forget = keepDraft(room, "note", text.input);
    const topic = choose("topic", "What it is", TOPICS, "note");
    body.append(
      text.element,
      topic.element,
      tapButton("Save", () => {
        if (!text.value()) return text.input.focus();
        const label = TOPICS.find(({ code }) => code === topic.value())?.label ?? "Note";
        void room.record("NoteWritten", { text: text.value(), topic: topic.value() }, label.toLowerCase());
        forget();
        return close();
      }, "", { class: "tap-button primary" }),
    );
    text.input.focus();
  });
}

/** @param {Room} room */
export function openSpeaks(room) {
  openSheet("What the person says", (body, close) => {
    const text = words("In their words", { long: true, own: true, optional: true });
    const forget = keepDraft(room, "speaks", text.input);
    body.append(
      text.element,
      tapButton("Save", () => {
        void room.record("Observed", { code: "speaks", words: text.value() }, "speaks");
        forget();
        close();
      }, "", { class: "tap-button primary" }),
    );
    text.input.focus();
  });
}

/** @param {Room} room */
export function openMore(room) {
  const { catalogue, unverified } = room.store.state.panels;
  openSheet("More", (body, close) => {
    /** @param {string} kind @param {{ code: string, label: string }[]} choices */
    const taps = (kind, choices) =>
      h("div", { class: "tap-grid" }, choices.map(({ code, label }) => tapButton(label, () => {
        void room.record(kind, { code }, label);
        close();
      })));
    for (const [group, choices] of Object.entries(catalogue.observations)) {
      body.append(h("h3", null, group.charAt(0).toUpperCase() + group.slice(1)), taps("Observed", choices));
    }
    body.append(h("h3", null, "Done for the person"), taps("SupportGiven", supportsOf(room)));
    const acts = /** @type {[string, string, string][]} */ ([
      ["Vital signs", "vitals", "by hand"],
      ["Devices", "devices", "by Bluetooth"],
      ["Verify", "verify", `${unverified.length} from the monitor`],
      ["Artefact", "artefact", "mark a stretch"],
      ["Bedside scales", "scales", ""],
      ["Asked how they feel", "lookedIn", ""],
      ["Who is here", "presence", ""],
      ["Adverse event", "harm", ""],
      ["Phase", "phase", ""],
      ["Dose and rate", "dose", ""],
      ["Going home", "home", ""],
      ["Signals and due", "signals", ""],
      ["Hand over to a colleague", "handOff", "one screen"],
    ]);
    body.append(
      h("h3", null, "Other"),
      h("div", { class: "tap-grid" }, acts.map(([label, name, detail]) => tapButton(label, () => room.open(name), detail))),
      button("Single keys on or off", () => room.open("keys"), { class: "button quiet" }),
    );
  });
}
