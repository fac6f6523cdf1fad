"""Everything that keeps the site from starting: one row per cause, asked of a real database."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import psycopg
import pytest

from holdspace.server.checks import (
    CLOCK_TOLERANCE,
    EXIT_UNSAFE,
    SiteSettings,
    disk_warning,
    unsafe_database,
    unsafe_settings,
)
from holdspace.server.database_address import APP_ROLE
from holdspace.server.database_roles import create_database, drop_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from holdspace.server.database_address import Database

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
# Only what the checks look at, so that these tests stand still when the tables grow.
TABLES = """
CREATE TABLE people_clinic (id bigint);
CREATE TABLE audit_auditentry (id bigint, clinic_id bigint, at timestamptz);
CREATE TABLE dosing_session_dosingsession (id int, clinic_id bigint, opened_at timestamptz);
CREATE TABLE dosing_session_sessionevent (
    session_id int, clinic_id bigint, recorded_at timestamptz);
INSERT INTO people_clinic VALUES (1), (2);
"""
WALLS = """
ALTER TABLE {0} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {0} FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON {0}
    USING (clinic_id = nullif(current_setting('app.clinic_id', true), '')::bigint);
"""
WALLED = ("audit_auditentry", "dosing_session_dosingsession", "dosing_session_sessionevent")


def run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture
def site(durable_cluster: Database) -> Iterator[Database]:
    """A safe database with the tables the checks read."""
    made = create_database(replace(durable_cluster, name="checked"))
    run(made.owner_url, TABLES + "".join(WALLS.format(table) for table in WALLED))
    yield made
    run(made.admin_url, f"ALTER ROLE {APP_ROLE} NOSUPERUSER NOBYPASSRLS")
    drop_database(made)


@pytest.fixture
def settings_of_site(tmp_path: Path) -> SiteSettings:
    anchor_key = tmp_path / "anchor_key"
    anchor_key.write_text("k" * 32)
    return SiteSettings(
        is_demo=False,
        debug=False,
        secret_key="s" * 50,
        mfa_required=True,
        spool_folder=tmp_path / "spool",
        anchor_key_file=anchor_key,
    )


def names(site: Database, now: datetime = NOON) -> list[str]:
    return [finding.name for finding in unsafe_database(site.app_url, now)]


def log_something(site: Database, clinic_id: int, at: datetime) -> None:
    run(
        site.owner_url,
        f"""
        BEGIN;
        SET LOCAL app.clinic_id = {clinic_id};
        INSERT INTO dosing_session_dosingsession VALUES (1, {clinic_id}, '{at}');
        INSERT INTO dosing_session_sessionevent VALUES (1, {clinic_id}, '{at}');
        COMMIT
        """,
    )


def test_a_safe_site_starts(site: Database, settings_of_site: SiteSettings) -> None:
    assert names(site) == []
    assert list(unsafe_settings(settings_of_site)) == []


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("ALTER DATABASE checked SET synchronous_commit = off", "DatabaseMayLoseEvents"),
        ("ALTER DATABASE checked SET synchronous_commit = local", "DatabaseMayLoseEvents"),
        ("ALTER ROLE holdspace_app SUPERUSER", "AppRoleStandsAboveTheWalls"),
        ("ALTER ROLE holdspace_app BYPASSRLS", "AppRoleStandsAboveTheWalls"),
        ("ALTER TABLE people_clinic OWNER TO holdspace_app", "AppRoleOwnsTables"),
        ("GRANT CREATE ON SCHEMA public TO holdspace_app", "AppRoleMayMakeTables"),
        ("ALTER TABLE audit_auditentry NO FORCE ROW LEVEL SECURITY", "WallsAreOpen"),
        ("ALTER TABLE audit_auditentry DISABLE ROW LEVEL SECURITY", "WallsAreOpen"),
        ("DROP TABLE dosing_session_sessionevent", "TablesAreMissing"),
    ],
)
def test_an_unsafe_database_is_named(site: Database, statement: str, name: str) -> None:
    run(site.admin_url, statement)

    assert name in names(site)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_lies_about_its_disk_is_named(site: Database, setting: str) -> None:
    run(site.admin_url, f"ALTER SYSTEM SET {setting} = off")
    run(site.admin_url, "SELECT pg_reload_conf()")
    found = names_once_reloaded(site, setting)
    run(site.admin_url, f"ALTER SYSTEM RESET {setting}")
    run(site.admin_url, "SELECT pg_reload_conf()")

    assert found == ["DatabaseMayLoseEvents"]


def names_once_reloaded(site: Database, setting: str) -> list[str]:
    with psycopg.connect(site.admin_url, autocommit=True) as connection:
        waiting = f"""
            DO $$ BEGIN
                FOR attempt IN 1 .. 200 LOOP
                    EXIT WHEN current_setting('{setting}') = 'off';
                    PERFORM pg_sleep(0.01);
                END LOOP;
            END $$
        """
        connection.execute(waiting.encode())
        connection.execute(b"SELECT 1")
    return names(site)


def test_a_member_of_the_owner_role_owns_its_tables_too(site: Database) -> None:
    run(site.admin_url, "GRANT holdspace_owner TO holdspace_app")

    found = names(site)

    run(site.admin_url, "REVOKE holdspace_owner FROM holdspace_app")
    assert "AppRoleOwnsTables" in found


@pytest.mark.parametrize("clinic_id", [1, 2])
@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (CLOCK_TOLERANCE - timedelta(milliseconds=1), []),
        (CLOCK_TOLERANCE, []),
        (CLOCK_TOLERANCE + timedelta(milliseconds=1), ["ClockIsBehindTheLog"]),
    ],
)
def test_a_clock_before_the_last_event_of_any_clinic_is_named(
    site: Database, clinic_id: int, ahead: timedelta, expected: list[str]
) -> None:
    log_something(site, clinic_id, NOON + ahead)

    assert names(site) == expected


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"debug": True}, "DebugIsOn"),
        ({"secret_key": ""}, "SecretIsWeak"),
        ({"secret_key": "s" * 49}, "SecretIsWeak"),
        ({"secret_key": "django-insecure-" + "s" * 50}, "SecretIsWeak"),
        ({"mfa_required": False}, "SecondFactorIsOff"),
        ({"anchor_key_file": None}, "AnchorKeyIsMissing"),
    ],
)
def test_an_unsafe_setting_is_named(
    settings_of_site: SiteSettings, change: dict[str, object], name: str
) -> None:
    found = unsafe_settings(replace(settings_of_site, **change))

    assert [finding.name for finding in found] == [name]


def test_the_demo_may_do_without_a_second_factor(settings_of_site: SiteSettings) -> None:
    demo = replace(settings_of_site, is_demo=True, mfa_required=False)

    assert list(unsafe_settings(demo)) == []


@pytest.mark.parametrize("length", [0, 31])
def test_a_short_anchor_key_is_named(settings_of_site: SiteSettings, length: int) -> None:
    assert settings_of_site.anchor_key_file is not None
    settings_of_site.anchor_key_file.write_text("k" * length)

    assert [found.name for found in unsafe_settings(settings_of_site)] == ["AnchorKeyIsMissing"]


def test_an_anchor_key_that_is_gone_is_named(settings_of_site: SiteSettings) -> None:
    assert settings_of_site.anchor_key_file is not None
    settings_of_site.anchor_key_file.unlink()

    assert [found.name for found in unsafe_settings(settings_of_site)] == ["AnchorKeyIsMissing"]


def test_a_spool_that_cannot_be_written_is_named(settings_of_site: SiteSettings) -> None:
    # A file where the folder should be: refused to root too, whom a mode would not stop.
    settings_of_site.spool_folder.write_text("in the way")

    assert [found.name for found in unsafe_settings(settings_of_site)] == ["SpoolCannotBeWritten"]


@pytest.mark.parametrize(("free", "warns"), [(99_999, True), (100_000, False), (100_001, False)])
def test_a_nearly_full_disk_is_said_and_keeps_nothing_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, *, warns: bool
) -> None:
    usage = SimpleNamespace(total=1_000_000, free=free)
    monkeypatch.setattr("holdspace.server.checks.shutil.disk_usage", lambda _: usage)

    assert (disk_warning(tmp_path) is not None) is warns


def test_an_unsafe_start_ends_with_code_2_and_says_what_to_do(
    folder: Path, environment: dict[str, str], free_port: Callable[[], int]
) -> None:
    asked = environment | {"HOLDSPACE_DEBUG": "1", "HOLDSPACE_SECRET_KEY": "short"}

    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "holdspace",
            "serve",
            "--data",
            str(folder),
            "--port",
            str(free_port()),
        ],
        env=asked,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == EXIT_UNSAFE
    assert "DebugIsOn: " in ended.stderr
    assert "SecretIsWeak: " in ended.stderr
    assert "Remove HOLDSPACE_DEBUG" in ended.stderr
    assert not (folder / "database").exists()


@pytest.mark.parametrize(
    ("mail_url", "mail_from", "expected"),
    [
        ("", "", []),
        ("smtps://mail.example", "post@letters.example", []),
        ("file:///var/mail-of-a-demo", "post@letters.example", []),
        ("smtp+plain://127.0.0.1", "post@letters.example", []),
        ("smtp+plain://mail.example", "post@letters.example", ["MailServerIsUnsafe"]),
        ("mail.example:25", "post@letters.example", ["MailServerIsUnsafe"]),
        ("smtps://mail.example", "", ["MailHasNoSender"]),
    ],
)
def test_a_mail_server_that_would_be_told_in_the_open_is_named(
    settings_of_site: SiteSettings, mail_url: str, mail_from: str, expected: list[str]
) -> None:
    site = replace(settings_of_site, mail_url=mail_url, mail_from=mail_from)

    assert [finding.name for finding in unsafe_settings(site)] == expected
