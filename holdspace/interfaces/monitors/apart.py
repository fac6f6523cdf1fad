"""A message about several people, taken apart: nothing of one may land with another."""

import re
from collections import Counter
from dataclasses import dataclass

from holdspace.interfaces.hl7v2.charset import WrongEncoding, decode
from holdspace.interfaces.hl7v2.er7 import Message, NotHl7, parse
from holdspace.interfaces.monitors.identity import bed_of, device_key_of, device_key_of_equipment

_PERSON = re.compile(rb"[\r\n]+(?=PID[^A-Za-z0-9])")
NOT_TOLD_APART = (
    "the message is about several people and does not say at which monitor each of them is"
)
MOST_PEOPLE = 64
"""In one message. Each part repeats the header: without a bound a small message grows large."""
_LONGEST_KEY = 200
_TWO = 2


@dataclass(frozen=True, slots=True)
class Part:
    """The header with the segments of one person, and which monitor they say they come from."""

    raw: bytes
    device_key: str
    """Empty when that is not said, or said of two people alike."""


def apart(raw: bytes) -> list[Part]:
    """Empty for a message of one person, which is nearly every message, or of none.

    Each part keeps the bytes it came with; the header is repeated. A sender of several people is
    no monitor but speaks for some: each part is of the device that its own OBX-18 names, or of the
    sender's bed that its own PV1 names.
    """
    if raw.count(b"PID") < _TWO:
        return []
    pieces = _PERSON.split(raw)
    if len(pieces) <= _TWO:
        return []  # the header's, and one person's
    if len(pieces) > MOST_PEOPLE + 1:
        return [Part(raw, "")]
    try:
        parts = [_read(pieces[0], piece) for piece in pieces[1:]]
    except (WrongEncoding, NotHl7):
        return []
    people = {(key, _who(message, number)) for number, (_, message, key) in enumerate(parts)}
    times_told = Counter(key for key, _ in people)
    return [Part(part, key if times_told[key] == 1 else "") for part, _, key in parts]


def _read(header: bytes, piece: bytes) -> tuple[bytes, Message, str]:
    part = header + b"\r" + piece.rstrip(b"\r\n") + b"\r"
    message = parse(decode(part).text)
    return part, message, _key_of(message)


def _key_of(message: Message) -> str:
    own = device_key_of_equipment(message)
    if own:
        return own
    sender, bed = device_key_of(message), bed_of(message)
    return f"{sender}, bed {bed}"[:_LONGEST_KEY] if sender and bed else ""


def _who(message: Message, number: int) -> tuple[str, ...]:
    """One person may have two groups. Two groups without a name may be of two people."""
    pid = next(message.named("PID"), None)
    said = (pid.field(3), pid.field(5), pid.field(7)) if pid else ()
    return said if any(said) else (str(number),)
