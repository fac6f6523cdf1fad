"""How a message lies on disk: its length, its checksum, itself; in files named by number."""

import os
import struct
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

HEAD = struct.Struct(">II")
"""Length and CRC-32 of the record that follows."""
SUFFIX = ".spool"
LONGEST_RECORD = 16 * 1024 * 1024


class SpoolBroken(RuntimeError):
    """A record in the middle of the spool fails its checksum: the disk changed what was written."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    sequence: int
    received_at: datetime
    source: str
    raw: bytes
    refusal: str = ""
    """Why the sender was told no; empty for a message that was taken."""
    device_key: str = ""
    """Who sent it, where its token said so and not the message."""
    token: int | None = None


def encoded(record: Record) -> bytes:
    payload = msgspec.msgpack.encode(record)
    return HEAD.pack(len(payload), zlib.crc32(payload)) + payload


def segments_in(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}"))


def first_sequence(path: Path) -> int:
    return int(path.name.removesuffix(SUFFIX))


def records_in(path: Path, *, offset: int = 0, may_be_torn: bool) -> Iterator[tuple[Record, int]]:
    """Each whole record with the offset just behind it."""
    with path.open("rb") as file:
        file.seek(offset)
        while head := file.read(HEAD.size):
            record = _record_after(head, file)
            if record is None:
                if may_be_torn:
                    return
                raise SpoolBroken(f"{path.name} before byte {file.tell()}")
            yield record, file.tell()


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _record_after(head: bytes, file: BinaryIO) -> Record | None:
    if len(head) < HEAD.size:
        return None
    length, checksum = HEAD.unpack(head)
    if length > LONGEST_RECORD:
        return None
    payload = file.read(length)
    if len(payload) != length or zlib.crc32(payload) != checksum:
        return None
    return msgspec.msgpack.decode(payload, type=Record)
