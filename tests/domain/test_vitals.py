from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.protocol import Vital
from holdspace.domain.session_events import VitalsCharted
from holdspace.domain.vitals import (
    KINDS,
    Reading,
    age,
    baseline,
    frozen_since,
    implausible,
    is_stale,
    readings_of,
    spaced,
    stale_after,
)

NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def reading(value, vital=Vital.SYSTOLIC, **ago):
    return Reading(vital=vital, value=Decimal(value), measured_at=NOW - timedelta(**ago))


def test_the_codes_are_those_of_the_reference():
    assert {kind.vital.value: kind.loinc for kind in KINDS.values()} == {
        "systolic_mmhg": "8480-6",
        "diastolic_mmhg": "8462-4",
        "heart_rate_per_min": "8867-4",
        "respiratory_rate_per_min": "9279-1",
        "spo2_percent": "59408-5",
        "temperature_celsius": "8310-5",
        "etco2_mmhg": "19891-1",
        "oxygen_l_per_min": "3151-8",
    }


@pytest.mark.parametrize(
    ("vital", "low", "high"),
    [
        (Vital.SYSTOLIC, "50", "280"),
        (Vital.DIASTOLIC, "20", "180"),
        (Vital.HEART_RATE, "20", "250"),
        (Vital.RESPIRATORY_RATE, "2", "60"),
        (Vital.SPO2, "40", "100"),
        (Vital.TEMPERATURE, "30", "43"),
        (Vital.ETCO2, "5", "100"),
        (Vital.OXYGEN, "0", "15"),
    ],
)
def test_a_value_just_outside_its_plausible_range_asks_again_and_at_its_edge_does_not(
    vital, low, high
):
    tenth = Decimal("0.1")
    values = [Decimal(low) - tenth, Decimal(low), Decimal(high), Decimal(high) + tenth]

    assert [len(implausible({vital: value})) for value in values] == [1, 0, 0, 1]


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_not_a_number_asks_again(value):
    assert len(implausible({Vital.SPO2: Decimal(value)})) == 1


@pytest.mark.parametrize(("systolic", "asks"), [("79", 1), ("80", 1), ("81", 0)])
def test_a_systolic_pressure_that_is_not_above_the_diastolic_asks_again(systolic, asks):
    pair = {Vital.SYSTOLIC: Decimal(systolic), Vital.DIASTOLIC: Decimal(80)}

    assert len(implausible(pair)) == asks


def test_apnoea_is_asked_for_again_in_its_own_words_and_never_refused():
    assert implausible({Vital.RESPIRATORY_RATE: Decimal(0)}) == (
        "Breathing rate 0 /min: is the person not breathing? Confirm again and say why.",
    )


def test_an_odd_value_says_the_range():
    assert implausible({Vital.SPO2: Decimal(9)}) == (
        "SpO2 9 % is outside 40 to 100 %. Confirm again and say why.",
    )


def test_a_charted_set_holds_the_readings_that_were_measured_and_no_others():
    charted = VitalsCharted(measured_at=NOW, systolic_mmhg=Decimal(120), spo2_percent=Decimal(97))

    assert {each.vital: each.value for each in readings_of(charted)} == {
        Vital.SYSTOLIC: Decimal(120),
        Vital.SPO2: Decimal(97),
    }


# --- still now? -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "stale"), [(9.9, False), (10, True), (10.1, True)])
def test_a_value_sent_each_second_is_stale_after_10_seconds(seconds, stale):
    measured = NOW - timedelta(seconds=seconds)

    assert is_stale(measured, NOW, expected_every=SECOND) is stale


@pytest.mark.parametrize(("seconds", "stale"), [(479, False), (480, True), (481, True)])
def test_a_cuff_is_stale_after_one_and_a_half_intervals_and_30_seconds(seconds, stale):
    measured = NOW - timedelta(seconds=seconds)

    assert is_stale(measured, NOW, expected_every=timedelta(minutes=5)) is stale


def test_no_value_at_all_is_stale():
    assert is_stale(None, NOW, expected_every=SECOND)


def test_a_device_clock_ahead_of_ours_makes_no_negative_age():
    assert age(NOW + SECOND, NOW) == timedelta(0)


@pytest.mark.parametrize(("seconds", "after"), [(1, 10), (2, 10), (3, 34.5), (600, 930)])
def test_how_long_silence_may_last_follows_from_how_often_a_value_is_expected(seconds, after):
    assert stale_after(timedelta(seconds=seconds)) == timedelta(seconds=after)


