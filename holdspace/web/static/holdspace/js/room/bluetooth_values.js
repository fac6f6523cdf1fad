/**
 * What a device says over Bluetooth, in numbers and words. Pure: bytes go in, an answer comes out, nothing is thrown.
 * After the Bluetooth SIG's Blood Pressure (1810), Pulse Oximeter (1822) and Heart Rate (180D) services; a number is
 * the 16-bit float of IEEE 11073-20601. What is no reading, or a doubtful one, becomes a sentence and never a number.
 */

/** @typedef {"pressure" | "spo2" | "hr"} Code */
/** @typedef {{ code: Code, isStream: boolean, values: Record<string, string>, remarks: string[], refusal: string,
 *   deviceTime: string }} Said `deviceTime`: by the device's own clock, which knows no zone; "" when it says none */
/** @typedef {{ text: string, why?: undefined } | { text?: undefined, why: string }} Numeral */
/** @typedef {{ left: () => number, isShort: () => boolean, u8: () => number, u16: () => number, u24: () => number }} Reader */

export const PRESSURE = 0x2a35;
export const OXYGEN_ONCE = 0x2a5e;
export const OXYGEN_STREAM = 0x2a5f;
export const HEART_RATE = 0x2a37;

/** Of a number with exponent 0: these are none. */
const NO_NUMBER = /** @type {Record<number, string>} */ ({
  0x07ff: "no number",
  0x0800: "no number that fits its scale",
  0x07fe: "more than it can measure",
  0x0802: "less than it can measure",
  0x0801: "a reserved sign and no number",
});
/** A millimetre of mercury is 133.322387415 Pa by definition (ISO 80000-4): as for monitors, to a tenth. */
const MMHG_PER_KPA = 1000 / 133.322387415;
/** What such a sensor can report at all, ends included; outside it is a fault or a stand-in for "no reading". As for monitors. */
export const SENSOR_RANGE = /** @type {Record<string, [number, number]>} */ ({
  systolic_mmhg: [20, 300],
  diastolic_mmhg: [5, 250],
  heart_rate_per_min: [0, 350],
  spo2_percent: [1, 100],
});
const NAMES = /** @type {Record<string, string>} */ ({
  systolic_mmhg: "the systolic pressure",
  diastolic_mmhg: "the diastolic pressure",
  heart_rate_per_min: "the pulse",
  spo2_percent: "oxygen",
});
const AGAIN = "Measure again, or chart by hand.";
const CUT_OFF = `What came was cut off. ${AGAIN}`;
const TOO_LONG = `More came than this page can read, so none of it is taken. ${AGAIN}`;

/** @param {DataView} view @returns {Reader} little-endian; past the end it gives zeros, and says that it did */
function reader(view) {
  let at = 0;
  let short = false;
  /** @param {number} bytes */
  const take = (bytes) => {
    if (at + bytes > view.byteLength) short = true;
    const start = at;
    at += bytes;
    return short ? 0 : [...Array(bytes).keys()].reduce((sum, index) => sum + view.getUint8(start + index) * 256 ** index, 0);
  };
  return { left: () => view.byteLength - at, isShort: () => short, u8: () => take(1), u16: () => take(2), u24: () => take(3) };
}

/** Twelve bits of a signed number, four of a signed power of ten. Exact: no float stands between. @param {number} raw @returns {Numeral} */
export function sfloat(raw) {
  const why = NO_NUMBER[raw];
  if (why) return { why };
  const exponent = raw >> 12 > 7 ? (raw >> 12) - 16 : raw >> 12;
  const mantissa = (raw & 0x0fff) > 0x07ff ? (raw & 0x0fff) - 0x1000 : raw & 0x0fff;
  return { text: decimal(mantissa, exponent) };
}

/** @param {number} mantissa @param {number} exponent */
function decimal(mantissa, exponent) {
  const sign = mantissa < 0 ? "-" : "";
  const digits = String(Math.abs(mantissa));
  if (mantissa === 0) return "0";
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return sign + tidy(`${padded.slice(0, exponent)}.${padded.slice(exponent)}`);
}

/** 120.0 is 120. @param {string} text */
function tidy(text) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** @param {Numeral} one @param {boolean} isKilopascal @returns {Numeral} */
function inMmhg(one, isKilopascal) {
  if (one.text === undefined || !isKilopascal) return one;
  return { text: tidy((Number(one.text) * MMHG_PER_KPA).toFixed(1)) };
}

