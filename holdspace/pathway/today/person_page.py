"""The chart part of a person's page: the course, one cycle of it, and everything prepared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import consent_mark, consents_of
from holdspace.pathway.consult.screening_page import screening_in_short
from holdspace.pathway.consult.teach_back_queries import understanding_of
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.plan_queries import planned_for, versions_of
from holdspace.pathway.course.queries import goals_of, is_medicine_acting, protocol_of
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.circle.queries import circle_in_short
from holdspace.pathway.integrate.visits.staff_page import visits_page
from holdspace.pathway.measures.results_page import measures_of
from holdspace.pathway.outcomes.schedule_page import schedule_of
from holdspace.pathway.prepare.history import preparation_of
from holdspace.pathway.prepare.visit_queries import next_dosing, visit_of
from holdspace.pathway.questions.queries import threads_of
from holdspace.pathway.review.review_page import review_in_short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.domain.protocol import Protocol
    from holdspace.pathway.consult.queries import ItemOfConsent
    from holdspace.pathway.consult.screening_page import ScreeningInShort
    from holdspace.pathway.consult.teach_back_queries import Understanding
    from holdspace.pathway.course.models import DoseCycle, PlannedCycle, PlanVersion
    from holdspace.pathway.integrate.circle.queries import CircleInShort
    from holdspace.pathway.integrate.visits.staff_page import PersonsVisits
    from holdspace.pathway.measures.results_page import Measures
    from holdspace.pathway.outcomes.schedule_page import SchedulePage
    from holdspace.pathway.prepare.history import Preparation
    from holdspace.pathway.prepare.visit_queries import Visit
    from holdspace.pathway.questions.queries import Thread
    from holdspace.pathway.review.review_page import ReviewInShort


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What the page shows of one person's treatment."""

    course: Course | None
    ended: Sequence[Course]
    protocol: Protocol | None
    cycles: Sequence[DoseCycle]
    cycle: DoseCycle | None
    consents: Sequence[ItemOfConsent]
    earlier_consents: Sequence[Consent]
    preparation: Preparation | None
    had: DosingSession | None
    """The session of the cycle that is shown, once its record is closed: nothing is prepared any
    more."""
    is_medicine_acting: bool
    consent_mark: str
    """Changes with each signature and each withdrawal: the page asks for it, and hears."""
    understanding: Understanding | None
    """What the person said back about the treatment."""
    measures: Measures
    screening: ScreeningInShort
    goals: str = ""
    plans: Sequence[PlanVersion] = ()
    planned: PlannedCycle | None = None
    """What the plan says of the cycle that is shown."""
    questions: Sequence[Thread] = ()
    """What the person asked, the latest first."""
    circle: CircleInShort | None = None
    """Whom they let in, and who of them waits for an answer."""
    schedule: SchedulePage | None = None
    """What the schedule of the protocol asks of the person."""
    visit: Visit | None = None
    """The next dosing appointment, with what the person was told about it."""
    visits: PersonsVisits | None = None
    review: ReviewInShort | None = None
    """The proposal for the next session, and what comes after the series."""
    """Talks after a session, who else cares for them, and what they share."""

    @property
    def may_have_another_cycle(self) -> bool:
        return self.course is not None and len(self.cycles) < self.course.planned_sessions


def chart_of(patient: Patient, asked_cycle: str | None, now: datetime) -> Chart:
    """The open course, else the latest; its cycle of the number asked for, else the latest."""
    courses = list(Course.objects.filter(patient=patient).order_by("ended_on", "-started_on"))
    in_it = [course for course in courses if course.ended_on is None]
    course = in_it[0] if in_it else None
    cycles = (
        list(course.cycles.select_related("clinic", "course").order_by("number")) if course else []
    )
    by_number = {str(each.number): each for each in cycles}
    cycle = by_number.get(asked_cycle or "", cycles[-1] if cycles else None)
    consents = consents_of(course) if course else ()
    latest = {item.latest.pk for item in consents if item.latest}
    earlier = Consent.objects.filter(course=course).exclude(pk__in=latest) if course else []
    appointment = next_dosing(patient.pk, now)
    return Chart(
        course=course,
        ended=[each for each in courses if each.ended_on is not None],
        protocol=protocol_of(course) if course else None,
        cycles=cycles,
        cycle=cycle,
        consents=consents,
        earlier_consents=list(earlier),
        preparation=preparation_of(cycle, now) if cycle else None,
        had=_had(cycle) if cycle else None,
        is_medicine_acting=is_medicine_acting(patient.pk),
        consent_mark=consent_mark(patient.pk),
        understanding=understanding_of(course) if course else None,
        measures=measures_of(patient.pk, now),
        screening=screening_in_short(patient, now),
        goals=goals_of(course) if course else "",
        plans=versions_of(course) if course else (),
        planned=planned_for(cycle) if cycle else None,
        questions=threads_of(patient.pk),
        circle=circle_in_short(patient.pk, now),
        schedule=schedule_of(course, now) if course else None,
        visit=visit_of(cycle, appointment) if cycle and appointment else None,
        visits=visits_page(patient.pk, now),
        review=review_in_short(patient, now),
    )


def _had(cycle: DoseCycle) -> DosingSession | None:
    closed = DosingSession.objects.filter(cycle=cycle, closed_at__isnull=False)
    return closed.select_related("room").first()
