"""A copy loaded into a database of its own, and compared with what it says of itself.

That a file is whole says that it was kept well. Only loading it says that the record can be had
from it; so every look over a copy does what a restore does, beside the record and not in it.
"""

from __future__ import annotations

import os
import secrets
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.anchor import FILE_NAME as ANCHOR
from holdspace.server.anchor import AnchorIsBroken, Head, heads_of_text
from holdspace.server.copies.archive import BadArchive
from holdspace.server.copies.backup import DUMP, refuse_without
from holdspace.server.copies.chains import chains_of
from holdspace.server.copies.contents import Contents, contents_of, differences
from holdspace.server.copies.dumping import load
from holdspace.server.database import ensure_running, stop
from holdspace.server.running import MANAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from holdspace.server.copies.archive import CheckedArchive
    from holdspace.server.copies.chains import Chains
    from holdspace.server.database_address import Database

FIRST_COMPLAINTS = 3
ROOM_FACTOR = 1.3
"""Loading writes PostgreSQL's own log beside the tables."""


@dataclass(frozen=True)
class Loaded:
    """A copy that stands in a database again, all of it as it was."""

    database: Database
    contents: Contents
    """Before the tables were brought to this version."""
    chains: Chains


@contextmanager
def loaded(
    archive: CheckedArchive,
    folder: Path,
    key: bytes | None,
    say: Callable[[str], None],
    *,
    durable: bool,
) -> Iterator[Loaded]:
    """It runs meanwhile. Raises BadArchive when anything is not as the copy says."""
    said = Contents.of_json(archive.manifest["contents"])
    refuse_newer(archive, said)
    refuse_without(folder, int(said.bytes_on_disk * ROOM_FACTOR))
    database = ensure_running(folder / "database", durable=durable)
    try:
        say("loading the copy")
        load(archive.read(DUMP), database.admin_url)
        say("comparing every row")
        with psycopg.connect(database.admin_url) as connection:
            found = contents_of(connection)
        _refuse_if_any(archive, differences(said, found))
        bring_to_this_version(database)
        say("working out every log again")
        chains = chains_of(environment_for(database, folder))
        _refuse_if_any(archive, list(chains.broken))
        if key is not None:
            _refuse_if_any(archive, not_as_anchored(_anchor_in(archive), key, database))
        yield Loaded(database, found, chains)
    finally:
        stop(database)


def refuse_newer(archive: CheckedArchive, said: Contents) -> None:
    """Tables that this version does not know are not loaded by it."""
    strange = set(said.migrations) - _known_migrations()
    if strange:
        raise BadArchive(
            f"{archive.path} was made by a newer Holdspace ({archive.manifest['holdspace']}): this "
            f"one does not know {', '.join(sorted(strange)[:FIRST_COMPLAINTS])}. Install that "
            "version first."
        )


def _known_migrations() -> set[str]:
    import django
    from django.db.migrations.loader import MigrationLoader

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
    django.setup()
    loader = MigrationLoader(None)
    return {f"{app}.{name}" for app, name in (*loader.disk_migrations, *loader.replacements)}


def bring_to_this_version(database: Database) -> None:
    environment = os.environ | database.environment() | {"HOLDSPACE_SECRET_KEY": _any_secret()}
    environment["HOLDSPACE_DATABASE_URL"] = database.owner_url
    command = [*MANAGE, "migrate", "--skip-checks", "-v0"]
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        raise BadArchive("The tables of the copy could not be brought to this version.")


def environment_for(database: Database, folder: Path) -> dict[str, str]:
    """For a process that looks into the copy: nothing of the site's own settings gets in."""
    foreign = ("HOLDSPACE_", "DJANGO_")
    plain = {name: said for name, said in os.environ.items() if not name.startswith(foreign)}
    return {
        **plain,
        **database.environment(),
        "DJANGO_SETTINGS_MODULE": "holdspace.settings",
        "HOLDSPACE_DATA": str(folder),
        "HOLDSPACE_SECRET_KEY": _any_secret(),
    }


def not_as_anchored(anchor: str, key: bytes, database: Database) -> list[str]:
    """Logs whose anchored line is not in the database, or another one."""
    try:
        heads = heads_of_text(anchor, key, named="the anchor in the copy")
    except AnchorIsBroken as broken:
        return [str(broken)]
    with psycopg.connect(database.admin_url) as connection:
        return [
            f"session {log}: line {head.sequence} is not as it was anchored"
            for log, head in heads.items()
            if not _stands(head, connection)
        ]


def further_than(heads: Iterable[Head], database: Database) -> list[str]:
    """Logs that had gone on when they were anchored: what came after the copy is not in it."""
    with psycopg.connect(database.admin_url) as connection:
        rows = connection.execute(
            "SELECT session_id::text, max(sequence) FROM dosing_session_sessionevent GROUP BY 1"
        )
        last = {str(log): int(str(number)) for log, number in rows.fetchall()}
    return [head.log for head in heads if last.get(head.log, 0) < head.sequence]


def _stands(head: Head, connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    row = connection.execute(
        "SELECT encode(hash, 'hex') FROM dosing_session_sessionevent"
        " WHERE session_id = %s AND sequence = %s",
        [head.log, head.sequence],
    ).fetchone()
    return row is not None and row[0] == head.hash


def _anchor_in(archive: CheckedArchive) -> str:
    if not any(part.name == ANCHOR for part in archive.parts):
        return ""
    return b"".join(archive.read(ANCHOR)).decode("ascii")


def _refuse_if_any(archive: CheckedArchive, complaints: list[str]) -> None:
    if complaints:
        first = "; ".join(complaints[:FIRST_COMPLAINTS])
        raise BadArchive(f"{archive.path} is whole, and what it holds is not: {first}.")


def _any_secret() -> str:
    return secrets.token_urlsafe(64)
