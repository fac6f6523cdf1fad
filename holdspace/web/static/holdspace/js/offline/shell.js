/** Opens a room without its server: a PIN, the view that was kept, and charting goes on. */

import { byId } from "../room/dom.js";
import { clockTime, guessServerNow, setZone } from "../room/clock.js";
import { mountRoom } from "../room/main.js";
import { uuid7 } from "../room/outbox_database.js";
import { timesOf } from "../room/outbox_batch.js";
import { drawLock } from "./lock_screen.js";
import { IS_LOCKED, onTablet } from "./on_tablet.js";
import { forgetWhatOpens, keepPin, openWithPin, peopleHere } from "./pin.js";
import { triesLeft } from "./pin_pad.js";
import { createSeal, fromBase64 } from "./sealing.js";
import { openTabletDatabase } from "./tablet_database.js";
import { askForToken, askWhoIsHere, unlockWithServer } from "./unlock.js";
import { keepTap, tapsHere } from "./unsigned.js";
import { openView, viewsHere } from "./view.js";

/** @typedef {import("./pin_pad.js").Person} Person */
/** @typedef {import("./pin.js").Keys} Keys */
/** @typedef {import("./tablet_database.js").TabletDatabase} TabletDatabase */
/** @typedef {import("../room/types.js").State} State */

const ROOM = /^\/room\/([0-9a-f]{8}-[0-9a-f-]{27})\/$/;
const TRY_EVERY_MS = 3_000;
const SERVER_FIRST_MS = 1_500;
const DRAW_AFTER_MS = 700;

/** @param {TabletDatabase} database */
async function whatIsHere(database) {
  const asked = ROOM.exec(window.location.pathname)?.[1] ?? null;
  const views = await viewsHere(database);
  const sessionId = asked ?? views[0]?.session_id ?? null;
  const kept = views.find((one) => one.session_id === sessionId);
  if (kept) {
    guessServerNow(kept.ahead);
    setZone(kept.zone);
  }
  const tablet = (await database.get("meta", "tablet")) ?? { tablet_id: null, room: "", taps: [] };
  return { sessionId, isKept: kept !== undefined, tablet, people: await peopleHere(), unsent: await database.count("events") };
}

/** What somebody must know before anything else. @param {Awaited<ReturnType<typeof whatIsHere>>} here */
function warningsOf({ unsent, isKept }) {
  if (!unsent || isKept) return [];
  const entries = unsent === 1 ? "One entry on this tablet is" : `${unsent} entries on this tablet are`;
  return [`${entries} not in the clinic record, and the view of the room is no longer kept. Bring the tablet into the network and sign in: they are sent then. Until that is done, hand this over in words.`];
}

/** The person at the tablet, who may be another than the one whose page was kept. @param {Person} who @param {State["me"]} kept @returns {State["me"]} */
function asMe(who, kept) {
  if (who.staff_id === kept.staff_id) return kept;
  const colleagues = [...kept.colleagues, { staff_id: kept.staff_id, name: kept.name }].filter((one) => one.staff_id !== who.staff_id);
  return { ...kept, ...who, roles: [], may_plan: false, may_check: true, colleagues };
}

/** @param {TabletDatabase} database @param {string} sessionId @param {Keys} keys @param {{ tablet_id: string, room: string }} tablet */
async function openRoom(database, sessionId, keys, { tablet_id, room: name }) {
  const seal = await createSeal(fromBase64(keys.half), await database.get("meta", "device_half"));
  const view = await openView({ database, seal }, sessionId);
  if (!view) return null;
  const people = await peopleHere();
  const sealing = { half: keys.half, tablet_id, tablet_room: name, people, me: { signing_key: keys.signing_key } };
  const state = { ...view.state, me: asMe({ staff_id: keys.staff_id, name: keys.name }, view.state.me), sealing };
  byId("lock").remove();
  byId("room").hidden = false;
  const { ahead, kept_at: keptAt, rows } = view;
  const { room } = await mountRoom(state, { rows, addresses: { ...view.addresses, csrf: "" }, kept: { ahead, at: keptAt } });
  await onTablet(room, state, view.addresses);
  sayWhenItIsBack(room);
  byId("room").dataset["ready"] = "true";
  return room;
}

