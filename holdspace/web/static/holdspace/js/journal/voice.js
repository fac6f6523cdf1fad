/** A voice note: the microphone is asked for when somebody presses, and for nothing else. */

import { minutes, part, say, words } from "./page.js";

/** @typedef {import("./writing.js").Writing} Writing */

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_A_SECOND = 32_000;
const LONGEST_SECONDS = 300;
/** So often what was said so far is put on the disk. */
const PIECE_MS = 4_000;

/** @param {() => Writing | null} writing */
export function listenForVoice(writing) {
  const button = part("record", HTMLButtonElement);
  /** @type {MediaRecorder | null} */
  let recorder = null;
  let ticking = 0;

  /** What was said is with the entry when this resolves. @returns {Promise<void>} */
  async function stop() {
    const running = recorder;
    if (running?.state !== "recording") return;
    const over = new Promise((resolve) => running.addEventListener("stop", resolve, { once: true }));
    running.stop();
    await over;
  }

  async function start() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      record(stream);
    } catch {
      say("recording", words("no_microphone"));
    }
  }

  /** @param {MediaStream} stream */
  function record(stream) {
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    const made = new MediaRecorder(stream, { audioBitsPerSecond: BITS_A_SECOND, ...(type ? { mimeType: type } : {}) });
    /** @type {Blob[]} */
    const pieces = [];
    let seconds = 0;
    made.addEventListener("dataavailable", ({ data }) => {
      if (data.size) pieces.push(data);
      if (pieces.length) writing()?.put("voice", { blob: new Blob(pieces, { type: made.mimeType }), length: seconds });
    });
    made.addEventListener("stop", () => {
      window.clearInterval(ticking);
      for (const track of stream.getTracks()) track.stop();
      recorder = null;
      shown(false);
    });
    made.start(PIECE_MS);
    recorder = made;
    shown(true);
    ticking = window.setInterval(() => {
      seconds += 1;
      part("recording", HTMLElement).textContent = words("recording", { length: minutes(seconds) });
      if (seconds >= LONGEST_SECONDS) void stop();
    }, 1000);
  }

  /** @param {boolean} isRecording */
  function shown(isRecording) {
    button.textContent = words(isRecording ? "stop" : "record");
    button.setAttribute("aria-pressed", String(isRecording));
    say("recording", isRecording ? words("recording", { length: "0:00" }) : "");
  }

  button.addEventListener("click", () => void (recorder ? stop() : start()));
  return { stop };
}
