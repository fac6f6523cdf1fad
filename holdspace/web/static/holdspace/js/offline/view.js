/** The last view of the room, sealed, so that it opens again without its server: room, initials, year of birth. */

import { STRICT } from "./tablet_database.js";

/** @typedef {import("../room/types.js").State} State */
/** @typedef {import("../room/types.js").Row} Row */
/** @typedef {import("../room/main.js").Addresses} Addresses */
/** @typedef {{ database: import("./tablet_database.js").TabletDatabase, seal: import("./sealing.js").Seal | null }} Disk */
/** @typedef {{ state: State, rows: Row[], addresses: Addresses, ahead: number, kept_at: string }} View `ahead`: the server's clock before the tablet's, in milliseconds */

/** A quarter of an hour of one monitor. */
const MOST_ROWS = 900;
export const MOST_HOURS = 12;
const MOST_MS = MOST_HOURS * 3_600_000;

/** No name and no telephone number goes to the disk, sealed or not. @param {State} state @returns {State} */
export function withoutNames(state) {
  const { sealing, session, panels, ...rest } = state;
  const { first_name, ...known } = session;
  const escort = panels.escort && { ...panels.escort, name: "in the clinic record", phone: "" };
  return { ...rest, session: known, panels: { ...panels, escort } };
}

/** @param {Disk} disk @param {View} view */
export async function keepView({ database, seal }, view) {
  if (!seal) return;
  const { id } = view.state.session;
  const kept = { ...view, state: withoutNames(view.state), rows: view.rows.slice(-MOST_ROWS) };
  const row = { ...(await seal.close(`views|${id}`, kept)), session_id: id, saved_at: Date.now(), ahead: view.ahead, zone: view.state.session.time_zone };
  const change = database.transaction("views", "readwrite", STRICT);
  await change.store.put(row);
  await change.done;
}

/** What is kept, the latest first; what is older than 12 hours is gone after this. @param {Disk["database"]} database @returns {Promise<{ session_id: string, ahead: number, zone: string | undefined }[]>} what lies open of each */
export async function viewsHere(database) {
  const all = await database.getAll("views");
  const old = all.filter(({ saved_at }) => Math.abs(Date.now() - saved_at) > MOST_MS);
  for (const { session_id } of old) await forgetView(database, session_id);
  return all.filter((one) => !old.includes(one)).sort((a, b) => b.saved_at - a.saved_at);
}

/** @param {Disk} disk @param {string} sessionId @returns {Promise<View | null>} */
export async function openView({ database, seal }, sessionId) {
  const row = await database.get("views", sessionId);
  return row && seal ? seal.open(`views|${sessionId}`, row) : null;
}

/** The record is closed: the view goes, and what was begun to be written and never saved. @param {Disk["database"]} database @param {string} sessionId */
export async function forgetSession(database, sessionId) {
  await forgetView(database, sessionId);
  const change = database.transaction("meta", "readwrite", STRICT);
  for (const name of await change.store.getAllKeys()) {
    if (String(name).startsWith("draft:") && String(name).includes(sessionId)) await change.store.delete(name);
  }
  await change.done;
}

/** @param {Disk["database"]} database @param {string} sessionId */
export async function forgetView(database, sessionId) {
  const change = database.transaction("views", "readwrite", STRICT);
  await change.store.delete(sessionId);
  await change.done;
}
