/** What is known of the session, and who wants to hear of it. A patch leads to the same as a fresh load. */

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Patch} Patch */
/** @typedef {import("./types.js").Row} Row */

const MAPS = /** @type {const} */ (["marks", "readings", "doses", "presence"]);
const MOST_ROWS = 40_000;

/** The state after a patch: maps are added to, panels replaced whole. @param {State} state @param {Patch} patch @returns {State} */
export function patched(state, patch) {
  if (patch.sequence !== undefined && patch.sequence < state.sequence) return state;
  const { panels, ...rest } = patch;
  const next = { ...state, ...rest, panels: { ...state.panels, ...panels } };
  for (const map of MAPS) {
    next[map] = /** @type {any} */ ({ ...state[map], ...patch[map] });
  }
  return next;
}

/** Rows by time, each id once, the latest word on it last. @param {Row[]} known @param {Row[]} fresh @returns {Row[]} */
export function withRows(known, fresh) {
  const unique = [...new Map(fresh.map((row) => [row.id, { ...row, t: Date.parse(row.at) / 1000 }])).values()];
  const ids = new Set(unique.map((row) => row.id));
  const kept = known.some((row) => ids.has(row.id)) ? known.filter((row) => !ids.has(row.id)) : known;
  const end = kept.at(-1)?.t ?? 0;
  const merged = [...kept, ...unique];
  if (!kept.length || unique.some((row) => row.t < end)) merged.sort((a, b) => (a.t ?? 0) - (b.t ?? 0));
  return merged.slice(-MOST_ROWS);
}

/** @param {State} state */
export function createStore(state) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  let queued = false;
  const store = {
    state,
    rows: /** @type {Row[]} */ ([]),
    /** Events that only this tablet knows. @type {import("./types.js").Waiting[]} */
    waiting: [],

    /** @param {Patch} patch */
    apply(patch) {
      store.state = patched(store.state, patch);
      store.changed();
    },
    /** @param {State} whole */
    replace(whole) {
      store.state = whole;
      store.changed();
    },
    /** @param {Row[]} rows */
    addRows(rows) {
      store.rows = withRows(store.rows, rows);
      store.changed();
    },
    /** @param {() => void} listener */
    subscribe(listener) {
      listeners.add(listener);
    },
    /** Listeners hear once for many changes in one turn. */
    changed() {
      if (queued) return;
      queued = true;
      queueMicrotask(() => {
        queued = false;
        for (const listener of listeners) listener();
      });
    },
    /** Marks of the record, and those that wait on this tablet. @returns {[string, import("./types.js").Mark][]} */
    marks() {
      const undone = undoneHere();
      const known = Object.entries(store.state.marks);
      const pending = store.waiting
        .filter((one) => one.mark && !(one.event_id in store.state.marks) && !undone.has(one.event_id))
        .map((one) => /** @type {[string, import("./types.js").Mark]} */ ([one.event_id, asMark(one)]));
      return [...known.filter(([id]) => !undone.has(id)), ...pending];
    },
    /** Charted readings, those that wait on this tablet among them. @returns {Record<string, import("./types.js").Reading>} */
    readings() {
      const undone = undoneHere();
      const pending = store.waiting
        .filter((one) => isPendingReading(one) && !undone.has(one.event_id))
        .map((one) => [one.event_id, asReading(one)]);
      return pending.length ? { ...store.state.readings, ...Object.fromEntries(pending) } : store.state.readings;
    },
  };

  /** @param {import("./types.js").Waiting} one */
  function isPendingReading(one) {
    return one.kind === "VitalsCharted" && !(one.event_id in store.state.readings);
  }

  /** Ids of what is taken back on this tablet, gathered once: thousands may wait after an outage. */
  function undoneHere() {
    return new Set(store.waiting.filter((one) => one.kind === "EntryUndone").map((one) => one.payload["target_id"]));
  }
  return store;
}

/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {import("./types.js").Waiting} one @returns {import("./types.js").Mark} */
function asMark(one) {
  return {
    at: one.at,
    recorded_at: "",
    sequence: Number.MAX_SAFE_INTEGER,
    lane: one.mark?.lane ?? "events",
    label: one.mark?.label ?? one.kind,
    sentence: `${one.mark?.label ?? one.kind}. On this tablet, not yet in the clinic record.`,
    tone: "neutral",
    struck: false,
    struck_reason: null,
    author: one.author,
    author_id: one.staff_id,
    kind: one.kind,
    may_undo_until: null,
    pending: true,
  };
}

/** @param {import("./types.js").Waiting} one @returns {import("./types.js").Reading} */
function asReading({ payload, at, author }) {
  return {
    at: payload["measured_at"] ?? at,
    recorded_at: "",
    source: payload["source"] ?? "hand",
    sample_id: payload["sample_id"] ?? null,
    device: payload["device"] ?? "",
    sys: payload["systolic_mmhg"] ?? null,
    dia: payload["diastolic_mmhg"] ?? null,
    hr: payload["heart_rate_per_min"] ?? null,
    spo2: payload["spo2_percent"] ?? null,
    rr: payload["respiratory_rate_per_min"] ?? null,
    temp: payload["temperature_celsius"] ?? null,
    etco2: payload["etco2_mmhg"] ?? null,
    oxygen: payload["oxygen_l_per_min"] ?? null,
    by: author,
    struck: false,
    implausible_reason: payload["implausible_reason"] ?? "",
  };
}
