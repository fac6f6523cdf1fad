/** The forms of doses. The arithmetic is shown as it is typed; the server works it out again. */

import { h, holdButton } from "./dom.js";
import { numberPad, rounded } from "./keypad.js";
import { coursePlan, protocolSays } from "./planned_dose.js";
import { choose, openSheet, refusal, when, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Plan} Plan */
/** @typedef {import("./keypad.js").NumberField} NumberField */

const F = /** @type {Record<string, NumberField>} */ ({
  dose_mg: { code: "dose_mg", label: "Dose", unit: "mg", digits: 3, decimals: 2 },
  concentration_mg_per_ml: { code: "concentration_mg_per_ml", label: "Strength", unit: "mg/mL", digits: 3, decimals: 3 },
  volume_ml: { code: "volume_ml", label: "Volume", unit: "mL", digits: 3, decimals: 3 },
  over_minutes: { code: "over_minutes", label: "Over", unit: "min", digits: 3 },
  rate_ml_per_hour: { code: "rate_ml_per_hour", label: "Rate on the pump", unit: "mL/h", digits: 3, decimals: 2 },
  devices: { code: "devices", label: "Devices", unit: "", digits: 1 },
  amount: { code: "amount", label: "Amount", unit: "", digits: 4, decimals: 3 },
});
const ROUTES = [
  ["iv", "into a vein"],
  ["im", "into a muscle"],
  ["sc", "under the skin"],
  ["nasal", "nose"],
  ["sublingual", "under the tongue"],
  ["oral", "by mouth"],
].map(([code = "", label = ""]) => ({ code, label }));

/** @param {...string} codes @returns {NumberField[]} */
function fields(...codes) {
  return codes.map((code) => /** @type {NumberField} */ (F[code]));
}

/** "0.7 mg/mL × 50 mL = 35 mg". @param {Record<string, string>} v @param {string | null} weight */
export function arithmetic(v, weight) {
  const lines = [];
  const [mg, strength, volume] = [Number(v["dose_mg"]), Number(v["concentration_mg_per_ml"]), Number(v["volume_ml"])];
  if (strength && volume) {
    const made = strength * volume;
    const differs = mg && Math.abs(made - mg) > mg * 0.01;
    lines.push(`${strength} mg/mL × ${volume} mL = ${rounded(made)} mg${differs ? `, not ${mg} mg. Look again.` : ""}`);
  }
  if (mg && Number(weight)) lines.push(`${mg} mg ÷ ${weight} kg = ${rounded(mg / Number(weight), 2)} mg/kg`);
  const minutes = Number(v["over_minutes"]);
  if (volume && minutes) lines.push(`${volume} mL over ${minutes} min = ${rounded((volume * 60) / minutes, 1)} mL/h on the pump`);
  const rate = Number(v["rate_ml_per_hour"]);
  if (rate && strength) lines.push(`${rate} mL/h × ${strength} mg/mL ÷ 60 = ${rounded((rate * strength) / 60)} mg/min`);
  return lines.join("\n");
}

/**
 * One form of numbers with its arithmetic, and the held second step.
 * @param {Room} room @param {string} title
 * @param {{ fields: NumberField[], needs?: string[], intro?: (Node | string)[], extra?: (Node | string)[], label: string,
 *   known?: Record<string, string>, note?: (values: Record<string, string>) => string,
 *   offer?: (fill: (values: Record<string, string>) => void) => Node | "",
 *   save: (values: Record<string, string>) => string | void }} form `save` answers with what is missing
 */
function doseForm(room, title, { fields: asked, needs, intro = [], extra = [], label, known = {}, note, offer, save }) {
  openSheet(title, (body, close) => {
    const shown = h("p", { class: "read-back arithmetic", role: "status" });
    const why = refusal();
    const pad = numberPad(asked, {
      onChange: (values) => {
        const all = { ...known, ...values };
        shown.textContent = [arithmetic(all, room.store.state.session.weight_kg), note?.(all)].filter(Boolean).join("\n");
        why.say("");
      },
    });
    body.append(
      ...intro,
      offer ? offer(pad.fill) : "",
      pad.element,
      shown,
      ...extra,
      why.element,
      holdButton(label, () => {
        const values = pad.values();
        const missing = asked.find((field) => (needs ?? asked.map(({ code }) => code)).includes(field.code) && !values[field.code]);
        const said = missing ? `${missing.label} is missing.` : save(values);
        if (said) why.say(said);
        else close();
      }),
    );
  });
}

