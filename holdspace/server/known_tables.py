"""Whether the tables of a database are ones that this version can bring to itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.checks import Unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.server.site import Site

APPS = Path(__file__).parents[1]
NAMED = 3


def unknown_tables(owner_url: str, site: Site) -> Iterator[Unsafe]:
    """Said before anything is changed: `migrate` itself passes over what it does not know."""
    known = _of_this_version()
    ours = {app for app, _ in known}
    made = {(app, name) for app, name in _made_in(owner_url) if app in ours}
    strange = [f"{app}.{name}" for app, name in sorted(made - known)]
    if strange:
        way_out = (
            f"Nobody in a demo is real: remove {site.data}, and the next start makes it anew."
            if site.is_demo
            else "Start the version that made them, or choose another folder with HOLDSPACE_DATA."
        )
        yield Unsafe(
            "TablesOfAnotherVersion",
            "The tables in the database are from another version of Holdspace; this one does not "
            f"know {', '.join(strange[:NAMED])}. Nothing was changed. {way_out}",
        )


def _of_this_version() -> set[tuple[str, str]]:
    """Each app's label is the name of its folder."""
    return {(path.parts[-3], path.stem) for path in APPS.rglob("migrations/0*.py")}


def _made_in(owner_url: str) -> list[tuple[str, str]]:
    with psycopg.connect(owner_url) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return []
        return connection.execute("SELECT app, name FROM django_migrations").fetchall()
