"""What a page that looks is told is what a dose would be told, though it is not worked out anew."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from holdspace.clinic.context import clinic_context
from holdspace.domain.session_events import Met
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.consult.actions import withdraw_consent
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.stated_actions import Answered, state_facts
from holdspace.pathway.consult.teller import staff_about
from holdspace.pathway.course.queries import latest_cycle_of, open_course_of
from holdspace.pathway.measures import actions as measures
from holdspace.pathway.measures.risk_actions import note_tier
from holdspace.pathway.prepare.actions import (
    PlannedEscort,
    measure_weight,
    name_escort,
    note_readiness,
)
from holdspace.pathway.prepare.queries import readiness_facts
from holdspace.pathway.prepare.readiness_memo import ROWS_IT_RESTS_ON, readiness_to_look_at
from tests.pathway.dosing_session.story import appointment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.course.models import DoseCycle

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=20)


@pytest.fixture
def cycle(cast: Cast) -> Iterator[DoseCycle]:
    """Somebody who is ready, and a page that has looked at them."""
    with clinic_context(cast.clinic.id):
        appointment_of(cast, "mara", NOW)
        course = open_course_of(cast.patients["mara"])
        assert course is not None
        found = latest_cycle_of(course)
        assert found is not None
        readiness_to_look_at(found, NOW)
        yield found


def tables(sql: str) -> set[str]:
    return set(re.findall(r'(?:FROM|JOIN) "?([a-z]+_[a-z]+)"?', sql))


def test_every_table_the_facts_are_read_from_is_looked_at(cycle: DoseCycle) -> None:
    with CaptureQueriesContext(connection) as asked:
        readiness_facts(cycle, NOW)

    read = set().union(*(tables(one["sql"]) for one in asked))
    assert read <= tables(ROWS_IT_RESTS_ON)


def test_looking_again_asks_one_question_of_the_database(cycle: DoseCycle) -> None:
    with CaptureQueriesContext(connection) as asked:
        again = readiness_to_look_at(cycle, LATER)

    assert again == readiness_facts(cycle, LATER)
    assert len(asked) == 1


def _escort(cast: Cast, cycle: DoseCycle) -> None:
    escort = PlannedEscort(name="Ben", phone="1")
    name_escort(actor=cast.actor("ana"), cycle=cycle, escort=escort, now=LATER)


def _weight(cast: Cast, cycle: DoseCycle) -> None:
    day = NOW.date() - timedelta(days=30)
    measure_weight(actor=cast.actor("ana"), cycle=cycle, typed="71", measured_on=day, now=LATER)


def _answer(cast: Cast, cycle: DoseCycle) -> None:
    note_readiness(
        actor=cast.actor("ana"), cycle=cycle, code="identity", met=Met.UNMET, detail="", now=LATER
    )


def _consent(cast: Cast, cycle: DoseCycle) -> None:
    consent = Consent.objects.get(course=cycle.course, item="treatment")
    withdraw_consent(actor=cast.actor("ana"), consent=consent, now=LATER)


def _fact(cast: Cast, cycle: DoseCycle) -> None:
    state_facts(
        by=staff_about(cast.actor("okafor"), cycle.course.patient),
        answers={"aneurysm_or_malformation": Answered(value=True)},
        now=LATER,
    )


def _tier(cast: Cast, cycle: DoseCycle) -> None:
    note_tier(
        actor=cast.actor("okafor"),
        patient=cycle.course.patient,
        tier=Tier.HIGH,
        basis="Said so.",
        now=LATER,
    )


def _question(cast: Cast, cycle: DoseCycle) -> None:
    asked = measures.ask(
        actor=cast.actor("ana"), patient=cycle.course.patient, code="phq9", now=LATER
    )
    measures.answer(by=cast.actor("ana"), asked=asked, number=9, value=1, now=LATER)


CHANGES = (_escort, _weight, _answer, _consent, _fact, _tier, _question)


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_what_is_new_is_said_at_once(
    cast: Cast, cycle: DoseCycle, change: Callable[[Cast, DoseCycle], None]
) -> None:
    before = readiness_to_look_at(cycle, LATER)

    change(cast, cycle)

    assert readiness_to_look_at(cycle, LATER) == readiness_facts(cycle, LATER) != before


def test_the_next_day_begins_at_midnight(cycle: DoseCycle) -> None:
    midnight = datetime(2026, 3, 9, 23, 0, tzinfo=UTC)  # in Berlin

    before = readiness_to_look_at(cycle, midnight - timedelta(seconds=1))

    assert readiness_to_look_at(cycle, midnight) == readiness_facts(cycle, midnight) != before
