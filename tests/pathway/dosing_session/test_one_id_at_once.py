"""One entry id goes into two sessions at once: one has it, the other is told so, for it alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.pathway.dosing_session.models import SessionEvent
from tests.interfaces.gateway_process import wait_until
from tests.pathway.dosing_session.story import Tablet, opened

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 60


def texts(tablet: Tablet) -> list[str]:
    """As they stand in the database, in their order."""
    rows = SessionEvent.objects.filter(session=tablet.session, kind="NoteWritten")
    return [row.payload["text"] for row in rows.order_by("sequence")]


def somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def own_line(work: Callable[[], object]) -> object:
    try:
        return work()
    finally:
        connection.close()


def test_of_an_id_in_two_sessions_one_is_taken_and_all_else_is(own_database) -> None:
    cast, now = make_cast(), timezone.now()
    with clinic_context(cast.clinic.id):
        mara = Tablet(opened(cast, now, patient="mara", room="Room 1"))
        theo = Tablet(opened(cast, now, patient="theo", room="Room 2"))
    twice = mara.event(now, "NoteWritten", text="twice", topic="note")
    before, after = (
        theo.event(now, "NoteWritten", text=text, topic="note") for text in ("before", "after")
    )
    written = Event()

    def first() -> str:
        """Ends only when the other has looked, found nothing yet, and stands before this id."""
        with clinic_context(cast.clinic.id):
            [taken] = mara.send(cast.actor("ana"), now, twice)
            written.set()
            wait_until(somebody_waits_for_a_lock, seconds=PATIENCE_SECONDS)
            return taken.state

    def second() -> list[str]:
        assert written.wait(PATIENCE_SECONDS)
        with clinic_context(cast.clinic.id):
            sent = theo.send(cast.actor("jonas"), now, before, twice, after)
            return [one.state for one in sent]

    with ThreadPoolExecutor(max_workers=2) as threads:
        one, other = (threads.submit(own_line, work) for work in (first, second))
        assert one.result() == "new"
        assert other.result() == ["new", "conflict", "new"]

    with clinic_context(cast.clinic.id):
        assert texts(mara) == ["twice"]
        assert texts(theo) == ["before", "after"]
