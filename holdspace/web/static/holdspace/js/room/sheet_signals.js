/** Signals and what is due: what each rests on, and an answer that says what was done. */

import { age, clockTime } from "./clock.js";
import { button, h, icon, tapButton } from "./dom.js";
import { openSheet, refusal, words } from "./sheet.js";
import { KINDS, dueInOrder, dueLine, signalParts, signalsInOrder } from "./side.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Signal} Signal */

const ANSWERS = ["Looked at the person", "Measured again", "Sensor or cuff put right", "Told the prescriber", "Stayed with the person"];
/** Which values a signal is about, when they can be marked as an artefact. */
const ARTEFACT_OF = /** @type {[RegExp, string][]} */ ([
  [/heart|pulse/i, "heart_rate"],
  [/spo2|oxygen/i, "oxygen"],
  [/pressure|systolic|diastolic/i, "pressure"],
  [/breath|respiratory/i, "breathing"],
  [/etco2|end-tidal/i, "end_tidal_co2"],
]);
const DOES = /** @type {[RegExp, string][]} */ ([
  [/pressure|vital|breath|oxygen|temp/i, "vitals"],
  [/look|feel|ask/i, "lookedIn"],
  [/nobody|with the person|presence/i, "presence"],
  [/distress|nausea|pain|tired|rat/i, "rating"],
  [/moaa|cadss|aldrete|padss|awake|scale/i, "scales"],
]);

/** @param {Room} room */
export function openSignals(room) {
  openSheet(
    "Signals and due",
    (body) => {
      const { limits } = room.store.state.panels;
      const signals = signalsInOrder(room.store);
      if (signals.length) body.append(h("ul", { class: "signals" }, signals.map((one) => h("li", null, card(room, one)))));
      body.append(h("h3", null, "Due"));
      const due = dueInOrder(room.store);
      body.append(
        h("ul", { class: "signals" }, due.map((one) => {
          const name = DOES.find(([pattern]) => pattern.test(`${one.title} ${one.code}`))?.[1];
          const act = name && !room.readOnly && button("Do it", () => room.open(name), { "data-key": `due-${one.code}` });
          return h("li", { class: "due-item" }, dueLine(one), act, one.source && h("small", { class: "muted" }, one.source));
        })),
        due.length ? "" : h("p", null, "Nothing is due."),
        h("p", null, h("a", { href: `/room/${room.store.state.session.id}/speed/`, target: "_blank", rel: "noopener" }, "How fast this room speaks")),
        h("p", { class: "muted" }, limits.on ? limits.statement : "Our own limits are off. The bedside monitor is the alarm."),
      );
    },
    { live: true },
  );
}

/** @param {Room} room @param {Signal} signal */
function card(room, signal) {
  const { acknowledged: answered } = signal;
  return h(
    "div",
    { class: `signal ${KINDS[signal.kind]?.css ?? "no-signal"}`, "data-answered": Boolean(answered), "data-quiet": Boolean(signal.is_quiet) },
    signalParts(signal),
    h(
      "div",
      { class: "signal-more" },
      h("p", null, signal.detail),
      h("p", { class: "muted" }, [`since ${clockTime(signal.since)}`, signal.basis, signal.source].filter(Boolean).join(" · ")),
      signal.href && h("p", null, h("a", { href: signal.href, target: "_blank", rel: "noopener" }, "Say whose values these are")),
      answered
        ? h("p", null, `${answered.by}: ${answered.action}, ${age(answered.at)} ago`)
        : !room.readOnly && button("Answer it…", () => answer(room, signal), { "data-key": signal.id }),
    ),
  );
}