/** @param {string} field @param {Numeral} one @returns {string} why it is no reading; "" when it is one */
function whyNot(field, one) {
  if (one.text === undefined) return `For ${NAMES[field]} it sent ${one.why}.`;
  const [low, high] = SENSOR_RANGE[field] ?? [-Infinity, Infinity];
  const value = Number(one.text);
  if (value >= low && value <= high) return "";
  return `For ${NAMES[field]} it sent ${one.text}, which such a sensor cannot measure.`;
}

/** A pulse that comes beside: left out with its reason when it is none. @param {Said} said @param {Numeral | null} pulse */
function addPulse(said, pulse) {
  if (!pulse) return;
  const why = whyNot("heart_rate_per_min", pulse) || (Number(pulse.text) === 0 ? "For the pulse it sent 0, as it does when it feels none." : "");
  if (why) said.remarks.push(why);
  else said.values["heart_rate_per_min"] = pulse.text ?? "";
}

/** @param {Reader} read @returns {{ text: string, remark: string }} */
function ownTime(read) {
  const [year, month, day, hour, minute, second] = [read.u16(), read.u8(), read.u8(), read.u8(), read.u8(), read.u8()];
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  const parsed = new Date(`${text}Z`);
  // A day that is not in the calendar would silently become another.
  const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
  if (year && month && day && isReal) return { text, remark: "" };
  return { text: "", remark: "The time it gives cannot be read: its clock may not be set." };
}

/** @param {Code} code @param {boolean} isStream @returns {Said} */
function nothingYet(code, isStream) {
  return { code, isStream, values: {}, remarks: [], refusal: "", deviceTime: "" };
}

/** Why none of it may be charted. No value leaves with a refusal. @param {Said} said @param {string[]} reasons @returns {Said} */
function refuse(said, reasons) {
  return { ...said, values: {}, refusal: reasons.join(" ") };
}

/** @param {Said} said @param {Reader} read @param {string[]} reasons @returns {Said} */
function settle(said, read, reasons) {
  if (read.isShort()) return refuse({ ...said, deviceTime: "", remarks: [] }, [CUT_OFF]);
  if (read.left() > 0) return refuse({ ...said, deviceTime: "", remarks: [] }, [TOO_LONG]);
  return reasons.length ? refuse(said, reasons) : said;
}

/** @param {Reader} read @returns {Said} */
function readPressure(read) {
  const said = nothingYet("pressure", false);
  const flags = read.u8();
  const [systolic, diastolic] = [read.u16(), read.u16()].map((raw) => inMmhg(sfloat(raw), Boolean(flags & 1)));
  // The mean is not read: the record has no place for it.
  read.u16();
  if (flags & 2) takeTime(said, read);
  const pulse = flags & 4 ? sfloat(read.u16()) : null;
  if (flags & 8) takeUser(said, read.u8());
  if (flags & 16) said.remarks.push(...cuffWords(read.u16()));
  const reasons = [];
  for (const [field, one] of /** @type {[string, Numeral][]} */ ([["systolic_mmhg", systolic], ["diastolic_mmhg", diastolic]])) {
    const why = whyNot(field, one);
    if (why) reasons.push(why);
    else said.values[field] = one.text ?? "";
  }
  addPulse(said, pulse);
  return settle(said, read, reasons);
}

/** @param {Said} said @param {Reader} read */
function takeTime(said, read) {
  const { text, remark } = ownTime(read);
  said.deviceTime = text;
  if (remark) said.remarks.push(remark);
}

/** @param {Said} said @param {number} user */
function takeUser(said, user) {
  if (user !== 0xff) said.remarks.push(`The cuff keeps it as its user ${user}.`);
}

/** What the cuff says about its own measurement. @param {number} status @returns {string[]} */
function cuffWords(status) {
  const pulse = (status >> 3) & 3;
  return [
    status & 1 && "The cuff says: the body moved.",
    status & 2 && "The cuff says: it is too loose.",
    status & 4 && "The cuff says: the pulse was irregular.",
    pulse === 1 && "The cuff says: the pulse is above its range.",
    pulse === 2 && "The cuff says: the pulse is below its range.",
    pulse === 3 && "The cuff says something about the pulse that this page does not know.",
    status & 32 && "The cuff says: it is not in the right place.",
  ].filter((words) => typeof words === "string");
}

