from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.limits import LimitsStatement, Measured, gravest_open, outside_limits
from holdspace.domain.protocol import Level, Score, Vital
from holdspace.protocols import load_protocol

PROTOCOL = load_protocol("iv-racemic-0.5mgkg-40min", 1)
START = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
NOW = START + timedelta(hours=3)
SIGNED = LimitsStatement(signed_by="Dr Okafor", signed_at=START - timedelta(days=30))
BASELINES = {
    Vital.SYSTOLIC: Decimal(120),
    Vital.DIASTOLIC: Decimal(80),
    Vital.SPO2: Decimal(98),
}


def charted(measure, value, seconds=0):
    return Measured(
        measure=measure,
        value=Decimal(value),
        measured_at=START + timedelta(seconds=seconds),
    )


def stream(measure, *runs):
    """A value each second: so many seconds of this, then so many of that."""
    values = [value for value, seconds in runs for _ in range(seconds)]
    return [
        Measured(
            measure=measure,
            value=Decimal(value),
            measured_at=START + timedelta(seconds=second),
            is_streamed=True,
        )
        for second, value in enumerate(values)
    ]


def crossings(readings, *, signed=SIGNED, baselines=None, seen=None, now=NOW):
    return outside_limits(
        PROTOCOL,
        signed=signed,
        readings=readings,
        baselines=baselines or {},
        seen=seen or {},
        now=now,
    )


def codes(readings, **more):
    return [crossing.code for crossing in crossings(readings, **more)]


def test_nothing_shows_until_the_medical_director_signed():
    assert crossings([charted(Vital.SYSTOLIC, 230)], signed=None) == ()


def test_nothing_shows_before_the_moment_of_the_signature():
    later = LimitsStatement(signed_by="Dr Okafor", signed_at=NOW + timedelta(seconds=1))

    assert crossings([charted(Vital.SYSTOLIC, 230)], signed=later) == ()


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        (Vital.SYSTOLIC, "159", []),
        (Vital.SYSTOLIC, "160", []),
        (Vital.SYSTOLIC, "161", ["systolic_high_watch"]),
        (Vital.SYSTOLIC, "179", ["systolic_high_watch"]),
        (Vital.SYSTOLIC, "180", ["systolic_high_watch", "systolic_high_act"]),
        (Vital.SYSTOLIC, "181", ["systolic_high_watch", "systolic_high_act"]),
        (Vital.DIASTOLIC, "100", []),
        (Vital.DIASTOLIC, "101", ["diastolic_high_watch"]),
        (Vital.DIASTOLIC, "109", ["diastolic_high_watch"]),
        (Vital.DIASTOLIC, "110", ["diastolic_high_watch", "diastolic_high_act"]),
        (Vital.SYSTOLIC, "100", []),
        (Vital.SYSTOLIC, "99", ["systolic_low_watch"]),
        (Vital.SYSTOLIC, "90", ["systolic_low_watch"]),
        (Vital.SYSTOLIC, "89", ["systolic_low_watch", "systolic_low_act"]),
        (Vital.SYSTOLIC, "80", ["systolic_low_watch", "systolic_low_act"]),
        (
            Vital.SYSTOLIC,
            "79",
            ["systolic_low_watch", "systolic_low_act", "systolic_low_emergency"],
        ),
        (Vital.HEART_RATE, "55", []),
        (Vital.HEART_RATE, "54", ["heart_rate_low_watch"]),
        (Vital.HEART_RATE, "45", ["heart_rate_low_watch"]),
        (Vital.HEART_RATE, "44", ["heart_rate_low_watch", "heart_rate_low_act"]),
        (Vital.HEART_RATE, "40", ["heart_rate_low_watch", "heart_rate_low_act"]),
        (
            Vital.HEART_RATE,
            "39",
            ["heart_rate_low_watch", "heart_rate_low_act", "heart_rate_low_emergency"],
        ),
        (Vital.HEART_RATE, "110", []),
        (Vital.HEART_RATE, "111", ["heart_rate_high_watch"]),
        (Vital.HEART_RATE, "131", ["heart_rate_high_watch", "heart_rate_high_act"]),
        (
            Vital.HEART_RATE,
            "151",
            ["heart_rate_high_watch", "heart_rate_high_act", "heart_rate_high_emergency"],
        ),
        (Vital.SPO2, "95", []),
        (Vital.SPO2, "94", ["spo2_low_watch"]),
        (Vital.SPO2, "92", ["spo2_low_watch"]),
        (Vital.SPO2, "91", ["spo2_low_watch", "spo2_low_act"]),
        (Vital.RESPIRATORY_RATE, "12", []),
        (Vital.RESPIRATORY_RATE, "11", ["breathing_slow_watch"]),
        (Vital.RESPIRATORY_RATE, "9", ["breathing_slow_watch", "breathing_slow_act"]),
        (
            Vital.RESPIRATORY_RATE,
            "0",
            ["breathing_slow_watch", "breathing_slow_act", "breathing_slow_emergency"],
        ),
        (Vital.RESPIRATORY_RATE, "24", []),
        (Vital.RESPIRATORY_RATE, "25", ["breathing_fast_watch"]),
        (Vital.RESPIRATORY_RATE, "31", ["breathing_fast_watch", "breathing_fast_act"]),
        (Score.MOAAS, "5", []),
        (Score.MOAAS, "4", ["sedation_watch"]),
        (Score.MOAAS, "2", ["sedation_watch", "sedation_act"]),
        (Score.MOAAS, "1", ["sedation_watch", "sedation_act", "sedation_emergency"]),
        (Score.CADSS6, "11", []),
        (Score.CADSS6, "12", ["dissociation_watch"]),
        (Score.DISTRESS, "4", []),
        (Score.DISTRESS, "5", ["distress_watch"]),
        (Score.DISTRESS, "8", ["distress_watch", "distress_act"]),
        (Score.NAUSEA, "3", []),
        (Score.NAUSEA, "4", ["nausea_watch"]),
    ],
)
def test_a_charted_value_crosses_exactly_the_limits_of_the_reference(measure, value, expected):
    assert codes([charted(measure, value)]) == expected


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        (Vital.SYSTOLIC, "149", []),
        (Vital.SYSTOLIC, "150", ["systolic_rise_watch", "systolic_rise_percent_watch"]),
        (Vital.DIASTOLIC, "99", []),
        (Vital.DIASTOLIC, "100", ["diastolic_rise_percent_watch"]),
        (Vital.SPO2, "95", []),
        (Vital.SPO2, "94", ["spo2_low_watch", "spo2_fall_act"]),
    ],
)
def test_a_distance_from_the_persons_own_baseline_counts(measure, value, expected):
    assert codes([charted(measure, value)], baselines=BASELINES) == expected


