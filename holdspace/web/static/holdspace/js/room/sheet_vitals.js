/** Charting vital signs by hand, and sweeping what the monitor said. A true reading is never refused. */

import { clockTime, isoNow } from "./clock.js";
import { button, h, tapButton } from "./dom.js";
import { numberPad } from "./keypad.js";
import { closeSheet, openSheet, refusal, when, words } from "./sheet.js";

/** @typedef {import("./room.js").Room} Room */

/** Entry ranges: outside, a second confirm and a reason are asked for. */
export const VITALS = [
  { code: "systolic_mmhg", label: "Systolic", unit: "mmHg", low: 50, high: 280 },
  { code: "diastolic_mmhg", label: "Diastolic", unit: "mmHg", low: 20, high: 180 },
  { code: "heart_rate_per_min", label: "Heart rate", unit: "/min", low: 20, high: 250 },
  { code: "spo2_percent", label: "Oxygen", unit: "%", low: 40, high: 100 },
  { code: "respiratory_rate_per_min", label: "Breathing", unit: "/min", low: 2, high: 60 },
  { code: "temperature_celsius", label: "Temperature", unit: "°C", digits: 2, decimals: 1, low: 30, high: 43 },
  { code: "etco2_mmhg", label: "End-tidal CO₂", unit: "mmHg", low: 5, high: 100 },
  { code: "oxygen_l_per_min", label: "Oxygen given", unit: "L/min", digits: 2, decimals: 1, low: 0, high: 15 },
];
const FIRST = /** @type {Record<string, string>} */ ({
  pressure: "systolic_mmhg",
  spo2: "spo2_percent",
  hr: "heart_rate_per_min",
});

/** @param {Record<string, string>} values @returns {string[]} */
export function odd(values) {
  const found = VITALS.flatMap(({ code, label, unit, low, high }) => {
    const value = values[code];
    if (value === undefined || (Number(value) >= low && Number(value) <= high)) return [];
    if (code === "respiratory_rate_per_min" && Number(value) === 0) return ["Breathing 0: is the person not breathing?"];
    return [`${label} ${value} ${unit} is outside ${low} to ${high}.`];
  });
  const { systolic_mmhg: systolic, diastolic_mmhg: diastolic } = values;
  if (systolic && diastolic && Number(systolic) <= Number(diastolic)) {
    found.push(`Systolic ${systolic} is not above diastolic ${diastolic}.`);
  }
  return found;
}

/** @param {Record<string, string>} values */
export function inWordsOf(values) {
  const { systolic_mmhg: systolic, diastolic_mmhg: diastolic } = values;
  const pressure = systolic && diastolic ? [`Blood pressure ${systolic} over ${diastolic} mmHg`] : [];
  const rest = VITALS.filter(({ code }) => values[code] && !(pressure.length && /mmhg$/.test(code) && code !== "etco2_mmhg"));
  return [...pressure, ...rest.map(({ code, label, unit }) => `${label.toLowerCase()} ${values[code]} ${unit}`)].join(", ");
}

/** @param {Record<string, string>} values */
function labelOf(values) {
  const { systolic_mmhg: systolic, diastolic_mmhg: diastolic } = values;
  return systolic && diastolic ? `${systolic}/${diastolic}` : "vital signs";
}

/**
 * @param {Room} room
 * @param {{ first?: string, save?: (payload: Record<string, any>, words: string, minutesAgo: number) => void, title?: string }} [given]
 */
export function openVitals(room, { first = "pressure", save, title = "Vital signs, by hand" } = {}) {
  openSheet(title, (body) => {
    const said = h("p", { class: "read-back", role: "status" }, "Nothing entered yet");
    const time = when();
    const why = refusal();
    const reason = words("Why is it true?");
    const doubt = h("div", { class: "doubt", hidden: true }, why.element, reason.element);
    const pad = numberPad(VITALS, { active: FIRST[first] ?? "", onChange: changed });
    const main = tapButton("Save", keep, "", { class: "tap-button primary" });

    function changed() {
      said.textContent = inWordsOf(pad.values()) || "Nothing entered yet";
      doubt.hidden = true;
      main.replaceChildren("Save");
    }

    function keep() {
      const values = pad.values();
      const doubts = odd(values);
      if (!Object.keys(values).length) return void (said.textContent = "Enter at least one value.");
      if (doubts.length && (doubt.hidden || !reason.value())) {
        doubt.hidden = false;
        why.say(`${doubts.join(" ")} Look again. If it is true, say why and save it.`);
        main.replaceChildren("It is true: save");
        reason.input.focus();
        return undefined;
      }
      const measured_at = isoNow(time.minutesAgo());
      const payload = { ...values, source: "hand", measured_at, ...(doubts.length ? { implausible_reason: reason.value() } : {}) };
      closeSheet();
      if (save) return save(payload, labelOf(values), time.minutesAgo());
      void room.record("VitalsCharted", payload, labelOf(values), { lane: "vitals", minutesAgo: time.minutesAgo() });
      return undefined;
    }

    body.append(pad.element, said, time.element, doubt, h("div", { class: "actions" }, main));
    if (room.store.state.panels.unverified.length) {
      body.append(button("Verify what the monitor said", () => room.open("verify")));
    }
  });
}

