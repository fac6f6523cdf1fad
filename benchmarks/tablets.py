"""200 tablets chart one entry each per five seconds, beside the raw commits of the same database.

The site is the real one: two page servers under the supervisor, a durable PostgreSQL, no debugging.
Ten rooms with twenty tablets each is more than any clinic has, and harder: every log is busy.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
from psycopg import sql

from benchmarks.load import paced
from benchmarks.numbers import Times, say, say_times
from holdspace.server.proving.tablets import Tablet

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.place import Place

SESSIONS, TABLETS = 10, 200
EVERY_SECONDS = 5.0
SECONDS = 30.0
WARM_SECONDS = 5.0
RAW_WORKERS = 8
RAW_SECONDS = 5.0


def run(place: Place) -> None:
    clinic = place.make_clinic(sessions=SESSIONS)
    ours = asyncio.run(_chart(place, clinic))
    url = place.environment["HOLDSPACE_OWNER_DATABASE_URL"]
    say_times(
        f"An entry acknowledged, {TABLETS} tablets in {SESSIONS} rooms, one each per 5 s",
        ours, _raw(url), against="raw INSERT + commit",
    )  # fmt: skip
    say(f"  {'raw commits, eight at once':34} {_raw_rate(url):10.0f} commits/s")


async def _chart(place: Place, clinic: ProvingClinic) -> Times:
    people = list(clinic.staff.values())
    tablets = [
        Tablet(
            name=f"tablet {number}",
            session_id=clinic.sessions[number % SESSIONS],
            who=people[number % len(people)],
            port=place.port,
            chance=random.Random(number),  # noqa: S311 - the same load each time
        )
        for number in range(TABLETS)
    ]
    begin = time.monotonic() + 1
    taken = await asyncio.gather(*(_tap(one, number, begin) for number, one in enumerate(tablets)))
    unwelcome = [said for one in tablets for said in one.unwelcome]
    if unwelcome:
        raise RuntimeError(f"{len(unwelcome)} answers were no acknowledgement: {unwelcome[0]}")
    return Times([ms for times in taken for ms in times])


async def _tap(tablet: Tablet, number: int, begin: float) -> list[float]:
    """Each at its own moment within the five seconds; the first seconds only warm up."""
    taken = []
    due = begin + number * EVERY_SECONDS / TABLETS
    while due < begin + WARM_SECONDS + SECONDS:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        tablet.tap()
        tapped = time.perf_counter()
        await tablet.send_from_one_tab()
        if due >= begin + WARM_SECONDS:
            taken.append((time.perf_counter() - tapped) * 1000)
        due += EVERY_SECONDS
    tablet.close()
    return taken


# --- what the same database does without us -------------------------------------------------------


def _raw(url: str) -> Times:
    """One row and its commit, as often a second as the tablets do."""
    table = sql.Identifier("bench_event")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL(
                "CREATE TABLE IF NOT EXISTS {} (session_id uuid, sequence int, event_id uuid"
                " PRIMARY KEY, payload jsonb, at timestamptz, hash bytea,"
                " UNIQUE (session_id, sequence))"
            ).format(table)
        )
    lines = [psycopg.connect(url, autocommit=True) for _ in range(RAW_WORKERS)]
    per_second = TABLETS / EVERY_SECONDS
    times = paced([_writer(line) for line in lines], per_second=per_second, seconds=RAW_SECONDS * 2)
    for line in lines:
        line.close()
    return times


def _writer(line: psycopg.Connection) -> Callable[[], object]:
    session_id, sequence = uuid4(), iter(range(10_000_000))
    statement = sql.SQL("INSERT INTO {} VALUES (%s, %s, %s, %s, now(), %s)").format(
        sql.Identifier("bench_event")
    )

    def insert() -> None:
        line.execute(
            statement, [session_id, next(sequence), uuid4(), '{"code": "peace"}', bytes(32)]
        )

    return insert


def _raw_rate(url: str) -> float:
    """Commits a second when eight write as fast as they can."""
    counts = [0] * RAW_WORKERS
    until = time.monotonic() + RAW_SECONDS

    def write(number: int) -> None:
        with psycopg.connect(url, autocommit=True) as line:
            insert = _writer(line)
            while time.monotonic() < until:
                insert()
                counts[number] += 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(RAW_WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / RAW_SECONDS
