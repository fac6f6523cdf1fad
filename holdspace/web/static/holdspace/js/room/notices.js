/** Sentences over the chart: what is wrong with this page, its server or its tablet, and nothing else. */

import { inWords } from "../ages.js";
import { clockTime } from "./clock.js";
import { button, byId, fill, h, icon } from "./dom.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {{ tone: "act" | "soon" | "quiet", icon: string, words: string, act?: { label: string, run: () => void } | null }} Notice */

const SKEW_SECONDS = 30;
/** @type {string} */
let broken = "";

/** A fault of the script is said; an old picture is never left standing silently. @param {() => void} changed */
export function listenForFaults(changed) {
  const said = "This page had a problem; what you charted is kept. Reload.";
  /** @param {unknown} what */
  const fault = (what) => {
    broken = said;
    console.error(what);
    changed();
  };
  window.addEventListener("error", (event) => fault(event.error ?? event.message));
  window.addEventListener("unhandledrejection", (event) => fault(event.reason));
}

/**
 * @param {Room} room
 * @param {{ stream: import("./stream.js").Stream | null, awake: { problem: string, away: string, forget: () => void } | null }} given
 * @returns {Notice[]}
 */
function noticesOf(room, { stream, awake }) {
  const { panels } = room.store.state;
  const reload = { label: "Reload", run: () => window.location.reload() };
  const signIn = room.unlock ? { label: "PIN", run: () => room.unlock?.() } : reload;
  const refused = room.outbox?.refused ?? [];
  const locked = room.outbox?.locked ?? 0;
  const skew = panels.clock?.skew_seconds ?? 0;
  const unread = panels.dose.plan && !panels.dose.plan.checked_by && panels.flags?.find((one) => one.code === "second_check_outstanding");
  /** @type {(Notice | false | "" | null | undefined)[]} */
  const all = [
    broken && { tone: "act", icon: "triangle", words: broken, act: reload },
    panels.not_understood && { tone: "act", icon: "triangle", words: panels.not_understood, act: reload },
    room.keptAt && {
      tone: "act",
      icon: "plug",
      words: `Not connected. This is the room as this tablet kept it at ${clockTime(room.keptAt)}. Go on charting: it is kept here.`,
    },
    !room.keptAt && stream?.isSilent() && {
      tone: "act",
      icon: "plug",
      words: `No signal from the clinic server for ${inWords(stream.silentFor() / 1000)}. The numbers are old. Go on charting: it is kept on this tablet.`,
    },
    ...withdrawn(panels.consent?.withdrawn ?? []),
    room.outbox?.problem && { tone: "act", icon: "info", words: room.outbox.problem, act: /signed out/.test(room.outbox.problem) ? signIn : null },
    refused.length > 0 && {
      tone: "act",
      icon: "info",
      words: `${refused.length === 1 ? "One entry was" : `${refused.length} entries were`} not taken: ${refused[0]?.sentence ?? ""}`,
      act: { label: "Read", run: () => room.open("refused") },
    },
    locked > 0 && { tone: "soon", icon: "lock", words: sealed(locked) },
    Math.abs(skew) > SKEW_SECONDS && { tone: "soon", icon: "clock", words: `This tablet’s clock is off by ${inWords(Math.abs(skew))}. The record keeps the clinic’s time.` },
    unread && { tone: "soon", icon: "info", words: unread.sentence, act: { label: "Check", run: () => room.open("dose") } },
    awake?.away && { tone: "soon", icon: "info", words: awake.away, act: { label: "I know", run: awake.forget } },
    ...room.notices(),
    room.readOnly && { tone: "quiet", icon: "lock", words: "You are looking at the record. Nothing can be charted here." },
  ];
  return /** @type {Notice[]} */ (all.filter(Boolean));
}

/** Which of the two it is nobody can tell here: both ways on are said. @param {number} count */
function sealed(count) {
  const lie = count === 1 ? "One entry lies on this tablet that this sign-in cannot open." : `${count} entries lie on this tablet that this sign-in cannot open.`;
  return `${lie} They are sent when whoever charted them signs in here. If this tablet was enrolled anew since, nobody can open them: chart again what is missing.`;
}

/**
 * What the person withdrew stays over the chart until it is signed again: one line, and one more
 * for the treatment itself.
 * @param {import("./types.js").Withdrawn[]} all @returns {Notice[]}
 */
function withdrawn(all) {
  const line = (/** @type {import("./types.js").Withdrawn} */ one) => `${one.title} withdrawn ${one.how} ${clockTime(one.at)}. ${one.follows}`;
  const treatment = all.filter((one) => one.stops_doses);
  const others = all.filter((one) => !one.stops_doses);
  return [
    ...treatment.map((one) => /** @type {Notice} */ ({ tone: "act", icon: "cross", words: line(one) })),
    ...(others.length ? [/** @type {Notice} */ ({ tone: "soon", icon: "info", words: others.map(line).join(" ") })] : []),
  ];
}

/** @param {Room} room @param {Parameters<typeof noticesOf>[1]} given */
export function drawNotices(room, given) {
  const place = byId("notices");
  fill(
    place,
    noticesOf(room, given).map(({ tone, icon: name, words, act }) =>
      h("p", { class: `banner ${tone}` }, icon(name), h("span", null, words), act && button(act.label, act.run)),
    ),
  );
  const screen = given.awake?.problem ?? "";
  const foot = byId("foot-note");
  if (foot.textContent !== screen) foot.textContent = screen;
}
