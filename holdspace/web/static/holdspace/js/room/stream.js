/**
 * Listens to the clinic server. The page judges its silence by its own monotonic clock, without help:
 * a connection that is open and says nothing is as silent as one that broke.
 */

const BEAT_EVERY_MS = 2_000;
/** Three beats missed. */
export const SILENT_AFTER_MS = 3 * BEAT_EVERY_MS + 1_000;
const RECONNECT_EVERY_MS = 5_000;

/**
 * @param {{ url: string, after: () => number, onPatch: (patch: any) => void, onSamples: (rows: any[]) => void,
 *   onBeat: (beat: { now: string, sequence: number }) => void, onBehind: () => void }} given
 */
export function listen({ url, after, onPatch, onSamples, onBeat, onBehind }) {
  let heardAt = performance.now();
  let triedAt = performance.now();
  let behind = 0;
  /** @type {EventSource} */
  let source;

  /** @template T @param {(data: T) => void} act @returns {(event: MessageEvent) => void} */
  function heard(act) {
    return (event) => {
      heardAt = performance.now();
      act(JSON.parse(event.data));
    };
  }

  /** A record that ran ahead twice in a row means that a patch was missed. @param {{ now: string, sequence: number }} beat */
  function beat(beat) {
    onBeat(beat);
    behind = beat.sequence > after() ? behind + 1 : 0;
    if (behind < 2) return;
    behind = 0;
    onBehind();
  }

  function connect() {
    triedAt = performance.now();
    source?.close();
    source = new EventSource(`${url}?after=${after()}`);
    source.addEventListener("patch", heard(onPatch));
    source.addEventListener("samples", heard((/** @type {{ rows: any[] }} */ { rows }) => onSamples(rows)));
    source.addEventListener("beat", heard(beat));
  }

  connect();
  return {
    /** How long nothing has been heard, in milliseconds. */
    silentFor: () => performance.now() - heardAt,
    isSilent: () => performance.now() - heardAt > SILENT_AFTER_MS,
    /** Call each second: a dead connection is replaced. */
    watch() {
      const now = performance.now();
      if (now - heardAt > SILENT_AFTER_MS && now - triedAt > RECONNECT_EVERY_MS) connect();
    },
    close: () => source.close(),
  };
}

/** @typedef {ReturnType<typeof listen>} Stream */
