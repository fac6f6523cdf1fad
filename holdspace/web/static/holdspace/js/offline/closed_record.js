/** The page of a closed record: if this tablet kept a view of that room, it goes now. What waits to be sent stays. */

import { openTabletDatabase } from "./tablet_database.js";
import { forgetSession, viewsHere } from "./view.js";
import { takeOver } from "./worker.js";

const session = document.querySelector("[data-state=closed]")?.getAttribute("data-session");

/** @param {string} sessionId */
async function forget(sessionId) {
  const database = await openTabletDatabase();
  await forgetSession(database, sessionId);
  if (!(await viewsHere(database)).length) void takeOver();
  database.close();
}

if (session && window.indexedDB) void forget(session);
