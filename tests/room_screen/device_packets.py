"""What devices send over Bluetooth, byte by byte, and a radio of our own that sends it.

A test has no radio and nobody who holds a cuff beside it. So the page is given an object in place
of `navigator.bluetooth`, which answers as a browser does: it is asked for a device, connected,
listened to, cut off. What goes through it are real packets; all behind it is the page's own code.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

PRESSURE, SPOT, STREAM, HEART, BATTERY = 0x2A35, 0x2A5E, 0x2A5F, 0x2A37, 0x2A19
NAN, NRES, PLUS_INFINITY, MINUS_INFINITY, RESERVED = 0x07FF, 0x0800, 0x07FE, 0x0802, 0x0801

RADIO = """(() => {
  class Voice extends EventTarget {
    constructor(radio) { super(); this.radio = radio; this.listened = 0; }
    async readValue() { return view(this.radio.battery); }
    async startNotifications() { this.listened++; }
    say(bytes) {
      this.value = view(bytes);
      this.dispatchEvent(new Event("characteristicvaluechanged"));
    }
  }
  const view = (bytes) => new DataView(new Uint8Array(bytes).buffer);
  const missing = () => { throw new DOMException("", "NotFoundError"); };
  class Device extends EventTarget {
    constructor(id, name, services, radio) {
      super();
      Object.assign(this, { id, name, asked: 0, unreachable: 0 });
      this.voices = {};
      for (const number of Object.values(services).flat()) this.voices[number] = new Voice(radio);
      const server = { getPrimaryService: async (number) => {
        if (!services[number]) missing();
        const has = (each) => services[number].includes(each);
        return { getCharacteristic: async (each) => has(each) ? this.voices[each] : missing() };
      } };
      this.gatt = { connected: false, connect: async () => {
        this.asked++;
        if (this.unreachable-- > 0) throw new DOMException("", "NetworkError");
        this.gatt.connected = true;
        return server;
      }, disconnect: () => this.cut() };
    }
    cut() { this.gatt.connected = false; this.dispatchEvent(new Event("gattserverdisconnected")); }
  }
  const radio = { battery: [74], next: null, wanted: null, isOn: true,
    getAvailability: async () => radio.isOn,
    async requestDevice(wanted) { radio.wanted = wanted; return radio.next ?? missing(); },
    make: (id, name, services) => {
      radio.next = radio[id] = new Device(id, name, services, radio);
    } };
  window.radio = radio;
  Object.defineProperty(navigator, "bluetooth", { configurable: true, value: radio });
})();"""
NO_RADIO = (
    'Object.defineProperty(navigator, "bluetooth", { configurable: true, value: undefined });'
)
CUFF = "radio.make('cuff', 'Cuff 7', { 0x1810: [0x2a35], 0x180f: [0x2a19] })"
OXIMETER = "radio.make('finger', 'Finger 3', { 0x1822: [0x2a5f] })"


def sfloat(mantissa: int, exponent: int = 0) -> int:
    return (exponent & 0xF) << 12 | (mantissa & 0xFFF)


def _u16(*values: int) -> list[int]:
    return list(struct.pack(f"<{len(values)}H", *values))


def _stamp(at: datetime) -> list[int]:
    return [*_u16(at.year), at.month, at.day, at.hour, at.minute, at.second]


def pressure(
    systolic: int,
    diastolic: int,
    *,
    kilopascal: bool = False,
    at: datetime | None = None,
    pulse: int | None = None,
    user_and_status: tuple[int, int] | None = None,
) -> list[int]:
    """A blood pressure measurement; the numbers are 16-bit floats as they are."""
    user, status = user_and_status or (0, 0)
    flags = (
        int(kilopascal)
        | (2 if at else 0)
        | (4 if pulse is not None else 0)
        | (24 if user_and_status else 0)
    )
    return [
        flags,
        *_u16(systolic, diastolic, NAN),
        *(_stamp(at) if at else []),
        *(_u16(pulse) if pulse is not None else []),
        *([user, *_u16(status)] if user_and_status else []),
    ]


def spot(
    oxygen: int,
    pulse: int,
    *,
    at: datetime | None = None,
    status: int | None = None,
    sensor: int | None = None,
    amplitude: int | None = None,
) -> list[int]:
    """One measurement of a pulse oximeter."""
    parts = [at, status, sensor, amplitude]
    return [
        sum(1 << n for n, part in enumerate(parts) if part is not None),
        *_u16(oxygen, pulse),
        *(_stamp(at) if at else []),
        *(_u16(status) if status is not None else []),
        *(list(struct.pack("<I", sensor)[:3]) if sensor is not None else []),
        *(_u16(amplitude) if amplitude is not None else []),
    ]


def stream(oxygen: int, pulse: int, *, sensor: int | None = None) -> list[int]:
    """One of many from a pulse oximeter that measures on, its fast and slow averages beside."""
    flags = 0b11 | (8 if sensor is not None else 0)
    beside = _u16(90, 90, 91, 91)
    return [
        flags,
        *_u16(oxygen, pulse),
        *beside,
        *(list(struct.pack("<I", sensor)[:3]) if sensor is not None else []),
    ]
