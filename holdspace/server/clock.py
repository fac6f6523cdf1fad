"""The clock process: what has to happen at its hour whether or not anybody looks.

Each job is a step that can be cut off at any line and done again.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from holdspace.clinic.last_copy import last_copy
from holdspace.domain.last_copy import warning
from holdspace.server.anchor import FILE_NAME, Head, append, last_written_at
from holdspace.server.days_after import DaysAfter
from holdspace.server.post import begin_sending, escalate_tasks
from holdspace.server.reserve import keep_room

log = logging.getLogger("holdspace.clock")

STEP_SECONDS = 1.0
ANCHOR_EVERY = timedelta(hours=1)
MONTHS_AHEAD = 3
TRY_AGAIN_AFTER = timedelta(minutes=10)
# A line can be written while the anchor reads: look back a little further than the last time.
OVERLAP = timedelta(minutes=5)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def anchor_if_due(app_url: str, folder: Path, key: bytes, now: datetime) -> bool:
    """Write down where the logs stand, once an hour; whether it was time."""
    path = folder / FILE_NAME
    latest = last_written_at(path)
    # Either way: a clock that was set back must not hold the anchor up, nor write one every second.
    if latest is not None and abs(now - latest) < ANCHOR_EVERY:
        return False
    since = EPOCH if latest is None else latest - OVERLAP
    with psycopg.connect(app_url) as connection:
        heads = [
            head
            for (clinic_id,) in connection.execute("SELECT id FROM people_clinic").fetchall()
            for head in _heads_of_clinic(connection, str(clinic_id), since)
        ]
    append(path, key, heads, now)
    return True


def _heads_of_clinic(
    connection: psycopg.Connection[tuple[object, ...]], clinic_id: str, since: datetime
) -> list[Head]:
    connection.execute("SELECT set_config('app.clinic_id', %s, true)", [clinic_id])
    rows = connection.execute(
        """
        SELECT DISTINCT ON (session_id) session_id::text, sequence, encode(hash, 'hex')
        FROM dosing_session_sessionevent
        WHERE session_id IN (
            SELECT session_id FROM dosing_session_sessionevent WHERE recorded_at >= %s)
        ORDER BY session_id, sequence DESC
        """,
        [since],
    ).fetchall()
    return [Head(str(log_id), int(str(sequence)), str(digest)) for log_id, sequence, digest in rows]


def make_room_for_samples(owner_url: str, now: datetime) -> bool:
    """See that the coming months have a partition each, before their first reading arrives.

    False when somebody holds the table, as a copy of the record does: whoever waits for it would
    make every reading that comes meanwhile wait behind them.
    """
    with psycopg.connect(owner_url) as connection:
        connection.execute("SET lock_timeout = '200ms'")
        try:
            connection.execute("SELECT make_sample_partitions(%s, %s)", [now.date(), MONTHS_AHEAD])
        except psycopg.errors.LockNotAvailable:
            connection.rollback()
            return False
    return True


@dataclass
class EachDay:
    """What is done once a day; when it could not be, it is tried again a little later."""

    owner_url: str
    data: Path
    due_at: datetime = EPOCH

    def do_if_due(self, now: datetime) -> None:
        if now < self.due_at:
            return
        made = make_room_for_samples(self.owner_url, now)
        self.due_at = now + (timedelta(days=1) if made else TRY_AGAIN_AFTER)
        copy = last_copy(self.data)
        too_long_ago = warning(copy.made_at if copy else None, now)
        if made and too_long_ago is not None:
            log.warning("%s", too_long_ago)


def say_which_calls_were_not_reached(now: datetime) -> int:
    """Write into the record of each session that nobody came to a call in time. How many."""
    from holdspace.clinic.context import clinic_context
    from holdspace.clinic.people.models import Clinic
    from holdspace.pathway.dosing_session.help_calls import note_what_was_not_reached
    from holdspace.pathway.dosing_session.help_listening import forget_old_listeners

    noted = 0
    for clinic_id in list(Clinic.objects.values_list("id", flat=True)):
        with clinic_context(clinic_id):
            noted += note_what_was_not_reached(clinic_id, now)
            forget_old_listeners(clinic_id, now)
    return noted


def do_what_is_due(now: datetime, days_after: DaysAfter) -> None:
    """What presses most first: calls from a chair, tasks, the days after; then long work."""
    say_which_calls_were_not_reached(now)
    escalate_tasks(now)
    days_after.look_if_due(now)
    write_exports(now)


def write_exports(now: datetime) -> None:
    """One table of each clinic's oldest export: a long one holds up nothing that presses."""
    from holdspace.clinic.people.models import Clinic
    from holdspace.pathway.outcomes.export_actions import erase_what_is_old, write_next_part

    for clinic_id in list(Clinic.objects.values_list("id", flat=True)):
        write_next_part(clinic_id, now)
        erase_what_is_old(clinic_id, now)


def watch_the_disk(data: Path) -> None:
    """Keep room on it for reading; on a full disk, give that room up."""
    try:
        change = keep_room(data)
    except OSError as refusal:
        log.warning("no room could be kept for reading: %s", refusal.strerror)
        return
    if change is False:
        log.warning("the disk that holds %s is full; only reading goes on", data)


def main() -> int:
    """Step until the supervisor says stop, or the mails do: then all of it is started again."""
    import django
    from django.db import Error, connection

    logging.basicConfig(level=logging.INFO, format="%(asctime)s clock %(message)s")
    app_url = os.environ["HOLDSPACE_DATABASE_URL"]
    owner_url = os.environ["HOLDSPACE_OWNER_DATABASE_URL"]
    folder = Path(os.environ["HOLDSPACE_ANCHOR_FOLDER"])
    data = Path(os.environ["HOLDSPACE_DATA"])
    key = Path(os.environ["HOLDSPACE_ANCHOR_KEY_FILE"]).read_bytes().strip()
    django.setup()
    each_day = EachDay(owner_url, data)
    sending, days_after = begin_sending(), DaysAfter()
    while sending.is_alive():
        now = datetime.now(UTC)
        watch_the_disk(data)
        try:
            each_day.do_if_due(now)
            if anchor_if_due(app_url, folder, key, now):
                log.info("anchored the logs")
            do_what_is_due(now, days_after)
        except (psycopg.OperationalError, Error):
            # The supervisor is bringing the database back; the hour is still due at the next step.
            log.warning("the database does not answer; trying again")
        except OSError as refusal:
            log.warning("the anchor could not be written (%s); trying again", refusal.strerror)
        connection.close()
        time.sleep(STEP_SECONDS)
    return 1


if __name__ == "__main__":
    sys.exit(main())
