"""A course: one at a time, pinned to a version, with numbered cycles."""

from __future__ import annotations

from datetime import date

import pytest

from holdspace.pathway.course.actions import (
    CourseAlreadyOpen,
    CourseEnded,
    CoursePlan,
    NoCycleLeft,
    add_cycle,
    end_course,
    start_course,
)
from holdspace.protocols import UnknownProtocol

pytestmark = pytest.mark.django_db


def begin(cast, **changes):
    plan = {
        "indication": "ptsd",
        "protocol_name": "nasal-esketamine-trd",
        "protocol_version": 1,
        "planned_sessions": 8,
    }
    return start_course(
        actor=cast.actor("okafor"),
        patient=cast.patients["mara"],
        plan=CoursePlan(**{**plan, **changes}),
        started_on=date(2026, 3, 2),
    )


def test_a_course_begins_with_its_first_cycle(course, cycle) -> None:
    assert (cycle.number, course.protocol_version) == (1, 1)


def test_a_person_is_in_one_course_at_a_time(in_clinic, course) -> None:
    with pytest.raises(CourseAlreadyOpen):
        begin(in_clinic)


def test_another_course_begins_once_the_first_has_ended(in_clinic, course) -> None:
    end_course(actor=in_clinic.actor("okafor"), course=course, ended_on=date(2026, 3, 9))

    assert begin(in_clinic).protocol_name == "nasal-esketamine-trd"


def test_a_protocol_that_is_not_there_is_refused(in_clinic) -> None:
    with pytest.raises(UnknownProtocol):
        begin(in_clinic, protocol_version=99)


def test_cycles_are_numbered_up_to_the_planned_sessions(in_clinic, course) -> None:
    second = add_cycle(actor=in_clinic.actor("okafor"), course=course)

    with pytest.raises(NoCycleLeft):
        add_cycle(actor=in_clinic.actor("okafor"), course=course)
    assert second.number == 2


def test_an_ended_course_takes_no_cycle(in_clinic, course) -> None:
    end_course(actor=in_clinic.actor("okafor"), course=course, ended_on=date(2026, 3, 9))

    with pytest.raises(CourseEnded):
        add_cycle(actor=in_clinic.actor("okafor"), course=course)
