"""What an Observation becomes: its column and unit, its moment, its marks; or why it stays out."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from holdspace.interfaces.fhir.moment import NotAMoment, read_fhir_moment
from holdspace.interfaces.fhir.observation import NotFhir, parse_body
from holdspace.interfaces.monitors.posted.translate import read_posted, translated
from holdspace.interfaces.monitors.reading import Translation
from tests.interfaces.posting import MDC, bundle, concept, observation, quantity

BERLIN = ZoneInfo("Europe/Berlin")


def taken(*resources: Any) -> Translation:
    body = resources[0] if len(resources) == 1 else bundle("collection", *resources)
    return translated(read_posted(json.dumps(body).encode(), BERLIN), "A", BERLIN)


def values(translation: Translation) -> dict[str, str]:
    return {
        str(column): str(value)
        for reading in translation.readings
        for column, value in reading.values.items()
    }


@pytest.mark.parametrize(
    ("code", "value", "unit", "column", "stored"),
    [
        ("59408-5", 97, "%", "spo2_percent", "97"),
        ("9279-1", 12, "/min", "respiratory_rate_per_min", "12"),
        ("8310-5", 98.6, "[degF]", "temperature_celsius", "37.0"),
        ("8480-6", 16, "kPa", "systolic_mmhg", "120.0"),
        ("19891-1", 38, "mm[Hg]", "etco2_mmhg", "38"),
        ("8889-8", 72, "{beats}/min", "pulse_rate_per_min", "72"),
    ],
)
def test_each_code_has_its_column_in_its_own_unit(
    code: str, value: float, unit: str, column: str, stored: str
) -> None:
    assert values(taken(observation(code, value, unit))) == {column: stored}


def test_an_mdc_code_is_read_by_number_and_by_name() -> None:
    by_number = observation(code="-")
    by_number["code"] = concept("147842", MDC)
    by_name = observation(code="-")
    by_name["code"] = concept("MDC_ECG_HEART_RATE", MDC)

    assert values(taken(by_number)) == values(taken(by_name)) == {"heart_rate_per_min": "72"}


def test_codings_that_disagree_are_not_charted() -> None:
    both = observation()
    both["code"] = {"coding": [*concept("8867-4")["coding"], *concept("9279-1")["coding"]]}

    (reading,) = taken(both).readings

    assert (reading.values, reading.measurements[0].standing) == ({}, "invalid")


@pytest.mark.parametrize(
    ("value", "unit", "standing"),
    [
        (0, "%", "invalid"), (1, "%", "charted"), (100, "%", "charted"), (101, "%", "invalid"),
        (97, "", "charted"), (97, "kPa", "invalid"), (1e30, "%", "invalid"),
    ],
)  # fmt: skip
def test_what_a_sensor_cannot_report_never_becomes_a_number(
    value: float, unit: str, standing: str
) -> None:
    (reading,) = taken(observation("59408-5", value, unit)).readings

    assert reading.measurements[0].standing == standing
    assert bool(reading.values) == (standing == "charted")


def test_a_pressure_without_a_unit_and_one_that_is_only_a_bound_stay_out() -> None:
    bound = {**quantity(90, "mm[Hg]"), "comparator": "<"}
    first, second = observation("8480-6", 120, ""), observation("8480-6", valueQuantity=bound)

    assert values(taken(first)) == values(taken(second)) == {}


def test_marks_of_a_device_are_mirrored_and_a_test_is_never_charted() -> None:
    high = observation(value=140, interpretation=[concept("H")], status="preliminary")
    drill = observation(value=60, meta={"security": [{"code": "HTEST"}]})

    (reading,), (practice,) = taken(high).readings, taken(drill).readings

    assert [(one.about, one.kind) for one in reading.alarms] == [("heart_rate_per_min", "high")]
    assert reading.flags == ("preliminary",)
    assert (practice.values, practice.flags) == ({}, ("demo",))


def test_a_period_stands_at_its_end_and_a_time_without_a_zone_is_the_clinics() -> None:
    period = observation(effectivePeriod={"start": "2025-06-01T10:00Z", "end": "2025-06-01T10:05Z"})
    local = observation(effectiveDateTime="2025-06-01T10:00:00")
    del period["effectiveDateTime"]

    (ended,), naive = taken(period).readings, taken(local)

    assert ended.measured.at == datetime(2025, 6, 1, 10, 5, tzinfo=UTC)
    assert naive.readings[0].measured.at == datetime(2025, 6, 1, 8, tzinfo=UTC)
    assert not naive.says_its_zone


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-06-01", "no hour and minute"), ("2025", "no hour and minute"),
        ("yesterday", "cannot be read"), ("2025-02-30T10:00:00Z", "does not exist"),
        ("2025-06-01T10:00:61Z", "does not exist"), ("9999-12-31T23:59:60-14:00", "does not exist"),
    ],
)  # fmt: skip
def test_a_time_that_cannot_be_read_says_why(text: str, words: str) -> None:
    with pytest.raises(NotAMoment, match=words):
        read_fhir_moment(text, zone=BERLIN)


def test_a_second_value_of_one_moment_is_kept_beside_the_first() -> None:
    at = "2025-06-01T10:00:00Z"
    (reading,) = taken(
        observation(value=71, effectiveDateTime=at), observation(value=72, effectiveDateTime=at)
    ).readings

    assert [one.standing for one in reading.measurements] == ["charted", "kept"]


@given(some.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_refusal(raw: bytes) -> None:
    with suppress(NotFhir):
        parse_body(raw)
