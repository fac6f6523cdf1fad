"""Whether a year of sessions makes the room slower: its page, its state and the board, before and
after, with the plans by which the database finds what they ask for.

`python -m benchmarks history --sessions 1000000` does it with a million; the usual run with less.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from benchmarks.numbers import Times, say
from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Patient
from holdspace.pathway.course.models import Course, DoseCycle
from holdspace.pathway.dosing_session.looking import look_in_clinic
from holdspace.pathway.dosing_session.models import (
    DosingSession,
    MonitorMessage,
    SessionEvent,
    VitalsSample,
)
from holdspace.pathway.today.loose_ends import loose_ends_of
from tests.pathway.dosing_session.live import running_site
from tests.pathway.dosing_session.story import Tablet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.db import models

    from benchmarks.site import Site

SESSIONS = 20_000
EVENTS_EACH = LAST = 20
CYCLES_EACH = 30
"""Sessions of one course: a patient's whole year and more."""
UNSIGNED = 30
"""Of the newest; all others are signed, as in a clinic that keeps up."""
SAMPLES = 3 * 60 * 60
TIMES = 40
PAGES = (("the room's page", "/room/{}/"), ("its state", "/room/{}/state"), ("the board", "/"))
BIG = (
    "people_patient", "course_course", "course_dosecycle", "dosing_session_dosingsession",
    "dosing_session_sessionevent", "vitals_sample",
)  # fmt: skip


def run(site: Site, sessions: int = SESSIONS) -> None:
    session = site.sessions[0]
    _three_hours(site, session)
    with running_site(site.database.app_url) as port:
        before = _served(site, port, session)
        begun = time.perf_counter()
        _grow(site, session, sessions)
        took = time.perf_counter() - begun
        after = _served(site, port, session)
    say(f"\nA session of 3 h at 1 Hz, beside {sessions:,} sessions of {EVENTS_EACH} events")
    for name, _ in PAGES:
        say(f"  {name + ', alone':34} {before[name]}")
        say(f"  {name + ', beside them':34} {after[name]}")
    say(f"  the rows were made in {took:.0f} s; how the database finds what is asked:")
    for line in _plans(site, session):
        say(f"    {line}")


def _served(site: Site, port: int, session: DosingSession) -> dict[str, Times]:
    """Whole answers over a socket on this machine; the first few only warm up."""
    browser = site.browser(port, "ana")
    found: dict[str, Times] = {}
    for name, address in PAGES:
        taken: list[float] = []
        for turn in range(TIMES + 5):
            begun = time.perf_counter()
            status, _ = browser.get(address.format(session.pk))
            if status != 200:  # noqa: PLR2004 - the one good answer
                raise RuntimeError(f"{name} answered {status}.")
            if turn >= 5:  # noqa: PLR2004 - warm by then
                taken.append((time.perf_counter() - begun) * 1000)
        found[name] = Times(taken)
    return found


# --- rows -----------------------------------------------------------------------------------------


def _three_hours(site: Site, session: DosingSession) -> None:
    """Samples of three hours in one session, and twenty events in its log."""
    cast, now = site.cast, datetime.now(UTC)
    site.add_monitor("BENCH / HISTORY", 0)
    with clinic_context(cast.clinic.id):
        tablet = Tablet(session)
        tablet.send(
            cast.actor("ana"), now,
            *(tablet.event(now, "Observed", code="peace") for _ in range(EVENTS_EACH - 1)),
        )  # fmt: skip
        message = MonitorMessage.objects.create(
            clinic=cast.clinic, received_at=now, source_address="bench", raw=b"", state="stored"
        )
        monitor = site.monitor("BENCH / HISTORY")
        VitalsSample.objects.bulk_create(
            [
                VitalsSample(
                    clinic=cast.clinic, monitor=monitor, session=session, room=session.room,
                    message=message, at=at, received_at=at,
                    heart_rate_per_min=60 + second % 30, spo2_percent=95 + second % 4,
                )
                for second in range(SAMPLES)
                for at in [now - timedelta(seconds=SAMPLES - second)]
            ],
            batch_size=2_000,
        )  # fmt: skip


