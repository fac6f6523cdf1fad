"""The rows of an export: taken from the record, with new numbers for people and days that count."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.outcomes import outcome
from holdspace.domain.quantities import round_half_up
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.measures.models import Finished
from holdspace.pathway.outcomes.clinic_queries import cases_of, sessions_of
from holdspace.pathway.outcomes.export_tables import (
    OLDEST_SHOWN_YEARS,
    AnswerRow,
    Code,
    CourseRow,
    OutcomeRow,
    PersonRow,
    ResultRow,
    SessionRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from holdspace.domain.outcome_report import Case
    from holdspace.domain.session_facts import RatingFact, ReadingFact, SessionFacts
    from holdspace.pathway.course.models import Course
    from holdspace.pathway.outcomes.clinic_queries import CourseInPeriod
    from holdspace.pathway.outcomes.export_tables import Row

MADE_UP_DIGITS = 12
SEVERE = frozenset({"severe", "life_threatening"})


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Whose rows are taken, by when, and with which key their numbers are made up."""

    courses: Sequence[CourseInPeriod]
    key: bytes
    has_own_ids: bool
    zone: ZoneInfo
    now: datetime

    def person(self, patient_id: UUID) -> Code:
        return self._made_up("person", patient_id)

    def course(self, course_id: UUID) -> Code:
        return self._made_up("course", course_id)

    def result(self, finished_id: UUID) -> Code:
        return self._made_up("result", finished_id)

    def own_id(self, own_id: UUID) -> Code | None:
        return Code(str(own_id)) if self.has_own_ids else None

    def moment(self, at: datetime) -> datetime | None:
        return at if self.has_own_ids else None

    def on(self, at: datetime) -> date | None:
        return at.astimezone(self.zone).date() if self.has_own_ids else None

    @property
    def first_doses(self) -> Mapping[UUID, datetime]:
        """Of each person, in the period."""
        found: dict[UUID, datetime] = {}
        for each in sorted(self.courses, key=lambda one: one.doses[0]):
            found.setdefault(each.course.patient_id, each.doses[0])
        return found

    def _made_up(self, what: str, own_id: UUID) -> Code:
        """Another in each export: two of them cannot be laid beside each other."""
        said = hmac.new(self.key, f"{what} {own_id}".encode(), hashlib.sha256).hexdigest()
        return Code(said[:MADE_UP_DIGITS])


def rows_of(table: str, taken: Taken) -> Iterator[Row]:
    return WRITERS[table](taken)


def _people(taken: Taken) -> Iterator[Row]:
    people = {each.course.patient_id: each.course.patient for each in taken.courses}
    for patient_id, at in taken.first_doses.items():
        years = people[patient_id].age_on(at.astimezone(taken.zone).date())
        yield PersonRow(
            person=taken.person(patient_id),
            own_id=taken.own_id(patient_id),
            age_years=min(years, OLDEST_SHOWN_YEARS),
        )


def _courses(taken: Taken) -> Iterator[Row]:
    for each in taken.courses:
        course: Course = each.course
        yield CourseRow(
            person=taken.person(course.patient_id),
            course=taken.course(course.pk),
            own_id=taken.own_id(course.pk),
            first_dose_on=taken.on(each.doses[0]),
            indication=Code(course.indication),
            protocol=Code(course.protocol_name),
            protocol_version=course.protocol_version,
            planned_sessions=each.planned_sessions,
            sessions=len(each.doses),
            series_sessions=each.series_sessions,
            has_ended=course.ended_on is not None,
        )


