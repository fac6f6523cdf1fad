/** Dose and rate: where the dose stands, and each act on it in two steps, the second held. */

import { clockTime } from "./clock.js";
import { h, holdButton, tapButton } from "./dom.js";
import { isChecked, openAlreadyGiven, openCheck, openGive, openOtherDrug, openPlan, openRate, openStart } from "./sheet_dose_forms.js";
import { factList } from "./facts.js";
import { openSheet, refusal, words } from "./sheet.js";
import { planWords } from "./summary_words.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Plan} Plan */

/** @param {Room} room */
export function openDose(room) {
  openSheet(
    "Dose and rate",
    (body) => {
      const { dose, gate_start: gate } = room.store.state.panels;
      const { me } = room.store.state;
      body.append(standing(room));
      if (dose.infusion) body.append(running(room, dose.infusion));
      if (dose.plan) body.append(planned(room, dose.plan, dose.infusion !== null));
      body.append(...toLookAt(room), ...callWouldBeHeard(room));
      const shut = gate.filter((fact) => fact.met !== "met");
      if (!room.store.state.zero.at && shut.length) body.append(...beforeTheFirstDose(room, shut));
      body.append(
        h("h3", null, "More"),
        h(
          "div",
          { class: "tap-grid" },
          me.may_plan && tapButton(dose.plan ? "New plan" : "Plan the dose", () => openPlan(room)),
          tapButton("Already given", () => openAlreadyGiven(room), "chart what happened"),
          tapButton("Another drug", () => openOtherDrug(room), "rescue or comfort"),
          tapButton("No more dose", () => endDosing(room), "ends dosing, not the record"),
        ),
      );
    },
    { live: true },
  );
}

/** What keeps the dose back, and where it is answered. @param {Room} room @param {import("./types.js").Fact[]} shut */
function beforeTheFirstDose(room, shut) {
  const chart = document.getElementById("room")?.dataset["chart"];
  return [
    h("h3", null, `Before the first dose: ${shut.length} still open`),
    factList(shut),
    h(
      "div",
      { class: "tap-grid" },
      chart && h("a", { class: "tap-button", href: chart, target: "_blank", rel: "noopener" }, "Answer in the chart", h("small", null, "opens beside the room")),
      tapButton("Let one pass", () => room.open("override"), "by a second person, with a reason"),
    ),
  ];
}

/** @param {Room} room */
function standing({ store }) {
  const { dose } = store.state.panels;
  const figures = [
    [dose.given_mg, "mg given"],
    [dose.given_mg_per_kg && Number(dose.given_mg_per_kg).toFixed(2), "mg/kg"],
    [dose.remaining_mg, "mg of the plan left"],
  ].filter(([value]) => value !== null && value !== undefined && value !== "");
  return h("p", { class: "figures" }, figures.map(([value, unit]) => h("span", null, h("b", { class: "number" }, String(value)), ` ${unit}`)));
}

/** @param {Room} room @param {{ id: string, state: string, rate_ml_h: string, mg_min: string }} infusion */
function running(room, infusion) {
  const payload = { infusion_id: infusion.id };
  const paused = infusion.state === "paused";
  return h(
    "section",
    { class: "dose-now" },
    h("p", null, h("b", null, paused ? "Paused" : `${infusion.rate_ml_h} mL/h`), paused ? "" : ` = ${infusion.mg_min} mg/min`),
    h(
      "div",
      { class: "tap-grid" },
      tapButton("Change rate", () => openRate(room, infusion)),
      paused
        ? tapButton("Resume", () => resume(room, payload))
        : tapButton("Pause", () => confirm(room, "Pause the infusion", "InfusionPaused", payload, "infusion paused")),
      tapButton("Stop", () => confirm(room, "Stop the infusion", "InfusionStopped", payload, "infusion stopped")),
    ),
  );
}

/** The second step: say why, and hold. @param {Room} room @param {string} title @param {string} kind @param {Record<string, any>} payload @param {string} label @param {boolean} [asks] */
function confirm(room, title, kind, payload, label, asks = true) {
  openSheet(title, (body, close) => {
    const reason = words("Reason", { optional: true });
    body.append(
      asks ? reason.element : h("p", null, "It goes on at the rate it had."),
      holdButton(title, () => {
        const said = asks && reason.value() ? { reason: reason.value() } : {};
        void room.record(kind, { ...payload, ...said }, label, { lane: "dose" });
        close();
      }),
    );
  });
}

/** After the person withdrew the consent to treatment it asks for the reason; what happened is charted. @param {Room} room @param {Record<string, any>} payload */
function resume(room, payload) {
  const no = (room.store.state.panels.consent?.withdrawn ?? []).find((one) => one.stops_doses);
  if (!no) {
    confirm(room, "Resume the infusion", "InfusionResumed", payload, "infusion resumed", false);
    return;
  }
  openSheet("Resume the infusion", (body, close) => {
    const reason = words("What happened, and why");
    const why = refusal();
    body.append(
      h("p", { class: "big-words" }, `The person withdrew the consent to treatment at ${clockTime(no.at)}.`),
      h("p", null, "What happened is charted: if the infusion runs again all the same, say why. It stands in the record with a flag."),
      reason.element,
      why.element,
      holdButton("It runs again: chart it", () => {
        if (!reason.value()) {
          why.say("Say why it runs again.");
          return;
        }
        void room.record("InfusionResumed", { ...payload, reason: reason.value() }, "infusion resumed", { lane: "dose" });
        close();
      }),
    );
  });
}

