"""The gateway's spool in a copy: what was acknowledged and is not in the record yet.

The segments are held by a second name first and read afterwards: the gateway may delete one in the
meantime, once its readings are in the database, perhaps too late for the snapshot of it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.spool_records import SUFFIX, records_in, segments_in
from holdspace.server.copies.files import new_private_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

IDENTITY = "spool.id"
AT_ONCE = 1024 * 1024


class HeldSpool:
    """The segments by names of our own."""

    def __init__(self, spool: Path, folder: Path) -> None:
        self._spool, self._folder = spool, folder

    def hold(self) -> None:
        """Everything that is there now stays readable."""
        for segment in segments_in(self._spool):
            with suppress(FileExistsError, FileNotFoundError):
                os.link(segment, self._folder / segment.name)

    def parts(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each file by its name, whole records only."""
        identity = self._spool / IDENTITY
        if identity.exists():
            yield IDENTITY, iter([identity.read_bytes()])
        for segment in segments_in(self._folder):
            yield segment.name, _whole_records(segment)


@contextmanager
def held(spool: Path) -> Iterator[HeldSpool]:
    """On the spool's own disk, where a file can have two names."""
    spool.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=".copying-", dir=spool))
    try:
        yield HeldSpool(spool, folder)
    finally:
        shutil.rmtree(folder)


def _whole_records(segment: Path) -> Iterator[bytes]:
    """Up to the last record that is whole: the gateway may be writing the next one."""
    end = 0
    for _, after in records_in(segment, may_be_torn=True):
        end = after
    with segment.open("rb") as file:
        while end and (chunk := file.read(min(AT_ONCE, end))):
            end -= len(chunk)
            yield chunk


def put_back(parts: dict[str, Iterator[bytes]], spool: Path, aside: Path) -> None:
    """The copy's segments beside those of the same spool that are here; another spool is put aside.

    A spool only grows, so of two files of the same name the longer one holds the other.
    """
    said = b"".join(parts.pop(IDENTITY, iter([])))
    if said and _identity(spool) not in {b"", said}:
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        spool.rename(aside / "spool")
    spool.mkdir(mode=0o700, parents=True, exist_ok=True)
    if said:
        _write(spool / IDENTITY, iter([said]))
    for name, chunks in parts.items():
        fresh = spool / f"{name}.new"
        _write(fresh, chunks)
        there = spool / name
        if there.exists() and there.stat().st_size >= fresh.stat().st_size:
            fresh.unlink()
        else:
            fresh.rename(there)
    # The database says itself how far it is; an older hint would only mislead.
    (spool / "position").unlink(missing_ok=True)
    sync_folder(spool)


def is_segment(name: str) -> bool:
    return name == IDENTITY or (name.endswith(SUFFIX) and name.removesuffix(SUFFIX).isdigit())


def _identity(spool: Path) -> bytes:
    path = spool / IDENTITY
    return path.read_bytes() if path.exists() else b""


def _write(path: Path, chunks: Iterator[bytes]) -> None:
    with new_private_file(path) as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
