"""Rate over time becomes mL and mg; a pause is a pause; what the pump says wins."""

from __future__ import annotations

from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened


@pytest.mark.parametrize(
    ("minute", "given_mg"), [(9, "0"), (10, "0"), (30, "17.5"), (50, "35"), (60, "43.75")]
)
def test_the_running_total_is_rate_times_time_times_strength(log, iv, minute, given_mg):
    log.open(iv)
    log.infuse(10)

    assert log.session.given_mg(log.at(minute)) == Decimal(given_mg)


def test_the_running_total_per_kilogram_needs_a_weight(log, iv):
    log.open(iv)
    log.infuse(10)
    assert log.session.given_mg_per_kg(log.at(50)) == Decimal("0.5")

    log.entries.clear()
    log.open(iv, weight_kg=None)
    log.infuse(10)
    assert log.session.given_mg_per_kg(log.at(50)) is None


def test_what_was_read_off_the_pump_wins_from_the_stop_on(log):
    drip = log.infuse(10)
    log.say(50, happened.InfusionStopped(infusion_id=drip, pump_volume_ml=Decimal(48)))

    assert log.session.given_mg(log.at(49)) == Decimal("34.125")
    assert log.session.given_mg(log.at(50)) == Decimal("33.6")


def test_a_rate_change_breaks_the_bar_and_a_pause_is_a_bar_of_zero(log):
    drip = log.infuse(10)
    log.say(20, happened.InfusionRateChanged(infusion_id=drip, rate_ml_per_hour=Decimal(50)))
    log.say(30, happened.InfusionPaused(infusion_id=drip))
    log.say(35, happened.InfusionResumed(infusion_id=drip))
    (infusion,) = log.session.doses.infusions

    assert [bar.rate_ml_per_hour for bar in infusion.bars] == [75, 50, 0, 50]
    assert [bar.ended_at for bar in infusion.bars] == [log.at(20), log.at(30), log.at(35), None]


def test_a_change_after_the_stop_does_not_run_the_pump_again(log):
    drip = log.infuse(10)
    log.say(20, happened.InfusionStopped(infusion_id=drip))
    log.say(21, happened.InfusionRateChanged(infusion_id=drip, rate_ml_per_hour=Decimal(50)))
    (infusion,) = log.session.doses.infusions

    assert log.session.given_mg(log.at(60)) == Decimal("8.75")
    assert infusion.rate_ml_per_hour(log.at(60)) == 0


@pytest.mark.parametrize(("minute", "rate"), [(9.9, 0), (10, 75), (19.9, 75), (20, 0), (30, 0)])
def test_the_rate_at_a_moment(log, minute, rate):
    drip = log.infuse(10)
    log.say(20, happened.InfusionStopped(infusion_id=drip))
    (infusion,) = log.session.doses.infusions

    assert infusion.rate_ml_per_hour(log.at(minute)) == rate


def test_doses_of_every_kind_add_up_and_other_drugs_do_not(log):
    log.inject(10, 30)
    log.inject(25, 25)
    log.say(
        26,
        happened.OtherDrugGiven(
            drug="ondansetron", amount=Decimal(4), unit="mg", route="iv", ordered_by="Mira Lang"
        ),
    )

    assert log.session.given_mg(log.at(20)) == 30
    assert log.session.given_mg(log.at(30)) == 55


def test_a_corrected_start_recounts_everything_that_ran(log):
    drip = log.infuse(10, strength="7")
    right = happened.InfusionStarted(
        drug="ketamine",
        concentration_mg_per_ml=Decimal("0.7"),
        rate_ml_per_hour=Decimal(75),
    )
    log.say(50, happened.InfusionStopped(infusion_id=drip))
    log.say(
        55, happened.EntryCorrected(target_id=drip, reason="a point slipped", replacement=right)
    )

    assert log.session.given_mg(log.at(60)) == 35


def test_a_first_dose_moves_the_session_into_dosing_whatever_was_tapped(log, im):
    log.open(im)
    log.inject(10)

    assert log.session.phase is happened.Phase.DOSING
    assert log.session.frame.phases[-1].implied
