/** Every sheet by its name. */

import { switchKeys } from "./keys.js";
import { openDose, openOverride } from "./sheet_dose.js";
import { openGuidance } from "./sheet_guidance.js";
import { openHarm } from "./sheet_harm.js";
import { openHome } from "./sheet_home.js";
import { openMarks } from "./sheet_marks.js";
import { openLevel, openLookedIn, openPhase, openPresence, openTimeOut } from "./sheet_phase.js";
import { openRating, openScales } from "./sheet_scales.js";
import { openHandOff, openRefused, openSignals } from "./sheet_signals.js";
import { openVerify, openVitals } from "./sheet_vitals.js";
import { openMore, openNote, openSpeaks } from "./sheet_words.js";

/** @typedef {import("./room.js").Room} Room */

/** @type {Record<string, (room: Room, argument?: any) => void>} */
const SHEETS = {
  vitals: (room, first) => openVitals(room, { first }),
  verify: openVerify,
  dose: openDose,
  override: openOverride,
  phase: openPhase,
  timeOut: openTimeOut,
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
  keys: (room) => room.say(switchKeys()),
};

/** @param {Room} room @param {string} name @param {any} [argument] */
export function openSheetNamed(room, name, argument) {
  SHEETS[name]?.(room, argument);
}
