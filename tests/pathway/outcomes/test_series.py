"""The end of a series is kept when it is said: what is planned afterwards does not undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from holdspace.pathway.course.models import Course, PlannedCycle, PlanVersion
from holdspace.pathway.outcomes.asking import ask_what_is_due
from holdspace.pathway.outcomes.clinic_queries import Period, cases_of, courses_in
from holdspace.pathway.outcomes.models import Scheduled
from holdspace.pathway.outcomes.series import note_series_end
from holdspace.pathway.review.closing_actions import ClosingMade, close_series
from holdspace.pathway.review.models import CourseClosing
from tests.pathway.outcomes.history import answered, course_of
from tests.pathway.outcomes.test_asking import day, give_dose

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

pytestmark = pytest.mark.django_db
MAINTENANCE, CLOSING = CourseClosing.Kind.MAINTENANCE, CourseClosing.Kind.CLOSING


def plan(cast: Cast, course: Course, number: int, sessions: int, on: float) -> None:
    """A version of the plan, as far as a count of its sessions goes."""
    version = PlanVersion.objects.create(
        clinic=cast.clinic,
        course=course,
        number=number,
        reason="As agreed.",
        weight_basis="actual",
        made_by=cast.staff["okafor"],
        made_at=day(on),
    )
    for session in range(1, sessions + 1):
        PlannedCycle.objects.create(
            clinic=cast.clinic, version=version, number=session, on=day(on + session).date()
        )
    Course.objects.filter(pk=course.pk).update(planned_sessions=sessions)


def say(cast: Cast, course: Course, kind: CourseClosing.Kind, on: float) -> None:
    made = ClosingMade(kind=kind, reason="Well.", for_person="Come back.", whom_to_call="Us.")
    close_series(
        actor=cast.actor("okafor"), course=course, made=made, now=day(on), today=day(on).date()
    )


@pytest.fixture
def course(in_clinic: Cast) -> Course:
    """Two sessions were planned and had; it was better two weeks later."""
    course = course_of(in_clinic, sessions=2)
    plan(in_clinic, course, 1, 2, on=0)
    answered(in_clinic, day(1), 20)
    give_dose(course, 7)
    give_dose(course, 11)
    answered(in_clinic, day(26), 4)
    return course


def series_of(cast: Cast, course: Course):
    """How many sessions of how many planned; and the case, long after."""
    (found,) = courses_in(cast.clinic.pk, Period(begins=day(0), ends=day(365)))
    (case,) = cases_of("phq9", [found], day(70))
    return (found.series_sessions, found.planned_sessions), case


def test_single_sessions_do_not_make_a_series_unfinished_again(in_clinic, course) -> None:
    say(in_clinic, course, MAINTENANCE, on=28)
    plan(in_clinic, course, 2, 5, on=28.1)
    give_dose(course, 60)

    sessions, case = series_of(in_clinic, course)

    assert sessions == (2, 2)
    assert (case.is_completer, case.end.total) == (True, 4)


def test_nor_where_they_were_planned_before_anybody_said_that_it_was_over(
    in_clinic, course
) -> None:
    plan(in_clinic, course, 2, 5, on=27)
    say(in_clinic, course, MAINTENANCE, on=28)

    assert series_of(in_clinic, course)[0] == (2, 2)


def test_while_nobody_said_so_a_longer_plan_is_a_longer_series(in_clinic, course) -> None:
    plan(in_clinic, course, 2, 5, on=27)

    sessions, case = series_of(in_clinic, course)

    assert (sessions, case.is_completer) == ((None, 5), False)


def test_a_series_that_was_ended_early_is_measured_by_what_was_planned_for_it(
    in_clinic, course
) -> None:
    plan(in_clinic, course, 2, 6, on=8)
    say(in_clinic, course, MAINTENANCE, on=28)

    sessions, case = series_of(in_clinic, course)

    assert (sessions, case.is_completer, case.end.total) == ((2, 6), False, 4)


def test_a_close_after_single_sessions_leaves_the_series_as_it_was(in_clinic, course) -> None:
    say(in_clinic, course, MAINTENANCE, on=28)
    plan(in_clinic, course, 2, 5, on=28.1)
    give_dose(course, 60)
    say(in_clinic, course, CLOSING, on=65)

    assert series_of(in_clinic, course)[0] == (2, 2)


def test_a_course_that_is_closed_before_any_dose_had_no_series(in_clinic) -> None:
    assert note_series_end(course_of(in_clinic).pk, day(1)) is None


def test_what_is_asked_after_a_series_is_asked_of_who_comes_for_single_sessions(
    in_clinic, course
) -> None:
    say(in_clinic, course, MAINTENANCE, on=28)
    plan(in_clinic, course, 2, 5, on=28.1)
    give_dose(course, 60)

    ask_what_is_due(in_clinic.clinic.pk, day(11 + 91))

    asked = Scheduled.objects.get(code="phq9", time="month_3")
    assert (asked.number, asked.due_at) == (2, day(11 + 104))
