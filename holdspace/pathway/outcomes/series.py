"""Where series end: noted when a prescriber says what comes after one, asked for by who counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.pathway.course.models import Course, MedicineActing, PlanVersion
from holdspace.pathway.outcomes.models import SeriesEnd

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID


def note_series_end(course_id: UUID, now: datetime) -> SeriesEnd | None:
    """With the doses that were given by now. None: there was no dose, and so no series."""
    course = Course.objects.get(pk=course_id)
    doses = MedicineActing.objects.filter(cycle__course=course, from_at__lte=now)
    last = doses.order_by("-from_at").first()
    if last is None:
        return None
    return SeriesEnd.objects.create(
        clinic_id=course.clinic_id,
        course=course,
        sessions=doses.count(),
        planned_sessions=_planned(course, last.from_at),
        noted_at=now,
    )


def series_ends(course_ids: Collection[UUID]) -> Mapping[UUID, SeriesEnd]:
    """Of the courses whose series was ended. One question."""
    rows = SeriesEnd.objects.filter(course__in=course_ids).order_by("id")
    return {row.course_id: row for row in rows}


def _planned(course: Course, last_dose_at: datetime) -> int:
    """As it was planned when the last dose was given, or since then made shorter.

    A plan that is longer by now holds the single sessions already.
    """
    versions = PlanVersion.objects.filter(course=course, made_at__lte=last_dose_at)
    then = versions.order_by("-number").first()
    if then is None:
        return course.planned_sessions
    return min(then.sessions.count(), course.planned_sessions)
