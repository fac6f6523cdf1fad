/** What only an enrolled tablet does beside a room: it keeps the view sealed, locks at a glance, lists what is to be signed. */

import { clockTime, heardTheServer, isoNow, now } from "../room/clock.js";
import { timesOf } from "../room/outbox_batch.js";
import { uuid7 } from "../room/outbox_database.js";
import { closeSheet } from "../room/sheet.js";
import { tapEvents } from "../room/taps.js";
import { keepOnlyPinsOf } from "./pin.js";
import { askForPin } from "./pin_sheet.js";
import { STRICT, openTabletDatabase } from "./tablet_database.js";
import { openUnsigned, sayWhatStaysShut, toBeSigned } from "./unsigned_sheet.js";
import { forgetTaps, keepTap, makeTapKeys, openTaps } from "./unsigned.js";
import { forgetSession, keepView, viewsHere } from "./view.js";
import { leaveWorker, openWorker, takeOver, updateWaits } from "./worker.js";

/** @typedef {import("../room/room.js").Room} Room */
/** @typedef {import("../room/types.js").State} State */
/** @typedef {import("../room/main.js").Addresses} Addresses */
/** @typedef {import("./view.js").Disk} Disk */

const KEEP_EVERY_MS = 10_000;
const GLANCE_AFTER_MS = 120_000;
/** In this tab: loading the page again is no way around the lock. */
export const IS_LOCKED = "holdspace-glance-lock";
const LOCKED = "Nobody has touched this tablet for two minutes. What is tapped now waits to be signed.";

/** @param {Disk["database"]} database @param {Room} room @param {NonNullable<State["sealing"]>} sealing */
async function rememberTablet(database, room, { tablet_id, tablet_room }) {
  const taps = [...tapEvents(room), { label: "Emergency", kind: "EmergencyDeclared", payload: {} }];
  const change = database.transaction("meta", "readwrite", STRICT);
  await change.store.put({ tablet_id, room: tablet_room ?? "", taps }, "tablet");
  await change.done;
}

/**
 * The view of the room as it stands, every ten seconds when something is new; gone when the session is over.
 * @param {Room} room @param {Disk} disk @param {Addresses} addresses
 */
function keepViews(room, disk, { events, state, samples, stream }) {
  const { id } = room.store.state.session;
  const addresses = { events, state, samples, stream, csrf: "" };
  let keptAs = "";
  const timer = window.setInterval(() => void keep(), KEEP_EVERY_MS);

  async function keep() {
    const { store } = room;
    if (store.state.session.is_closed || store.state.panels.record.closed_at) return over();
    // The monitor's values alone are worth one write a minute: a tablet's disk wears.
    const as = `${store.state.sequence} ${Math.floor((store.rows.at(-1)?.t ?? 0) / 60)}`;
    if (as === keptAs || !(heardTheServer() || keptAs)) return;
    keptAs = as;
    await keepView(disk, { state: store.state, rows: store.rows, addresses, ahead: now() - Date.now(), kept_at: isoNow() });
  }

  async function over() {
    if (room.outbox?.waiting.length) return;
    window.clearInterval(timer);
    await forgetSession(disk.database, id);
    void takeOver();
  }

  return keep;
}

