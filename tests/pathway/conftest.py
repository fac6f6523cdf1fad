"""A person in the first cycle of a course, for the tests of every stage."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.course.models import Course, DoseCycle

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.fixture
def in_clinic(cast: Cast) -> Iterator[Cast]:
    """The cast, with their clinic's context open for the whole test."""
    from holdspace.clinic.context import clinic_context

    with clinic_context(cast.clinic.id):
        yield cast


@pytest.fixture
def course(in_clinic: Cast) -> Course:
    """Mara's course of intravenous racemic ketamine, with one cycle."""
    from holdspace.pathway.course.actions import CoursePlan, start_course

    return start_course(
        actor=in_clinic.actor("okafor"),
        patient=in_clinic.patients["mara"],
        plan=CoursePlan(
            indication="treatment_resistant_depression",
            protocol_name="iv-racemic-0.5mgkg-40min",
            protocol_version=1,
            planned_sessions=2,
        ),
        started_on=date(2026, 3, 2),
    )


@pytest.fixture
def cycle(course: Course) -> DoseCycle:
    from holdspace.pathway.course.queries import latest_cycle_of

    latest = latest_cycle_of(course)
    assert latest is not None
    return latest
