"""A site with a clinic, its copy, and where a copy is put: told once for the tests of copies."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import psycopg

from holdspace.interfaces.monitors.spool import Item, Spool, SpoolReader
from holdspace.server.anchor import Head, append
from holdspace.server.copies.archive import open_archive
from holdspace.server.copies.backup import Source, back_up
from holdspace.server.copies.restore import Target, restore
from holdspace.server.database import ensure_running, stop
from holdspace.server.proving.inside import make_clinic
from holdspace.server.site import Site
from tests.made_once import copy_of_tables
from tests.server.conftest import open_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from holdspace.server.database_address import Database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY = b"k" * 48
ELSEWHERE = b"e" * 48


def nobody(text: str) -> None:
    del text


@dataclass(frozen=True)
class World:
    """A site with a clinic and two sessions, and a copy of it."""

    site: Site
    database: Database
    source: Source
    copy: Path


def environment(database: Database, site: Site) -> dict[str, str]:
    from holdspace.server.copies.trial import environment_for

    return environment_for(database, site.data) | {"HOLDSPACE_DEMO": "1"}


def heard(number: int) -> Item:
    return Item(received_at=NOW, source="10.0.0.1", raw=f"message {number}".encode())


def head_of(database: Database) -> Head:
    with psycopg.connect(database.admin_url) as connection:
        row = connection.execute(
            "SELECT session_id::text, sequence, encode(hash, 'hex')"
            " FROM dosing_session_sessionevent ORDER BY 1 LIMIT 1"
        ).fetchone()
    return Head(*row)


def target_in(data: Path, key: bytes = KEY) -> Target:
    return Target(Site(data=data, port=0), data / "spool", data / "anchor" / "anchor.jsonl", key)


@contextmanager
def restored(world: World, data: Path) -> Iterator[Database]:
    restore(open_archive(world.copy, KEY), target_in(data), NOW, nobody)
    database = ensure_running(data / "database")
    yield database
    stop(database)


def messages_in(spool: Path) -> list[str]:
    return [one.raw.decode() for one in SpoolReader(spool).read(after=0, most=100)]


@contextmanager
def copied_world() -> Iterator[World]:
    """Made once for a file of tests."""
    with open_folder() as home:
        site = Site(data=home / "data", port=0)
        site.data.mkdir(mode=0o711)
        copy_of_tables(site.database_folder)
        database = ensure_running(site.database_folder, durable=False)
        make_clinic(environment(database, site), sessions=2)
        spool = Spool(site.data / "spool")
        spool.append([heard(number) for number in range(1, 4)])
        head = head_of(database)
        anchor = site.data / "anchor" / "anchor.jsonl"
        append(anchor, KEY, [head], NOW)
        source = Source(database.admin_url, site.data / "spool", anchor, KEY)
        copy = home / "copy"
        back_up(source, copy, NOW, nobody)
        yield World(site, database, source, copy)
        stop(database)