/** Only who can open it again is locked out. @param {Room} room @param {Disk} disk @param {boolean} hasPin @param {() => void} tapped */
function lockAtAGlance(room, disk, hasPin, tapped) {
  let touchedAt = performance.now();
  for (const name of ["pointerdown", "keydown"]) {
    document.addEventListener(name, () => room.aside || (touchedAt = performance.now()), { capture: true });
  }
  window.setInterval(() => {
    if (hasPin && !room.aside && performance.now() - touchedAt > GLANCE_AFTER_MS) lock();
  }, 1000);

  function lock() {
    room.aside = aside;
    sessionStorage.setItem(IS_LOCKED, "yes");
    closeSheet();
    room.store.changed();
  }

  /** @type {NonNullable<Room["aside"]>} */
  async function aside(kind, payload, mark, minutesAgo) {
    const event_id = uuid7();
    const { id } = room.store.state.session;
    await keepTap(disk.database, { event_id, session_id: id, kind, payload, mark, ...timesOf(minutesAgo * 60_000, heardTheServer()) });
    room.say(`${mark.label}, ${clockTime(now())}. To be signed`);
    tapped();
    return event_id;
  }

  if (hasPin && sessionStorage.getItem(IS_LOCKED)) lock();
  return {
    unlock(/** @type {() => void} */ then = () => {}) {
      void askForPin(room, "What is charted from now on is theirs.", () => {
        room.aside = null;
        sessionStorage.removeItem(IS_LOCKED);
        touchedAt = performance.now();
        room.store.changed();
        then();
      });
    },
  };
}

/** @param {Room} room @param {State} state @param {Addresses} addresses */
export async function onTablet(room, state, addresses) {
  const { sealing } = state;
  if (!sealing?.tablet_id) return leave();
  if (!room.outbox) return forgetAll(state.session.id);
  const { disk } = room.outbox;
  let unsigned = 0;
  /** @type {string[]} */
  let shut = [];
  const count = async () => {
    unsigned = (await toBeSigned(room, disk)).length;
    ({ shut } = await openTaps(disk));
    room.store.changed();
  };
  await rememberTablet(disk.database, room, sealing);
  await makeTapKeys(disk);
  if (heardTheServer()) await keepOnlyPinsOf(disk.database, sealing.people.map((one) => one.staff_id));
  await keepViews(room, disk, addresses)();
  if (heardTheServer()) void forgetClosed(disk.database, state.session.id);
  const glance = lockAtAGlance(room, disk, Boolean(sealing.me.signing_key), () => void count());
  room.unlock = glance.unlock;
  room.notices = () => [
    room.aside && { tone: "quiet", icon: "lock", words: LOCKED, act: { label: "PIN", run: () => glance.unlock() } },
    unsigned > 0 && !room.aside && {
      tone: "soon",
      icon: "info",
      words: `${unsigned} ${unsigned === 1 ? "entry waits" : "entries wait"} to be signed.`,
      act: { label: "Look", run: () => void openUnsigned(room, disk, () => void count()) },
    },
    shut.length > 0 && {
      tone: "soon",
      icon: "info",
      words: sayWhatStaysShut(shut),
      act: { label: "I know", run: () => void forgetTaps(disk.database, shut).then(count) },
    },
    updateWaits() && { tone: "quiet", icon: "info", words: "New version ready, at the end of this session." },
  ];
  await count();
  await openWorker();
}

/** A browser that is no tablet (any more) keeps nothing but what waits to be sent. */
async function leave() {
  await leaveWorker();
  const database = await openTabletDatabase();
  const change = database.transaction(["views", "pins", "meta"], "readwrite", STRICT);
  await Promise.all([change.objectStore("views").clear(), change.objectStore("pins").clear(), change.objectStore("meta").delete("tablet")]);
  await change.done;
  database.close();
}

/**
 * Sessions whose record was closed somewhere else: the server is asked about each view that lies here.
 * @param {Disk["database"]} database @param {string} here
 */
async function forgetClosed(database, here) {
  for (const { session_id: id } of await viewsHere(database)) {
    if (id === here) continue;
    const answer = await fetch(`/room/${id}/state`, { headers: { Accept: "application/json" } }).catch(() => null);
    const isOver = answer?.status === 404 || (answer?.ok && (await answer.json()).session.is_closed);
    if (isOver) await forgetSession(database, id);
  }
}

/** The record is closed: nothing of the person stays here. @param {string} sessionId */
async function forgetAll(sessionId) {
  const database = await openTabletDatabase();
  await forgetSession(database, sessionId);
  if (!(await viewsHere(database)).length) void takeOver();
  database.close();
}
