/** What every page has: held buttons, dialogs, the light switch, folds that close, ages and parts that stay current. */
import { keepAgesCurrent } from "./ages.js";
import { listenForDialogs } from "./dialog.js";
import { closeFoldsOnLeaving } from "./fold.js";
import { listenForHolds } from "./hold.js";
import { showOtherPagesWhole } from "./part.js";
import { openThePasskeyButtons, sayWhyAPasskeyDidNotWork } from "./passkey.js";
import { listenForLight } from "./theme.js";

listenForHolds(document);
listenForDialogs(document);
listenForLight(document);
closeFoldsOnLeaving(document);
sayWhyAPasskeyDidNotWork(document);
openThePasskeyButtons(document);
keepAgesCurrent(document);
showOtherPagesWhole(document);
