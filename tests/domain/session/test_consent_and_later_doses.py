"""After the first dose no gate is passed; but what was withdrawn stops the next dose as well."""

from __future__ import annotations

from decimal import Decimal

import pytest

import holdspace.domain.session_events as happened
from holdspace.domain.admission import Admitted, Refused
from holdspace.domain.session_events import Fact, Met

PLAN = happened.DosePlanned(
    drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40), tier="light"
)


def consent(met: Met, detail: str = "Withdrawn.") -> tuple[Fact, ...]:
    return (Fact(code="consent", met=met, detail=detail, source="Signed consent"),)


@pytest.fixture
def half_given(log, im):
    """20 of 40 mg are in; the other half is about to be given."""
    log.open(im)
    log.plan_id = log.say(3, PLAN, "mira")
    log.say(4, happened.DoseChecked(plan_id=log.plan_id), "ana")
    log.say(10, dose(log), "ana")
    return log


def dose(log, **more) -> happened.DoseGiven:
    return happened.DoseGiven(
        plan_id=log.plan_id,
        drug="ketamine",
        route=happened.Route.INTRAMUSCULAR,
        dose_mg=Decimal(20),
        **more,
    )


def test_a_later_dose_is_refused_once_the_treatment_was_withdrawn(half_given, im) -> None:
    answer = half_given.ask(20, dose(half_given), im, facts=consent(Met.UNMET))

    assert isinstance(answer, Refused)
    assert "Withdrawn." in answer.sentence


@pytest.mark.parametrize("met", [Met.MET, Met.UNKNOWN], ids=["said again", "not said again"])
def test_a_later_dose_asks_for_nothing_else_of_the_consent(half_given, im, met) -> None:
    """Midnight may pass in a session: what was said on the day of the dose is not asked again."""
    answer = half_given.ask(20, dose(half_given), im, facts=consent(met, "As it is."))

    assert isinstance(answer, Admitted)


def test_a_dose_that_was_given_is_charted_all_the_same(half_given, im) -> None:
    given = dose(half_given, already_happened=True, reason="It was in before we heard.")

    answer = half_given.ask(20, given, im, facts=consent(Met.UNMET))

    assert isinstance(answer, Admitted)