/** @param {Room} room @param {Plan} plan @param {boolean} isRunning */
function planned(room, plan, isRunning) {
  const { dose } = room.store.state.panels;
  const { me } = room.store.state;
  const strength = plan.concentration_mg_per_ml && `${plan.concentration_mg_per_ml} mg/mL`;
  const volume = plan.volume_ml && `${plan.volume_ml} mL`;
  const cut = room.isCutOff();
  const checked = isChecked(room, plan);
  const primary = { class: "tap-button primary" };
  const give = plan.over_minutes
    ? tapButton("Start the infusion", () => openStart(room, plan), cut ? "the record cannot be asked" : "", { ...primary, disabled: !dose.may_start && !cut })
    : tapButton("Give the dose", () => openGive(room, plan), cut ? "the record cannot be asked" : "", { ...primary, disabled: !dose.may_start && !room.store.state.zero.at && !cut });
  const check = me.may_check && tapButton("Check this dose", () => openCheck(room, plan), "you read the vial yourself", primary);
  const second = room.unlock && tapButton("Second person, here", () => room.open("second", { title: "Check the dose: the second person", act: "check", plan }), "on this tablet, by their own PIN");
  // A check that comes while the dose runs is taken too, and shown as late.
  const next = h("div", { class: "tap-grid" }, (checked || cut) && !isRunning ? give : "", checked ? "" : check, checked ? "" : second);
  return h(
    "section",
    { class: "dose-plan" },
    h("p", { class: "big-words" }, `${plan.drug}, ${planWords(plan)}`),
    h("p", { class: "muted" }, [strength, volume, `planned by ${plan.planned_by}`].filter(Boolean).join(" · ")),
    findings(plan.findings),
    h("p", null, plan.checked_by ? `Checked by ${plan.checked_by}` : checked ? "Checked by a second person, on this tablet" : "Not checked by a second person yet"),
    next,
  );
}

/** What was let into the record with a mark on it. @param {Room} room */
function toLookAt({ store }) {
  const flags = store.state.panels.flags ?? [];
  const line = (/** @type {import("./types.js").Flag} */ one) => h("li", { "data-severity": "review" }, `${one.at ? `${clockTime(one.at)} ` : ""}${one.sentence}`);
  return flags.length ? [h("h3", null, "To look at"), h("ul", { class: "findings" }, flags.map(line))] : [];
}

/** Said before the first dose, and refuses nothing: whether a help call would reach anybody. @param {Room} room */
function callWouldBeHeard({ store }) {
  const said = store.state.zero.at ? [] : (store.state.panels.help?.notices ?? []);
  return said.length ? [h("h3", null, "Help call"), h("ul", { class: "findings" }, said.map((one) => h("li", { "data-severity": "review" }, one)))] : [];
}

/** @param {import("./types.js").Finding[]} found */
export function findings(found) {
  return h(
    "ul",
    { class: "findings" },
    found.map((one) =>
      h("li", { "data-severity": one.severity }, one.sentence, one.source && h("small", null, ` ${one.source}`)),
    ),
  );
}

/** @param {Room} room */
function endDosing(room) {
  openSheet("No more dose in this session", (body, close) => {
    const reason = words("Reason", { optional: true });
    body.append(
      h("p", null, "This ends dosing. The record stays open until the person is home and somebody closes it."),
      reason.element,
      holdButton("End dosing", () => {
        void room.record("DosingEnded", { reason: reason.value() }, "dosing ended", { lane: "system" });
        close();
      }),
    );
  });
}

/** A second named person lets one unmet fact pass. The one who asks cannot be the one who lets it pass. @param {Room} room */
export function openOverride(room) {
  openSheet("Let one fact pass", (body, close) => {
    const { gate_start: gate } = room.store.state.panels;
    const { me } = room.store.state;
    const others = new Map(me.colleagues.map((one) => [one.staff_id, one.name]));
    const fact = h("select", null, gate.filter((one) => one.met !== "met").map((one) => h("option", { value: one.code }, `${one.code.replaceAll("_", " ")}: ${one.detail}`)));
    const asker = h("select", null, [...others].map(([id, name]) => h("option", { value: id }, name)));
    const reason = words("Reason");
    body.append(
      h("p", null, `You, ${me.name}, take it on yourself. Consent, escort and what the label forbids cannot pass.`),
      h("label", { class: "field" }, h("span", null, "What passes"), fact),
      h("label", { class: "field" }, h("span", null, "Who asks for it"), asker),
      h("p", { class: "refusal" }, others.size ? "" : "Nobody else works in the rooms of this clinic. A second person must ask."),
      reason.element,
      holdButton("Let it pass", () => {
        if (!reason.value() || !asker.value) return;
        const payload = { criterion: fact.value, reason: reason.value(), requested_by: asker.value, requested_by_name: others.get(asker.value) ?? "" };
        void room.record("ReadinessOverridden", payload, "fact let pass", { lane: "system" });
        close();
      }),
    );
  });
}
