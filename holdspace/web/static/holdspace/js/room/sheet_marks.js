/** One entry of the record: what it says, and how it is mended. The old words stay, struck out, with the reason. */

import { clockTime, isoNow, now } from "./clock.js";
import { button, h, tapButton } from "./dom.js";
import { openSheet, refusal, when, words } from "./sheet.js";
import { openAlreadyGiven } from "./sheet_dose_forms.js";
import { openRescind, openVitals } from "./sheet_vitals.js";
import { supportsOf } from "./summary_words.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Mark} Mark */

const LATE_MS = 60_000;

/** @param {Room} room @param {string[]} ids */
export function openMarks(room, ids) {
  openSheet(ids.length > 1 ? "Entries here" : "Entry", (body) => {
    const known = new Map(room.store.marks());
    for (const id of ids) {
      const mark = known.get(id);
      if (mark) body.append(entry(room, id, mark));
    }
    if (!body.children.length) body.append(h("p", null, "This entry has no words of its own."));
  });
}

/** @param {Room} room @param {string} id @param {Mark} mark */
function entry(room, id, mark) {
  const isLate = mark.recorded_at && Math.abs(Date.parse(mark.recorded_at) - Date.parse(mark.at)) > LATE_MS;
  const isMine = mark.author_id === room.store.state.me.staff_id;
  const mayUndo = isMine && mark.may_undo_until !== null && Date.parse(mark.may_undo_until) > now();
  const acts = room.readOnly || mark.struck
    ? []
    : [mayUndo && button("Undo", () => room.takeBack(id)),
      mark.kind === "VitalsCharted" && button("Strike it out…", () => openRescind(room, { target_id: id }, mark.label)),
      MENDS[mark.kind] && button("Correct, with a reason…", () => openMend(room, id, mark))];
  return h(
    "article",
    { class: "entry", "data-struck": mark.struck },
    h("p", { class: "big-words" }, mark.label),
    h("p", null, mark.sentence),
    h("p", { class: "muted" }, [
      `happened ${clockTime(mark.at, true)}`,
      mark.pending ? "on this tablet, not yet in the clinic record" : `in the clinic record ${clockTime(mark.recorded_at, true)}`,
      isLate ? "charted late" : "",
      mark.author,
    ].filter(Boolean).join(" · ")),
    mark.struck && h("p", null, `Struck out: ${mark.struck_reason ?? ""}`),
    h("div", { class: "actions" }, acts),
  );
}

/** How each kind of entry is written again. @type {Record<string, (room: Room, mark: Mark, save: Save) => void>} */
const MENDS = {
  VitalsCharted: (room, _mark, save) =>
    openVitals(room, { title: "The right values", save: (payload, _words, minutesAgo) => save("VitalsCharted", payload, minutesAgo) }),
  Observed: (room, mark, save) => again(room, mark, "Observed", Object.values(room.store.state.panels.catalogue.observations).flat(), save),
  SupportGiven: (room, mark, save) => again(room, mark, "SupportGiven", supportsOf(room), save),
  NoteWritten: (_room, mark, save) =>
    openSheet("The right words", (body) => {
      const text = words("Words", { long: true, own: true });
      body.append(h("p", null, mark.sentence), text.element, tapButton("Go on", () => text.value() && save("NoteWritten", { text: text.value() })));
    }),
  Rated: (_room, mark, save) =>
    openSheet("The right score", (body) => {
      const scale = ["distress", "nausea", "pain", "tiredness"].find((one) => `${mark.label} ${mark.sentence}`.toLowerCase().includes(one));
      body.append(h("div", { class: "scores" }, [...Array(11).keys()].map((score) => tapButton(String(score), () => save("Rated", { scale: scale ?? "distress", score })))));
    }),
  ArtefactMarked: (_room, _mark, save) => save("NoteWritten", { text: "It was no artefact: the values count again." }),
  LookedIn: (_room, _mark, save) => save("LookedIn", {}),
  DoseGiven: (room, _mark, save) => openAlreadyGiven(room, (payload, kind, _label, minutesAgo) => save(kind, payload, minutesAgo)),
  InfusionStarted: (room, _mark, save) => openAlreadyGiven(room, (payload, kind, _label, minutesAgo) => save(kind, payload, minutesAgo)),
};
/** @typedef {(kind: string, payload: Record<string, any>, minutesAgo?: number) => void} Save */

/** @param {Room} _room @param {Mark} mark @param {string} kind @param {{ code: string, label: string }[]} choices @param {Save} save */
function again(_room, mark, kind, choices, save) {
  openSheet("What it really was", (body) => {
    body.append(
      h("p", null, mark.sentence),
      h("div", { class: "tap-grid" }, choices.map(({ code, label }) => tapButton(label, () => save(kind, { code })))),
    );
  });
}

/** @param {Room} room @param {string} id @param {Mark} mark */
function openMend(room, id, mark) {
  MENDS[mark.kind]?.(room, mark, (kind, payload, minutesAgo) => openReason(room, id, mark, { kind, payload }, minutesAgo));
}

/** @param {Room} room @param {string} id @param {Mark} mark @param {{ kind: string, payload: Record<string, any> }} replacement @param {number} [told] */
function openReason(room, id, mark, replacement, told) {
  openSheet("Why it is corrected", (body, close) => {
    const reason = words("Reason", { help: "The first words stay in the record, struck out, with this reason." });
    const time = when();
    const moved = h("input", { type: "checkbox" });
    const why = refusal();
    body.append(
      reason.element,
      ...(told === undefined ? [h("label", { class: "choice" }, moved, h("span", null, "The time was wrong, too")), time.element] : []),
      why.element,
      tapButton("Correct", () => {
        if (!reason.value()) return why.say("Say why.");
        const at = told === undefined ? (moved.checked ? isoNow(time.minutesAgo()) : mark.at) : isoNow(told);
        const payload = { target_id: id, reason: reason.value(), replacement, replacement_occurred_at: at };
        void room.record("EntryCorrected", payload, `corrected: ${mark.label}`, { lane: "system", undo: false });
        return close();
      }, "", { class: "tap-button primary" }),
    );
  });
}
