from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.pressure_before_dose import (
    NO_STOP,
    REVIEWED,
    WITHIN,
    Pressure,
    pressure_before_dose,
)
from holdspace.domain.protocol import PressureLimit, Sourced
from holdspace.domain.session_events import Met
from holdspace.protocols import load_protocol

RACEMIC = load_protocol("iv-racemic-0.5mgkg-40min", 1).pre_dose_pressure
NASAL = load_protocol("nasal-esketamine-trd", 1).pre_dose_pressure
START = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


def at(minutes, systolic, diastolic=80):
    return Pressure(
        systolic=Decimal(systolic),
        diastolic=Decimal(diastolic),
        measured_at=START + timedelta(minutes=minutes),
    )


def answers(rule, *pressures, age_years=40, reviewed_by=""):
    facts = pressure_before_dose(rule, pressures, age_years=age_years, reviewed_by=reviewed_by)
    return {fact.code: fact.met for fact in facts}


def answer(stop=Met.MET, within=Met.MET, reviewed=Met.MET):
    return {NO_STOP: stop, WITHIN: within, REVIEWED: reviewed}


def limit(systolic, diastolic):
    return PressureLimit(
        systolic=Sourced(value=Decimal(systolic), unit="mmHg", source="test"),
        diastolic=Sourced(value=Decimal(diastolic), unit="mmHg", source="test"),
    )


def test_no_reading_is_unknown_and_never_inside():
    assert answers(RACEMIC) == answer(Met.UNKNOWN, Met.UNKNOWN, Met.UNKNOWN)


@pytest.mark.parametrize(
    ("systolic", "diastolic", "within"),
    [
        (159, 99, Met.MET),
        (160, 80, Met.UNMET),
        (161, 80, Met.UNMET),
        (120, 100, Met.UNMET),
        (90, 50, Met.MET),
        (89, 60, Met.UNMET),
        (100, 49, Met.UNMET),
    ],
)
def test_the_hold_begins_at_160_over_100_and_below_90_over_50(systolic, diastolic, within):
    assert answers(RACEMIC, at(0, systolic, diastolic)) == answer(within=within)


@pytest.mark.parametrize(
    ("systolic", "diastolic", "stop"),
    [(179, 109, Met.MET), (180, 80, Met.UNMET), (181, 80, Met.UNMET), (120, 110, Met.UNMET)],
)
def test_180_over_110_is_a_stop(systolic, diastolic, stop):
    assert answers(RACEMIC, at(0, systolic, diastolic))[NO_STOP] is stop


def test_the_mean_of_the_last_two_readings_decides():
    assert answers(RACEMIC, at(0, 164), at(1, 150)) == answer()
    assert answers(RACEMIC, at(0, 150), at(1, 170))[WITHIN] is Met.UNMET


def test_two_readings_less_than_a_minute_apart_are_not_averaged():
    assert answers(RACEMIC, at(0, 120), at(0.9, 162))[WITHIN] is Met.UNMET


def test_after_a_hold_two_lower_repeats_open_it_for_a_prescribers_review():
    repeats = (at(0, 166), at(1, 164), at(7, 150), at(13, 148))

    assert answers(RACEMIC, *repeats[:3])[WITHIN] is Met.UNMET
    assert answers(RACEMIC, *repeats) == answer(reviewed=Met.UNMET)
    assert answers(RACEMIC, *repeats, reviewed_by="Dr Okafor") == answer()


@pytest.mark.parametrize(
    ("minutes", "within"), [(4, Met.UNMET), (5, Met.MET), (10, Met.MET), (11, Met.UNMET)]
)
def test_the_two_repeats_are_5_to_10_minutes_apart(minutes, within):
    readings = (at(0, 166), at(1, 164), at(8, 150), at(8 + minutes, 148))

    assert answers(RACEMIC, *readings)[WITHIN] is within


def test_a_repeat_that_is_high_again_starts_the_wait_anew():
    readings = (at(0, 166), at(1, 164), at(7, 150), at(13, 161), at(19, 150))

    assert answers(RACEMIC, *readings)[WITHIN] is Met.UNMET


@pytest.mark.parametrize(
    ("systolic", "diastolic", "reviewed"),
    [
        (140, 90, Met.MET),
        (141, 80, Met.UNMET),
        (120, 91, Met.UNMET),
        (139, 89, Met.MET),
    ],
)
def test_esketamine_above_140_over_90_is_a_decision_and_not_a_block(systolic, diastolic, reviewed):
    assert answers(NASAL, at(0, systolic, diastolic)) == answer(reviewed=reviewed)


@pytest.mark.parametrize(("age", "reviewed"), [(64, Met.UNMET), (65, Met.MET), (None, Met.UNMET)])
def test_where_older_people_have_their_own_limit_an_unknown_age_takes_the_stricter(age, reviewed):
    european = NASAL.model_copy(
        update={
            "review_above_older": limit(150, 90),
            "older_from_age": Sourced(value=Decimal(65), unit="years", source="test"),
        }
    )

    assert answers(european, at(0, 145), age_years=age)[REVIEWED] is reviewed


def test_each_fact_says_the_pressure_its_source_and_its_age():
    facts = pressure_before_dose(RACEMIC, [at(3, 182)], age_years=40)

    assert facts[0].detail == "182/80 mmHg, at or above 180/110 mmHg: not today, no override."
    assert {fact.as_of for fact in facts} == {START + timedelta(minutes=3)}
    assert all(fact.source for fact in facts)
