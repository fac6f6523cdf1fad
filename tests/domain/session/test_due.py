"""What is due when: windows, own clocks, presence; overdue first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.due import DueState, whats_due
from holdspace.domain.protocol import Vital


def due(log, protocol, minute, code):
    found = [one for one in whats_due(log.session, protocol, log.at(minute)) if one.code == code]
    return found[0] if found else None


def vitals_due_at(log, protocol, minute):
    """When each group of vital signs is due, in minutes, by code."""
    return {
        one.code: (one.due_at - log.at(0)).total_seconds() / 60
        for one in whats_due(log.session, protocol, log.at(minute))
        if one.code.startswith("vitals.")
    }


ALL_FIVE = "vitals.systolic+diastolic+heart_rate+respiratory_rate+spo2"


def test_nothing_is_due_before_the_session_opens_or_after_the_person_went_home(home, im):
    assert whats_due(type(home)().session, im, home.at(0)) == ()

    home.say(131, happened.HandedOver(escort_name="Jo Winter"))
    assert whats_due(home.session, im, home.at(132)) == ()


def test_the_baseline_is_due_from_the_opening_and_again_before_it_is_too_old(log, iv):
    log.open(iv)
    assert due(log, iv, 0, "baseline_vitals").state(log.at(0)) is DueState.OPEN
    assert due(log, iv, 30, "baseline_vitals").state(log.at(29.9)) is DueState.OPEN
    assert due(log, iv, 30, "baseline_vitals").state(log.at(30)) is DueState.OVERDUE

    log.baseline(10)
    assert due(log, iv, 11, "baseline_vitals").due_at == log.at(40)
    assert due(log, iv, 11, "baseline_vitals").state(log.at(34.9)) is DueState.LATER
    assert due(log, iv, 11, "baseline_vitals").state(log.at(35)) is DueState.OPEN


def test_while_it_runs_every_ten_minutes_and_after_it_every_fifteen(log, iv):
    log.open(iv)
    drip = log.infuse(10)
    assert vitals_due_at(log, iv, 11) == {ALL_FIVE: 20}

    log.vitals(21)
    assert vitals_due_at(log, iv, 22) == {ALL_FIVE: 31}

    log.vitals(48)
    log.say(50, happened.InfusionStopped(infusion_id=drip))
    assert vitals_due_at(log, iv, 51) == {ALL_FIVE: 63}


def test_a_missed_reading_while_it_ran_stays_due(log, iv):
    log.open(iv)
    drip = log.infuse(10)
    log.vitals(20)
    log.say(50, happened.InfusionStopped(infusion_id=drip))

    assert vitals_due_at(log, iv, 51) == {ALL_FIVE: 30}


def test_a_reading_by_hand_resets_only_its_own_clock(log, iv):
    log.open(iv)
    log.infuse(10)
    log.say(15, happened.VitalsCharted(measured_at=log.at(15), heart_rate_per_min=Decimal(70)))

    assert vitals_due_at(log, iv, 16) == {
        "vitals.systolic+diastolic+respiratory_rate+spo2": 20,
        "vitals.heart_rate": 25,
    }


def test_a_vital_sign_that_is_not_asked_for_after_the_dose_is_not_due_then(log, im):
    only = (Vital.SPO2,)
    after = im.vitals.after.model_copy(update={"values": only})
    vitals = im.vitals.model_copy(update={"after": after})
    protocol = im.model_copy(update={"vitals": vitals})
    log.open(protocol)
    log.inject(10)
    log.vitals(60)

    assert vitals_due_at(log, protocol, 71) == {"vitals.spo2": 90}


def test_a_rescinded_reading_makes_it_due_again(log, iv):
    log.open(iv)
    log.infuse(10)
    reading = log.vitals(20)
    log.say(21, happened.VitalsRescinded(target_id=reading, reason="wrong arm"))

    assert vitals_due_at(log, iv, 22) == {ALL_FIVE: 20}


@pytest.mark.parametrize(
    ("minute", "state"),
    [
        (44.9, DueState.LATER),
        (45, DueState.OPEN),
        (54.9, DueState.OPEN),
        (55, DueState.OVERDUE),
        (59.9, DueState.OVERDUE),
        (60, DueState.ESCALATED),
    ],
)
def test_the_forty_minute_reading_has_a_window_of_35_to_45(log, esketamine, minute, state):
    log.open(esketamine)
    log.inject(10)

    assert due(log, esketamine, minute, ALL_FIVE).state(log.at(minute)) is state


@pytest.mark.parametrize(("measured", "next_minute"), [(44.9, 50), (45, 130)])
def test_a_reading_before_the_window_is_not_the_forty_minute_reading(
    log, esketamine, measured, next_minute
):
    log.open(esketamine)
    log.inject(10)
    log.vitals(measured)

    assert vitals_due_at(log, esketamine, 46) == {ALL_FIVE: next_minute}


def test_overdue_things_come_first_then_by_time(log, im):
    log.open(im)
    log.inject(10)
    now = log.at(40)
    dues = whats_due(log.session, im, now)
    overdue = [one.is_overdue(now) for one in dues]

    assert overdue == sorted(overdue, reverse=True)
    assert True in overdue
    assert False in overdue


@pytest.mark.parametrize(
    ("minute", "state"),
    [
        (21.9, DueState.LATER),
        (22, DueState.OVERDUE),
        (26.9, DueState.OVERDUE),
        (27, DueState.ESCALATED),
    ],
)
def test_two_minutes_with_nobody_is_due_and_five_more_go_to_the_lead(log, im, minute, state):
    log.open(im)
    log.say(0, happened.PresenceBegan(person="Ben"))
    log.inject(10)
    log.say(20, happened.PresenceEnded(person="Ben"))

    assert due(log, im, minute, "nobody_there").state(log.at(minute)) is state


def test_nobody_counts_from_the_dose_when_nobody_ever_came(log, im):
    log.open(im)
    log.inject(10)

    assert due(log, im, 11, "nobody_there").due_at == log.at(12)


@pytest.mark.parametrize(("minute", "is_due"), [(99.9, True), (100, False)])
def test_nobody_is_due_only_while_the_medicine_acts(log, im, minute, is_due):
    """The protocol's effects last up to 90 minutes."""
    log.open(im)
    log.inject(10)

    assert (due(log, im, minute, "nobody_there") is not None) is is_due


