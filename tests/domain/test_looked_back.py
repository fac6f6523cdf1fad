"""A stream looked back on: silences and stretches without a movement, each at its limits."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.looked_back import silent_spans, still_spans
from holdspace.domain.protocol import Vital

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("seconds", "count"), [(59, 0), (60, 1), (61, 1)])
def test_a_silence_counts_from_a_minute_on(seconds, count):
    moments = [NINE, NINE + SECOND, NINE + (1 + seconds) * SECOND]

    found = silent_spans(moments, at_least=timedelta(minutes=1))

    assert [one.length for one in found] == [timedelta(seconds=seconds)] * count


def stream(*runs):
    values = [value for value, seconds in runs for _ in range(seconds)]
    return [(NINE + second * SECOND, Decimal(value)) for second, value in enumerate(values)]


def still(readings, vital=Vital.HEART_RATE):
    return still_spans(vital, readings, expected_every=SECOND)


@pytest.mark.parametrize(("seconds", "count"), [(300, 0), (301, 1), (302, 1)])
def test_a_heart_rate_stands_still_from_five_minutes_on(seconds, count):
    found = still(stream((70, 10), (72, seconds), (71, 10)))

    assert len(found) == count
    assert {(one.began_at, one.value) for one in found} <= {(NINE + 10 * SECOND, Decimal(72))}


def test_a_silence_ends_a_stretch():
    before = stream((72, 200))
    after = [(at + 250 * SECOND, value) for at, value in stream((72, 200))]

    assert still([*before, *after]) == ()


def test_what_may_stand_still_is_not_named():
    assert still(stream((36, 4000)), Vital.TEMPERATURE) == ()
