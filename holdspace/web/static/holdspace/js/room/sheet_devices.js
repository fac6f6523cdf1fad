/**
 * Devices by Bluetooth: connect one, see what it says, chart what is true. Nothing is charted by itself, and what was
 * not charted is in no record. The devices belong to this page: a page loaded anew has none.
 */

import { createDevices } from "./bluetooth.js";
import { secondsAhead } from "./bluetooth_values.js";
import { inWords } from "../ages.js";
import { clockTime, isoNow, now, secondsSince } from "./clock.js";
import { button, h, icon, tapButton } from "./dom.js";
import { freshness, STALE_AFTER } from "./numbers.js";
import { openSheet, refusal, words } from "./sheet.js";
import { inWordsOf, odd } from "./sheet_vitals.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./bluetooth.js").Connected} Connected */
/** @typedef {import("./bluetooth.js").Heard} Heard */

/** Further apart than this, the device’s clock and ours do not speak of the same moment. */
const CLOCKS_AGREE_SECONDS = 120;
const BATTERY_IS_LOW_PERCENT = 20;
const NAMES = { pressure: "Blood pressure", spo2: "Oxygen", hr: "Heart rate" };

/** @type {import("./bluetooth.js").Devices | null} */
let devices = null;

/** The radio of this browser, where it has one. */
function radio() {
  return /** @type {import("./bluetooth.js").Radio | undefined} */ (/** @type {any} */ (navigator).bluetooth);
}

/** @param {Room} room @param {import("./bluetooth.js").Radio} found */
function devicesOf(room, found) {
  if (devices) return devices;
  devices = createDevices({ radio: found, changed: () => room.store.changed(), now: isoNow });
  const before = room.notices;
  room.notices = () => [...before(), ...deviceNotices(room)];
  return devices;
}

/** @param {Room} room */
export function openDevices(room) {
  const found = radio();
  const byHand = button("Vital signs, by hand", () => room.open("vitals"));
  if (!found) {
    openSheet("Devices by Bluetooth", (body) => {
      body.append(h("p", { class: "big-words" }, "This browser cannot connect a device."), ...whatElse().map((each) => h("p", null, each)), byHand);
    });
    return;
  }
  const known = devicesOf(room, found);
  let said = "";
  let asking = false;
  let off = false;
  void known.isThere().then((isThere) => {
    off = !isThere;
    room.store.changed();
  });
  /** In the press itself: the browser asks only then. */
  async function add() {
    asking = true;
    said = "";
    room.store.changed();
    said = await known.add();
    asking = false;
    room.store.changed();
  }
  openSheet(
    "Devices by Bluetooth",
    (body) => {
      const all = known.all();
      body.append(
        h("p", null, "A pressure cuff, an oximeter or a heart-rate strap. A reading is in nobody’s record until you chart it. Bluetooth reaches through walls: connect the device that is on the person in this room."),
        ...all.map((one) => card(room, one)),
        off && !all.length ? h("p", null, "Bluetooth seems to be off on this tablet. Turn it on in the tablet’s settings.") : "",
        refusal(said).element,
        tapButton(all.length ? "Connect another device" : "Connect a device", () => void add(), "", { class: "tap-button primary", "data-key": "connect" }),
        asking ? h("p", { role: "status" }, "The browser asks which one. A cuff is found while it measures or shows its Bluetooth sign.") : "",
        h("p", { class: "muted" }, "Devices stay connected while this page is open. Reload or leave it, and connect them again."),
        byHand,
      );
    },
    { live: true },
  );
}

function whatElse() {
  if (!window.isSecureContext) return ["Bluetooth needs the clinic’s secure address (https). Open the room there, or chart by hand from the device’s own display."];
  return [
    "Chart by hand from the device’s own display.",
    "Chrome and Edge can connect one, on Android and on Windows. Safari, Firefox and every browser of an iPad cannot.",
  ];
}

