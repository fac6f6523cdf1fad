"""`holdspace restore`: the record out of a copy, put where the site looks for it.

The copy is loaded beside the record and looked over to the last row. Only then is anything moved,
and what was there is put aside, never deleted.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.anchor import FILE_NAME as ANCHOR
from holdspace.server.anchor import AnchorIsBroken, heads_in
from holdspace.server.cannot_start import CannotStart
from holdspace.server.copies.archive import BadArchive
from holdspace.server.copies.backup import DUMP, KEYS, SPOOL, TLS
from holdspace.server.copies.contents import other_rights, rights_of
from holdspace.server.copies.dumping import load_elsewhere
from holdspace.server.copies.files import sync_folder
from holdspace.server.copies.spooled import is_segment, put_back
from holdspace.server.copies.trial import further_than, loaded
from holdspace.server.running import HALF_RESTORED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from holdspace.server.copies.archive import CheckedArchive
    from holdspace.server.copies.contents import Contents
    from holdspace.server.copies.trial import Loaded
    from holdspace.server.site import Site

WORKPLACE = "restoring"


@dataclass(frozen=True)
class Restored:
    """What stands now, and what was there before."""

    contents: Contents
    sessions: int
    lines: int
    aside: Path | None
    """Where the earlier record lies; None when there was none."""
    went_further: list[str]
    """Sessions that the anchor here saw further than the copy does."""


@dataclass(frozen=True)
class Target:
    """Where a copy is put."""

    site: Site
    spool: Path
    anchor: Path
    key: bytes | None
    outside_url: str | None = None
    """The owner's address of a PostgreSQL that somebody else keeps."""


def restore(
    archive: CheckedArchive, target: Target, now: datetime, say: Callable[[str], None]
) -> Restored:
    """The site must not run (`alone`). Raises BadArchive, CannotStart; then nothing has changed."""
    data = target.site.data
    if target.outside_url is not None:
        _refuse_unless_empty(target.outside_url)
    with _workplace(data) as folder, loaded(
        archive, folder, target.key, say, durable=True
    ) as copy:  # fmt: skip
        further = _further_than_the_copy(target, copy)
        if target.outside_url is not None:
            say("loading it into your PostgreSQL")
            load_elsewhere(archive.read(DUMP), target.outside_url)
            _refuse_other_rights(target.outside_url, copy.contents)
    say("putting it in place")
    aside = data / f"replaced-{now:%Y-%m-%d-%H%M%S}"
    (data / HALF_RESTORED).touch()
    if target.outside_url is None:
        _exchange(data / WORKPLACE / "database", target.site.database_folder, aside)
    put_back(_spool_in(archive), target.spool, aside)
    _bring_what_is_missing(archive, target)
    shutil.rmtree(data / WORKPLACE, ignore_errors=True)
    (data / HALF_RESTORED).unlink()
    return Restored(
        contents=copy.contents,
        sessions=copy.chains.sessions,
        lines=copy.chains.lines,
        aside=aside if aside.exists() else None,
        went_further=further,
    )


@contextmanager
def _workplace(data: Path) -> Iterator[Path]:
    """Left as it is when all went well: it is moved from."""
    folder = data / WORKPLACE
    _clear(folder)
    folder.mkdir(mode=0o711, parents=True)
    try:
        yield folder
    except BaseException:
        _clear(folder)
        raise


def _clear(folder: Path) -> None:
    # A link when the account of the database could not walk down here.
    if (folder / "database").is_symlink():
        shutil.rmtree((folder / "database").resolve(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _exchange(fresh: Path, place: Path, aside: Path) -> None:
    if place.exists() or place.is_symlink():
        aside.mkdir(mode=0o711, parents=True, exist_ok=True)
        place.rename(aside / place.name)
    fresh.rename(place)
    for folder in (place.parent, aside):
        if folder.exists():
            sync_folder(folder)


def _further_than_the_copy(target: Target, copy: Loaded) -> list[str]:
    """By the anchor that is here: it outlives a record that was lost."""
    if target.key is None:
        return []
    try:
        return further_than(heads_in(target.anchor, target.key).values(), copy.database)
    except AnchorIsBroken as broken:
        raise BadArchive(f"{broken} Put it aside before you restore, and keep it.") from broken


def _spool_in(archive: CheckedArchive) -> dict[str, Iterator[bytes]]:
    names = [part.name for part in archive.parts if part.name.startswith(SPOOL)]
    return {
        name.removeprefix(SPOOL): archive.read(name)
        for name in names
        if is_segment(name.removeprefix(SPOOL))
    }


def _bring_what_is_missing(archive: CheckedArchive, target: Target) -> None:
    """The anchor and the keys of the copy, where there are none: what is here is never replaced."""
    places = {ANCHOR: target.anchor}
    for part in archive.parts:
        for prefix, folder in ((KEYS, target.site.keys_folder), (TLS, target.site.data / "tls")):
            name = part.name.removeprefix(prefix)
            if part.name.startswith(prefix) and "/" not in name and not name.startswith("."):
                places[part.name] = folder / name
    for part in archive.parts:
        place = places.get(part.name)
        if place is not None and not place.exists():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.touch(mode=0o600)
            place.write_bytes(b"".join(archive.read(part.name)))


def _refuse_other_rights(url: str, said: Contents) -> None:
    with psycopg.connect(url) as connection:
        others = other_rights(said.rights, rights_of(connection))
    if others:
        raise CannotStart(
            "Your PostgreSQL gave the roles other rights than the record has, so do not use that "
            f"database: {others[0]}. Nothing else has changed."
        )


def _refuse_unless_empty(url: str) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone()
    if row is not None and row[0]:
        raise CannotStart(
            "The database of HOLDSPACE_OWNER_DATABASE_URL is not empty, and a restore deletes "
            "nothing. Make a new, empty one (docs/how-to/run-it.md), point both addresses at it, "
            "and restore again."
        )
