"""What the clinic view is made of, in a number of questions that does not grow with the clinic.

Sums only: whoever reads them may not be allowed to read a single chart, so rows are taken by the
clinic and never handed on one by one.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from holdspace.domain.change_over_time import Scored
from holdspace.domain.outcome_cases import CourseLived, case_of
from holdspace.domain.outcomes import Measured
from holdspace.domain.session_facts import session_facts
from holdspace.pathway.course.models import Course, MedicineActing
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.queries import Log, extended
from holdspace.pathway.measures.models import Finished
from holdspace.pathway.outcomes.series import series_ends
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.outcome_report import Case
    from holdspace.domain.session_facts import SessionFacts
    from holdspace.pathway.outcomes.models import SeriesEnd

KEPT_SESSIONS = 20_000
_kept: OrderedDict[UUID, tuple[int, SessionFacts]] = OrderedDict()
_kept_guard = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Period:
    """Courses whose first dose lies in it: from its beginning up to its end, that not included."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class CourseInPeriod:
    """One course with its doses, and where its series ended."""

    course: Course
    doses: Sequence[datetime]
    series_end: SeriesEnd | None

    @property
    def planned_sessions(self) -> int:
        """Of the series: single sessions that were planned later are none of it."""
        end = self.series_end
        return end.planned_sessions if end else self.course.planned_sessions

    @property
    def series_sessions(self) -> int | None:
        return self.series_end.sessions if self.series_end else None


def courses_in(clinic_id: int, period: Period) -> list[CourseInPeriod]:
    """Everybody who began in the period, however it went on. Four questions."""
    doses: dict[UUID, list[datetime]] = defaultdict(list)
    acted = MedicineActing.objects.filter(clinic_id=clinic_id, from_at__lt=period.ends)
    for course_id, at in acted.order_by("from_at").values_list("cycle__course_id", "from_at"):
        doses[course_id].append(at)
    began = [course_id for course_id, all_at in doses.items() if all_at[0] >= period.begins]
    later = MedicineActing.objects.filter(cycle__course_id__in=began, from_at__gte=period.ends)
    for course_id, at in later.order_by("from_at").values_list("cycle__course_id", "from_at"):
        doses[course_id].append(at)
    courses = Course.objects.filter(pk__in=began).select_related("patient")
    courses = courses.order_by("started_on", "pk")
    ends = series_ends(began)
    return [
        CourseInPeriod(course=each, doses=doses[each.pk], series_end=ends.get(each.pk))
        for each in courses
    ]


def cases_of(code: str, courses: Sequence[CourseInPeriod], now: datetime) -> list[Case]:
    """One case for each course, on one questionnaire. One question."""
    results = _results(code, {each.course.patient_id for each in courses})
    return [
        case_of(
            CourseLived(
                planned_sessions=each.planned_sessions,
                series_sessions=each.series_sessions,
                doses=each.doses,
                ended_at=_end_of(each.course, now),
                results=results.get(each.course.patient_id, ()),
            ),
            now,
        )
        for each in courses
    ]


def facts_of(courses: Sequence[CourseInPeriod], now: datetime) -> list[SessionFacts]:
    """What each session of these courses came to."""
    return [facts for _, facts in sessions_of(courses, now)]


def sessions_of(
    courses: Sequence[CourseInPeriod], now: datetime
) -> list[tuple[DosingSession, SessionFacts]]:
    """Each session with what it came to. Three questions; what was read is kept."""
    course_ids = [each.course.pk for each in courses]
    sessions = DosingSession.objects.filter(cycle__course_id__in=course_ids)
    found = list(sessions.select_related("cycle").order_by("opened_at"))
    ends = dict(sessions.values_list("pk").annotate(Max("events__sequence")))
    with _kept_guard:
        kept = {one.pk: _kept[one.pk] for one in found if one.pk in _kept}
    # A closed record whose log has no new line came to the same as before.
    known = {
        key: facts
        for key, (lines, facts) in kept.items()
        if facts.is_closed and lines == ends.get(key)
    }
    known |= _read([one for one in found if one.pk not in known], now)
    return [(one, known[one.pk]) for one in found]


def _results(code: str, patient_ids: Collection[UUID]) -> Mapping[UUID, list[Scored]]:
    rows = Finished.objects.filter(code=code, patient_id__in=patient_ids, struck__isnull=True)
    found: dict[UUID, list[Scored]] = defaultdict(list)
    for patient_id, at, exact, answers in rows.order_by("finished_at").values_list(
        "patient_id", "finished_at", "exact", "answers"
    ):
        numbered = {int(number): value for number, value in answers.items()}
        found[patient_id].append(Scored(at=at, measured=Measured(total=exact, answers=numbered)))
    return found


def _end_of(course: Course, now: datetime) -> datetime | None:
    """Any moment by now: a case asks only whether the course has ended."""
    return now if course.ended_on is not None else None


def _read(sessions: Sequence[DosingSession], now: datetime) -> dict[UUID, SessionFacts]:
    rows: dict[UUID, list[SessionEvent]] = defaultdict(list)
    events = SessionEvent.objects.filter(session__in=[one.pk for one in sessions])
    for row in events.select_related("author").order_by("session_id", "sequence"):
        rows[row.session_id].append(row)
    read = {}
    for one in sessions:
        log = extended(Log(one.pk), rows[one.pk]) if rows[one.pk] else Log(one.pk)
        protocol = load_protocol(one.protocol_name, one.protocol_version)
        read[one.pk] = session_facts(log.state, protocol, now)
        _keep(one.pk, log.latest_sequence, read[one.pk])
    return read


def _keep(session_id: UUID, lines: int, facts: SessionFacts) -> None:
    with _kept_guard:
        _kept[session_id] = (lines, facts)
        _kept.move_to_end(session_id)
        _forget_the_oldest(_kept)


def _forget_the_oldest(kept: OrderedDict[UUID, tuple[int, SessionFacts]]) -> None:
    while len(kept) > KEPT_SESSIONS:
        kept.popitem(last=False)


def questionnaires_of(clinic_id: int, patient_ids: Iterable[UUID]) -> list[str]:
    """Which these people finished any of, the most answered first."""
    rows = Finished.objects.filter(clinic_id=clinic_id, patient_id__in=list(patient_ids))
    counted: dict[str, int] = defaultdict(int)
    for code in rows.values_list("code", flat=True):
        counted[code] += 1
    return sorted(counted, key=lambda code: (-counted[code], code))
