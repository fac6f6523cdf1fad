"""The start gate: unknown blocks, two people, and what nobody may override."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.gates import NEVER_OVERRIDABLE, is_open, start_gate, unmet
from holdspace.domain.session_events import EntryCorrected, Met


@pytest.fixture
def all_done(log, im):
    """At minute 10 everything that the room answers is met."""
    log.open(im)
    log.baseline(2)
    plan = happened.DosePlanned(
        drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40), tier="light"
    )
    log.plan_id = log.say(3, plan, "mira")
    log.say(4, happened.DoseChecked(plan_id=log.plan_id), "ana")
    log.say(5, happened.TimeOutConfirmed(checks=("name",)), "mira")
    log.say(6, happened.TimeOutConfirmed(checks=("name",)), "ana")
    return log


def shut(log, protocol, facts, minute=10):
    return [fact.code for fact in unmet(start_gate(log.session, protocol, facts, log.at(minute)))]


def override(criterion, requested_by="ana"):
    return happened.ReadinessOverridden(
        criterion=criterion,
        reason="a biscuit at six",
        requested_by=requested_by,
        requested_by_name="Ana Sund",
    )


def test_with_everything_met_the_gate_is_open(all_done, im, ready):
    assert shut(all_done, im, ready) == []


def test_no_facts_at_all_is_not_an_open_gate():
    assert not is_open(())


def test_what_the_preparation_does_not_even_mention_is_unknown_and_blocks(all_done, im, ready):
    missing = tuple(fact for fact in ready if fact.code != "fasting")

    assert shut(all_done, im, missing) == ["fasting"]


def test_rems_enrolment_is_asked_for_esketamine_only(all_done, im, esketamine, ready):
    without_rems = tuple(fact for fact in ready if not fact.code.startswith("rems"))

    assert shut(all_done, im, without_rems) == []
    assert "rems_enrolment" in shut(all_done, esketamine, without_rems)


@pytest.mark.parametrize("met", [Met.UNMET, Met.UNKNOWN])
def test_a_second_person_may_let_an_unmet_or_unknown_criterion_pass(all_done, im, without, met):
    all_done.say(7, override("fasting"), "mira")
    gate = start_gate(all_done.session, im, without("fasting", met), all_done.at(10))
    fact = next(fact for fact in gate if fact.code == "fasting")

    assert is_open(gate)
    assert "Mira Lang" in fact.detail
    assert "Ana Sund" in fact.detail
    assert "a biscuit at six" in fact.detail


def test_the_one_who_asks_is_not_the_one_who_lets_pass(all_done, im, without):
    all_done.say(7, override("fasting", requested_by="mira"), "mira")

    assert shut(all_done, im, without("fasting", Met.UNMET)) == ["fasting"]


@pytest.mark.parametrize(
    "code", ["consent", "escort", "label_contraindication", "suicide_risk_tier"]
)
def test_some_facts_nobody_may_override(all_done, im, without, code):
    all_done.say(7, override(code), "mira")

    assert shut(all_done, im, without(code, Met.UNMET)) == [code]
    assert code in NEVER_OVERRIDABLE


def test_nobody_may_override_the_rems_enrolment(all_done, esketamine, without):
    all_done.say(7, override("rems_enrolment"), "mira")

    assert "rems_enrolment" in shut(all_done, esketamine, without("rems_enrolment", Met.UNMET))


@pytest.mark.parametrize(
    ("systolic", "diastolic", "stopped"),
    [(179, 80, False), (180, 80, True), (150, 109, False), (150, 110, True)],
)
def test_pressure_at_180_110_stops_and_nobody_may_override_it(
    log, im, ready, systolic, diastolic, stopped
):
    log.open(im)
    log.baseline(2, systolic=systolic, diastolic=diastolic)
    log.say(3, override("pressure_not_at_stop"), "mira")

    assert ("pressure_not_at_stop" in shut(log, im, ready)) is stopped


def test_a_hold_under_the_stop_may_be_let_pass(all_done, im, ready):
    all_done.baseline(7, systolic=165)
    all_done.baseline(9, systolic=165)
    assert "pressure_within" in shut(all_done, im, ready)

    all_done.say(9.5, override("pressure_within"), "mira")

    assert "pressure_within" not in shut(all_done, im, ready)


@pytest.mark.parametrize(
    ("minute", "codes"),
    [
        (31.9, []),
        (32, []),
        (
            32.1,
            ["pressure_not_at_stop", "pressure_within", "pressure_reviewed", "baseline_vitals"],
        ),
    ],
)
def test_the_baseline_may_be_30_minutes_old(all_done, im, ready, minute, codes):
    assert shut(all_done, im, ready, minute) == codes


def test_one_missing_baseline_value_is_named(log, im, ready):
    log.open(im)
    log.vitals(2)
    gate = start_gate(log.session, im, ready, log.at(10))
    fact = next(fact for fact in gate if fact.code == "baseline_vitals")

    assert fact.met is Met.UNKNOWN
    assert "temperature" in fact.detail


def test_an_undone_half_of_the_time_out_does_not_count(all_done, im, ready):
    half = all_done.entries[-1].event_id
    all_done.say(6.1, happened.EntryUndone(target_id=half), "ana")

    assert shut(all_done, im, ready) == ["time_out"]


def test_a_plan_changed_after_its_check_shuts_the_gate(all_done, im, ready):
    planned = all_done.session.doses.plan(all_done.plan_id).planned.body
    changed = EntryCorrected(
        target_id=all_done.plan_id,
        reason="less",
        replacement=replace(planned, dose_mg=Decimal(30)),
    )
    all_done.say(8, changed, "mira")

    assert shut(all_done, im, ready) == ["plan_checked"]
