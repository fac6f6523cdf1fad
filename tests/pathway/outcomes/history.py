"""Months of a person's course in a few words: sessions that were lived, questionnaires answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseGiven,
    HandedOver,
    HelpAnswered,
    HelpCalled,
    OtherDrugGiven,
    Rated,
    RecordClosed,
    Route,
    VitalsCharted,
)
from holdspace.pathway.course.actions import CoursePlan, add_cycle, start_course
from holdspace.pathway.dosing_session.opening import open_session
from holdspace.pathway.dosing_session.recording import Line, Recording
from tests.pathway.measures.asked import asked_of, finish, own

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast
    from holdspace.domain.session_events import SessionEvent as Body
    from holdspace.pathway.course.models import Course
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.measures.models import Finished

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
PHQ9 = {20: [3, 3, 2, 3, 2, 3, 2, 2, 0, 1], 14: [2, 2, 2, 2, 2, 2, 1, 1, 0, 1],
        12: [2, 2, 2, 1, 2, 1, 1, 1, 0, 1], 9: [1, 1, 2, 1, 1, 1, 1, 1, 0, 1],
        4: [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], 26: [3, 3, 3, 3, 3, 3, 3, 3, 2, 3]}  # fmt: skip
"""Answers that sum to the score they are under; the last is how difficult."""


def days(number: float) -> timedelta:
    return timedelta(days=number)


def course_of(
    cast: Cast, key: str = "mara", *, sessions: int = 2, begin: datetime = BEGIN
) -> Course:
    return start_course(
        actor=cast.actor("okafor"),
        patient=cast.patients[key],
        plan=CoursePlan(
            indication="treatment_resistant_depression",
            protocol_name="im-racemic-two-tier",
            protocol_version=1,
            planned_sessions=sessions,
        ),
        started_on=begin.date(),
    )


@dataclass(frozen=True, kw_only=True)
class Lived:
    """What is charted in one session."""

    mg: str = "40"
    systolic: int = 138
    distress: int | None = 3
    nausea: int | None = 1
    rescue: str = ""
    call_seconds: int | None = None
    room: str = "Room 1"


def lived(cast: Cast, course: Course, at: datetime, what: Lived | None = None) -> DosingSession:
    """A session with one injection, from its opening to the closed record. `at`: of the dose."""
    charted = what or Lived()
    if course.cycles.filter(session__isnull=False).count() == course.cycles.count():
        add_cycle(actor=cast.actor("okafor"), course=course)
    begins = at - timedelta(minutes=20)
    visit = Appointment.objects.create(
        clinic=cast.clinic,
        kind=Appointment.Kind.DOSING,
        patient=course.patient,
        room=cast.rooms[charted.room],
        starts_at=begins,
        ends_at=begins + timedelta(hours=4),
        zone=cast.clinic.time_zone,
    )
    session = open_session(cast.actor("ana"), visit, begins)
    recording = Recording(cast.actor("ana"), session, at)
    for after_minutes, body in _bodies(charted, at):
        _write(recording, at + timedelta(minutes=after_minutes), body)
    if charted.call_seconds is not None:
        _call(recording, at + timedelta(minutes=50), charted.call_seconds)
    for after_minutes, body in (
        (120, DischargeSigned(facts=())),
        (125, HandedOver(escort_name="Ida Keller")),
        (130, RecordClosed(outcome="completed")),
    ):
        _write(recording, at + timedelta(minutes=after_minutes), body)
    recording.finish()
    return session


def answered(
    cast: Cast, at: datetime, score: int, *, key: str = "mara", code: str = "phq9"
) -> Finished:
    return finish(asked_of(cast, code, at, key=key), PHQ9[score], by=own(cast, key), now=at)


def _bodies(charted: Lived, at: datetime) -> list[tuple[int, Body]]:
    peak = at + timedelta(minutes=30)
    bodies: list[tuple[int, Body]] = [
        (0, DoseGiven(drug="ketamine", route=Route.INTRAMUSCULAR, dose_mg=Decimal(charted.mg))),
        (
            31,
            VitalsCharted(
                measured_at=peak,
                systolic_mmhg=Decimal(charted.systolic),
                diastolic_mmhg=Decimal(84),
                spo2_percent=Decimal(97),
            ),
        ),
    ]
    if charted.distress is not None:
        bodies.append((40, Rated(scale="distress", score=charted.distress)))
    if charted.nausea is not None:
        bodies.append((41, Rated(scale="nausea", score=charted.nausea)))
    if charted.rescue:
        given = OtherDrugGiven(
            drug=charted.rescue, amount=Decimal(5), unit="mg", route="iv", ordered_by="Dr Okafor"
        )
        bodies.append((35, given))
    return bodies


def _call(recording: Recording, at: datetime, seconds: int) -> None:
    call_id = _write(recording, at, HelpCalled())
    _write(recording, at + timedelta(seconds=seconds), HelpAnswered(call_id=call_id))


def _write(recording: Recording, at: datetime, body: Body) -> object:
    event_id = uuid4()
    recording.write(Line(event_id=event_id, body=body, occurred_at=at, device_at=at))
    return event_id
