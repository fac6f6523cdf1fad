"""Samples that come one after another are the same as all of them at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from holdspace.pathway.dosing_session.samples import Sample, Samples
from holdspace.pathway.dosing_session.watching import mirrored_alarms

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HIGH = {"about": "heart_rate_per_min", "kind": "high", "value": "140"}


def sample(id_: int, second: int, *names: str, alarms: bool = False) -> Sample:
    at = BEGIN + timedelta(seconds=second)
    values = {name: Decimal(second) for name in names}
    return Sample(id_, at, at, values, [], [HIGH] if alarms else [], None)


rows = st.lists(
    st.tuples(
        st.integers(0, 40), st.sets(st.sampled_from(["hr", "spo2", "sys"])), st.booleans()
    ),
    max_size=30,
)  # fmt: skip


@given(rows, st.lists(st.integers(1, 6), max_size=30))
def test_whatever_order_they_come_in_nothing_differs(rows, steps) -> None:
    all_of_them = [
        sample(id_, second, *names, alarms=alarms)
        for id_, (second, names, alarms) in enumerate(rows, 1)
    ]
    known, waiting = Samples(), list(all_of_them)
    for step in (*steps, len(waiting)):
        fresh, waiting = waiting[:step], waiting[step:]
        if not fresh:
            continue
        before, known = known, known.with_more(sorted(fresh, key=lambda one: (one.at, one.id)))
        mirrored_alarms(None, known)
        assert sorted(one.id for one in known.not_in(before)) == sorted(one.id for one in fresh)

    at_once = Samples.of(all_of_them)
    assert list(known) == list(at_once)
    assert mirrored_alarms(None, known) == mirrored_alarms(None, at_once)
    for name in ("hr", "spo2", "sys"):
        assert list(known.having(name)) == [one for one in at_once if name in one.values]


def test_those_between_two_moments_have_both_ends() -> None:
    samples = Samples.of(sample(number, number, "hr") for number in range(1, 9))

    two, five = BEGIN + timedelta(seconds=2), BEGIN + timedelta(seconds=5)

    assert [one.id for one in samples.between(two, five)] == [2, 3, 4, 5]
    assert [one.id for one in samples.since(five)] == [5, 6, 7, 8]