/** @param {Room} room */
export function openPlan(room) {
  const { session, panels } = room.store.state;
  const { dose } = panels;
  const drug = dose.drug;
  const nasal = session.route === "nasal";
  const isInfusion = session.route === "iv";
  const tiers = choose("tier", "Tier", dose.tiers);
  const reason = words("Why, if this dose asks for review", { optional: true });
  const asked = nasal
    ? fields("devices", "dose_mg")
    : fields("dose_mg", "concentration_mg_per_ml", "volume_ml", ...(isInfusion ? ["over_minutes"] : []));
  doseForm(room, "Plan the dose", {
    fields: asked,
    needs: ["dose_mg", ...(nasal ? ["devices"] : isInfusion ? ["over_minutes", "concentration_mg_per_ml", "volume_ml"] : [])],
    intro: [
      h("p", { class: "muted" }, `${drug}, ${ROUTES.find(({ code }) => code === session.route)?.label ?? session.route}. Weight ${session.weight_kg ?? "not known"} kg.`),
      protocolSays(dose),
    ],
    offer: (fill) => coursePlan(room, (planned) => {
      fill({ dose_mg: planned.dose_mg, ...(planned.devices ? { devices: planned.devices } : {}) });
      tiers.pick(planned.tier);
    }),
    extra: [dose.tiers.length ? tiers.element : "", reason.element],
    label: "Plan this dose",
    save(values) {
      const { devices, ...rest } = values;
      const payload = {
        drug,
        route: session.route,
        ...rest,
        ...(devices ? { devices: Number(devices) } : {}),
        ...(tiers.value() ? { tier: tiers.value() } : {}),
        ...(reason.value() ? { review_reason: reason.value() } : {}),
      };
      void room.record("DosePlanned", payload, `plan: ${values["dose_mg"]} mg`, { lane: "dose" });
    },
  });
}

/** The second person types what they read on the vial. @param {Room} room @param {Plan} plan @param {import("./outbox.js").Author} [by] who is not the one at the tablet */
export function openCheck(room, plan, by) {
  doseForm(room, by ? `Check the dose, ${by.name}` : "Check the dose", {
    fields: plan.devices ? fields("devices") : fields("concentration_mg_per_ml", "volume_ml"),
    intro: [h("p", null, `${plan.drug}, ${plan.dose_mg} mg. Read the label and the syringe yourself, and type what you read.`)],
    known: { dose_mg: plan.dose_mg },
    label: "I checked it",
    save(values) {
      const { devices, ...rest } = values;
      const payload = { plan_id: plan.id, ...rest, ...(devices ? { devices: Number(devices) } : {}) };
      void room.record("DoseChecked", payload, by ? `dose checked, ${by.name}` : "dose checked", { lane: "dose", by });
    },
  });
}

/**
 * Without the clinic record nobody can say whether the gate is open. What is done is charted as done, with its reason.
 * @param {Room} room @param {Plan} plan
 */
function withoutTheRecord(room, plan) {
  const reason = words("Why now, without the clinic record", { help: "It is charted as given, with this reason. The record says afterwards what was not met." });
  const cut = room.isCutOff();
  const said = h(
    "div",
    { class: "banner act" },
    h("span", null, "The clinic record cannot be asked: consent, escort and the other facts are as this tablet last knew them. ", isChecked(room, plan) ? "" : h("b", null, "Second check outstanding.")),
  );
  return {
    intro: cut ? [said] : [],
    extra: cut ? [reason.element] : [],
    missing: () => (cut && !reason.value() ? "Say why it is given now." : ""),
    payload: () => (cut ? { already_happened: true, reason: reason.value() } : {}),
  };
}

/** By a second person, in the record or on this tablet. @param {Room} room @param {Plan} plan */
export function isChecked({ store }, plan) {
  return Boolean(plan.checked_by) || store.waiting.some((one) => one.kind === "DoseChecked" && one.payload["plan_id"] === plan.id);
}

/** @param {Room} room @param {Plan} plan */
export function openStart(room, plan) {
  const cut = withoutTheRecord(room, plan);
  const strength = plan.concentration_mg_per_ml ?? "";
  const planned = plan.volume_ml && plan.over_minutes ? (Number(plan.volume_ml) * 60) / Number(plan.over_minutes) : 0;
  doseForm(room, "Start the infusion", {
    fields: fields("rate_ml_per_hour"),
    intro: [...cut.intro, h("p", { class: "big-words" }, `${plan.drug} ${plan.dose_mg} mg over ${plan.over_minutes} min, ${strength} mg/mL`)],
    extra: cut.extra,
    known: { concentration_mg_per_ml: strength },
    note: (v) => (Math.abs(Number(v["rate_ml_per_hour"]) - planned) > planned * 0.02 ? `The plan makes ${rounded(planned, 1)} mL/h.` : "As planned."),
    label: "Start now",
    save(values) {
      if (cut.missing()) return cut.missing();
      const payload = { plan_id: plan.id, drug: plan.drug, concentration_mg_per_ml: strength, ...values, ...cut.payload() };
      void room.record("InfusionStarted", payload, "infusion started", { lane: "dose", undo: false });
      return undefined;
    },
  });
}