/** From the kept page into the live one: by PIN, since the cookie here may be somebody else's. @param {import("../room/room.js").Room} room */
function sayWhenItIsBack(room) {
  const others = room.notices;
  const goOn = { label: "Open the live room", run: () => room.unlock?.(() => window.location.reload()) };
  room.notices = () => [
    ...others(),
    !room.keptAt && !room.outbox?.waiting.length && { tone: "quiet", icon: "info", words: "The clinic server answers again, and the record has what was charted here.", act: goOn },
  ];
}

/** Until the server gives a token: what was charted then goes, each entry under its own author's proof. @param {TabletDatabase} database @param {import("../room/room.js").Room} room */
function keepAsking(database, room) {
  const timer = window.setInterval(async () => {
    const people = await askWhoIsHere();
    if (people === null) return;
    window.clearInterval(timer);
    if (people === "stranger") return void forgetWhatOpens(database);
    const token = await askForToken();
    if (room.outbox && token) room.outbox.csrf = token;
    room.outbox?.hurry();
  }, TRY_EVERY_MS);
}

/** @typedef {Awaited<ReturnType<typeof unlockWithServer>>} Asked */

/** Into the room's own page, as the server has it now. @param {Asked} asked @param {string} pin @param {string | null} sessionId */
async function goIn({ keys }, pin, sessionId) {
  if (keys) await keepPin(keys, pin);
  sessionStorage.removeItem(IS_LOCKED);
  window.location.assign(sessionId ? `/room/${sessionId}/` : "/");
  return "";
}

/**
 * The server is asked and the tablet is tried at once. Whoever answers first opens; the server's no counts.
 * @param {TabletDatabase} database @param {Awaited<ReturnType<typeof whatIsHere>>} here @param {Person} who @param {string} pin
 */
async function opened(database, { sessionId, tablet }, who, pin) {
  const asking = unlockWithServer(who.staff_id, pin);
  const { keys, left } = await openWithPin(who.staff_id, pin);
  const soon = new Promise((done) => window.setTimeout(done, SERVER_FIRST_MS, null));
  /** @type {Asked | null} */
  const asked = keys ? await Promise.race([asking, soon]) : await asking;
  if (asked?.keys) return goIn(asked, pin, sessionId);
  if (asked && !asked.isAway) return asked.sentence || triesLeft(left);
  if (!keys) return triesLeft(left);
  sessionStorage.removeItem(IS_LOCKED);
  const room = sessionId ? await openRoom(database, sessionId, keys, tablet) : null;
  if (!room) return "The PIN is right. No view of a room is kept here, and the server does not answer.";
  void asking.then(({ keys: given }) => {
    if (given && room.outbox) room.outbox.csrf = given.csrf;
    else keepAsking(database, room);
  });
  return "";
}

/** @param {TabletDatabase} database @param {string} sessionId @param {import("./lock_screen.js").Common} tap */
async function kept(database, sessionId, { kind, payload, label }) {
  const times = timesOf(0, false);
  const lane = kind === "EmergencyDeclared" ? "system" : "events";
  await keepTap(database, { event_id: uuid7(), session_id: sessionId, kind, payload, mark: { lane, label }, ...times });
  return `${label}, ${clockTime(times.at)}. ${await tapsHere(database)} to be signed.`;
}

async function start() {
  document.documentElement.dataset["light"] = /(?:^|; )light=day/.test(document.cookie) ? "day" : "dim";
  for (const link of document.querySelectorAll("link[data-later]")) /** @type {HTMLLinkElement} */ (link).media = "all";
  const database = await openTabletDatabase();
  const here = await whatIsHere(database);
  const { sessionId, tablet, people } = here;
  const silence = new Promise((done) => window.setTimeout(done, DRAW_AFTER_MS, null));
  /** @type {Awaited<ReturnType<typeof askWhoIsHere>>} */
  const said = await Promise.race([askWhoIsHere(), silence]);
  drawLock(byId("lock"), {
    room: tablet.room,
    isAway: said === null,
    people: people.length || !Array.isArray(said) ? people : said,
    taps: sessionId && (await database.get("meta", "tap_keys")) ? tablet.taps : [],
    warnings: warningsOf(here),
    onPin: (who, pin) => opened(database, here, who, pin),
    onTap: (tap) => kept(database, sessionId ?? "", tap),
  });
}

void start();