/** @param {Room} room @param {Signal} signal */
function answer(room, signal) {
  openSheet(`${signal.word}: ${signal.title}`, (body, close) => {
    /** @param {string} action */
    const keep = (action) => {
      void room.record("SignalAcknowledged", { signal_id: signal.id, action }, `answered: ${signal.title}`, { lane: "system" });
      close();
    };
    const about = ARTEFACT_OF.find(([pattern]) => pattern.test(`${signal.title} ${signal.id}`))?.[1];
    const own = words("Or in your words");
    const why = refusal();
    body.append(
      h("p", null, signal.detail),
      h("h3", null, "What did you do?"),
      h("div", { class: "tap-grid" }, ANSWERS.map((one) => tapButton(one, () => keep(one)))),
      about && hasValues(signal) ? button("It was an artefact: mark it…", () => markArtefact(room, signal, about)) : "",
      own.element,
      why.element,
      button("Save", () => (own.value() ? keep(own.value()) : why.say("Say what you did."))),
    );
  });
}

/** Whether values came that can be an artefact: a silence has none. @param {Signal} signal */
function hasValues(signal) {
  return signal.kind !== "due" && (signal.kind !== "no_signal" || Boolean(signal.is_quiet));
}

/** The answer, and the sheet for the stretch itself: the signal's values, from when it began. @param {Room} room @param {Signal} signal @param {string} value */
function markArtefact(room, signal, value) {
  void room.record("SignalAcknowledged", { signal_id: signal.id, action: "Marked as an artefact" }, `answered: ${signal.title}`, { lane: "system" });
  room.open("artefact", { values: [value], since: signal.since });
}

/** What the clinic record did not take stays here, with its reason, until somebody has read it. @param {Room} room */
export function openRefused(room) {
  openSheet(
    "Not taken by the clinic record",
    (body) => {
      const refused = room.outbox?.refused ?? [];
      if (!refused.length) body.append(h("p", null, "Nothing is left here."));
      for (const one of refused) {
        body.append(
          h(
            "section",
            { class: "refused" },
            h("p", null, h("b", null, one.mark?.label ?? one.kind), ` ${clockTime(one.at)}`),
            h("p", { class: "banner act" }, icon("info"), h("span", null, one.sentence)),
            h("ul", { class: "findings" }, one.facts.filter((fact) => fact.met !== "met").map((fact) => h("li", null, fact.detail))),
            h("dl", { class: "agreements" }, Object.entries(one.payload).filter(([name]) => !name.endsWith("_id")).flatMap(([name, value]) => [h("dt", null, name.replaceAll("_", " ")), h("dd", null, String(value))])),
            button("I have read it", () => void room.outbox?.read(one.event_id), { "data-key": one.event_id }),
          ),
        );
      }
    },
    { live: true },
  );
}

/** One screen for the colleague who takes over. @param {Room} room */
export function openHandOff(room) {
  openSheet("Hand over to a colleague", (body) => {
    const { panels, phase } = room.store.state;
    const { latest: last, dose, plan, escort } = panels;
    const open = signalsInOrder(room.store).filter((one) => !one.acknowledged);
    const lines = [
      ["Phase", `${phase.label}${phase.entered_at ? ` since ${clockTime(phase.entered_at)}` : ""}`],
      ["Dose so far", `${dose.given_mg} mg${dose.infusion ? `, ${dose.infusion.state} at ${dose.infusion.mg_min} mg/min` : ""}`],
      ["Last vital signs", last.sys ? `${last.sys}/${last.dia}, heart ${last.hr ?? "–"}, oxygen ${last.spo2 ?? "–"} %, ${age(last.pressure_at)} ago` : "none charted"],
      ["Open signals", open.map((one) => `${one.word}: ${one.title}`).join("; ") || "none"],
      ["Next due", dueInOrder(room.store)[0]?.title ?? "nothing"],
      ["Company", `${plan.company}. Touch: ${plan.touch}. Signal: ${plan.signal}`],
      ["Helps", plan.helps],
      ["Escort", escort ? `${escort.name}, ${escort.phone}` : "not known"],
    ];
    body.append(h("dl", { class: "agreements" }, lines.flatMap(([name, said]) => [h("dt", null, name), h("dd", null, said)])));
  });
}
