"""`holdspace backup`: a copy of the record, made while people chart.

Everything is read in one snapshot of the database, so the copy is the record of one moment: each
entry that was acknowledged before it began is in it, and no half of anything.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from holdspace.domain.free_space import KEPT_FOR_READING_BYTES
from holdspace.server.anchor import FILE_NAME as ANCHOR
from holdspace.server.cannot_start import CannotStart
from holdspace.server.copies.archive import ArchiveWriter
from holdspace.server.copies.contents import contents_of
from holdspace.server.copies.dumping import dump
from holdspace.server.copies.files import new_private_file, sync_folder
from holdspace.server.copies.spooled import held
from holdspace.server.version import version_of_this

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from holdspace.server.copies.contents import Contents
    from holdspace.server.copies.spooled import HeldSpool

    Dumping = Callable[[str, str | None], Iterator[bytes]]

DUMP, SPOOL, KEYS, TLS = "database.dump", "spool/", "keys/", "tls/"
LEAST_SHARE = 0.5
"""A dump is packed: half of what the database takes on disk is room enough."""
MEGABYTE = 1024 * 1024


class NotEnoughRoom(CannotStart):
    """The disk is too full for what was asked."""


class NotAllSeen(CannotStart):
    """The role that was given sees only a part of the record."""


@dataclass(frozen=True)
class Source:
    """What is copied, and as whom it is read."""

    url: str
    """A role that sees every clinic's rows."""
    spool: Path
    anchor: Path
    key: bytes
    """Seals the copy; it is not in it."""
    keys: Path | None = None
    """The keys folder, when it was asked for."""
    tls: Path | None = None


@dataclass(frozen=True)
class Made:
    """What `back_up` made."""

    path: Path
    size: int
    contents: Contents


def back_up(
    source: Source,
    into: Path,
    now: datetime,
    say: Callable[[str], None],
    *,
    dumping: Dumping = dump,
) -> Made:
    """One file, readable by its owner only; under its name only once it is whole."""
    into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if into.exists():
        raise CannotStart(f"{into} is there already. Give another name; a copy is never replaced.")
    partial = into.with_name(f"{into.name}.partial")
    try:
        with psycopg.connect(source.url) as connection, held(source.spool) as spool:
            _refuse_a_role_that_sees_less(connection)
            _refuse_without_room(connection, into.parent)
            spool.hold()
            # Read before the snapshot: whatever it vouches for is then in the copy.
            anchor = source.anchor.read_bytes() if source.anchor.exists() else b""
            snapshot = _begin(connection)
            spool.hold()
            others = [*_spool_and_anchor(spool, anchor), *_keys(source)]
            with new_private_file(partial) as file:
                writer = ArchiveWriter(file)
                writer.add(DUMP, _said(dumping(source.url, snapshot), say))
                for name, chunks in others:
                    writer.add(name, chunks)
                say("counting what was copied")
                contents = contents_of(connection)
                writer.close(_manifest(contents, now), source.key)
    except OSError as wrong:
        partial.unlink(missing_ok=True)
        raise CannotStart(f"The copy could not be written to {into}: {wrong.strerror}.") from wrong
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    partial.rename(into)
    sync_folder(into.parent)
    return Made(into, into.stat().st_size, contents)


def _begin(connection: psycopg.Connection[tuple[object, ...]]) -> str:
    """One moment of the record, which others can join by its name."""
    connection.rollback()
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    return str(row[0]) if row else ""


def _spool_and_anchor(spool: HeldSpool, anchor: bytes) -> Iterator[tuple[str, Iterable[bytes]]]:
    for name, chunks in spool.parts():
        yield SPOOL + name, chunks
    if anchor:
        yield ANCHOR, [anchor]


def _keys(source: Source) -> Iterator[tuple[str, Iterable[bytes]]]:
    for prefix, folder in ((KEYS, source.keys), (TLS, source.tls)):
        for path in sorted(folder.iterdir()) if folder is not None and folder.exists() else []:
            yield prefix + path.name, [path.read_bytes()]


def _manifest(contents: Contents, now: datetime) -> dict[str, object]:
    return {
        "made_at": now.isoformat(timespec="seconds"),
        "holdspace": version_of_this(),
        "contents": contents.as_json(),
    }


def _said(chunks: Iterator[bytes], say: Callable[[str], None]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        say(f"copied {size / MEGABYTE:,.0f} MB")
        yield chunk


def _refuse_a_role_that_sees_less(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row is None or not row[0]:
        raise NotAllSeen(
            "The role of HOLDSPACE_BACKUP_DATABASE_URL sees one clinic at a time, so the copy "
            "would not be whole. Let it read everything: ALTER ROLE … BYPASSRLS; GRANT "
            "pg_read_all_data TO … (docs/how-to/keep-a-copy.md)."
        )


def _refuse_without_room(connection: psycopg.Connection[tuple[object, ...]], folder: Path) -> None:
    row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    needed = int(int(str(row[0])) * LEAST_SHARE) + KEPT_FOR_READING_BYTES if row else 0
    refuse_without(folder, needed)


def refuse_without(folder: Path, needed: int) -> None:
    """Raises NotEnoughRoom."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NotEnoughRoom(
            f"{folder} has {free / MEGABYTE:,.0f} MB free and {needed / MEGABYTE:,.0f} MB are "
            "needed. Make room, or name another place."
        )