def test_without_a_baseline_no_distance_from_it_is_made_up():
    assert codes([charted(Vital.SYSTOLIC, "155")]) == []


@pytest.mark.parametrize(("rise", "is_there"), [("159", False), ("160", True), ("161", True)])
def test_the_rise_the_label_tracks_counts_only_with_symptoms(rise, is_there):
    reading = [charted(Vital.SYSTOLIC, rise)]
    symptomatic = {"symptomatic": START + timedelta(minutes=1)}

    assert "systolic_rise_act" not in codes(reading, baselines=BASELINES)
    found = codes(reading, baselines=BASELINES, seen=symptomatic)
    assert ("systolic_rise_act" in found) is is_there


def test_a_limit_that_needs_a_sign_stands_from_when_the_sign_was_seen():
    seen_at = START + timedelta(minutes=4)
    found = crossings([charted(Vital.SYSTOLIC, "185")], seen={"organ_symptoms": seen_at})

    assert [(each.code, each.raised_at) for each in found][-1] == (
        "systolic_high_emergency",
        seen_at,
    )


def test_a_sign_seen_after_the_value_came_back_raises_nothing():
    readings = [charted(Vital.SYSTOLIC, "185"), charted(Vital.SYSTOLIC, "130", 300)]
    late = {"organ_symptoms": START + timedelta(minutes=10)}

    assert "systolic_high_emergency" not in codes(readings, seen=late)


# --- delay, artefact, re-arming -------------------------------------------------------------------


def test_one_artefact_in_a_stream_does_not_ring():
    assert codes(stream(Vital.SPO2, ("98", 60), ("70", 1), ("98", 60))) == []


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(30, []), (31, []), (32, ["spo2_low_watch", "spo2_low_act"])],
)
def test_low_oxygen_must_last_for_more_than_30_seconds(seconds, expected):
    assert codes(stream(Vital.SPO2, ("98", 10), ("91", seconds))) == expected