def _sessions(taken: Taken) -> Iterator[Row]:
    courses = {each.course.pk: each for each in taken.courses}
    for session, facts in sessions_of(taken.courses, taken.now):
        if facts.first_dose_at is None:
            continue
        course = courses[session.cycle.course_id]
        yield SessionRow(
            person=taken.person(session.patient_id),
            course=taken.course(course.course.pk),
            session=session.cycle.number,
            own_id=taken.own_id(session.pk),
            given_at=taken.moment(facts.first_dose_at),
            day=(facts.first_dose_at - course.doses[0]).days,
            drug=Code(facts.drug),
            route=Code(facts.route.value),
            dose_mg=_places(facts.dose_mg, 3),
            dose_mg_per_kg=_places(facts.dose_mg_per_kg, 4),
            dosing_minutes=facts.dosing_minutes,
            baseline_systolic_mmhg=_places(facts.baseline_systolic_mmhg, 1),
            baseline_diastolic_mmhg=_places(facts.baseline_diastolic_mmhg, 1),
            peak_systolic_mmhg=_value(facts.peak_systolic),
            peak_diastolic_mmhg=_value(facts.peak_diastolic),
            lowest_spo2_percent=_value(facts.lowest_spo2),
            highest_nausea=_score(facts.highest_nausea),
            highest_distress=_score(facts.highest_distress),
            deepest_sedation=_score(facts.deepest_sedation),
            highest_dissociation=_score(facts.highest_dissociation),
            vomited=facts.vomited,
            rescue_drugs=len(facts.rescues),
            adverse_events=len(facts.adverse_events),
            severe_adverse_events=sum(one.grade in SEVERE for one in facts.adverse_events),
            emergencies=facts.emergencies,
            help_calls=len(facts.help_calls),
            slowest_answer_seconds=_slowest(facts),
            guidance_at_most=facts.guidance_at_most,
            minutes_to_ready=facts.minutes_to_ready,
        )


def _score(rating: RatingFact | None) -> int | None:
    return rating.score if rating else None


def _slowest(facts: SessionFacts) -> int | None:
    """None: there was no call, or none was answered."""
    seconds = [one.seconds_to_answer for one in facts.help_calls]
    return max((one for one in seconds if one is not None), default=None)


def _results(taken: Taken) -> Iterator[Row]:
    first = taken.first_doses
    for each in _finished(first):
        yield ResultRow(
            person=taken.person(each.patient_id),
            result=taken.result(each.pk),
            own_id=taken.own_id(each.pk),
            finished_at=taken.moment(each.finished_at),
            day=(each.finished_at - first[each.patient_id]).days,
            questionnaire=Code(each.code),
            score=each.exact,
            answered=each.answered,
            of=each.of,
            is_prorated=each.is_prorated,
            days_since_dose=each.days_since_dose,
            scoring_version=each.scoring_version,
        )


def _answers(taken: Taken) -> Iterator[Row]:
    first = taken.first_doses
    for each in _finished(first):
        for number, value in each.answers.items():
            yield AnswerRow(
                person=taken.person(each.patient_id),
                result=taken.result(each.pk),
                day=(each.finished_at - first[each.patient_id]).days,
                questionnaire=Code(each.code),
                question=int(number),
                value=value,
            )


def _outcomes(taken: Taken) -> Iterator[Row]:
    codes = sorted(set(_finished(taken.first_doses).values_list("code", flat=True)))
    for code in codes:
        for each, case in zip(taken.courses, cases_of(code, taken.courses, taken.now), strict=True):
            if case.baseline or case.end:
                yield _outcome(taken, each.course, code, case)


def _outcome(taken: Taken, course: Course, code: str, case: Case) -> OutcomeRow:
    before, end = case.baseline, case.end
    found = outcome(INSTRUMENTS[code], before, end) if before and end else None
    return OutcomeRow(
        person=taken.person(course.patient_id),
        course=taken.course(course.pk),
        questionnaire=Code(code),
        is_due=case.is_end_due or case.end is not None,
        is_completer=case.is_completer,
        baseline=before.total if before else None,
        end=end.total if end else None,
        change=found.change if found else None,
        percent=found.percent if found else None,
        is_worse=bool(found.worse) if found else None,
        response=found.response.holds if found else None,
        remission=found.remission.holds if found else None,
    )


def _finished(first: Mapping[UUID, datetime]) -> QuerySet[Finished]:
    rows = Finished.objects.filter(patient_id__in=list(first), struck__isnull=True)
    return rows.order_by("patient_id", "finished_at")


def _value(reading: ReadingFact | None) -> Decimal | None:
    return reading.value if reading else None


def _places(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else round_half_up(value, places)


WRITERS: Mapping[str, Callable[[Taken], Iterator[Row]]] = {
    "people": _people,
    "courses": _courses,
    "sessions": _sessions,
    "results": _results,
    "answers": _answers,
    "outcomes": _outcomes,
}
