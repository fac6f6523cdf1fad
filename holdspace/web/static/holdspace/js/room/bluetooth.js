/**
 * The devices that somebody connected in this room over Bluetooth: found, heard, lost and found again.
 *
 * What speaks to the radio is handed in (`navigator.bluetooth`), and so are the clock and the timer: a test has no
 * radio, so it hands in one of its own that sends real packets. Nothing here charts anything.
 */

import { HEART_RATE, OXYGEN_ONCE, OXYGEN_STREAM, PRESSURE, readBattery, readPacket } from "./bluetooth_values.js";

/** @typedef {EventTarget & { value?: DataView | null, readValue: () => Promise<DataView>, startNotifications: () => Promise<unknown> }} Characteristic */
/** @typedef {{ getCharacteristic: (number: number) => Promise<Characteristic> }} Service */
/** @typedef {{ getPrimaryService: (number: number) => Promise<Service> }} Server */
/** @typedef {EventTarget & { id: string, name?: string | null, gatt?: { connected: boolean, connect: () => Promise<Server>, disconnect: () => void } }} RadioDevice */
/** @typedef {{ requestDevice: (wanted: any) => Promise<RadioDevice>, getAvailability?: () => Promise<boolean> }} Radio */
/** @typedef {import("./bluetooth_values.js").Said & { key: string, at: string }} Heard `at`: when it came, by our clock */
/** @typedef {"connecting" | "connected" | "lost" | "unfit"} Standing */
/**
 * @typedef {Object} Connected
 * @property {string} id
 * @property {string} name
 * @property {Standing} standing
 * @property {string} since
 * @property {number | null} battery in percent
 * @property {Partial<Record<import("./bluetooth_values.js").Code, Heard>>} live the newest of each stream
 * @property {Heard[]} offered single measurements that nobody has charted or put aside, newest first
 */
/** @typedef {Connected & { device: RadioDevice, tries: number, timer: any, isOver: boolean, heard: string[], listening: WeakSet<EventTarget> }} Kept */

const SERVICES = /** @type {[number, number[]][]} */ ([
  [0x1810, [PRESSURE]],
  [0x1822, [OXYGEN_ONCE, OXYGEN_STREAM]],
  [0x180d, [HEART_RATE]],
]);
const BATTERY_SERVICE = 0x180f;
const BATTERY_LEVEL = 0x2a19;
/** A cuff sleeps between two measurements: it is looked for as long as somebody has it on the list. */
export const AGAIN_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const MOST_OFFERED = 5;
const MOST_REMEMBERED = 50;
const LONGEST_NAME = 40;

const WHY_NOT = /** @type {Record<string, string>} */ ({
  NotFoundError: "",
  SecurityError: "This browser does not let this page use Bluetooth. Look in its settings for this site, or chart by hand.",
  NotAllowedError: "This browser does not let this page use Bluetooth. Look in its settings for this site, or chart by hand.",
});
const NO_RADIO = "Bluetooth did not answer. See that it is on in the tablet’s settings, and try again. Until then chart by hand.";

/** @param {string | null | undefined} name as the device says it: foreign text, so short and without signs that show nothing */
function plainName(name) {
  return (name ?? "").replace(/\p{C}/gu, "").trim().slice(0, LONGEST_NAME) || "Device without a name";
}

/**
 * @param {{ radio: Radio, changed: () => void, now: () => string,
 *   later?: (act: () => void, ms: number) => any, never?: (timer: any) => void }} given
 */
