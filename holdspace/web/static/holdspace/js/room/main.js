/** The room page: what is known on one side, what this tablet charts on the other, drawn again when either changes. */

import { createChart } from "./chart.js";
import { clockTime, freezeAt, guessServerNow, setServerNow, setZone } from "./clock.js";
import { byId } from "./dom.js";
import { drawEmergency, drawHeader, emergencySince } from "./header.js";
import { drawNotices, listenForFaults } from "./notices.js";
import { createNumbers, staleAfter } from "./numbers.js";
import { createSigner } from "../offline/sealing.js";
import { createOutbox } from "./outbox.js";
import { openOutboxDatabase } from "./outbox_database.js";
import { drawDue, drawPlan } from "./side.js";
import { createStore } from "./store.js";
import { listen } from "./stream.js";
import { createTaps } from "./taps.js";
import { createToast } from "./toast.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").State} State */
/** @typedef {{ events: string, state: string, samples: string, stream: string, csrf: string }} Addresses */

/** The sheets come after the page is usable, at once and all of them: a lost network finds them here. */
const sheets = () => import("./sheets.js");
/** What only a tablet of a room needs comes last. */
const tablet = () => import("../offline/on_tablet.js");

/** So many times as long as it took to draw: a long table takes a tenth of the tablet at most. */
const TABLE_RESTS = 9;

/** What may be opened when the room is only looked at. */
const READING = new Set(["marks", "signals", "handOff", "predicted"]);

/**
 * Draw a room in the page's skeleton. Read-only it charts nothing and listens to nothing: closed sessions, replay.
 * @param {State} state
 * @param {{ readOnly?: boolean, rows?: any[], addresses?: Addresses,
 *   kept?: { ahead: number, at: string } | null }} [given] `kept`: not from the server, but what this tablet kept
 */
export async function mountRoom(state, { readOnly = false, rows = [], addresses, kept = null } = {}) {
  const store = createStore(state);
  if (kept) guessServerNow(kept.ahead);
  else setServerNow(state.now);
  setZone(state.session.time_zone);
  if (readOnly) freezeAt(state.now);
  store.addRows(rows);
  const toast = createToast(byId("toast"));
  byId("room").dataset["readOnly"] = String(readOnly);

  /** @type {Room} */
  const room = {
    store,
    outbox: null,
    readOnly,
    keptAt: kept?.at ?? null,
    aside: null,
    unlock: null,
    notices: () => [],
    isCutOff: () => Boolean(room.keptAt) || (stream?.isSilent() ?? false),
    say: (words, undo = null, also = null) => toast.show(words, undo, also),
    async record(kind, payload, words, { lane = "events", minutesAgo = 0, undo = true, also = null, aside = "", by } = {}) {
      if (!room.outbox) return "";
      // An emergency waits for no PIN: that the others hear of it matters more than whose hand it was.
      if (room.aside && !by && !kind.startsWith("Emergency")) return room.aside(kind, payload, { lane, label: words }, minutesAgo);
      const kept = await room.outbox.add(kind, payload, { mark: { lane, label: words }, minutesAgo, by });
      const said = `${words.replace(/\.$/, "")}, ${clockTime(kept.at)}${aside ? `. ${aside}` : ""}`;
      room.say(said, undo ? () => room.takeBack(kept.event_id) : null, also);
      return kept.event_id;
    },
    takeBack(id) {
      void room.outbox?.add("EntryUndone", { target_id: id });
    },
    open(name, argument) {
      if (room.aside && name !== "emergency") return room.unlock?.(() => room.open(name, argument));
      if (!readOnly || READING.has(name)) void sheets().then(({ openSheetNamed }) => openSheetNamed(room, name, argument));
      return undefined;
    },
  };
  /** @type {import("./stream.js").Stream | null} */
  let stream = null;
  /** @type {import("./awake.js").Awake | null} */
  let awake = null;
  if (!readOnly && addresses) room.outbox = await openOutbox(state, addresses, () => store.changed());

  const chart = createChart(byId("chart"), store, {
    staleAfter: (field) => staleAfter(store, field),
    onPick: (ids) => room.open("marks", ids),
  });
  const drawNumbers = createNumbers(byId("numbers"), store, (code) => room.open("vitals", code));
  const drawTaps = createTaps(room);
  /** @type {Awaited<ReturnType<typeof sheets>> | null} */
  let later = null;
  let tableShown = false;
  let tabled = "";
  let tableRests = false;
  let chartQueued = false;

  function drawChart() {
    if (chartQueued) return;
    chartQueued = true;
    requestAnimationFrame(() => {
      chartQueued = false;
      chart.refresh();
    });
  }

  /** Whatever time alone changes, too. */
  function draw() {
    store.waiting = room.outbox?.shown(store.state.sequence) ?? [];
    drawHeader(room);
    drawNumbers();
    drawDue(store);
    drawPlan(store);
    drawTaps();
    drawNotices(room, { stream, awake });
    drawEmergency(room);
    later?.refreshOpen(room);
    drawChart();
    drawTable();
  }

  function drawTable() {
    const version = `${store.state.sequence} ${store.waiting.length} ${Math.floor(store.rows.length / 300)} ${tableShown}`;
    if (!later || version === tabled || tableRests) return;
    tabled = version;
    const begun = performance.now();
    later.drawTable(byId("table"), store, tableShown, (id) => room.open("marks", [id]));
    tableRests = true;
    window.setTimeout(() => {
      tableRests = false;
      drawTable();
    }, TABLE_RESTS * (performance.now() - begun));
  }

  function showTable() {
    tableShown = !tableShown;
    byId("room").dataset["table"] = String(tableShown);
    byId("show-table").setAttribute("aria-pressed", String(tableShown));
    byId("table").classList.toggle("heard", !tableShown);
    draw();
  }

  /** One press, logged at once; the screen follows. */
  function declareEmergency() {
    if (!emergencySince(room)) void room.record("EmergencyDeclared", {}, "emergency", { lane: "system", undo: false });
    room.open("emergency");
  }

  byId("phase").addEventListener("click", () => room.open("phase"));
  byId("due").addEventListener("click", () => room.open("signals"));
  byId("plan").addEventListener("click", () => room.open("presence"));
  byId("emergency").addEventListener("click", declareEmergency);
  byId("show-table").addEventListener("click", showTable);
  byId("show-predicted").addEventListener("click", () => room.open("predicted"));
  byId("show-hour").addEventListener("click", (event) => {
    const on = byId("show-hour").getAttribute("aria-pressed") !== "true";
    /** @type {HTMLElement} */ (event.currentTarget).setAttribute("aria-pressed", String(on));
    chart.showLastHour(on);
  });
  store.subscribe(draw);
  if (room.outbox && addresses) {
    stream = listenTo(addresses, room);
  }
  if (!readOnly) {
    window.setInterval(() => {
      stream?.watch();
      draw();
    }, 1000);
  }
  draw();
  void sheets().then((loaded) => {
    later = loaded;
    if (!readOnly) awake = loaded.stayAwake(() => store.changed());
    loaded.begin(room, { undo: toast.undo, emergency: declareEmergency });
    for (const link of document.querySelectorAll("link[data-later]")) /** @type {HTMLLinkElement} */ (link).media = "all";
    byId("room").dataset["sheets"] = "true";
    draw();
  });
  return {
    room,
    chart,
    /** For replay: put the time somewhere, with the record as it was then. @param {State} whole @param {any[]} known */
    show(whole, known) {
      freezeAt(whole.now);
      store.rows = [];
      store.addRows(known);
      store.replace(whole);
    },
  };
}

