"""The demo's sessions: stories played through the very actions that a tablet calls."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction

from holdspace.clinic.context import clinic_context
from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.session_log import to_payload
from holdspace.pathway.dosing_session.actions import record_batch
from holdspace.pathway.dosing_session.batch import SentBatch, SentEvent
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.replay.bodies import bodies
from holdspace.replay.scenario import read_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.domain.session_events import SessionEvent
    from holdspace.pathway.dosing_session.models import DosingSession

STORIES = Path(__file__).parent / "demo"
UNDER_WAY = (
    ("mara", "infusion_under_way", timedelta(minutes=44)),
    ("theo", "esketamine_nearly_home", timedelta(minutes=124)),
)
"""Who is in a room when the demo begins, in which story, and since when."""
DEVICE = UUID("018f3f5e-0000-7000-8000-00000000de40")


class DemoWasRefused(Exception):
    """A rule refused a line of the demo: the demo cannot hold what a clinic could not."""


@contextmanager
def no_way_back_from_a_step() -> Iterator[None]:
    """Whatever is refused takes a whole story back: no step of it needs its own way back.

    It is a quarter of all statements, and somebody waits for the first start of a demo.
    """
    features = transaction.get_connection().features
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = True


def begin_sessions(cast: Cast, now: datetime) -> None:
    """Put two people into their rooms, unless they had their session today."""
    with clinic_context(cast.clinic.id), no_way_back_from_a_step():
        for patient, story, since in UNDER_WAY:
            appointment = _waiting(cast, patient, now - since, now)
            if appointment is not None:
                play_story(cast, appointment, story, now - since, now)


def _waiting(cast: Cast, patient: str, begins_at: datetime, now: datetime) -> Appointment | None:
    """Today's appointment for which no session was opened yet.

    None just after midnight too: the checks of a day hold for that day.
    """
    zone = ZoneInfo(cast.clinic.time_zone)
    today = now.astimezone(zone).date()
    if begins_at.astimezone(zone).date() != today:
        return None
    return Appointment.objects.filter(
        patient=cast.patients[patient],
        starts_at__date=today,
        cancelled_at__isnull=True,
        dosingsession__isnull=True,
    ).first()


def play_story(
    cast: Cast, appointment: Appointment, story: str, begins_at: datetime, until: datetime
) -> DosingSession:
    """Open a session at `begins_at` and live it up to `until`. Raises DemoWasRefused."""
    scenario = read_scenario(STORIES / f"{story}.yaml")
    names: dict[str, UUID] = {}
    session = open_session(cast.actor("ana"), appointment, begins_at)
    for number, moment in enumerate(scenario.story):
        at = begins_at + (moment.at - scenario.start)
        if at > until:
            break
        events = []
        for body in bodies(moment.what, at, names):
            event_id = uuid4()
            if moment.name:
                names[moment.name] = event_id
            events.append(_sent(body, event_id, at, number))
        # What one person taps at one moment goes out together.
        batch = SentBatch(device_id=DEVICE, sent_at=at, sent_monotonic_ms=0, events=events)
        _chart(cast, session, moment.by, batch)
    return session


def _sent(body: SessionEvent, event_id: UUID, at: datetime, number: int) -> SentEvent:
    return SentEvent(
        event_id=event_id,
        kind=type(body).__name__,
        version=body.version,
        payload=to_payload(body),
        occurred_at=at,
        monotonic_ms=0,
        device_sequence=number,
    )


def _chart(cast: Cast, session: DosingSession, by: str, batch: SentBatch) -> None:
    # A breath later, as a tablet's entry would come in.
    now = batch.sent_at + timedelta(seconds=1)
    results = record_batch(cast.actor(by), session, batch, now)
    for event, result in zip(batch.events, results, strict=True):
        if result.state != "new":
            raise DemoWasRefused(f"{event.kind} at {batch.sent_at}: {result.sentence}")
