"""The gateway's own append-only store: a message is on disk here before it is acknowledged."""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID, uuid4

from holdspace.interfaces.monitors.spool_records import (
    SUFFIX,
    Record,
    encoded,
    first_sequence,
    records_in,
    segments_in,
    sync_folder,
)


class SpoolFull(RuntimeError):
    """Nothing more is taken until the database has caught up; the words say which bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A message as it was heard."""

    received_at: datetime
    source: str
    raw: bytes
    refusal: str = ""
    device_key: str = ""
    token: int | None = None
    """Of a device that posts: known by its token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolBounds:
    """What was acknowledged is never dropped: past a bound, new messages are refused."""

    most_bytes: int = 1024 * 1024 * 1024
    longest_wait: timedelta = timedelta(hours=24)
    segment_bytes: int = 8 * 1024 * 1024


class Spool:
    """One process appends. Sequence numbers start at 1 and are never used twice."""

    def __init__(self, folder: Path, bounds: SpoolBounds | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self.bounds = bounds or SpoolBounds()
        self.id = _identity(folder)
        self._lock = threading.Lock()
        self._reader = SpoolReader(folder)
        self._path, self._next, self._end = _mended(folder)
        self._held = sum(path.stat().st_size for path in segments_in(folder))
        self._oldest_at = self._oldest_after(self.position())

    @property
    def synced_through(self) -> int:
        """Nothing after it may reach the database: a power cut could still take it back."""
        return self._next - 1

    @property
    def oldest_waiting_at(self) -> datetime | None:
        return self._oldest_at

    @property
    def held_bytes(self) -> int:
        """On the disk, whole files of what is loaded already included."""
        return self._held

    def position(self) -> int:
        """The last record known to be in the database: a hint. The database itself knows better."""
        try:
            return int((self.folder / "position").read_text())
        except (FileNotFoundError, ValueError):
            return 0

    def refuse_if_full(self, now: datetime) -> None:
        if self._held >= self.bounds.most_bytes:
            megabytes = self.bounds.most_bytes / 1024 / 1024
            raise SpoolFull(f"the spool holds its limit of {megabytes:g} MB")
        oldest = self._oldest_at
        if oldest is not None and now - oldest > self.bounds.longest_wait:
            hours = self.bounds.longest_wait.total_seconds() / 3600
            raise SpoolFull(f"a message has waited for the database for more than {hours:g} h")

    def append(self, items: Sequence[Item]) -> None:
        """All of them are on disk when this returns; none is when it raises OSError."""
        with self._lock:
            if self._end >= self.bounds.segment_bytes:
                self._path, self._end = _new_segment(self.folder, self._next), 0
            following = self._next
            written = bytearray()
            for item in items:
                written += encoded(
                    Record(
                        sequence=following,
                        received_at=item.received_at,
                        source=item.source,
                        raw=item.raw,
                        refusal=item.refusal,
                        device_key=item.device_key,
                        token=item.token,
                    )
                )
                following += 1
            _write_at(self._path, self._end, written)
            self._end += len(written)
            self._held += len(written)
            self._next = following
            self._oldest_at = self._oldest_at or items[0].received_at

    def forget_through(self, sequence: int) -> None:
        """The database holds every record up to here: whole segments of them are deleted."""
        with self._lock:
            (self.folder / "position").write_text(str(sequence))
            segments = segments_in(self.folder)
            for path, following in pairwise(segments):
                if first_sequence(following) <= sequence + 1:
                    self._held -= path.stat().st_size
                    path.unlink()
            caught_up = sequence + 1 >= self._next
            self._oldest_at = None if caught_up else self._oldest_after(sequence)

    def _oldest_after(self, sequence: int) -> datetime | None:
        record = next(iter(self._reader.read(after=sequence, most=1)), None)
        return record.received_at if record else None


class SpoolReader:
    """Reads on from where it stopped, beside who appends: a torn tail is not there yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bookmark: tuple[int, Path, int] | None = None

    def read(self, *, after: int, through: int | None = None, most: int) -> list[Record]:
        found: list[Record] = []
        for path, offset, is_last in self._places(after):
            for record, end in records_in(path, offset=offset, may_be_torn=is_last):
                if through is not None and record.sequence > through:
                    return found
                self._bookmark = (record.sequence, path, end)
                if record.sequence > after:
                    found.append(record)
                if len(found) == most:
                    return found
        return found

    def _places(self, after: int) -> list[tuple[Path, int, bool]]:
        segments = segments_in(self.folder)
        if self._bookmark and self._bookmark[0] <= after and self._bookmark[1] in segments:
            _, marked, offset = self._bookmark
            rest = segments[segments.index(marked) :]
        else:
            marked, offset = None, 0
            rest = [
                path
                for path, following in zip(segments, [*segments[1:], None], strict=True)
                if following is None or first_sequence(following) > after + 1
            ]
        return [(path, offset if path == marked else 0, path == segments[-1]) for path in rest]


def _identity(folder: Path) -> UUID:
    """Names this spool to the database, so that a spool that was wiped starts again at 1."""
    path = folder / "spool.id"
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.write_text(str(uuid4()))
        fresh.replace(path)
        sync_folder(folder)
    return UUID(path.read_text().strip())


def _mended(folder: Path) -> tuple[Path, int, int]:
    """Cuts off a record that a kill left half written; then where and how to go on."""
    segments = segments_in(folder)
    if not segments:
        return _new_segment(folder, 1), 1, 0
    following, end = first_sequence(segments[-1]), 0
    for record, offset in records_in(segments[-1], may_be_torn=True):
        following, end = record.sequence + 1, offset
    with segments[-1].open("r+b") as file:
        file.truncate(end)
        os.fsync(file.fileno())
    return segments[-1], following, end


def _new_segment(folder: Path, first: int) -> Path:
    path = folder / f"{first:020d}{SUFFIX}"
    path.touch(mode=0o600)
    sync_folder(folder)
    return path


def _write_at(path: Path, end: int, data: bytearray) -> None:
    """Unbuffered, so that a full disk is met here; what a failed write left behind is cut off
    by the next one, which begins at the same place."""
    with path.open("r+b", buffering=0) as file:
        file.truncate(end)
        file.seek(end)
        remaining = memoryview(data)
        while remaining:
            remaining = remaining[file.write(remaining) or 0 :]
        os.fsync(file.fileno())
