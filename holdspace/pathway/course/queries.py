"""Questions about courses and their cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from holdspace.clinic.people.models import Patient
from holdspace.pathway.course.models import Course, DoseCycle, Goals, MedicineActing
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from holdspace.clinic.people.roles import Actor, OwnActor
    from holdspace.domain.protocol import Protocol


def people_named(actor: Actor, search: str) -> QuerySet[Patient]:
    """Those whose names hold every word of the search; everybody when nothing is searched."""
    found: QuerySet[Patient] = Patient.objects.visible_to(actor)
    for word in search.split():
        found = found.filter(
            Q(given_name__icontains=word)
            | Q(family_name__icontains=word)
            | Q(called__icontains=word)
        )
    return found


def open_course_of(patient: Patient) -> Course | None:
    """The course a person is in now."""
    return Course.objects.filter(patient=patient, ended_on__isnull=True).first()


def own_course(person: OwnActor) -> Course | None:
    """The course a person is in, else the last one they were in."""
    courses = Course.objects.filter(clinic_id=person.clinic_id, patient_id=person.patient_id)
    newest_first = courses.select_related("clinic", "patient").order_by("-started_on")
    return newest_first.filter(ended_on__isnull=True).first() or newest_first.first()


def latest_cycle_of(course: Course) -> DoseCycle | None:
    return course.cycles.order_by("-number").first()


def goals_of(course: Course) -> str:
    """What the person wants from the course: as they said last, else as it began."""
    latest = Goals.objects.filter(course=course).first()
    return latest.words if latest else course.goals


def protocol_of(course: Course) -> Protocol:
    """The one version of the protocol this course is pinned to."""
    return load_protocol(course.protocol_name, course.protocol_version)


def is_medicine_acting(patient_id: UUID) -> bool:
    """Whether the person had a dose and was not yet found ready to go home."""
    return MedicineActing.objects.filter(
        cycle__course__patient_id=patient_id, until_at__isnull=True
    ).exists()
