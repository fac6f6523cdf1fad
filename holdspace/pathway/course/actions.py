"""Begin a course, add a cycle, and say from when to when the medicine acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.pathway.course.models import Course, DoseCycle, MedicineActing
from holdspace.pathway.course.queries import latest_cycle_of, open_course_of
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor


class CourseAlreadyOpen(Exception):
    """The person is in a course; that one is ended first."""


class CourseEnded(Exception):
    """A course that ended takes no more cycles."""


class CycleAlreadyThere(Exception):
    """Somebody added the next cycle since the page was opened."""


class NoCycleLeft(Exception):
    """Every planned session has its cycle."""


@dataclass(frozen=True, kw_only=True)
class CoursePlan:
    """What is agreed when a course begins."""

    indication: str
    protocol_name: str
    protocol_version: int
    planned_sessions: int
    goals: str = ""


@transaction.atomic
def start_course(*, actor: Actor, patient: Patient, plan: CoursePlan, started_on: date) -> Course:
    """A course pinned to one version of one protocol, with its first cycle.

    Raises UnknownProtocol, CourseAlreadyOpen.
    """
    load_protocol(plan.protocol_name, plan.protocol_version)
    if open_course_of(patient) is not None:
        raise CourseAlreadyOpen("This person is in a course already. End that one first.")
    course = Course.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        indication=plan.indication,
        protocol_name=plan.protocol_name,
        protocol_version=plan.protocol_version,
        planned_sessions=plan.planned_sessions,
        goals=plan.goals,
        started_on=started_on,
    )
    _note(actor, course, "start a course", "course", course.pk)
    add_cycle(actor=actor, course=course)
    return course


@transaction.atomic
def add_cycle(*, actor: Actor, course: Course, after: int | None = None) -> DoseCycle:
    """The next numbered cycle. With `after`, only if that is still the latest: asked for by two
    people at once, it is added once.

    Raises CourseEnded, CycleAlreadyThere, NoCycleLeft.
    """
    locked = Course.objects.select_for_update().get(pk=course.pk)
    if locked.ended_on is not None:
        raise CourseEnded("This course has ended.")
    latest = latest_cycle_of(locked)
    number = latest.number + 1 if latest else 1
    if after is not None and number != after + 1:
        raise CycleAlreadyThere("The next session was added meanwhile. Nothing was added twice.")
    if number > locked.planned_sessions:
        raise NoCycleLeft(f"All {locked.planned_sessions} planned sessions have their cycle.")
    cycle = DoseCycle.objects.create(clinic_id=actor.clinic_id, course=locked, number=number)
    _note(actor, locked, "add a cycle", "cycle", cycle.pk)
    return cycle


@transaction.atomic
def end_course(*, actor: Actor, course: Course, ended_on: date) -> None:
    """No more cycles. What happened stays."""
    if not Course.objects.filter(pk=course.pk, ended_on__isnull=True).update(ended_on=ended_on):
        raise CourseEnded("This course has ended.")
    _note(actor, course, "end a course", "course", course.pk)


@transaction.atomic
def medicine_begins_to_act(*, cycle: DoseCycle, at: datetime) -> None:
    """Called by the session with its first dose: from now on no consent is given or widened."""
    # Consent locks the same row: either it was signed before the dose, or it is refused.
    Course.objects.select_for_update().get(pk=cycle.course_id)
    MedicineActing.objects.update_or_create(
        cycle=cycle,
        defaults={"clinic_id": cycle.clinic_id, "until_at": None},
        create_defaults={"clinic_id": cycle.clinic_id, "from_at": at},
    )


def medicine_no_longer_acts(*, cycle: DoseCycle, at: datetime) -> None:
    """Called by the session when a clinician found the person ready to go home."""
    MedicineActing.objects.filter(cycle=cycle, until_at__isnull=True).update(until_at=at)


def _note(actor: Actor, course: Course, act: str, kind: str, object_id: object) -> None:
    record(
        actor=actor,
        act=act,
        patient_id=course.patient_id,
        object_kind=kind,
        object_id=object_id,
    )