/** @param {Connected} one */
function standingWords(one) {
  const since = clockTime(one.since);
  switch (one.standing) {
    case "connecting":
      return "Connecting…";
    case "connected":
      return `Connected since ${since}`;
    case "lost":
      return `Not connected since ${since}. It is looked for again; a cuff sleeps until it measures`;
    case "unfit":
      return "It is none of the devices that this page can read: blood pressure, oximeter or heart rate";
  }
}

/** @param {number | null} percent */
function batteryWords(percent) {
  if (percent === null) return "Battery not known.";
  return percent <= BATTERY_IS_LOW_PERCENT ? `Battery ${percent} %: change it soon.` : `Battery ${percent} %.`;
}

/** @param {Room} room @param {Connected} one */
function card(room, one) {
  const live = Object.values(one.live);
  const hasAny = live.length + one.offered.length > 0;
  const left = one.offered.filter((each) => !each.refusal).length;
  const leaves = left ? `, and leave ${left === 1 ? "one reading" : `${left} readings`} out` : "";
  return h(
    "section",
    { class: "entry device", "data-standing": one.standing },
    h("h3", null, one.name),
    h("p", { class: "with-icon" }, icon(one.standing === "connected" ? "tick_one" : "plug"), h("span", null, `${standingWords(one)}. ${one.standing === "connected" ? batteryWords(one.battery) : ""}`)),
    hasAny || one.standing === "unfit" ? "" : h("p", null, "No reading yet. Measure, and it comes here."),
    live.map((said) => liveLine(room, one, said)),
    one.offered.map((said) => offeredLine(room, one, said)),
    button(`Disconnect ${one.name}${leaves}`, () => devices?.disconnect(one.id), { class: "button quiet", "data-key": `disconnect ${one.id}` }),
  );
}

/** @param {Heard} said */
function figures({ values }) {
  const { systolic_mmhg: systolic, diastolic_mmhg: diastolic, spo2_percent: oxygen, heart_rate_per_min: heart } = values;
  return [systolic && `${systolic}/${diastolic} mmHg`, oxygen && `oxygen ${oxygen} %`, heart && `heart ${heart} /min`].filter(Boolean).join(", ");
}

/** A value that goes on coming: how old it is, by the rules of the room’s big numbers. @param {Room} room @param {Connected} one @param {Heard} said */
function liveLine(room, one, said) {
  const { state, words: old } = freshness({ value: figures(said), at: said.at, by: "monitor" }, said.code, STALE_AFTER[said.code] ?? 10);
  const isOld = state === "silent";
  return h(
    "div",
    { class: "device-reading", "data-state": state },
    h("p", { class: "big-words" }, said.refusal ? `${NAMES[said.code]}: no reading` : figures(said)),
    h("p", { class: "with-icon age" }, isOld && icon("plug"), h("span", null, said.refusal && !isOld ? said.refusal : old)),
    ...said.remarks.map((each) => h("p", { class: "muted" }, each)),
    said.refusal || isOld ? "" : tapButton("Chart it…", () => openReading(room, one, said), "", { class: "tap-button", "data-key": `chart ${one.id} ${said.code}` }),
  );
}

/** A single measurement waits until somebody charts it or puts it aside. @param {Room} room @param {Connected} one @param {Heard} said */
function offeredLine(room, one, said) {
  return h(
    "div",
    { class: "device-reading" },
    h("p", { class: "big-words" }, said.refusal ? `${NAMES[said.code]}: no reading` : figures(said)),
    h("p", null, said.refusal ? `${said.refusal} ` : "", `Came at ${clockTime(said.at, true)}, ${inWords(Math.max(0, secondsSince(said.at)))} ago.`),
    ...said.remarks.map((each) => h("p", { class: "muted" }, each)),
    h(
      "div",
      { class: "actions" },
      said.refusal ? "" : tapButton("Chart it…", () => openReading(room, one, said), "", { class: "tap-button", "data-key": `chart ${said.key}` }),
      button("Put aside", () => devices?.putAside(one.id, said.key), { "data-key": `aside ${said.key}` }),
    ),
  );
}