/** Any of these, and the reading is not charted. */
const NOT_FOR_THE_CHART = /** @type {[number, string][]} */ ([
  [6, "It is an early estimate."],
  [9, "It comes from the device’s memory and is not of now."],
  [10, "The device is showing a demonstration."],
  [11, "The device is being tested."],
  [12, "The device is calibrating."],
  [13, "The device says that it has no reading."],
  [14, "The device itself doubts this reading."],
  [15, "The device says that this reading is not valid."],
]);
const SENSOR_IS_UNFIT = /** @type {[number, string][]} */ ([
  [1, "The device says that it does not work properly."],
  [2, "The signal is irregular."],
  [3, "The signal is not good enough."],
  [6, "The signal is erratic."],
  [7, "There is no pulse in the signal."],
  [8, "The device doubts the pulse."],
  [10, "Something disturbs the sensor."],
  [11, "The sensor is not on the person."],
  [12, "The device does not know this sensor."],
  [13, "The sensor has slipped."],
  [14, "The sensor does not work properly."],
  [15, "The sensor is not plugged in."],
]);
const TO_KNOW = /** @type {[number, string][]} */ ([
  [4, "The device says: poor signal."],
  [5, "The device says: little blood flow at the sensor."],
]);

/** @param {number} bits @param {[number, string][]} table */
function wordsOf(bits, table) {
  return table.filter(([bit]) => (bits >> bit) & 1).map(([, words]) => words);
}

/** @param {Reader} read @param {boolean} isStream @returns {Said} */
function readOxygen(read, isStream) {
  const said = nothingYet("spo2", isStream);
  const flags = read.u8();
  const [oxygen, pulse] = [sfloat(read.u16()), sfloat(read.u16())];
  // Faster and slower averages of the same are passed over.
  if (isStream) for (const bit of [1, 2]) if (flags & bit) [read.u16(), read.u16()];
  if (!isStream && flags & 1) takeTime(said, read);
  const [hasStatus, hasSensor, hasAmplitude] = isStream ? [flags & 4, flags & 8, flags & 16] : [flags & 2, flags & 4, flags & 8];
  const status = hasStatus ? read.u16() : 0;
  const sensor = hasSensor ? read.u24() : 0;
  if (hasAmplitude) read.u16();
  if (!isStream && flags & 16) forgetTime(said);
  const why = whyNot("spo2_percent", oxygen);
  const reasons = [...wordsOf(status, NOT_FOR_THE_CHART), ...wordsOf(sensor, SENSOR_IS_UNFIT), ...(why ? [why] : [])];
  said.remarks.push(...wordsOf(sensor, TO_KNOW));
  said.values["spo2_percent"] = oxygen.text ?? "";
  addPulse(said, pulse);
  return settle(said, read, reasons);
}

/** @param {Said} said */
function forgetTime(said) {
  said.deviceTime = "";
  said.remarks.push("The clock of the device is not set.");
}

/** @param {Reader} read @returns {Said} */
function readHeart(read) {
  const said = nothingYet("hr", true);
  const flags = read.u8();
  const rate = flags & 1 ? read.u16() : read.u8();
  // Energy spent and single beats are passed over.
  if (flags & 8) read.u16();
  if (flags & 16) while (read.left() >= 2) read.u16();
  const one = { text: String(rate) };
  const why = whyNot("heart_rate_per_min", one) || (rate === 0 ? "It sends 0, as it does when it feels no pulse. Look at the person." : "");
  const noContact = ((flags >> 1) & 3) === 2 ? ["The sensor does not touch the skin."] : [];
  said.values["heart_rate_per_min"] = one.text;
  return settle(said, read, [...noContact, ...(why ? [why] : [])]);
}

/** @param {number} characteristic @param {DataView | null | undefined} view @returns {Said} */
export function readPacket(characteristic, view) {
  const read = reader(view ?? new DataView(new ArrayBuffer(0)));
  if (characteristic === PRESSURE) return readPressure(read);
  if (characteristic === HEART_RATE) return readHeart(read);
  return readOxygen(read, characteristic === OXYGEN_STREAM);
}

/** In percent; null when the device says something else than that. @param {DataView | null | undefined} view */
export function readBattery(view) {
  const percent = view?.byteLength === 1 ? view.getUint8(0) : 101;
  return percent <= 100 ? percent : null;
}

/**
 * How far the device's clock is ahead of ours, in seconds; null when it says no time. It knows no zone, so it is
 * compared with what a clock on the clinic's wall shows.
 * @param {string} deviceTime @param {number} at milliseconds since 1970 @param {string | undefined} zone
 */
export function secondsAhead(deviceTime, at, zone) {
  if (!deviceTime) return null;
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: zone });
  const wall = Date.parse(`${format.format(new Date(at)).replace(" ", "T")}Z`);
  return Math.round((Date.parse(`${deviceTime}Z`) - wall) / 1000);
}
