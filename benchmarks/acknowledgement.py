"""From an entry on a tablet to its acknowledgement, beside a raw INSERT with its commit.

The load is that of 200 tablets which each chart one entry every five seconds.
"""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
from django.utils import timezone
from psycopg import sql

from benchmarks.load import paced
from benchmarks.numbers import Times, say_times
from tests.pathway.dosing_session.live import CSRF
from tests.pathway.dosing_session.story import Tablet

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.site import Site

PER_SECOND = 40
SECONDS = 15
WORKERS = 8


def run(site: Site) -> None:
    warm = [_tablet(site, number) for number in range(WORKERS)]
    paced(warm, per_second=PER_SECOND, seconds=2)
    ours = paced(warm, per_second=PER_SECOND, seconds=SECONDS)
    say_times("An entry acknowledged, 40 a second", ours, _raw(site), against="raw INSERT + commit")


def _tablet(site: Site, number: int) -> Callable[[], object]:
    session = site.sessions[number % len(site.sessions)]
    tablet, browser = Tablet(session), site.browser("jonas")
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    headers = {"Cookie": browser.cookie, "X-CSRFToken": CSRF}

    def send() -> None:
        now = timezone.now()
        parcel = tablet.parcel(now, tablet.event(now, "Observed", code="peace"))
        line.request("POST", f"/room/{session.pk}/events", json.dumps(parcel), headers)
        answer = json.loads(line.getresponse().read())
        if answer["results"][0]["state"] != "new":
            raise RuntimeError(answer)

    return send


def _raw(site: Site) -> Times:
    table = sql.Identifier("bench_event")
    with psycopg.connect(site.database.owner_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL(
                "CREATE TABLE {} (session_id uuid, sequence int, event_id uuid PRIMARY KEY,"
                " payload jsonb, at timestamptz, hash bytea, UNIQUE (session_id, sequence))"
            ).format(table)
        )
    lines = [psycopg.connect(site.database.owner_url, autocommit=True) for _ in range(WORKERS)]

    def writer(line: psycopg.Connection) -> Callable[[], object]:
        session_id, sequence = uuid4(), iter(range(1_000_000))

        def insert() -> None:
            line.execute(
                sql.SQL("INSERT INTO {} VALUES (%s, %s, %s, %s, now(), %s)").format(table),
                [session_id, next(sequence), uuid4(), '{"code": "peace"}', bytes(32)],
            )

        return insert

    times = paced([writer(line) for line in lines], per_second=PER_SECOND, seconds=SECONDS / 2)
    for line in lines:
        line.close()
    return times
