"""How an entry travels: its parts one after the other, each with its length before it.

One byte says the form, one how many parts there are; then four bytes for each length; then the
parts. `format.js` in the browser writes the same.
"""

from __future__ import annotations

FORM = 1
HEAD_BYTES = 2
LENGTH_BYTES = 4
MOST_PARTS = 4
"""Words, a sound, a drawing, a photo."""
MOST_WORDS_BYTES = 256 * 1024
MOST_MEDIUM_BYTES = 4 * 1024 * 1024
MOST_BYTES = 9 * 1024 * 1024
"""Of everything together: as one request carries it."""

SEALED_FORM = 1
UNCOMPRESSED = 4
SHORTEST_SEALED = 1 + 65 + 12 + 16
"""Form, a point of P-256, a nonce, the mark of the seal: a sealed part is never shorter."""


class NotAnEntry(Exception):
    """It is not in the form in which an entry travels."""


class EntryTooLarge(Exception):
    """A part of it is larger than is kept."""


def pack(parts: list[bytes]) -> bytes:
    lengths = b"".join(len(part).to_bytes(LENGTH_BYTES, "big") for part in parts)
    return bytes([FORM, len(parts)]) + lengths + b"".join(parts)


def unpack(data: bytes) -> list[bytes]:
    """Its parts, all of them and nothing more. Raises NotAnEntry, EntryTooLarge."""
    if len(data) < HEAD_BYTES or data[0] != FORM or not 1 <= data[1] <= MOST_PARTS:
        raise NotAnEntry
    start = HEAD_BYTES + data[1] * LENGTH_BYTES
    lengths = [
        int.from_bytes(data[at : at + LENGTH_BYTES], "big")
        for at in range(HEAD_BYTES, start, LENGTH_BYTES)
    ]
    if start + sum(lengths) != len(data):
        raise NotAnEntry
    if lengths[0] > MOST_WORDS_BYTES or any(one > MOST_MEDIUM_BYTES for one in lengths[1:]):
        raise EntryTooLarge
    parts = []
    for length in lengths:
        parts.append(data[start : start + length])
        start += length
    return parts


def looks_sealed(part: bytes) -> bool:
    """Nothing that is plain is ever kept by mistake: a sealed part begins as one."""
    return len(part) >= SHORTEST_SEALED and part[0] == SEALED_FORM and part[1] == UNCOMPRESSED
