"""The made-up monitor: the same seed gives the same person, and a dose raises what it should."""

from __future__ import annotations

import random
import statistics
from datetime import UTC, datetime, timedelta

import pytest

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.mdc.write import Observation
from holdspace.interfaces.monitors.simulated.monitor import Silence, SimulatedMonitor
from holdspace.interfaces.monitors.simulated.person import PEAK_MINUTES, Dose, Person

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


def simulated(
    seed: int = 1, dose: Dose | None = None, silences: tuple[Silence, ...] = ()
) -> SimulatedMonitor:
    chance = random.Random(seed)  # noqa: S311 - made-up people
    return SimulatedMonitor(chance, Person(chance, dose), silences=silences)


def hour(monitor: SimulatedMonitor, seconds: int = 3600) -> list[tuple[Observation, ...] | None]:
    return [monitor.observe(second, NOW + timedelta(seconds=second)) for second in range(seconds)]


def values(sent: list[tuple[Observation, ...] | None], kind: write.Kind) -> list[float]:
    return [
        float(item.value)
        for observations in sent
        for item in observations or ()
        if item.kind == kind and item.value is not None
    ]


def test_the_same_seed_is_the_same_hour_and_another_seed_is_not() -> None:
    assert hour(simulated(7)) == hour(simulated(7))
    assert hour(simulated(7)) != hour(simulated(8))


@pytest.mark.parametrize("seed", range(6))
def test_at_rest_every_value_stays_where_a_resting_person_is(seed: int) -> None:
    sent = hour(simulated(seed))

    assert 45 < statistics.mean(values(sent, write.HEART_RATE)) < 90
    assert 100 < statistics.mean(values(sent, write.CUFF_SYSTOLIC)) < 145
    assert 94 < statistics.mean(values(sent, write.SPO2)) <= 100
    assert 9 < statistics.mean(values(sent, write.RESPIRATION)) < 20


@pytest.mark.parametrize("route", PEAK_MINUTES)
def test_the_dose_raises_the_pressure_most_at_its_routes_peak(route: str) -> None:
    chance = random.Random(3)  # noqa: S311
    person = Person(chance, Dose(route=route, at_seconds=600, systolic_rise_mmhg=40))
    person._drifts = {name: drift for name, drift in person._drifts.items() if not drift.value}

    effects = {minute: person._effect(600 + minute * 60) for minute in range(-5, 240)}

    assert max(effects, key=effects.__getitem__) == PEAK_MINUTES[route]
    assert effects[0] == 0
    assert max(effects.values()) == pytest.approx(1)
    assert effects[int(PEAK_MINUTES[route] * 4)] < 0.05


def test_over_many_people_the_rise_is_small_on_average_and_large_for_some() -> None:
    rises = [
        Person(random.Random(seed), Dose(route="iv", at_seconds=0)).systolic_rise  # noqa: S311
        for seed in range(2000)
    ]

    assert 3 < statistics.median(rises) < 6
    assert 0.05 < sum(rise >= 25 for rise in rises) / len(rises) < 0.2


def test_a_cuff_is_taken_in_cycles_and_held_with_its_own_moment() -> None:
    sent = hour(simulated(), 700)

    taken = [
        item.taken_at
        for observations in sent
        for item in observations or ()
        if item.kind == write.CUFF_SYSTOLIC
    ]

    assert sorted(set(taken)) == [NOW + timedelta(seconds=at) for at in (20, 320, 620)]


def test_a_silence_is_no_message_and_it_ends() -> None:
    monitor = simulated(silences=(Silence(from_seconds=10, for_seconds=5),))

    sent = hour(monitor, 20)

    assert [second for second, item in enumerate(sent) if item is None] == [10, 11, 12, 13, 14]


def test_some_movement_takes_readings_away_and_marks_others_as_doubtful() -> None:
    sent = hour(simulated())

    lost = [o for observations in sent for o in observations or () if o.value is None]
    doubtful = [o for observations in sent for o in observations or () if o.flags == "QUES"]
    assert lost
    assert doubtful
    assert len(lost) < 0.1 * 2 * len(sent)


@pytest.mark.parametrize(("rise", "flags"), [(0.0, {""}), (90.0, {"", "H~PM~SP"})])
def test_the_monitor_alarms_beyond_its_own_limit_and_not_before(
    rise: float, flags: set[str]
) -> None:
    dose = Dose(route="iv", at_seconds=0, systolic_rise_mmhg=rise)
    sent = hour(simulated(2, dose))

    assert {o.flags for s in sent for o in s or () if o.kind == write.CUFF_SYSTOLIC} == flags
