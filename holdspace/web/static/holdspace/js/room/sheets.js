/** What comes after the page is usable: every sheet by its name, the table, single keys, held buttons. */

import { listenForHolds } from "../hold.js";
import { stayAwake } from "./awake.js";
import { drawCard } from "./card.js";
import { drawTable } from "./chart_table.js";
import { openEmergency, refreshEmergency } from "./emergency.js";
import { listenForKeys, switchKeys } from "./keys.js";
import { refreshSheet, whenEmergency } from "./sheet.js";
import { openArtefact } from "./sheet_artefact.js";
import { openDose, openOverride } from "./sheet_dose.js";
import { openCheck } from "./sheet_dose_forms.js";
import { openGuidance } from "./sheet_guidance.js";
import { openHarm } from "./sheet_harm.js";
import { openHome } from "./sheet_home.js";
import { openMarks } from "./sheet_marks.js";
import { openLevel, openLookedIn, openPhase, openPresence, openTimeOut } from "./sheet_phase.js";
import { openPredicted } from "./sheet_predicted.js";
import { openRating, openScales } from "./sheet_scales.js";
import { openHandOff, openRefused, openSignals } from "./sheet_signals.js";
import { openVerify, openVitals } from "./sheet_vitals.js";
import { openMore, openNote, openSpeaks } from "./sheet_words.js";

/** @typedef {import("./room.js").Room} Room */

/** Heavier than one press is worth, so it comes last; where it can be used it is fetched before it is wanted. */
const devices = () => import("./sheet_devices.js");

/** @type {Record<string, (room: Room, argument?: any) => void>} */
const SHEETS = {
  vitals: (room, first) => openVitals(room, { first }),
  verify: openVerify,
  artefact: openArtefact,
  dose: openDose,
  override: openOverride,
  phase: openPhase,
  timeOut: openTimeOut,
  second: (room, { title, act, plan }) => {
    /** @param {import("./outbox.js").Author} by */
    const then = (by) => (act === "timeOut" ? openTimeOut(room, by) : openCheck(room, plan, by));
    void import("../offline/second.js").then(({ askSecondPerson }) => askSecondPerson(room, { title, act: then }));
  },
  presence: openPresence,
  lookedIn: openLookedIn,
  level: openLevel,
  guidance: openGuidance,
  rating: openRating,
  scales: openScales,
  note: openNote,
  speaks: openSpeaks,
  more: openMore,
  signals: openSignals,
  refused: openRefused,
  handOff: openHandOff,
  harm: openHarm,
  home: openHome,
  marks: openMarks,
  predicted: openPredicted,
  devices: (room) => void devices().then(({ openDevices }) => openDevices(room), () => room.say("Devices need the network once. Chart by hand until it is back.")),
  emergency: openEmergency,
  keys: (room) => room.say(switchKeys()),
};

/** @param {Room} room @param {string} name @param {any} [argument] */
export function openSheetNamed(room, name, argument) {
  SHEETS[name]?.(room, argument);
}

let listens = false;

/** @param {Room} room @param {{ undo: () => void, emergency: () => void }} given */
export function begin(room, { undo, emergency }) {
  whenEmergency(emergency);
  if (listens) return;
  listens = true;
  listenForHolds(document);
  if (!room.readOnly) listenForKeys(room, undo);
  if (!room.readOnly && "bluetooth" in navigator) devices().catch(() => {});
}

/** @param {Room} room */
export function refreshOpen(room) {
  drawCard(room);
  refreshSheet();
  refreshEmergency(room);
}

export { drawTable, stayAwake };
