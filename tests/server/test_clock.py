"""The clock process: what happens at its hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from holdspace.server.anchor import FILE_NAME, Head, heads_in
from holdspace.server.clock import (
    ANCHOR_EVERY,
    TRY_AGAIN_AFTER,
    EachDay,
    anchor_if_due,
    make_room_for_samples,
)

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.server.database_address import Database

KEY = b"a key of the clinic's own, kept elsewhere"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
LOG = """
CREATE TABLE people_clinic (id bigint);
CREATE TABLE dosing_session_sessionevent (
    session_id int, clinic_id bigint, sequence int, hash bytea, recorded_at timestamptz);
ALTER TABLE dosing_session_sessionevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE dosing_session_sessionevent FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON dosing_session_sessionevent
    USING (clinic_id = nullif(current_setting('app.clinic_id', true), '')::bigint);
INSERT INTO people_clinic VALUES (1), (2);
"""


@pytest.fixture
def site(database: Database) -> Database:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(LOG.encode())
    return database


def log(site: Database, clinic_id: int, session: int, sequence: int, at: datetime) -> None:
    with psycopg.connect(site.app_url) as connection:
        connection.execute("SELECT set_config('app.clinic_id', %s, true)", [str(clinic_id)])
        connection.execute(
            "INSERT INTO dosing_session_sessionevent VALUES (%s, %s, %s, %s, %s)",
            [session, clinic_id, sequence, bytes([sequence]), at],
        )


def test_it_anchors_every_session_of_every_clinic(site: Database, tmp_path: Path) -> None:
    log(site, 1, 1, 1, NOON)
    log(site, 1, 1, 2, NOON)
    log(site, 2, 7, 1, NOON)

    anchor_if_due(site.app_url, tmp_path, KEY, NOON)

    assert heads_in(tmp_path / FILE_NAME, KEY) == {
        "1": Head("1", 2, "02"),
        "7": Head("7", 1, "01"),
    }


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (ANCHOR_EVERY - MOMENT, False),
        (ANCHOR_EVERY, True),
        (ANCHOR_EVERY + MOMENT, True),
        (-ANCHOR_EVERY + MOMENT, False),
        (-ANCHOR_EVERY, True),
    ],
)
def test_it_anchors_once_an_hour_also_when_the_clock_was_set_back(
    site: Database, tmp_path: Path, later: timedelta, *, expected: bool
) -> None:
    anchor_if_due(site.app_url, tmp_path, KEY, NOON)

    assert anchor_if_due(site.app_url, tmp_path, KEY, NOON + later) is expected


def test_a_later_anchor_holds_what_was_logged_since(site: Database, tmp_path: Path) -> None:
    log(site, 1, 1, 1, NOON - timedelta(days=1))
    anchor_if_due(site.app_url, tmp_path, KEY, NOON)
    log(site, 2, 7, 1, NOON + MOMENT)

    anchor_if_due(site.app_url, tmp_path, KEY, NOON + ANCHOR_EVERY)

    newest = (tmp_path / FILE_NAME).read_text().splitlines()[-1]
    assert '"heads": [["7", 1, "01"]]' in newest


def test_next_months_readings_have_a_place_of_their_own(cluster: Database) -> None:
    make_room_for_samples(cluster.owner_url, datetime(2031, 11, 30, tzinfo=UTC))

    with psycopg.connect(cluster.owner_url) as connection:
        found = connection.execute(
            "SELECT to_regclass('vitals_sample_2031_11'), to_regclass('vitals_sample_2032_01'),"
            " has_table_privilege('holdspace_app', 'vitals_sample_2032_01', 'SELECT')"
        ).fetchone()
    assert found == ("vitals_sample_2031_11", "vitals_sample_2032_01", False)


def test_while_a_copy_is_made_no_reading_waits_behind_a_new_month(
    cluster: Database, tmp_path: Path
) -> None:
    each_day = EachDay(cluster.owner_url, tmp_path)
    december = datetime(2032, 11, 30, tzinfo=UTC)
    with psycopg.connect(cluster.admin_url) as copying:
        copying.execute("LOCK TABLE vitals_sample IN ACCESS SHARE MODE")
        each_day.do_if_due(december)

    just_before = december + TRY_AGAIN_AFTER - MOMENT
    each_day.do_if_due(just_before)
    waits_until = each_day.due_at
    each_day.do_if_due(december + TRY_AGAIN_AFTER)

    assert waits_until == december + TRY_AGAIN_AFTER
    assert each_day.due_at == december + TRY_AGAIN_AFTER + timedelta(days=1)