/** What makes one look a second time: the same as by hand, and a time that is not of now. @param {Room} room @param {Heard} said @returns {string[]} */
function doubtsAbout(room, said) {
  const ahead = secondsAhead(said.deviceTime, Date.parse(said.at), room.store.state.session.time_zone);
  if (ahead === null || Math.abs(ahead) <= CLOCKS_AGREE_SECONDS) return odd(said.values);
  const apart = `${inWords(Math.abs(ahead))} ${ahead < 0 ? "before" : "after"} it came`;
  return [...odd(said.values), `By its own clock the device measured this ${apart}. It may be an earlier reading, of somebody else even; or its clock is wrong.`];
}

/** @param {Heard} said */
function timesOf(said) {
  const own = said.deviceTime ? `by the device’s clock ${said.deviceTime.replace("T", " ")}` : "the device says no time of its own";
  return `Came at ${clockTime(said.at, true)}; ${own}. It is charted for ${clockTime(said.at, true)}.`;
}

/** @param {Room} room @param {Connected} one @param {Heard} said */
function openReading(room, one, said) {
  openSheet("Chart a device’s reading", (body, close) => {
    const { session } = room.store.state;
    const doubts = doubtsAbout(room, said);
    const why = refusal(doubts.length ? `${doubts.join(" ")} If it is true and of now, say why and chart it.` : "");
    const reason = words("Why is it true?");
    const main = tapButton(doubts.length ? "It is true: chart it" : "Chart it", keep, "", { class: "tap-button primary" });

    function keep() {
      if (doubts.length && !reason.value()) return reason.input.focus();
      const payload = {
        ...said.values,
        source: "monitor",
        measured_at: said.at,
        device: one.name,
        ...(said.deviceTime ? { device_time: said.deviceTime } : {}),
        ...(doubts.length ? { implausible_reason: reason.value() } : {}),
      };
      close();
      devices?.putAside(one.id, said.key);
      const minutesAgo = (now() - Date.parse(said.at)) / 60_000;
      const label = said.values["systolic_mmhg"] ? `${said.values["systolic_mmhg"]}/${said.values["diastolic_mmhg"]}` : "vital signs";
      return void room.record("VitalsCharted", payload, label, { lane: "vitals", minutesAgo });
    }

    body.append(
      h("p", null, `${session.room}, ${session.initials}, born ${session.birth_year}. Is ${one.name} on this person?`),
      h("p", { class: "read-back" }, inWordsOf(said.values)),
      h("p", { class: "muted" }, timesOf(said)),
      ...said.remarks.map((each) => h("p", null, each)),
      doubts.length ? h("div", { class: "doubt" }, why.element, reason.element) : "",
      h("div", { class: "actions" }, main, button("Back to the devices", () => room.open("devices"))),
    );
  });
}

/** Over the chart, while the sheet is closed: what waits to be charted, and a device that fell silent. @param {Room} room @returns {import("./notices.js").Notice[]} */
function deviceNotices(room) {
  const look = { label: "Look", run: () => room.open("devices") };
  return (devices?.all() ?? []).flatMap((one) => {
    const waits = one.offered.filter((said) => !said.refusal);
    const silent = Object.values(one.live).filter((said) => secondsSince(said.at) > (STALE_AFTER[said.code] ?? 10));
    const newest = waits[0];
    /** @type {import("./notices.js").Notice[]} */
    const found = [];
    if (newest) {
      const more = waits.length > 1 ? ` and ${waits.length - 1} more` : "";
      found.push({ tone: "soon", icon: "info", words: `${one.name}, ${clockTime(newest.at)}: ${figures(newest)}${more}. Not in the record.`, act: { ...look, label: "Chart" } });
    }
    for (const said of silent) {
      // A time, not an age: a line that changed each second would take its button from under a thumb.
      found.push({ tone: "soon", icon: "plug", words: `No signal from ${one.name}: the last ${NAMES[said.code].toLowerCase()} came at ${clockTime(said.at, true)}.`, act: look });
    }
    return found;
  });
}
