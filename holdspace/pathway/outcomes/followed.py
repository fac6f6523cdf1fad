"""The courses whose questionnaires are due or will be, with everything the schedule needs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.measure_schedule import CourseSoFar, Standing, ToAsk, standing, to_ask
from holdspace.pathway.course.models import Course, MedicineActing
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.measures.models import Finished
from holdspace.pathway.measures.wording import copies_in_use
from holdspace.pathway.outcomes.series import series_ends

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from holdspace.domain.protocol_measures import MeasureSchedule

FOLLOWED_AFTER_END = timedelta(days=120)
"""A course that ended earlier is asked nothing any more: past the last time of our schedule."""
STILL_TODAY = timedelta(hours=4)
"""An appointment that began so lately is still the next one, while its dose is not given."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """One course, what the schedule has for it, and when each questionnaire was answered."""

    course: Course
    so_far: CourseSoFar
    schedule: MeasureSchedule
    answered: dict[str, list[datetime]] = field(default_factory=dict)

    def times(self) -> tuple[ToAsk, ...]:
        return to_ask(self.schedule, self.so_far)

    def standing(self, each: ToAsk, now: datetime) -> Standing:
        return standing(each, self.answered.get(each.code, []), self.schedule, now)


def followed_courses(clinic_id: int, now: datetime) -> list[Followed]:
    """Those that are open or ended lately. Six questions, however many there are."""
    since = now.date() - FOLLOWED_AFTER_END
    lately = Q(ended_on__isnull=True) | Q(ended_on__gte=since)
    return _followed(
        list(Course.objects.filter(lately, clinic_id=clinic_id).select_related("patient__clinic")),
        clinic_id,
        now,
    )


def followed_course(course: Course, now: datetime) -> Followed:
    return _followed([course], course.clinic_id, now)[0]


def _followed(courses: Sequence[Course], clinic_id: int, now: datetime) -> list[Followed]:
    patient_ids = {each.patient_id for each in courses}
    acting = _acting([each.pk for each in courses])
    visits = _visits(patient_ids, now)
    ends = series_ends([each.pk for each in courses])
    answered = _answered(patient_ids)
    with_copy = frozenset(copies_in_use(clinic_id))
    return [
        Followed(
            course=each,
            so_far=replace(
                _so_far(each, acting[each.pk], visits[each.patient_id], with_copy),
                series_sessions=ends[each.pk].sessions if each.pk in ends else None,
            ),
            schedule=protocol_of(each).measures,
            answered=answered[each.patient_id],
        )
        for each in courses
    ]


def _so_far(
    course: Course,
    acting: Sequence[MedicineActing],
    visits: Sequence[datetime],
    with_copy: frozenset[str],
) -> CourseSoFar:
    zone = ZoneInfo(course.patient.clinic.time_zone)
    doses = tuple(one.from_at for one in acting)
    next_dose_at = next((at for at in visits if not doses or at > doses[-1]), None)
    return CourseSoFar(
        indication=course.indication,
        started_at=_begin_of(course.started_on, zone),
        planned_sessions=course.planned_sessions,
        doses=doses,
        ready_for_home_at=acting[-1].until_at if acting else None,
        next_dose_at=next_dose_at if course.ended_on is None else None,
        ended_at=_begin_of(course.ended_on, zone) if course.ended_on else None,
        with_copy=with_copy,
    )


def _begin_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _acting(course_ids: Sequence[UUID]) -> dict[UUID, list[MedicineActing]]:
    found: dict[UUID, list[MedicineActing]] = defaultdict(list)
    rows = MedicineActing.objects.filter(cycle__course_id__in=course_ids).select_related("cycle")
    for row in rows.order_by("from_at"):
        found[row.cycle.course_id].append(row)
    return found


def _visits(patient_ids: Collection[UUID], now: datetime) -> dict[UUID, list[datetime]]:
    found: dict[UUID, list[datetime]] = defaultdict(list)
    rows = Appointment.objects.filter(
        patient_id__in=patient_ids,
        kind=Appointment.Kind.DOSING,
        cancelled_at__isnull=True,
        starts_at__gt=now - STILL_TODAY,
    )
    for patient_id, at in rows.order_by("starts_at").values_list("patient_id", "starts_at"):
        found[patient_id].append(at)
    return found


def _answered(patient_ids: Collection[UUID]) -> dict[UUID, dict[str, list[datetime]]]:
    found: dict[UUID, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    rows = Finished.objects.filter(patient_id__in=patient_ids, struck__isnull=True)
    for patient_id, code, at in rows.values_list("patient_id", "code", "finished_at"):
        found[patient_id][code].append(at)
    return found