def test_a_crossing_is_raised_when_the_delay_is_over_and_not_before():
    found = crossings(stream(Vital.SPO2, ("91", 60)))

    assert {each.raised_at for each in found} == {START + timedelta(seconds=31)}


def test_silence_in_the_middle_starts_the_delay_anew():
    before = stream(Vital.SPO2, ("91", 20))
    after = [
        Measured(
            measure=Vital.SPO2,
            value=Decimal(91),
            measured_at=START + timedelta(seconds=30 + second),
            is_streamed=True,
        )
        for second in range(20)
    ]

    assert codes([*before, *after]) == []


@pytest.mark.parametrize(("seconds_back", "cleared"), [(30, False), (31, True), (32, True)])
def test_a_stream_must_be_back_inside_for_30_seconds_to_clear(seconds_back, cleared):
    found = crossings(stream(Vital.HEART_RATE, ("120", 20), ("80", seconds_back)))

    assert [each.cleared_at is not None for each in found] == [cleared]


def test_going_in_and_out_for_moments_is_one_crossing():
    wobble = [("120", 20), ("105", 10)] * 5

    assert codes(stream(Vital.HEART_RATE, *wobble)) == ["heart_rate_high_watch"]


def test_once_back_inside_the_limit_can_be_crossed_again():
    again = stream(Vital.HEART_RATE, ("120", 20), ("80", 40), ("120", 20))
    found = crossings(again)

    assert [each.code for each in found] == ["heart_rate_high_watch"] * 2
    assert len({each.signal_id for each in found}) == 2
    assert [each.cleared_at is not None for each in found] == [True, False]


def test_a_crossing_stays_open_through_silence():
    found = crossings(stream(Vital.HEART_RATE, ("120", 20)), now=NOW)

    assert [each.cleared_at for each in found] == [None]


def test_a_charted_value_inside_the_limit_clears_at_once():
    found = crossings([charted(Vital.SYSTOLIC, "165"), charted(Vital.SYSTOLIC, "150", 300)])

    assert [each.cleared_at for each in found] == [START + timedelta(seconds=300)]


def cuff(value, seconds):
    """As the monitor's own cuff sends it: one reading every few minutes."""
    return replace(charted(Vital.SYSTOLIC, value, seconds), is_streamed=True)


def test_one_reading_of_a_cuff_raises_and_one_clears():
    raised = [cuff("165", 0)]
    again = [cuff("150", 600), cuff("165", 900)]
    found = crossings([*raised, *again])

    assert codes(raised) == ["systolic_high_watch"]
    assert [(each.code, each.cleared_at) for each in found] == [
        ("systolic_high_watch", START + timedelta(seconds=600)),
        ("systolic_high_watch", None),
    ]


def test_what_is_measured_later_than_now_is_not_known_yet():
    assert codes([charted(Vital.SYSTOLIC, "165", 60)], now=START) == []


# --- what it says ---------------------------------------------------------------------------------


def test_a_sign_seen_by_a_person_needs_no_number():
    found = crossings([], seen={"chest_pain": START, "tears": START})

    assert [(each.code, each.level) for each in found] == [("chest_pain", Level.EMERGENCY)]


def test_the_gravest_open_crossing_of_each_value_is_what_a_screen_shows():
    found = crossings([charted(Vital.SYSTOLIC, "79"), charted(Score.NAUSEA, "4")])

    assert {each.code for each in gravest_open(found)} == {
        "systolic_low_emergency",
        "nausea_watch",
    }


def test_a_crossing_carries_all_that_it_rests_on():
    found = crossings([charted(Vital.SYSTOLIC, "150")], baselines=BASELINES)
    rise = found[0]

    assert rise.basis == "rise from this person's baseline"
    assert (rise.value, rise.threshold) == ("30 mmHg", "at or above 30 mmHg")
    assert rise.inputs["value"] == "150"
    assert rise.inputs["baseline"] == "120"
    assert rise.inputs["switched on by"].startswith("Dr Okafor, 2026-02-07")
    assert rise.source


def test_the_same_crossing_has_the_same_id_whenever_it_is_worked_out():
    readings = [charted(Vital.SYSTOLIC, "165")]
    first, later = crossings(readings, now=START), crossings(readings, now=NOW)

    assert [each.signal_id for each in first] == [each.signal_id for each in later]
