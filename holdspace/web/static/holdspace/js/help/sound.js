/** The ring: two soft notes, apart enough that nobody is startled, and never three in a second. */

/** @type {AudioContext | null} */
let audio = null;

/** A browser makes no sound before somebody has touched the page. @returns {AudioContext | null} */
function output() {
  if (!audio && typeof AudioContext !== "undefined") audio = new AudioContext();
  return audio;
}

/** Whether a ring would be heard now. */
export function maySound() {
  return output()?.state === "running";
}

/** To be called from a touch, a click or a key. */
export async function allowSound() {
  await output()?.resume().catch(() => {});
  return maySound();
}

const NOTES = [
  { hertz: 523, after: 0 },
  { hertz: 659, after: 0.28 },
];
const SOFT = 0.22;
const FIRM = 0.5;

/** @param {{ firm?: boolean }} [how] firm: nobody has answered for a while */
export function ring({ firm = false } = {}) {
  const to = output();
  if (!to || to.state !== "running") return;
  for (const { hertz, after } of NOTES) {
    const note = new OscillatorNode(to, { type: "sine", frequency: hertz });
    const volume = new GainNode(to, { gain: 0 });
    const at = to.currentTime + after;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(firm ? FIRM : SOFT, at + 0.04);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.42);
    note.connect(volume).connect(to.destination);
    note.start(at);
    note.stop(at + 0.45);
  }
  rings += 1;
}

/** Some browsers, those of one large maker among them, give a page no way to vibrate. */
export const canVibrate = "vibrate" in navigator;

/** Beside the ring, where the device can. */
export function vibrate() {
  if (canVibrate) navigator.vibrate([180, 120, 180]);
}

/** How often it rang: a test cannot hear. */
let rings = 0;
export const timesRung = () => rings;
