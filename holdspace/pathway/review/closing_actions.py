"""Say what to look out for later, and end a series as an act: maintenance, or a close."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.clinic.people.roles import OwnActor, Role
from holdspace.pathway.course.actions import CourseEnded, end_course
from holdspace.pathway.course.models import Course
from holdspace.pathway.outcomes.series import note_series_end, series_ends
from holdspace.pathway.review.models import CourseClosing, OwnSigns

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.clinic.people.roles import Actor

Writer: TypeAlias = "Actor | OwnActor"
PRESCRIBER = frozenset({Role.PRESCRIBER})


class NotClosed(Exception):
    """This may not be closed so; the message is a sentence for staff."""


@dataclass(frozen=True, kw_only=True)
class SignsSaid:
    """What the person keeps for later, in their words."""

    signs: str = ""
    helps: str = ""
    whom: str = ""
    keeps: str = ""


@dataclass(frozen=True, kw_only=True)
class ClosingMade:
    """What comes after the series."""

    kind: CourseClosing.Kind
    reason: str
    for_person: str
    whom_to_call: str
    look_again_on: date | None = None


@transaction.atomic
def write_signs(*, actor: Writer, course: Course, said: SignsSaid, now: datetime) -> OwnSigns:
    """By the person on their own device, or by staff from what they say."""
    row = OwnSigns.objects.create(
        clinic_id=actor.clinic_id,
        course=course,
        noted_by_id=None if isinstance(actor, OwnActor) else actor.staff_id,
        noted_at=now,
        **asdict(said),
    )
    if isinstance(actor, OwnActor):
        record_by_person(
            person=actor, act="write their own plan", object_kind="own plan", object_id=row.pk
        )
        return row
    record(
        actor=actor,
        act="write a person's own plan",
        patient_id=course.patient_id,
        object_kind="own plan",
        object_id=row.pk,
    )
    return row


@transaction.atomic
def close_series(
    *, actor: Actor, course: Course, made: ClosingMade, now: datetime, today: date
) -> CourseClosing:
    """Maintenance leaves the course open for single sessions; a close ends it.

    Raises NotClosed. The person's own pages stay open either way.
    """
    if not actor.has_any(PRESCRIBER):
        raise NotClosed("A prescriber decides what comes after the series.")
    locked = Course.objects.select_for_update().get(pk=course.pk)
    if locked.ended_on is not None:
        raise NotClosed("This course has ended already.")
    row = CourseClosing.objects.create(
        clinic_id=actor.clinic_id,
        course=course,
        made_by_id=actor.staff_id,
        made_at=now,
        **asdict(made),
    )
    if made.kind is CourseClosing.Kind.MAINTENANCE or not series_ends([course.pk]):
        # A close after single sessions does not make them a part of the series.
        note_series_end(course.pk, now)
    if made.kind is CourseClosing.Kind.CLOSING:
        try:
            end_course(actor=actor, course=course, ended_on=today)
        except CourseEnded as refusal:
            raise NotClosed(str(refusal)) from refusal
    record(
        actor=actor,
        act=f"end a series: {made.kind.value}",
        patient_id=course.patient_id,
        object_kind="course",
        object_id=course.pk,
    )
    return row