def _grow(site: Site, like: DosingSession, sessions: int) -> None:
    """So many closed sessions, each with the log of `like`, spread over the year before: of as many
    people as there are courses."""
    courses = -(-sessions // CYCLES_EACH)
    with psycopg.connect(site.database.admin_url) as line:
        # Copies of rows that were checked: to look up each key of millions again takes hours.
        line.execute("SET session_replication_role = replica")
        line.execute(
            "CREATE TEMPORARY TABLE grown AS SELECT number, gen_random_uuid() AS session_id,"
            " gen_random_uuid() AS cycle_id, now() - interval '1 year' * (number::float / %(most)s)"
            " - interval '1 day' AS at FROM generate_series(0, %(most)s - 1) AS number",
            {"most": sessions},
        )
        line.execute(
            "CREATE TEMPORARY TABLE grown_course AS SELECT number, gen_random_uuid() AS course_id,"
            " gen_random_uuid() AS patient_id FROM generate_series(0, %s) AS number",
            [courses],
        )
        _copy(line, Patient, "grown_course", like.patient_id, {"id": "grown_course.patient_id"})
        _copy(line, Course, "grown_course", like.cycle.course_id, {
            "id": "grown_course.course_id", "patient_id": "grown_course.patient_id",
            "ended_on": "current_date",
        })  # fmt: skip
        by_course = f"grown JOIN grown_course ON grown_course.number = grown.number / {CYCLES_EACH}"
        _copy(line, DoseCycle, by_course, like.cycle_id, {
            "id": "cycle_id", "course_id": "grown_course.course_id",
            "number": f"1 + grown.number %% {CYCLES_EACH}",
        })  # fmt: skip
        _copy(line, DosingSession, by_course, like.pk, {
            "id": "grown.session_id", "cycle_id": "grown.cycle_id", "appointment_id": "NULL",
            "patient_id": "grown_course.patient_id",
            "opened_at": "grown.at", "closed_at": "grown.at + interval '3 hours'",
        })  # fmt: skip
        _copy(line, SessionEvent, "grown", like.pk, {
            "session_id": "grown.session_id", "event_id": "gen_random_uuid()",
            "recorded_at": "grown.at", "occurred_at": "grown.at",
        }, of="t.session_id = %s")  # fmt: skip
        _copy(line, SessionEvent, "grown", like.pk, {
            "session_id": "grown.session_id", "event_id": "gen_random_uuid()",
            "recorded_at": "grown.at + interval '3 hours'", "occurred_at": "grown.at",
            "sequence": f"{LAST + 1}", "kind": "'RecordSigned'",
        }, of=f"t.session_id = %s AND sequence = {LAST} AND number >= {UNSIGNED}")  # fmt: skip
        line.commit()
        line.autocommit = True
        for table in BIG:
            line.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))


def _copy(
    line: psycopg.Connection,
    model: type[models.Model],
    beside: str,
    like: object,
    others: Mapping[str, str],
    *,
    of: str = "t.id = %s",
) -> None:
    """The row (or rows) `like` once more for every row of `beside`, other in some columns."""
    table = sql.Identifier(model._meta.db_table)  # noqa: SLF001 - Django's documented name
    columns = [field.column for field in model._meta.concrete_fields]  # noqa: SLF001
    values = [
        sql.SQL(others[name]) if name in others else sql.SQL("t.{}").format(sql.Identifier(name))
        for name in columns
    ]
    begun = time.perf_counter()
    made = line.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} AS t CROSS JOIN {} WHERE {}").format(
            table,
            sql.SQL(", ").join(sql.Identifier(name) for name in columns),
            sql.SQL(", ").join(values),
            table,
            sql.SQL(beside),
            sql.SQL(of),
        ),
        [like],
    )
    took = time.perf_counter() - begun
    say(f"  {made.rowcount:,} rows of {model._meta.verbose_name_plural} in {took:.0f} s")  # noqa: SLF001


# --- plans ----------------------------------------------------------------------------------------


def _plans(site: Site, session: DosingSession) -> list[str]:
    """How the database finds what a room's first look, its next look and the board ask of it."""
    now = datetime.now(UTC)
    with clinic_context(site.cast.clinic.id):
        return [
            *_plan("first look", lambda: look_in_clinic(session.pk, now)),
            *_plan("next look", lambda: look_in_clinic(session.pk, now)),
            *_plan("board", lambda: loose_ends_of(site.cast.actor("ana"), (), now)),
        ]


def _plan(name: str, asks: Callable[[], object]) -> Iterator[str]:
    with CaptureQueriesContext(connection) as asked:
        asks()
    for one in asked.captured_queries:
        if not any(f"FROM {table}" in one["sql"].replace('"', "") for table in BIG[3:]):
            continue
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, TIMING OFF) " + one["sql"].replace("%", "%%"))
            for (line,) in cursor:
                if " on " in line or "Time: " in line:
                    yield f"{name}: {_short(line)}"


def _short(line: str) -> str:
    """A line of a plan without its guesses."""
    return re.sub(r"\(cost=[^)]*\) ", "", line).strip().removeprefix("->").strip()