def test_looking_in_and_asking_are_separate_clocks(log, im):
    log.open(im)
    log.inject(10)
    log.say(14, happened.LookedIn())

    assert due(log, im, 15, "look_in").due_at == log.at(19)
    assert due(log, im, 15, "ask").due_at == log.at(25)


def test_at_the_silent_level_a_look_is_asking(log, im):
    log.open(im, guidance_level=0)
    log.inject(10)
    log.say(14, happened.LookedIn())

    assert due(log, im, 15, "ask").due_at == log.at(29)


def test_after_the_acute_effects_looking_in_is_every_fifteen_minutes(log, im):
    log.open(im)
    log.inject(10)
    log.say(105, happened.LookedIn(asked_how_they_feel=True))

    assert due(log, im, 106, "look_in").due_at == log.at(120)
    assert due(log, im, 106, "ask").due_at == log.at(135)


def test_the_agreed_word_takes_the_place_of_asking(log, iv):
    log.open(iv, guidance_level=2)
    log.infuse(10)

    assert due(log, iv, 21, "check_words").due_at == log.at(25)
    assert due(log, iv, 21, "ask") is None
    assert due(log, iv, 19, "ask") is not None


def test_without_a_wish_for_words_there_are_none(log, iv):
    log.open(iv, guidance_level=1)
    log.infuse(10)

    assert due(log, iv, 21, "check_words") is None


def test_the_end_of_the_infusion_moves_with_rate_and_pause(log, iv):
    log.open(iv)
    plan = happened.DosePlanned(
        drug="ketamine", route=happened.Route.INTRAVENOUS, dose_mg=Decimal(35)
    )
    drip = log.infuse(10, plan_id=log.say(1, plan))
    assert due(log, iv, 11, "infusion_end").due_at == log.at(50)

    slower = Decimal("37.5")
    log.say(30, happened.InfusionRateChanged(infusion_id=drip, rate_ml_per_hour=slower))
    assert due(log, iv, 31, "infusion_end").due_at == log.at(70)

    log.say(40, happened.InfusionPaused(infusion_id=drip))
    assert due(log, iv, 41, "infusion_end") is None

    log.say(50, happened.InfusionResumed(infusion_id=drip))
    assert due(log, iv, 51, "infusion_end").due_at == log.at(80)


def test_fifteen_minutes_after_a_rescue_drug_vital_signs_are_due(log, im):
    log.open(im)
    log.inject(10)
    drug = happened.OtherDrugGiven(
        drug="midazolam", amount=Decimal(1), unit="mg", route="iv", ordered_by="Mira Lang"
    )
    log.say(30, drug)
    assert due(log, im, 31, "rescue_follow_up").due_at == log.at(45)

    log.vitals(39.9)
    assert due(log, im, 41, "rescue_follow_up") is not None

    log.vitals(40)
    assert due(log, im, 41, "rescue_follow_up") is None


def test_the_minimum_time_comes_to_pass_and_is_never_overdue(log, im):
    log.open(im)
    log.inject(10)
    item = due(log, im, 500, "minimum_time")

    assert item.due_at == log.at(130)
    assert not item.is_overdue(log.at(500))


def test_near_the_minimum_time_the_second_sedation_score_is_due(log, im):
    log.open(im)
    log.inject(10)
    log.score(112, "moaas", 5)
    assert due(log, im, 114.9, "second_sedation_score") is None
    assert due(log, im, 115, "second_sedation_score").due_at == log.at(127)

    log.score(127, "moaas", 5)
    assert due(log, im, 128, "second_sedation_score") is None
