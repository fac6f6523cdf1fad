"""What must be true before the site starts. Anything unsafe is named, with what to do about it."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from holdspace.server.database_address import DURABLE_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EXIT_UNSAFE = 2
SHORTEST_SECRET = 50
SHORTEST_ANCHOR_KEY = 32
CLOCK_TOLERANCE = timedelta(seconds=5)
LATEST_SESSIONS = 50
LOW_DISK_SHARE = 0.10

_Row = tuple[object, ...]


@dataclass(frozen=True)
class Unsafe:
    """One reason not to start: its name, and a sentence that says what to do."""

    name: str
    sentence: str


@dataclass(frozen=True)
class SiteSettings:
    """The settings the checks look at."""

    is_demo: bool
    debug: bool
    secret_key: str
    mfa_required: bool
    spool_folder: Path
    anchor_key_file: Path | None
    mail_url: str = ""
    mail_from: str = ""

    @classmethod
    def of_environment(cls, environment: Mapping[str, str]) -> SiteSettings:
        """As the site's own processes will read them."""
        # Imported late: the module reads the environment once, when it is first imported.
        from holdspace import settings

        anchor = environment.get("HOLDSPACE_ANCHOR_KEY_FILE")
        return cls(
            is_demo=settings.DEMO,
            debug=settings.DEBUG,
            secret_key=settings.SECRET_KEY,
            mfa_required=settings.MFA_REQUIRED,
            spool_folder=settings.SPOOL_FOLDER,
            anchor_key_file=Path(anchor) if anchor else None,
            mail_url=settings.MAIL_URL,
            mail_from=settings.MAIL_FROM,
        )


def unsafe_settings(site: SiteSettings) -> Iterator[Unsafe]:
    """What the settings alone give away."""
    if site.debug and not site.is_demo:
        yield Unsafe(
            "DebugIsOn",
            "Error pages would show what is in a chart. Remove HOLDSPACE_DEBUG from the settings.",
        )
    if len(site.secret_key) < SHORTEST_SECRET or site.secret_key.startswith("django-insecure"):
        yield Unsafe(
            "SecretIsWeak",
            f"The secret that signs sessions needs at least {SHORTEST_SECRET} random characters. "
            "Point HOLDSPACE_SECRET_KEY_FILE at a file with such a secret, or bring back the one "
            "in the keys folder.",
        )
    if not site.mfa_required and not site.is_demo:
        yield Unsafe(
            "SecondFactorIsOff",
            "Staff could sign in with a password alone. Set MFA_REQUIRED back to true.",
        )
    if not _holds_a_key(site.anchor_key_file):
        yield Unsafe(
            "AnchorKeyIsMissing",
            "Without it nobody can prove that the record was not edited. Bring back the file "
            "anchor_key from your backup of the keys folder, or point HOLDSPACE_ANCHOR_KEY_FILE "
            f"at a file with at least {SHORTEST_ANCHOR_KEY} characters.",
        )
    if not _can_write(site.spool_folder):
        yield Unsafe(
            "SpoolCannotBeWritten",
            "Readings from monitors could not be kept. Make the folder of HOLDSPACE_SPOOL "
            "writable for the account that runs Holdspace.",
        )
    if site.mail_url:
        yield from _mail_is_unsafe(site)


def _mail_is_unsafe(site: SiteSettings) -> Iterator[Unsafe]:
    from holdspace.clinic.outbox.server import NotAMailServer, backend_of

    try:
        backend_of(site.mail_url)
    except NotAMailServer as refusal:
        yield Unsafe("MailServerIsUnsafe", str(refusal))
    if "@" not in site.mail_from:
        yield Unsafe(
            "MailHasNoSender",
            "Mail servers refuse mails from nobody. Set HOLDSPACE_MAIL_FROM to an address that "
            "says nothing about the clinic's kind of care.",
        )


def unsafe_database(app_url: str, now: datetime) -> Iterator[Unsafe]:
    """What the database says about itself, asked as the role the site uses."""
    with psycopg.connect(app_url) as connection:
        yield from _may_lose_events(connection)
        yield from _app_role_is_too_strong(connection)
        yield from _walls_are_open(connection)
        yield from _clock_is_behind(connection, now)


def disk_warning(folder: Path) -> str | None:
    """What to say when the disk will soon be full. No reason not to start: reading must go on."""
    usage = shutil.disk_usage(folder)
    if usage.free >= usage.total * LOW_DISK_SHARE:
        return None
    return (
        f"Only {usage.free / usage.total:.0%} of the disk that holds {folder} is free. Make room: "
        "when it is full, nothing more can be charted."
    )


