"""What may go into the record. The stories are in tests/scenarios; here are the edges."""

from __future__ import annotations

from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.admission import Admitted, Refused
from holdspace.domain.session_events import Met, Phase


def entered(phase):
    return happened.PhaseEntered(phase=phase)


def test_a_session_opens_once(log, im):
    log.open(im)
    again = log.entries[0].body

    assert isinstance(log.ask(1, again, im), Refused)


def test_a_session_opens_only_under_a_variant_that_the_protocol_has(log, im):
    log.open(im, variant="no_clinician")
    body = log.entries.pop().body

    assert isinstance(log.ask(0, body, im), Refused)


@pytest.mark.parametrize(
    ("phase", "answer"),
    [
        (Phase.TIME_OUT, Refused),
        (Phase.DOSING, Admitted),
        (Phase.RETURN, Admitted),
        (Phase.RECOVERY, Admitted),
    ],
)
def test_from_exploration_phases_go_forward_by_any_number_and_back_by_one(log, im, phase, answer):
    log.open(im)
    log.inject(10)
    log.say(20, entered(Phase.EXPLORATION))

    assert isinstance(log.ask(21, entered(phase), im), answer)


def test_two_phases_back_is_too_far(log, im):
    log.open(im)
    log.inject(10)
    log.say(20, entered(Phase.RECOVERY))

    assert isinstance(log.ask(21, entered(Phase.TALKING), im), Admitted)
    assert isinstance(log.ask(21, entered(Phase.RETURN), im), Refused)


def test_once_a_dose_is_in_there_is_no_way_back_before_dosing(log, im):
    log.open(im)
    log.inject(10)

    assert isinstance(log.ask(11, entered(Phase.TIME_OUT), im), Refused)


@pytest.mark.parametrize("phase", [Phase.EXPLORATION, Phase.RECOVERY, Phase.HOME])
def test_without_a_dose_there_is_nothing_to_come_back_from(log, im, phase):
    log.open(im)

    assert isinstance(log.ask(1, entered(phase), im), Refused)


def test_what_already_happened_is_admitted_whatever_the_gate_says(log, im):
    log.open(im)
    body = happened.DoseGiven(
        drug="something else",
        route=happened.Route.ORAL,
        dose_mg=Decimal(5000),
        already_happened=True,
        reason="found the empty cup",
    )

    answer = log.ask(1, body, im, facts=())

    assert isinstance(answer, Admitted)
    assert answer.notices != ()


def test_an_infusion_that_already_runs_is_charted_even_beside_another(log, iv):
    log.open(iv)
    log.infuse(10)
    body = happened.InfusionStarted(
        drug="ketamine",
        concentration_mg_per_ml=Decimal(1),
        rate_ml_per_hour=Decimal(10),
        already_happened=True,
        reason="second pump",
    )

    assert isinstance(log.ask(12, body, iv), Admitted)


def test_an_admitted_first_dose_carries_the_facts_it_rests_on(log, im, ready):
    log.open(im)
    log.baseline(2)
    plan = happened.DosePlanned(
        drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40), tier="light"
    )
    plan_id = log.say(3, plan, "mira")
    log.say(4, happened.DoseChecked(plan_id=plan_id), "ana")
    log.say(5, happened.TimeOutConfirmed(checks=("name",)), "mira")
    log.say(6, happened.TimeOutConfirmed(checks=("name",)), "ana")
    dose = happened.DoseGiven(
        plan_id=plan_id,
        drug="ketamine",
        route=happened.Route.INTRAMUSCULAR,
        dose_mg=Decimal(40),
    )

    answer = log.ask(10, dose, im)
    assert isinstance(answer, Admitted)
    assert {fact.code for fact in answer.facts} >= {"consent", "time_out", "plan_checked"}

    shut = log.ask(10, dose, im, facts=ready[1:])
    assert isinstance(shut, Refused)
    assert [fact.code for fact in shut.facts if fact.met is not Met.MET] == ["consent"]


def test_changes_of_an_infusion_are_never_refused(log, iv):
    log.open(iv)
    unknown = log.entries[0].event_id

    assert isinstance(log.ask(1, happened.InfusionPaused(infusion_id=unknown), iv), Admitted)


def test_no_dose_is_started_during_an_emergency(log, im):
    log.open(im)
    log.say(1, happened.EmergencyDeclared())
    dose = happened.DoseGiven(
        drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40)
    )

    assert "emergency" in log.ask(2, dose, im).sentence


def test_hand_over_needs_the_signature_and_the_escort_who_is_here(home, im, ready):
    gone = happened.HandedOver(escort_name="Jo Winter")
    assert "has not signed" in home.ask(130, gone, im).sentence

    home.say(130, happened.DischargeSigned(facts=()), "mira")
    assert isinstance(home.ask(131, happened.HandedOver(escort_name="Somebody"), im), Refused)
    assert isinstance(home.ask(131, gone, im), Admitted)


def test_an_admitted_signature_carries_what_the_gate_showed(home, im):
    answer = home.ask(130, happened.DischargeSigned(facts=()), im)

    assert isinstance(answer, Admitted)
    assert len(answer.facts) == len(im.discharge.criteria)


def test_a_session_with_a_dose_cannot_be_called_off(log, im):
    log.open(im)
    off = happened.RecordClosed(outcome="cancelled", reason="a cold")
    assert isinstance(log.ask(1, off, im), Admitted)

    log.inject(10)
    assert isinstance(log.ask(11, off, im), Refused)


@pytest.mark.parametrize("outcome", ["transferred", "left_early"])
def test_a_person_who_went_another_way_has_a_record_that_says_so(log, im, outcome):
    """Somebody walks out, or goes by ambulance: the record ends with the truth and its reason."""
    log.open(im)
    log.inject(10)
    assert isinstance(log.ask(40, happened.RecordClosed(outcome=outcome), im), Refused)
    why = happened.RecordClosed(outcome=outcome, reason="Insisted on leaving; friend went along.")
    assert isinstance(log.ask(40, why, im), Admitted)


def test_a_record_is_completed_only_after_the_hand_over(home, im):
    assert isinstance(home.ask(130, happened.RecordClosed(outcome="completed"), im), Refused)


def test_a_second_clinician_is_needed_where_the_protocol_asks_for_two_even_alone(log, sublingual):
    log.open(sublingual, variant="one_clinician")
    log.baseline(1)
    plan = happened.DosePlanned(
        drug="ketamine",
        route=happened.Route.SUBLINGUAL,
        dose_mg=Decimal(460),
        review_reason="tolerates it",
    )
    plan_id = log.say(2, plan, "mira")
    log.say(3, happened.DoseChecked(plan_id=plan_id), "mira")
    log.say(4, happened.TimeOutConfirmed(checks=("name",)), "mira")
    dose = happened.DoseGiven(
        plan_id=plan_id, drug="ketamine", route=happened.Route.SUBLINGUAL, dose_mg=Decimal(460)
    )

    assert isinstance(log.ask(5, dose, sublingual, by="mira"), Refused)

    log.say(6, happened.DoseChecked(plan_id=plan_id), "ana")
    assert isinstance(log.ask(7, dose, sublingual, by="mira"), Admitted)