def heart_rates(values, every=SECOND):
    """Newest first, the last of `values` now."""
    return [(NOW - every * index, Decimal(value)) for index, value in enumerate(reversed(values))]


def frozen(values, *, every=SECOND, vital=Vital.HEART_RATE):
    return frozen_since(vital, heart_rates(values, every), NOW, expected_every=every)


@pytest.mark.parametrize(("seconds", "is_frozen"), [(299, False), (300, True), (301, True)])
def test_a_heart_rate_that_never_moves_for_5_minutes_is_named(seconds, is_frozen):
    since = frozen([72] * (seconds + 1))

    assert since == (NOW - timedelta(seconds=seconds) if is_frozen else None)


@pytest.mark.parametrize(("minutes", "is_frozen"), [(29, False), (30, True), (31, True)])
def test_a_saturation_may_stay_the_same_for_half_an_hour(minutes, is_frozen):
    values = [99] * (minutes * 60 + 1)

    assert (frozen(values, vital=Vital.SPO2) is not None) is is_frozen


def test_one_beat_of_difference_is_life():
    assert frozen([72] * 200 + [73] + [72] * 200) is None


def test_a_change_from_long_ago_does_not_hide_a_stuck_sensor():
    assert frozen([73] + [72] * 400) == NOW - timedelta(seconds=399)


def test_few_samples_are_silence_and_not_a_stuck_sensor():
    assert frozen([72] * 5, every=timedelta(minutes=2)) is None
    assert frozen([]) is None


@pytest.mark.parametrize(("gap", "is_frozen"), [(9, True), (10, False), (11, False)])
def test_over_a_silence_nobody_knows_what_the_value_did(gap, is_frozen):
    after = heart_rates([72] * 200)
    before = [
        (after[-1][0] - timedelta(seconds=gap + second), Decimal(72)) for second in range(200)
    ]

    since = frozen_since(Vital.HEART_RATE, [*after, *before], NOW, expected_every=SECOND)

    assert (since is not None) is is_frozen


@pytest.mark.parametrize(("seconds", "is_frozen"), [(9, True), (10, False), (11, False)])
def test_a_value_that_fell_silent_is_silent_and_not_stuck(seconds, is_frozen):
    later = NOW + timedelta(seconds=seconds)

    since = frozen_since(Vital.HEART_RATE, heart_rates([72] * 400), later, expected_every=SECOND)

    assert (since is not None) is is_frozen


def test_a_cuff_pressure_that_repeats_is_not_a_stuck_sensor():
    assert frozen([120] * 61, every=timedelta(minutes=1), vital=Vital.SYSTOLIC) is None


# --- baseline -------------------------------------------------------------------------------------


def test_the_baseline_is_the_mean_of_the_last_two_readings_a_minute_apart():
    taken = [reading("150", minutes=20), reading("130", minutes=5), reading("120", minutes=2)]
    own = baseline(taken, before=NOW)

    assert own.mean == Decimal(125)
    assert [each.value for each in own.readings] == [Decimal(130), Decimal(120)]


@pytest.mark.parametrize(("seconds", "mean"), [(59, "135"), (60, "125"), (61, "125")])
def test_two_readings_less_than_a_minute_apart_count_once(seconds, mean):
    taken = [
        reading("140", minutes=10),
        reading("120", seconds=120 + seconds),
        reading("130", seconds=120),
    ]

    assert baseline(taken, before=NOW).mean == Decimal(mean)


def test_what_was_measured_after_the_dose_is_no_baseline():
    taken = [reading("120", minutes=10), reading("180", minutes=-5)]

    assert baseline(taken, before=NOW).mean == Decimal(120)


def test_without_a_reading_there_is_no_baseline():
    assert baseline([], before=NOW) is None


def test_the_band_reaches_as_far_below_as_above():
    own = baseline([reading("120")], before=NOW)

    assert own.band(Decimal(20)) == (Decimal(96), Decimal(144))


def test_the_latest_spaced_readings_come_oldest_first():
    taken = [reading(str(100 + minutes), minutes=minutes) for minutes in range(10)]

    assert [each.value for each in spaced(taken, count=3, apart=timedelta(minutes=2))] == [
        Decimal(104),
        Decimal(102),
        Decimal(100),
    ]
