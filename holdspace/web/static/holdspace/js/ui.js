/** What every page has: held buttons, dialogs, the light switch, ages that stay current. */
import { keepAgesCurrent } from "./ages.js";
import { listenForDialogs } from "./dialog.js";
import { listenForHolds } from "./hold.js";
import { openThePasskeyButtons, sayWhyAPasskeyDidNotWork } from "./passkey.js";
import { listenForLight } from "./theme.js";

listenForHolds(document);
listenForDialogs(document);
listenForLight(document);
sayWhyAPasskeyDidNotWork(document);
openThePasskeyButtons(document);
keepAgesCurrent(document);