/**
 * What the server gave to seal with stays out of what is drawn and kept: it is in the page once, and here.
 * @param {State} state @param {Addresses} addresses @param {() => void} changed
 */
async function openOutbox(state, { events: url, csrf }, changed) {
  const { staff_id, name } = state.me;
  const { half = null, own_half: ownHalf = null, tablet_id = null, me = null } = state.sealing ?? {};
  const database = await openOutboxDatabase({ half, ownHalf, opens: (author) => Boolean(tablet_id) || author === staff_id });
  const sign = me?.signing_key ? await createSigner(me.signing_key) : null;
  return createOutbox({ database, sessionId: state.session.id, url, csrf, me: { staff_id, name, sign }, changed });
}

/** @param {Addresses} addresses @param {Room} room */
function listenTo(addresses, room) {
  const { store, outbox } = room;
  const whole = async () => {
    const response = await fetch(addresses.state, { headers: { Accept: "application/json" } }).catch(() => null);
    // Who is at the tablet is said by the page or a PIN, never by whose cookie it was.
    if (response?.ok) store.replace({ ...(await response.json()), me: store.state.me, sealing: store.state.sealing });
  };
  return listen({
    url: addresses.stream,
    after: () => store.state.sequence,
    onPatch(patch) {
      setServerNow(patch.now);
      store.apply(patch);
    },
    onSamples: (rows) => store.addRows(rows),
    onBeat(beat) {
      setServerNow(beat.now);
      room.keptAt = null;
      outbox?.hurry();
    },
    onBehind: () => void whole(),
  });
}

async function start() {
  const main = byId("room");
  const state = JSON.parse(byId("room-state").textContent ?? "");
  const { events = "", state: whole = "", samples = "", stream = "", csrf = "" } = main.dataset;
  const addresses = { events, state: whole, samples, stream, csrf };
  let changed = () => {};
  listenForFaults(() => changed());
  const mounted = await mountRoom(state, { readOnly: state.session.is_closed || !state.me.may_chart, addresses });
  changed = () => mounted.room.store.changed();
  main.dataset["ready"] = "true";
  const response = await fetch(`${samples}?minutes=240`).catch(() => null);
  if (response?.ok) mounted.room.store.addRows((await response.json()).rows);
  if (state.sealing?.tablet_id || navigator.serviceWorker?.controller) await (await tablet()).onTablet(mounted.room, state, addresses);
}

if (document.getElementById("room-state")) void start();
