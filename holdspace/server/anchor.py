"""The anchor of the record: where each session's log stood, hour by hour, signed and kept apart.

A chain of hashes shows that a line was changed, but not that its end was cut off, nor that the
whole was written anew. This file does, as long as it is kept where the database's owner cannot
write: point HOLDSPACE_ANCHOR_FOLDER at another disk or another machine.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE_NAME = "anchor.jsonl"
START = "0" * 64
BLOCK_BYTES = 65536


@dataclass(frozen=True)
class Head:
    """Where one log stood: its id, its last number, the hash of its last line."""

    log: str
    sequence: int
    hash: str


class AnchorIsBroken(ValueError):
    """A line of the anchor file was changed, removed or signed with another key."""


def append(path: Path, key: bytes, heads: list[Head], now: datetime) -> None:
    """Add a signed line that also vouches for the line before it; on disk when this returns."""
    latest = _last_line(path)
    previous = json.loads(latest)["signature"] if latest else START
    line = {
        "at": now.isoformat(timespec="seconds"),
        "heads": [[head.log, head.sequence, head.hash] for head in heads],
        "previous": previous,
    }
    line["signature"] = _signature(key, line)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(json.dumps(line, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def heads_in(path: Path, key: bytes) -> dict[str, Head]:
    """The newest head of every log in the file, after every line has been found true."""
    text = path.read_text(encoding="ascii") if path.exists() else ""
    return heads_of_text(text, key, named=str(path))


def heads_of_text(text: str, key: bytes, *, named: str) -> dict[str, Head]:
    """The same, of a file that lies elsewhere. Raises AnchorIsBroken."""
    newest: dict[str, Head] = {}
    previous = START
    for number, written in enumerate(text.splitlines(), start=1):
        line = json.loads(written)
        signature = line.pop("signature")
        if line["previous"] != previous or not hmac.compare_digest(
            signature, _signature(key, line)
        ):
            raise AnchorIsBroken(f"Line {number} of {named} is not as it was written.")
        previous = signature
        newest |= {log: Head(log, sequence, digest) for log, sequence, digest in line["heads"]}
    return newest


def last_written_at(path: Path) -> datetime | None:
    """When the newest line was added."""
    latest = _last_line(path)
    return datetime.fromisoformat(json.loads(latest)["at"]) if latest else None


def _last_line(path: Path) -> bytes:
    """Read from the end: the file grows for years and is asked every second."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        block = BLOCK_BYTES
        while True:
            file.seek(max(size - block, 0))
            lines = file.read().splitlines()
            if len(lines) > 1 or block >= size:
                return lines[-1] if lines else b""
            block *= 4


def _signature(key: bytes, line: dict[str, object]) -> str:
    text = json.dumps(line, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
