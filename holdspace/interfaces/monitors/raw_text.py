"""A message as it came, for a person to read: what no screen shows is shown as a sign."""

from __future__ import annotations

from dataclasses import dataclass

from holdspace.interfaces.hl7v2.charset import WrongEncoding, decode
from holdspace.interfaces.monitors.understood import is_json

MOST_CHARACTERS = 60_000
_NAMES = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
)  # fmt: skip
_SIGNS = {code: f"«{name}»" for code, name in enumerate(_NAMES)} | {0x7F: "«DEL»"}
"""Their names: few machines have a font with their pictures."""
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)
"""Marks that turn the direction of a line could make it read as another."""
_UNSEEN = dict.fromkeys((*range(0x80, 0xA0), *_TURNING), "\ufffd")


@dataclass(frozen=True, slots=True)
class RawText:
    lines: tuple[str, ...]
    note: str
    """What a reader must know of how it is shown; empty when nothing."""


def raw_text(raw: bytes) -> RawText:
    """Segments end in carriage returns: each is shown, and a new line begun behind it."""
    text, note = _decoded(raw)
    if len(text) > MOST_CHARACTERS:
        note = f"{note} Only its first {MOST_CHARACTERS} characters are shown.".strip()
        text = text[:MOST_CHARACTERS]
    ended = text.replace("\r\n", "\r").replace("\n", "\r").split("\r")
    last = ended.pop()
    shown = [f"{line.translate(_SIGNS).translate(_UNSEEN)}«CR»" for line in ended]
    if last:
        shown.append(last.translate(_SIGNS).translate(_UNSEEN))
    return RawText(tuple(shown), note)


def _decoded(raw: bytes) -> tuple[str, str]:
    try:
        return (raw.decode() if is_json(raw) else decode(raw).text), ""
    except (UnicodeDecodeError, WrongEncoding):
        return raw.decode("latin-1"), "It is not in the characters it says: shown byte by byte."