def _holds_a_key(path: Path | None) -> bool:
    if path is None or not path.is_file() or not os.access(path, os.R_OK):
        return False
    return len(path.read_bytes().strip()) >= SHORTEST_ANCHOR_KEY


def _can_write(folder: Path) -> bool:
    """Whether a file written there reaches the disk; root is refused by a disk, not by a mode."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as trial:
            trial.write(b"trial")
            trial.flush()
            os.fsync(trial.fileno())
    except OSError:
        return False
    return True


def _may_lose_events(connection: psycopg.Connection[_Row]) -> Iterator[Unsafe]:
    for name in (*DURABLE_SETTINGS, "data_checksums"):
        value = _one(connection, "SELECT current_setting(%s)", name)
        # `remote_apply` and its like promise more than `on`; `off` and `local` promise less.
        if value in {"off", "local"}:
            yield Unsafe(
                "DatabaseMayLoseEvents",
                f"PostgreSQL runs with {name} = {value}, so a charted event could vanish in a "
                f"power cut. Set {name} = on for the server, the database and the role.",
            )


def _app_role_is_too_strong(connection: psycopg.Connection[_Row]) -> Iterator[Unsafe]:
    role = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    if _one(connection, role):
        yield Unsafe(
            "AppRoleStandsAboveTheWalls",
            "The role of HOLDSPACE_DATABASE_URL is a superuser or bypasses row-level security, so "
            "one clinic could see another. Use a role with NOSUPERUSER NOBYPASSRLS.",
        )
    owned = "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relowner IN ({})"
    memberships = "SELECT oid FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')"
    own_tables = owned.format(memberships) + " AND relnamespace = 'public'::regnamespace"
    if _one(connection, own_tables):
        yield Unsafe(
            "AppRoleOwnsTables",
            "The role of HOLDSPACE_DATABASE_URL owns tables, so a bug could switch off the walls "
            "and edit history. Give the tables to the role of HOLDSPACE_OWNER_DATABASE_URL.",
        )
    if _one(connection, "SELECT has_schema_privilege('public', 'CREATE')"):
        yield Unsafe(
            "AppRoleMayMakeTables",
            "The role of HOLDSPACE_DATABASE_URL may create tables. "
            "Run: REVOKE CREATE ON SCHEMA public FROM PUBLIC, and from that role.",
        )


def _walls_are_open(connection: psycopg.Connection[_Row]) -> Iterator[Unsafe]:
    open_tables = """
        SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'clinic_id'
        WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
          AND NOT (relrowsecurity AND relforcerowsecurity)
          AND has_table_privilege(pg_class.oid, 'SELECT')
    """
    names = _one(connection, open_tables)
    if names:
        yield Unsafe(
            "WallsAreOpen",
            f"Row-level security is not forced on: {names}. Run `holdspace migrate`; if that does "
            "not help, the schema was changed by hand: restore it.",
        )


def _clock_is_behind(connection: psycopg.Connection[_Row], now: datetime) -> Iterator[Unsafe]:
    if _one(connection, "SELECT to_regclass('dosing_session_sessionevent')") is None:
        yield Unsafe(
            "TablesAreMissing",
            "The database has no tables of this version yet. Run `holdspace migrate`.",
        )
        return
    for (clinic_id,) in connection.execute("SELECT id FROM people_clinic").fetchall():
        latest = _latest_recorded(connection, str(clinic_id))
        if latest is not None and latest > now + CLOCK_TOLERANCE:
            yield Unsafe(
                "ClockIsBehindTheLog",
                f"This machine says it is {now:%Y-%m-%d %H:%M} UTC, and the record already holds "
                f"something from {latest:%Y-%m-%d %H:%M} UTC. Set the machine's clock right.",
            )
            return


def _latest_recorded(connection: psycopg.Connection[_Row], clinic_id: str) -> datetime | None:
    """The newest moment in a clinic's logs, looked for where it is cheap to find."""
    _one(connection, "SELECT set_config('app.clinic_id', %s, true)", clinic_id)
    found = _one(
        connection,
        """
        SELECT greatest(
            (SELECT at FROM audit_auditentry ORDER BY id DESC LIMIT 1),
            (SELECT max(recorded_at) FROM dosing_session_sessionevent WHERE session_id IN (
                SELECT id FROM dosing_session_dosingsession ORDER BY opened_at DESC LIMIT %s)))
        """,
        LATEST_SESSIONS,
    )
    return found if isinstance(found, datetime) else None


def _one(connection: psycopg.Connection[_Row], query: str, *values: object) -> object:
    row = connection.execute(query.encode(), values).fetchone()
    return row[0] if row else None
