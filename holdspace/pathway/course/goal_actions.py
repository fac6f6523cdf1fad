"""Write down what the person wants from the course. Each entry is a new row; the newest counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.clinic.people.roles import OwnActor
from holdspace.pathway.course.models import Goals

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.course.models import Course

Writer: TypeAlias = "Actor | OwnActor"


@transaction.atomic
def write_goals(*, actor: Writer, course: Course, words: str, now: datetime) -> Goals:
    """By staff or by the person on their own device: the row says which."""
    goals = Goals.objects.create(
        clinic_id=actor.clinic_id,
        course=course,
        words=words,
        noted_by_id=None if isinstance(actor, OwnActor) else actor.staff_id,
        noted_at=now,
    )
    if isinstance(actor, OwnActor):
        record_by_person(person=actor, act="write goals", object_kind="goals", object_id=goals.pk)
    else:
        record(
            actor=actor,
            act="write goals",
            patient_id=course.patient_id,
            object_kind="goals",
            object_id=goals.pk,
        )
    return goals
