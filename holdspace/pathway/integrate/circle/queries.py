"""The visit a page is about, where the ride stands, the evening's ticks, and calls with answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from holdspace.clinic.reach.queries import openness_of
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.supporters.queries import is_circle_held, members_of
from holdspace.clinic.tasks.models import Task
from holdspace.domain.circle_call import CallState, CallTimes, state_of_call
from holdspace.domain.grants import HOURS_AFTER_VISIT
from holdspace.pathway.consult.queries import is_agreed
from holdspace.pathway.course.models import Course
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.past_queries import past_session_of_cycle
from holdspace.pathway.dosing_session.queries import log_of
from holdspace.pathway.integrate.circle.models import CircleCall, CircleUse, EveningTick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import StaffMember
    from holdspace.clinic.supporters.models import Supporter
    from holdspace.clinic.supporters.queries import Member
    from holdspace.domain.grants import Bundle
    from holdspace.pathway.integrate.circle.models import CircleCallMessage

ABOUT = "circle call"
"""What a task is about that a call opened."""
USES_SHOWN = 30
SHARED = "shared"
"""The detail of a use: what was opened is what the person shared of their journal."""


class RideState(StrEnum):
    """Where the person is on the way home, and nothing of how they are."""

    PLANNED = "planned"
    THERE = "there"
    READY = "ready"
    HOME = "home"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, kw_only=True)
class Ride:
    state: RideState
    left_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CircleInShort:
    """What a person's page says of their circle to those who read charts."""

    members: Sequence[Member]
    calls: Sequence[CallThread]
    is_held: bool


@dataclass(frozen=True, kw_only=True)
class CallThread:
    """One call with what both sides wrote, and the task that stands for it."""

    call: CircleCall
    messages: Sequence[CircleCallMessage]
    task: Task | None
    """The latest; closed ones too: who had seen it stays said."""
    is_clinic_open: bool | None

    @property
    def answer(self) -> CircleCallMessage | None:
        """The clinic's latest words."""
        return next((one for one in reversed(self.messages) if one.by is not None), None)

    @property
    def sent_at(self) -> datetime:
        """Of the first words that no answer came after, else of the latest."""
        answer = self.answer
        theirs = [one for one in self.messages if one.by is None]
        waiting = [one for one in theirs if answer is None or one.pk > answer.pk]
        if not theirs:
            return self.call.opened_at
        return (waiting[0] if waiting else theirs[-1]).at

    @property
    def seen_by(self) -> StaffMember | None:
        """Who has seen what waits now: what was seen before the latest words is not these."""
        task = self.task
        if task is None or task.acknowledged_at is None:
            return None
        return task.acknowledged_by

    def state(self, now: datetime) -> CallState:
        is_seen = self.task is not None and self.seen_by is not None
        answer = self.answer
        times = CallTimes(
            sent_at=self.sent_at,
            seen_at=self.task.acknowledged_at if is_seen and self.task else None,
            answered_at=answer.at if answer and not self._waits else None,
            closed_at=self.call.closed_at,
        )
        return state_of_call(times, is_clinic_open=self.is_clinic_open, now=now)

    @property
    def _waits(self) -> bool:
        return bool(self.messages) and self.messages[-1].by is None


def circle_in_short(patient_id: UUID, now: datetime) -> CircleInShort:
    return CircleInShort(
        members=members_of(patient_id, now),
        calls=calls_about(patient_id, now),
        is_held=is_circle_held(patient_id),
    )


def visit_for(patient_id: UUID, bundle: Bundle, now: datetime) -> Appointment | None:
    """The dosing visit a page is about: the one that just was, for as long as that counts, else

    the one that goes on or is next. Inside the clinic's context.
    """
    after = now - timedelta(hours=HOURS_AFTER_VISIT[bundle])
    visits = Appointment.objects.filter(
        patient_id=patient_id,
        kind=Appointment.Kind.DOSING,
        cancelled_at__isnull=True,
        ends_at__gt=after,
    )
    return visits.select_related("clinic", "patient").order_by("starts_at").first()


def ride_of(appointment: Appointment, now: datetime) -> Ride:
    """From the session of this visit: there, may leave, left. Not known is said, never guessed."""
    session = DosingSession.objects.filter(appointment=appointment).first()
    if session is None:
        is_past = now >= appointment.ends_at
        return Ride(state=RideState.NOT_KNOWN if is_past else RideState.PLANNED)
    log = log_of(session)
    past = past_session_of_cycle(session.cycle_id, now)
    left_at = past.facts.went_home_at if past else None
    if left_at is not None:
        return Ride(state=RideState.HOME, left_at=left_at)
    if log.not_understood or log.state.is_closed:
        return Ride(state=RideState.NOT_KNOWN)
    is_ready = log.state.home.discharge_signed is not None
    return Ride(state=RideState.READY if is_ready else RideState.THERE)


def done_this_evening(appointment: Appointment, supporter: Supporter) -> frozenset[str]:
    """Lines of the evening that are ticked: the latest word on each counts."""
    latest: dict[str, bool] = {}
    for tick in EveningTick.objects.filter(appointment=appointment, supporter=supporter):
        latest[tick.code] = tick.is_done
    return frozenset(code for code, is_done in latest.items() if is_done)


# --- calls ----------------------------------------------------------------------------------------


def open_call_of(supporter: Supporter, now: datetime) -> CallThread | None:
    """Their call that is open, or was closed within the last day: what was said stays in sight."""
    calls = CircleCall.objects.filter(supporter=supporter).select_related(
        "closed_by", "supporter__patient__clinic"
    )
    call = calls.first()
    if call is None:
        return None
    is_old = call.closed_at is not None and call.closed_at < now - timedelta(days=1)
    return None if is_old else thread_of(call, now)


def thread_of(call: CircleCall, now: datetime) -> CallThread:
    clinic = call.supporter.patient.clinic
    tasks = Task.objects.filter(about_kind=ABOUT, about_id=str(call.pk))
    return CallThread(
        call=call,
        messages=list(call.messages.select_related("by")),
        task=tasks.select_related("acknowledged_by").order_by("-opened_at").first(),
        is_clinic_open=openness_of(clinic, now).is_open,
    )


def calls_about(patient_id: UUID, now: datetime) -> tuple[CallThread, ...]:
    """Open calls of a person's circle, the latest first."""
    calls = CircleCall.objects.filter(supporter__patient_id=patient_id).not_closed()
    found = calls.select_related("closed_by", "supporter__patient__clinic")
    return tuple(thread_of(one, now) for one in found)


def may_be_told(patient_id: UUID) -> bool:
    """Whether the person signed that somebody close to them may be told how they are."""
    course = Course.objects.filter(patient_id=patient_id, ended_on__isnull=True).first()
    return course is not None and is_agreed(course, "supporter")


def uses_of(supporter: Supporter) -> Sequence[CircleUse]:
    """What they opened and did, the latest first."""
    return list(CircleUse.objects.filter(supporter=supporter)[:USES_SHOWN])
