"""A session's doses as the predicted course takes them: rates, pauses, devices, corrections."""

from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.kinetics import Dose, Drug, Way
from holdspace.domain.kinetics.in_session import (
    STAYS_PAUSED,
    STOP_IS_MISSING,
    UNTIL_NOW,
    UNTIL_THE_PLAN_IS_IN,
    given_in_session,
)

# 75 mL/h of 0.7 mg/mL is 0.875 mg/min: 35 mg in 40 minutes.


def given(log, minute):
    return given_in_session(log.session.doses, log.at(minute))


def plan(log, minute, dose_mg=35):
    return log.say(
        minute,
        happened.DosePlanned(
            drug="ketamine",
            route=happened.Route.INTRAVENOUS,
            dose_mg=Decimal(dose_mg),
            over_minutes=Decimal(40),
        ),
        by="mira",
    )


def spray(log, minute, mg=28):
    log.say(
        minute,
        happened.DoseGiven(
            drug="esketamine",
            route=happened.Route.NASAL,
            dose_mg=Decimal(mg),
            devices=mg // 28,
            already_happened=True,
            reason="story",
        ),
    )


def infused(mg, at_minute, over_minutes):
    return Dose(
        way=Way.INTRAVENOUS,
        mg=pytest.approx(mg),
        at_minute=pytest.approx(at_minute),
        over_minutes=pytest.approx(over_minutes),
    )


def test_before_the_first_dose_there_is_nothing_to_predict(log):
    assert given(log, 5).code == "no_dose"


def test_a_running_infusion_is_drawn_to_the_end_of_its_plan(log):
    log.infuse(10, plan_id=plan(log, 5))

    found = given(log, 20)

    assert found.drug is Drug.RACEMIC
    assert found.doses == (infused(35, 0, 40),)
    assert found.assumed == (UNTIL_THE_PLAN_IS_IN,)


def test_it_does_not_move_while_nothing_happens(log):
    log.infuse(10, plan_id=plan(log, 5))

    assert given(log, 20) == given(log, 33)


@pytest.mark.parametrize(
    ("minute", "assumed"),
    [(49.9, UNTIL_THE_PLAN_IS_IN), (50, STOP_IS_MISSING), (120, STOP_IS_MISSING)],
)
def test_a_stop_that_nobody_charted_is_said_and_no_more_than_the_plan_is_drawn(
    log, minute, assumed
):
    log.infuse(10, plan_id=plan(log, 5))

    found = given(log, minute)

    assert found.doses == (infused(35, 0, 40),)
    assert found.assumed == (assumed,)


def test_without_a_plan_it_is_drawn_until_now(log):
    log.infuse(10)

    found = given(log, 22)

    assert found.doses == (infused(0.875 * 12, 0, 12),)
    assert found.assumed == (UNTIL_NOW,)


def test_a_rate_change_and_a_pause(log):
    drip = log.infuse(10, plan_id=plan(log, 5))
    log.say(20, happened.InfusionRateChanged(infusion_id=drip, rate_ml_per_hour=Decimal(150)))
    log.say(24, happened.InfusionPaused(infusion_id=drip))

    paused = given(log, 26)

    assert paused.doses == (infused(8.75, 0, 10), infused(7, 10, 4))
    assert paused.assumed == (STAYS_PAUSED,)


def test_resumed_it_runs_until_the_rest_is_in(log):
    drip = log.infuse(10, plan_id=plan(log, 5))
    log.say(20, happened.InfusionPaused(infusion_id=drip))
    log.say(30, happened.InfusionResumed(infusion_id=drip))

    assert given(log, 31).doses == (infused(8.75, 0, 10), infused(26.25, 20, 30))


def test_stopped_nothing_is_assumed_and_the_pumps_own_number_wins(log):
    drip = log.infuse(10, plan_id=plan(log, 5))
    log.say(30, happened.InfusionStopped(infusion_id=drip, pump_volume_ml=Decimal(20)))

    found = given(log, 90)

    assert found.doses == (infused(14, 0, 20),)
    assert found.assumed == ()


def test_devices_at_the_minutes_they_were_logged(log):
    for minute in (10, 16, 23):
        spray(log, minute)

    found = given(log, 60)

    assert found.drug is Drug.ESKETAMINE
    assert [(dose.at_minute, dose.mg) for dose in found.doses] == [(0, 28), (6, 28), (13, 28)]


def test_two_injections_are_in_order_of_time_zero(log):
    log.inject(10, 30)
    log.inject(25, 25)

    assert [(dose.way, dose.at_minute, dose.mg) for dose in given(log, 60).doses] == [
        (Way.INTRAMUSCULAR, 0, 30),
        (Way.INTRAMUSCULAR, 15, 25),
    ]


def test_a_correction_is_taken_and_what_was_undone_is_not(log):
    first = log.inject(10, 300)
    log.say(
        12,
        happened.EntryCorrected(
            target_id=first,
            reason="a zero too many",
            replacement=happened.DoseGiven(
                drug="ketamine",
                route=happened.Route.INTRAMUSCULAR,
                dose_mg=Decimal(30),
                already_happened=True,
                reason="story",
            ),
        ),
    )
    second = log.inject(20, 25)
    log.say(20.1, happened.EntryUndone(target_id=second))

    assert [dose.mg for dose in given(log, 60).doses] == [30]


def test_two_drugs_are_not_added(log):
    log.inject(10, 30)
    spray(log, 20)

    assert given(log, 60).code == "two_drugs"


def test_a_rescue_drug_is_no_dose_of_it(log):
    log.inject(10, 30)
    log.say(
        26,
        happened.OtherDrugGiven(
            drug="ondansetron", amount=Decimal(4), unit="mg", route="iv", ordered_by="Mira Lang"
        ),
    )

    assert [dose.mg for dose in given(log, 60).doses] == [30]
