"""Six people on their way to a first session, each where their story says that they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Patient
from holdspace.clinic.tasks.models import Task
from holdspace.domain.suitability import Verdict
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.queries import is_agreed
from holdspace.pathway.consult.screening_queries import protocol_considered, screening_of
from holdspace.pathway.course.queries import latest_cycle_of, open_course_of
from holdspace.pathway.prepare.queries import readiness_facts
from holdspace.pathway.today.demo_clinic import make_demo_clinic
from holdspace.pathway.today.demo_on_the_way import tell_who_is_on_the_way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.demo import Cast

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def told(kept: None) -> Cast:
    cast = make_demo_clinic(NOW)
    tell_who_is_on_the_way(cast, NOW)
    return cast


@pytest.fixture
def demo(told: Cast, db: None) -> Iterator[Cast]:
    with clinic_context(told.clinic.id):
        yield told


def named(given_name: str) -> Patient:
    return Patient.objects.get(given_name=given_name)


def test_each_is_where_their_story_says(demo: Cast) -> None:
    verdicts = {
        name: decision.kind if (decision := decision_of(named(name).pk, NOW)) else None
        for name in ("Ines", "Jakob", "Amina", "Pavel", "Lotte", "Greta")
    }

    assert verdicts == {
        "Ines": None,
        "Jakob": None,
        "Amina": None,
        "Pavel": Verdict.GO_WITH_CONDITIONS,
        "Lotte": Verdict.GO,
        "Greta": Verdict.DEFER,
    }


def test_what_was_told_asks_for_somebody(demo: Cast) -> None:
    amina = named("Amina")
    protocol = protocol_considered(amina)
    assert protocol is not None
    found = {one.finding.rule_id for one in screening_of(amina, protocol, NOW).open}

    kinds = set(Task.objects.filter(patient=amina).values_list("kind", flat=True))
    assert {"DI-BZD-01", "CI-BP-HX"} <= found
    assert {TaskKind.SUICIDE_ANSWER, TaskKind.INTAKE_TO_READ} <= kinds


def test_one_is_to_sign_and_one_has_signed(demo: Cast) -> None:
    to_sign, signed = open_course_of(named("Pavel")), open_course_of(named("Lotte"))
    assert to_sign is not None
    assert signed is not None

    assert not is_agreed(to_sign, "treatment")
    assert is_agreed(signed, "treatment")


def test_who_is_prepared_waits_for_the_day_alone(demo: Cast) -> None:
    course = open_course_of(named("Lotte"))
    assert course is not None
    cycle = latest_cycle_of(course)
    assert cycle is not None

    facts = {fact.code: fact.met.value for fact in readiness_facts(cycle, NOW)}

    assert facts["escort"] == "met"
    assert facts["label_contraindication"] == "met"
    assert facts["identity"] == "unknown"


def test_told_again_the_next_day_nobody_is_there_twice(demo: Cast) -> None:
    again = tell_who_is_on_the_way(demo, NOW + timedelta(days=1))

    assert {link.name for link in again} == {"Ines Vogel", "Pavel Novak", "Lotte Brand"}
    assert Patient.objects.filter(given_name="Amina").count() == 1