/** @param {import("./types.js").Unverified} row */
function rowWords(row) {
  const pressure = row.sys ? [`${row.sys}/${row.dia}`] : [];
  const others = [
    row.hr && `heart ${row.hr}`,
    row.spo2 && `oxygen ${row.spo2} %`,
    row.rr && `breathing ${row.rr}`,
    row.temp && `${row.temp} °C`,
  ];
  return [...pressure, ...others].filter(Boolean).join(", ");
}

/** @param {import("./types.js").Unverified} row */
function asCharted(row) {
  const values = {
    systolic_mmhg: row.sys,
    diastolic_mmhg: row.dia,
    heart_rate_per_min: row.hr,
    spo2_percent: row.spo2,
    respiratory_rate_per_min: row.rr,
    temperature_celsius: row.temp,
  };
  const known = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  const strings = Object.fromEntries(known.map(([code, value]) => [code, String(value)]));
  return { measured_at: row.at, source: "monitor", sample_id: row.sample_id, ...strings };
}

/** @param {Room} room */
export function openVerify(room) {
  openSheet("Verify what the monitor said", (body, close) => {
    const rows = room.store.state.panels.unverified;
    if (!rows.length) return body.append(h("p", null, "Every reading is verified."));
    const boxes = rows.map((row) => {
      const input = h("input", { type: "checkbox", onchange: count });
      const line = h("label", { class: "choice" }, input, h("span", null, h("b", { class: "number" }, clockTime(row.at)), ` ${rowWords(row)}`));
      const strike = button("Not true…", () => openRescind(room, { sample_id: row.sample_id }, `${clockTime(row.at)} ${rowWords(row)}`), { class: "button quiet" });
      return { row, input, element: h("li", null, line, strike) };
    });
    const main = tapButton("Verify", verify, "", { class: "tap-button primary", disabled: true });

    function chosen() {
      return boxes.filter(({ input }) => input.checked);
    }
    function count() {
      main.disabled = !chosen().length;
      main.replaceChildren(`Verify ${chosen().length || ""}`);
    }
    function verify() {
      for (const { row } of chosen()) {
        const label = row.sys ? `${row.sys}/${row.dia}` : "monitor";
        void room.record("VitalsCharted", asCharted(row), label, { lane: "vitals" });
      }
      close();
    }
    body.append(
      h("p", { class: "muted" }, "You say that each of these is true. What is not true stays on the chart, struck through."),
      h("div", { class: "actions" }, button("Choose all", () => (boxes.forEach(({ input }) => (input.checked = true)), count()))),
      h("ul", { class: "sweep" }, boxes.map(({ element }) => element)),
      h("div", { class: "actions" }, main),
    );
  });
}

/** @param {Room} room @param {{ sample_id: number } | { target_id: string }} target @param {string} said */
export function openRescind(room, target, said) {
  openSheet("Strike a reading out", (body, close) => {
    const reason = words("Why it is not true", { help: "The reading stays on the chart, struck through, with this reason." });
    const why = refusal();
    const usual = ["Person moved", "Sensor was off", "Cuff slipped"];
    body.append(
      h("p", { class: "big-words" }, said),
      h("div", { class: "actions" }, usual.map((one) => button(one, () => (reason.input.value = one)))),
      reason.element,
      why.element,
      tapButton("Strike it out", () => {
        if (!reason.value()) return why.say("Say why.");
        void room.record("VitalsRescinded", { ...target, reason: reason.value() }, "reading struck out", { lane: "vitals" });
        return close();
      }),
    );
  });
}