export function createDevices({ radio, changed, now, later = (act, ms) => setTimeout(act, ms), never = (timer) => clearTimeout(timer) }) {
  /** @type {Map<string, Kept>} */
  const all = new Map();
  let keys = 0;

  /** The browser asks which device; whoever holds the tablet says so. @returns {Promise<string>} why there is none; "" when there is, or when they changed their mind */
  async function add() {
    try {
      const filters = SERVICES.map(([service]) => ({ services: [service] }));
      const device = await radio.requestDevice({ filters, optionalServices: [BATTERY_SERVICE] });
      await begin(device);
      return "";
    } catch (fault) {
      return WHY_NOT[/** @type {Error} */ (fault)?.name] ?? NO_RADIO;
    }
  }

  /** @param {RadioDevice} device */
  async function begin(device) {
    const known = all.get(device.id);
    if (known) return void (known.standing === "connected" || (await connect(known)));
    /** @type {Kept} */
    const one = {
      id: device.id, name: plainName(device.name), standing: "connecting", since: now(), battery: null, live: {}, offered: [],
      device, tries: 0, timer: null, isOver: false, heard: [], listening: new WeakSet(),
    };
    all.set(one.id, one);
    device.addEventListener("gattserverdisconnected", () => lost(one));
    await connect(one);
  }

  /** @param {Kept} one @param {Standing} standing */
  function stand(one, standing) {
    if (one.standing !== standing) one.since = now();
    one.standing = standing;
    changed();
  }

  /** @param {Kept} one */
  async function connect(one) {
    never(one.timer);
    one.timer = null;
    if (one.isOver) return undefined;
    try {
      const server = await one.device.gatt?.connect();
      if (one.isOver || !server) return one.device.gatt?.disconnect();
      const count = await listenToAll(one, server);
      if (one.isOver) return one.device.gatt?.disconnect();
      if (!count) return unfit(one);
      one.tries = 0;
      stand(one, "connected");
      await listenToBattery(one, server);
    } catch {
      lost(one);
    }
    return undefined;
  }

  /** None of what this page can read: looking for it again would not help. @param {Kept} one */
  function unfit(one) {
    stand(one, "unfit");
    one.device.gatt?.disconnect();
  }

  /** @param {Kept} one */
  function lost(one) {
    if (one.isOver || one.standing === "unfit" || one.timer !== null) return;
    stand(one, "lost");
    const ms = AGAIN_AFTER_MS[Math.min(one.tries, AGAIN_AFTER_MS.length - 1)] ?? 0;
    one.tries += 1;
    one.timer = later(() => void connect(one), ms);
  }

  /** @param {Kept} one @param {Server} server @returns {Promise<number>} how many of its voices are heard */
  async function listenToAll(one, server) {
    let count = 0;
    for (const [number, characteristics] of SERVICES) {
      const service = await server.getPrimaryService(number).catch(absent);
      for (const each of service ? characteristics : []) {
        const voice = await service?.getCharacteristic(each).catch(absent);
        if (!voice) continue;
        await listen(one, voice, (view) => hear(one, each, view));
        count += 1;
      }
    }
    return count;
  }

  /** Most devices lack some of it; anything else is a lost connection. @param {Error} fault */
  function absent(fault) {
    if (fault?.name !== "NotFoundError") throw fault;
    return null;
  }

  /** @param {Kept} one @param {Characteristic} voice @param {(view: DataView | null | undefined) => void} act */
  async function listen(one, voice, act) {
    // Before it speaks: what a cuff kept for us comes at once. A browser may give the same object after a reconnect.
    if (!one.listening.has(voice)) voice.addEventListener("characteristicvaluechanged", () => one.isOver || act(voice.value));
    one.listening.add(voice);
    await voice.startNotifications();
  }

  /** Nice to know, never needed. @param {Kept} one @param {Server} server */
  async function listenToBattery(one, server) {
    try {
      const level = await (await server.getPrimaryService(BATTERY_SERVICE)).getCharacteristic(BATTERY_LEVEL);
      one.battery = readBattery(await level.readValue());
      changed();
      await listen(one, level, (view) => {
        one.battery = readBattery(view);
        changed();
      });
    } catch {
      changed();
    }
  }

  /** @param {Kept} one @param {number} characteristic @param {DataView | null | undefined} view */
  function hear(one, characteristic, view) {
    const said = { ...readPacket(characteristic, view), at: now(), key: `reading-${(keys += 1)}` };
    if (said.isStream) one.live[said.code] = said;
    else if (!wasHeard(one, said)) one.offered = [said, ...one.offered].slice(0, MOST_OFFERED);
    changed();
  }

  /** A cuff that saw no acknowledgement says the same again; without a time nobody can tell it from the next. @param {Kept} one @param {Heard} said */
  function wasHeard(one, said) {
    if (!said.deviceTime) return false;
    const words = JSON.stringify([said.code, said.deviceTime, said.values]);
    if (one.heard.includes(words)) return true;
    one.heard = [words, ...one.heard].slice(0, MOST_REMEMBERED);
    return false;
  }

  return {
    add,
    /** @returns {Connected[]} */
    all: () => [...all.values()],
    /** Whether there is a radio, as far as the browser says. */
    isThere: async () => (radio.getAvailability ? radio.getAvailability().catch(() => true) : true),
    /** @param {string} id @param {string} key */
    putAside(id, key) {
      const one = all.get(id);
      if (one) one.offered = one.offered.filter((each) => each.key !== key);
      changed();
    },
    /** By a person: it is not looked for again. @param {string} id */
    disconnect(id) {
      const one = all.get(id);
      if (!one) return;
      one.isOver = true;
      never(one.timer);
      all.delete(id);
      one.device.gatt?.disconnect();
      changed();
    },
  };
}

/** @typedef {ReturnType<typeof createDevices>} Devices */