/** @param {Room} room @param {Plan} plan */
export function openGive(room, plan) {
  const site = words("Where", { optional: true });
  const cut = withoutTheRecord(room, plan);
  doseForm(room, "Give the dose", {
    fields: plan.devices ? fields("devices") : plan.concentration_mg_per_ml ? fields("dose_mg", "volume_ml") : fields("dose_mg"),
    intro: [...cut.intro, h("p", { class: "big-words" }, `${plan.drug}, planned ${plan.dose_mg} mg`), h("p", { class: "muted" }, "Type what you give now.")],
    known: { concentration_mg_per_ml: plan.concentration_mg_per_ml ?? "" },
    extra: [...(plan.route === "im" || plan.route === "sc" ? [site.element] : []), ...cut.extra],
    label: "Given now",
    save(values) {
      if (cut.missing()) return cut.missing();
      const { devices, ...rest } = values;
      const perDevice = plan.devices ? Number(plan.dose_mg) / plan.devices : 0;
      const dose = devices ? { devices: Number(devices), dose_mg: rounded(perDevice * Number(devices)) } : rest;
      const strength = plan.concentration_mg_per_ml ? { concentration_mg_per_ml: plan.concentration_mg_per_ml } : {};
      /** @type {Record<string, any>} */
      const payload = { plan_id: plan.id, drug: plan.drug, route: plan.route, ...strength, ...dose, site: site.value(), ...cut.payload() };
      void room.record("DoseGiven", payload, `${payload["dose_mg"]} mg given`, { lane: "dose", undo: false });
      return undefined;
    },
  });
}

/** @param {Room} room @param {{ id: string, rate_ml_h: string, concentration_mg_per_ml?: string }} infusion */
export function openRate(room, infusion) {
  const reason = words("Reason", { optional: true });
  const strength = infusion.concentration_mg_per_ml ?? "";
  doseForm(room, "Change the rate", {
    fields: fields("rate_ml_per_hour"),
    intro: [h("p", null, `Now ${infusion.rate_ml_h} mL/h.`)],
    known: { concentration_mg_per_ml: strength },
    extra: [reason.element],
    label: "Change the rate",
    save(values) {
      const payload = { infusion_id: infusion.id, ...values, reason: reason.value() };
      void room.record("InfusionRateChanged", payload, `${values["rate_ml_per_hour"]} mL/h`, { lane: "dose" });
    },
  });
}

/** What was given is charted, whatever the plan or the limits say. @param {Room} room @param {(payload: Record<string, any>, kind: string, label: string, minutesAgo: number) => void} [save] */
export function openAlreadyGiven(room, save) {
  const { session, panels } = room.store.state;
  const time = when();
  const drug = words("Drug");
  const route = choose("route", "How", ROUTES, session.route);
  const reason = words("What happened", { help: "It is charted as given and flagged. Nothing that happened is refused." });
  doseForm(room, "Chart a dose that was already given", {
    fields: fields("dose_mg", "concentration_mg_per_ml", "rate_ml_per_hour"),
    needs: [],
    intro: [h("p", { class: "muted" }, "A dose: enter mg. An infusion that runs already: enter strength and rate.")],
    extra: [drug.element, route.element, time.element, reason.element],
    label: "It was given",
    save(values) {
      const isInfusion = Boolean(values["rate_ml_per_hour"]);
      if (!isInfusion && !values["dose_mg"]) return "Enter the mg, or strength and rate.";
      if (isInfusion && !values["concentration_mg_per_ml"]) return "Strength is missing.";
      if (!reason.value()) return "Say what happened.";
      if (!drug.value()) return "Which drug?";
      /** @type {Record<string, any>} */
      const happened = { drug: drug.value(), ...values, already_happened: true, reason: reason.value() };
      const plan = panels.dose.plan ? { plan_id: panels.dose.plan.id } : {};
      if (isInfusion) delete happened["dose_mg"];
      const payload = isInfusion ? { ...plan, ...happened } : { ...plan, ...happened, route: route.value() };
      const kind = isInfusion ? "InfusionStarted" : "DoseGiven";
      const label = isInfusion ? "infusion, charted late" : `${values["dose_mg"]} mg, charted late`;
      if (save) return save(payload, kind, label, time.minutesAgo());
      void room.record(kind, payload, label, { lane: "dose", minutesAgo: time.minutesAgo() });
      return undefined;
    },
  });
}

/** @param {Room} room */
export function openOtherDrug(room) {
  const drug = words("Drug");
  const unit = words("Unit", { help: "mg, mL, tablets" });
  const route = words("How it was given");
  const by = words("Ordered by");
  const kind = choose("rescue", "Kind", [{ code: "rescue", label: "Rescue" }, { code: "comfort", label: "Comfort" }]);
  const time = when();
  doseForm(room, "Another drug", {
    fields: fields("amount"),
    extra: [drug.element, unit.element, route.element, by.element, kind.element, time.element],
    label: "It was given",
    save(values) {
      const missing = [drug, unit, route, by].find((one) => !one.value());
      if (missing) return "Drug, unit, route and who ordered it are all needed.";
      if (!kind.value()) return "Rescue or comfort?";
      const payload = {
        drug: drug.value(), amount: values["amount"], unit: unit.value(), route: route.value(),
        ordered_by: by.value(), is_rescue: kind.value() === "rescue",
      };
      void room.record("OtherDrugGiven", payload, `${drug.value()} ${values["amount"]} ${unit.value()}`, { lane: "dose", minutesAgo: time.minutesAgo() });
      return undefined;
    },
  });
}
