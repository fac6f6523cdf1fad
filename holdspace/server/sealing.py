"""The key that wraps the keys of sealed words: made while nothing needs it, missed once it does.

A key that has gone missing from a site with sealed words is for a person to bring back. A new one
in its place would open none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from holdspace.server.checks import Unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEYS = ("visits_noteskey", "journal_sharedcopy")
"""Tables that hold keys wrapped by the site's."""


def make_sealing_key_if_unused(path: Path, app_url: str) -> bool:
    """A key for a site that has sealed nothing yet; whether one was made."""
    from holdspace.clinic.sealed import new_site_key, write_site_keys

    if path.exists() or _ids_in_use(app_url):
        return False
    write_site_keys(path, [new_site_key()])
    return True


def unsafe_sealing(path: Path, app_url: str) -> Iterator[Unsafe]:
    """Whether something was sealed that the site's keys do not open."""
    from holdspace.clinic.sealed import SealingKeyMissing, site_keys

    try:
        known = {key.id for key in site_keys(path)}
    except SealingKeyMissing:
        known = set()
    is_no_key = path.exists() and not known
    if is_no_key or _ids_in_use(app_url) - known:
        yield Unsafe(
            "SealingKeyIsMissing",
            "Psychotherapy notes are sealed with a key that is not here, and nobody could read "
            f"them. Bring back the file {path.name} from your backup of the keys folder, or point "
            "HOLDSPACE_SEALING_KEY_FILE at it. If it is lost for good, docs/how-to/run-it.md says "
            "how to go on without it.",
        )


def _ids_in_use(app_url: str) -> set[str]:
    with psycopg.connect(app_url) as connection:
        there = connection.execute(
            "SELECT bool_and(to_regclass(name) IS NOT NULL) FROM unnest(%s::text[]) AS name",
            [list(KEYS)],
        ).fetchone()
        if there is None or not there[0]:
            return set()
        found: set[str] = set()
        for (clinic_id,) in connection.execute("SELECT id FROM people_clinic").fetchall():
            connection.execute("SELECT set_config('app.clinic_id', %s, true)", [str(clinic_id)])
            rows = connection.execute(
                "SELECT site_key_id FROM visits_noteskey"
                " UNION SELECT site_key_id FROM journal_sharedcopy"
            )
            found |= {str(row[0]) for row in rows.fetchall()}
        return found
