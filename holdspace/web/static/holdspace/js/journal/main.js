/** The page of the journal: to write at once, with or without a network; to read after the passphrase. */

import { fromBase64 } from "../offline/sealing.js";
import { listenForBeginning, listenForCodes } from "./begin.js";
import { listenForChanges, listenForErasingAll, listenForOpening } from "./care.js";
import { createClinic } from "./clinic.js";
import { forgetTab, openDisk } from "./disk.js";
import { pack } from "./format.js";
import { addresses, letLook, one, onSubmit, part, say, show, size, words } from "./page.js";
import { createReading } from "./reading.js";
import { closeWhatWasLeft, createSending } from "./sending.js";
import { listenForTakingHome } from "./take_home.js";
import { createTools } from "./tools.js";
import { createWriting } from "./writing.js";

/** @typedef {import("./clinic.js").State} State */
/** @typedef {import("./clinic.js").Key} Key */

const clinic = createClinic(addresses);

/** @param {import("./disk.js").Disk} disk */
function createPage(disk) {
  /** @type {State | null} */
  let state = null;
  /** Whose, and with which key: from the clinic, or as this phone learned it. */
  let person = "";
  let point = "";
  /** @type {import("./writing.js").Writing | null} */
  let writing = null;
  /** @type {import("./sending.js").Sending | null} */
  let sending = null;
  /** @type {import("./reading.js").Reading | null} */
  let reading = null;
  const tools = createTools(() => writing);

  function shown() {
    const isOpen = Boolean(reading?.key);
    show({ begin: Boolean(state && !state.key), write: Boolean(writing), where: Boolean(writing), open: Boolean(state?.key && writing && !isOpen), read: isOpen, care: Boolean(state?.key && writing) });
    for (const one of document.querySelectorAll("[data-when=read]")) if (one instanceof HTMLElement) one.hidden = !isOpen;
  }

  async function where() {
    const waiting = (await sending?.waiting()) ?? [];
    const others = (await disk.entries()).filter((kept) => kept.person !== person);
    const count = waiting.length;
    say("where-here", words(count === 0 ? "here_none" : count === 1 ? "here_one" : "here_more", { count }));
    const kept = state?.kept;
    const name = !kept ? "clinic_away" : kept.count === 0 ? "clinic_none" : kept.count === 1 ? "clinic_one" : "clinic_more";
    say("where-clinic", words(name, { count: kept?.count ?? 0, size: size(kept?.bytes ?? 0) }));
    if (others.length) say("where-odd", words("other_person"));
  }

  /** @param {string} what a name of words, or a sentence of the clinic's */
  function told(what) {
    // Without a word from the clinic at all, the line above has said it.
    say("where-odd", what && !(what === "clinic_away" && !state) ? words(what) : "");
    part("sign-in", HTMLElement).hidden = what !== "signed_out";
  }

  /** Something was sent, or may have been. @param {number} sent */
  async function sentSome(sent) {
    if (sent) await ask();
    await where();
  }

  async function ask() {
    const answer = await clinic.state();
    if (answer.is !== "done") {
      told(answer.is === "signed_out" ? "signed_out" : "clinic_away");
      return;
    }
    if (person && answer.data.person !== person) return window.location.reload();
    state = answer.data;
    readers();
  }

  function readers() {
    const select = part("write-reader", HTMLSelectElement);
    const chosen = select.value;
    const options = (state?.readers ?? []).map((reader) => new Option(reader.name, reader.key));
    select.replaceChildren(select.options[0] ?? "", ...options);
    select.value = options.some((option) => option.value === chosen) ? chosen : "";
  }

  /** From here on one can write. */
  async function begin() {
    const given = { disk, person, point: fromBase64(point) };
    writing ??= createWriting({ ...given, changed: () => tools.shown() });
    sending ??= createSending({ disk, clinic, person, changed: sentSome, told });
    const { waiting } = sending;
    reading ??= createReading({
      clinic,
      disk,
      person,
      zone: state?.time_zone ?? "",
      readers: state?.readers ?? [],
      waiting,
      changed: async () => {
        await ask();
        await where();
      },
      closed() {
        say("said", words("closed"));
        shown();
      },
    });
    listenForTakingHome(reading, waiting);
    const isTakenUp = await writing.takeUp();
    await tools.takeUp();
    const left = await closeWhatWasLeft(disk, person, isTakenUp ? writing.id : "");
    if (left) say("said", words("found_begun"));
    await where();
    shown();
    void sending.send();
  }

  /** @param {Key} key */
  async function learn(key) {
    point = key.public_key;
    await disk.learn({ person, point });
    if (state) state = { ...state, key };
  }

  async function start() {
    await ask();
    if (!state) return startAway();
    person = state.person;
    const before = await disk.pointOf(person);
    if (!state.key) return shown();
    if (before && before !== state.key.public_key) {
      say("other-key-words", words("other_key"));
      return show({ "other-key": true });
    }
    await learn(state.key);
    await begin();
  }

  /** Without the clinic: as this phone learned it the last time. */
  async function startAway() {
    const known = await disk.known();
    if (!known) return say("said", words("no_key_away"));
    ({ person, point } = known);
    await begin();
    window.addEventListener("online", () => void ask().then(where).then(shown));
  }

  const given = {
    clinic,
    person: () => person,
    key: () => state?.key ?? null,
    learned: (/** @type {Key} */ key) => void learn(key),
    async open(/** @type {import("./keys.js").Opened} */ opened) {
      await reading?.open(opened);
      shown();
    },
    async erased() {
      await disk.forgetAll(person);
      forgetTab();
      window.location.reload();
    },
  };

  listenForCodes();
  listenForBeginning(clinic, () => person, async (key, opened) => {
    await learn(key);
    await begin();
    await given.open(opened);
  });
  listenForOpening(given);
  listenForChanges(given);
  listenForErasingAll(given);
  part("other-key-fine", HTMLButtonElement).addEventListener("click", async () => {
    if (!state?.key) return;
    show({ "other-key": false });
    await learn(state.key);
    await begin();
  });

  onSubmit("write-form", async () => {
    await tools.finish();
    say("write-why", "");
    const reader = part("write-reader", HTMLSelectElement).value;
    const written = await writing?.finish();
    if (!written) return say("write-why", words("nothing_written"));
    tools.wipe();
    part("write-reader-note", HTMLElement).hidden = true;
    say("draft-said", words("kept_here"));
    // The next one can be kept while this one is on its way.
    void sendAndGive(written, reader);
  });

  /** @param {import("./writing.js").Written} written @param {string} reader */
  async function sendAndGive(written, reader) {
    await sending?.send();
    const isSent = !(await sending?.waiting())?.some((kept) => kept.entry_id === written.entry_id);
    if (isSent && writing?.isEmpty()) say("draft-said", words("kept_clinic"));
    if (reader) await give(written, reader, isSent);
    await reading?.again();
  }

  /** @param {import("./writing.js").Written} written @param {string} reader @param {boolean} isSent */
  async function give({ entry_id: id, plain }, reader, isSent) {
    const answer = isSent ? await clinic.share(id, pack(plain), reader) : null;
    say("said", answer?.is === "done" ? words("shared", { name: answer.data.reader }) : words("kept_not_shared"));
  }

  /** What was seen is gone, and what was begun opens for nobody who comes later. */
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element && event.target.closest("a[data-leave]"))) return;
    forgetTab();
    reading?.close();
  }, { capture: true });

  // What was said of the last thing does not stand beside the next.
  document.addEventListener("click", () => say("said", ""), { capture: true });
  part("write-reader", HTMLSelectElement).addEventListener("change", () => {
    part("write-reader-note", HTMLElement).hidden = !part("write-reader", HTMLSelectElement).value;
  });
  return { start };
}

async function open() {
  letLook();
  one(document, "#sign-in", HTMLAnchorElement).href = `${addresses["sign_in"]}?next=${window.location.pathname}`;
  if (!window.crypto?.subtle || !window.indexedDB || !navigator.locks) return say("said", words("no_crypto"));
  await createPage(await openDisk()).start();
  document.documentElement.dataset["journal"] = "ready";
}

void open();
