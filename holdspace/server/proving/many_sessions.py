"""R20, its time: how long a record of ten thousand sessions takes to come back out of a copy.

The sessions are made in the database itself, each with a log of its own and a chain that holds.
The rows are made in a process of its own with the site's settings, like `inside`.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from holdspace.server.copies.backup import back_up
from holdspace.server.proving.copied import put_back, source_of
from holdspace.server.proving.place import scratch_folder
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.rough_day import PATIENCE_SECONDS, tablets_for
from holdspace.server.supervisor import python

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import psycopg
    from django.db import models

    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.proof import Work

LONG_SESSIONS = 10_000
BACK_WITHIN_SECONDS = 5 * 60.0
ENTRIES_EACH = 20
CYCLES_EACH = 30
"""Sessions of one course."""
FIRST = 3


def prove_many_put_back(work: Work, *, sessions: int) -> list[Seen]:
    """A copy of so many sessions comes back in time, and each comes to the same state."""
    clinic = work.place.make_clinic(sessions=1)
    asyncio.run(_chart(work, clinic))
    work.say(f"{sessions:,} sessions are made")
    _grow(work, clinic, sessions)
    key = secrets.token_bytes(32)
    with scratch_folder(work.place.folder) as folder:
        path = folder / "copy"
        begun = time.monotonic()
        made = back_up(source_of(work.place, key), path, datetime.now(UTC), work.say)
        copied = time.monotonic() - begun
        back = put_back(work.place, path, folder / "restored", key, work.say)
    late = f"it took {back.seconds:,.0f} s, and {BACK_WITHIN_SECONDS:,.0f} s are promised"
    return [
        Seen(
            promise="R20",
            says=f"A record of {sessions:,} sessions is back within 5 minutes",
            size=f"{back.sessions:,} sessions, {ENTRIES_EACH} entries each; "
            f"a copy of {made.size / 1_000_000:,.0f} MB, made in {copied:,.0f} s",
            seen=f"back in {back.seconds:,.0f} s, every row and log looked over; "
            f"{back.sessions - len(back.unlike):,} alike",
            seed=work.seed,
            complaints=[
                *back.unlike[:FIRST],
                *([late] if back.seconds > BACK_WITHIN_SECONDS else []),
            ],
        )
    ]


async def _chart(work: Work, clinic: ProvingClinic) -> None:
    """The log that the others are made like."""
    chance = random.Random(work.seed)  # noqa: S311 - the same seed makes the same day
    tablet = tablets_for(clinic, chance, port=work.place.port)[0]
    for _ in range(ENTRIES_EACH - 1):  # the first line is the opening
        tablet.tap()
        await tablet.drain(within=PATIENCE_SECONDS)
    tablet.close()


def _grow(work: Work, clinic: ProvingClinic, sessions: int) -> None:
    assert work.place.database.running is not None  # noqa: S101 - it runs
    admin_url = work.place.database.running.admin_url
    words = (str(clinic.clinic_id), clinic.sessions[0], str(sessions), admin_url)
    subprocess.run(
        python("holdspace.server.proving.many_sessions", *words),
        env=dict(work.place.environment), check=True,
    )  # fmt: skip


# --- inside the process ---------------------------------------------------------------------------


def main() -> int:
    import django
    import psycopg

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdspace.settings")
    django.setup()
    from holdspace.clinic.context import clinic_context
    from holdspace.pathway.dosing_session.models import DosingSession

    clinic_id, session_id, sessions, admin_url = sys.argv[1:]
    with clinic_context(int(clinic_id)), psycopg.connect(admin_url) as line:
        like = DosingSession.objects.select_related("cycle").get(pk=session_id)
        _make_sessions(line, like, int(sessions))
        _make_logs(line, like)
    return 0


def _make_sessions(line: psycopg.Connection, like: DosingSession, sessions: int) -> None:
    """Closed ones, of the same person, spread over the year before."""
    from holdspace.pathway.course.models import Course, DoseCycle
    from holdspace.pathway.dosing_session.models import DosingSession

    line.execute(
        "CREATE TEMPORARY TABLE grown AS SELECT number, gen_random_uuid() AS session_id,"
        " gen_random_uuid() AS cycle_id, now() - interval '1 year' * (number::float / %(most)s)"
        " - interval '1 day' AS at FROM generate_series(0, %(most)s - 1) AS number",
        {"most": sessions},
    )
    line.execute(
        "CREATE TEMPORARY TABLE grown_course AS SELECT number, gen_random_uuid() AS course_id"
        " FROM generate_series(0, %s) AS number",
        [sessions // CYCLES_EACH],
    )
    _copy_row(line, Course, "grown_course", like.cycle.course_id, {
        "id": "grown_course.course_id", "ended_on": "current_date",
    })  # fmt: skip
    by_course = f"grown JOIN grown_course ON grown_course.number = grown.number / {CYCLES_EACH}"
    _copy_row(line, DoseCycle, by_course, like.cycle_id, {
        "id": "cycle_id", "course_id": "grown_course.course_id",
        "number": f"1 + grown.number %% {CYCLES_EACH}",
    })  # fmt: skip
    _copy_row(line, DosingSession, "grown", like.pk, {
        "id": "grown.session_id", "cycle_id": "grown.cycle_id", "appointment_id": "NULL",
        "opened_at": "grown.at", "closed_at": "grown.at + interval '3 hours'",
    })  # fmt: skip


def _copy_row(
    line: psycopg.Connection,
    model: type[models.Model],
    beside: str,
    like: object,
    others: Mapping[str, str],
) -> None:
    """The row `like` once more for every row of `beside`, other in some columns."""
    from psycopg import sql

    columns = [field.column for field in model._meta.concrete_fields]  # noqa: SLF001 - documented
    values = [
        sql.SQL(others[name]) if name in others else sql.SQL("t.{}").format(sql.Identifier(name))
        for name in columns
    ]
    line.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} AS t CROSS JOIN {} WHERE t.id = %s").format(
            sql.Identifier(model._meta.db_table),  # noqa: SLF001
            sql.SQL(", ").join(sql.Identifier(name) for name in columns),
            sql.SQL(", ").join(values),
            sql.Identifier(model._meta.db_table),  # noqa: SLF001
            sql.SQL(beside),
        ),
        [like],
    )


def _make_logs(line: psycopg.Connection, like: DosingSession) -> None:
    """Each has the lines of `like`, under ids of its own, in a chain of its own."""
    from psycopg import sql

    from holdspace.pathway.dosing_session.models import SessionEvent

    fields = SessionEvent._meta.concrete_fields  # noqa: SLF001 - documented
    lines = list(SessionEvent.objects.filter(session=like).order_by("sequence"))
    ids = [row[0] for row in line.execute("SELECT session_id FROM grown").fetchall()]
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(SessionEvent._meta.db_table),  # noqa: SLF001
        sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
    )
    with line.cursor() as cursor, cursor.copy(into) as copy:
        for session_id in ids:
            for row in _log_like(lines, session_id):
                copy.write_row([row[field.attname] for field in fields])


def _log_like(lines: list[Any], session_id: object) -> Iterator[dict[str, Any]]:
    from uuid import uuid4

    from psycopg.types.json import Jsonb

    from holdspace.pathway.dosing_session.log_chain import GENESIS, hash_of

    previous = GENESIS
    for one in lines:
        one.session_id, one.event_id, one.previous_hash = session_id, uuid4(), previous
        one.hash = previous = hash_of(previous, one)
        yield {name: getattr(one, name) for name in vars(one) if not name.startswith("_")} | {
            "payload": Jsonb(one.payload)
        }


if __name__ == "__main__":
    sys.exit(main())
