"""A reading: what it is, whether it can be true, and whether it is still now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from holdspace.domain.protocol import Vital

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from holdspace.domain.session_events import VitalsCharted


@dataclass(frozen=True, kw_only=True)
class VitalKind:
    """One vital sign: its name, unit, code, and what may be entered without a second look."""

    vital: Vital
    name: str
    unit: str
    loinc: str
    low: Decimal
    high: Decimal

    def is_plausible(self, value: Decimal) -> bool:
        return value.is_finite() and self.low <= value <= self.high


def _kind(vital: Vital, name: str, unit: str, loinc: str, span: tuple[int, int]) -> VitalKind:
    low, high = span
    return VitalKind(
        vital=vital, name=name, unit=unit, loinc=loinc, low=Decimal(low), high=Decimal(high)
    )


KINDS: dict[Vital, VitalKind] = {
    kind.vital: kind
    for kind in (
        _kind(Vital.SYSTOLIC, "Systolic pressure", "mmHg", "8480-6", (50, 280)),
        _kind(Vital.DIASTOLIC, "Diastolic pressure", "mmHg", "8462-4", (20, 180)),
        _kind(Vital.HEART_RATE, "Heart rate", "/min", "8867-4", (20, 250)),
        _kind(Vital.RESPIRATORY_RATE, "Breathing rate", "/min", "9279-1", (2, 60)),
        _kind(Vital.SPO2, "SpO2", "%", "59408-5", (40, 100)),
        _kind(Vital.TEMPERATURE, "Temperature", "Cel", "8310-5", (30, 43)),
        _kind(Vital.ETCO2, "End-tidal CO2", "mmHg", "19891-1", (5, 100)),
        _kind(Vital.OXYGEN, "Oxygen flow", "L/min", "3151-8", (0, 15)),
    )
}
"""Plausible ranges of clinical reference 3.1 (design default): outside, a person confirms twice."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One value of one vital sign, who measured it, and when."""

    vital: Vital
    value: Decimal
    measured_at: datetime
    source: Literal["hand", "monitor"] = "hand"


def values_of(charted: VitalsCharted) -> dict[Vital, Decimal]:
    """The vital signs that a charted set holds; what was not measured is not there."""
    found: dict[Vital, Decimal] = {}
    for vital in Vital:
        value = getattr(charted, vital.value)
        if value is not None:
            found[vital] = value
    return found


def readings_of(charted: VitalsCharted) -> tuple[Reading, ...]:
    return tuple(
        Reading(vital=vital, value=value, measured_at=charted.measured_at, source=charted.source)
        for vital, value in values_of(charted).items()
    )


CONFIRM = "Confirm again and say why."

# --- can it be true -------------------------------------------------------------------------------


def implausible(values: Mapping[Vital, Decimal]) -> tuple[str, ...]:
    """Why a second confirm and a reason are asked for, a sentence each; empty: nothing is odd.

    Never a refusal: a true reading outside the range, apnoea among them, is charted with why.
    """
    odd = (
        _odd_sentence(KINDS[vital], value)
        for vital, value in values.items()
        if not KINDS[vital].is_plausible(value)
    )
    return (*odd, *_crossed(values))


def _odd_sentence(kind: VitalKind, value: Decimal) -> str:
    if kind.vital is Vital.RESPIRATORY_RATE and value == 0:
        return f"Breathing rate 0 /min: is the person not breathing? {CONFIRM}"
    span = f"{kind.low} to {kind.high} {kind.unit}"
    return f"{kind.name} {value} {kind.unit} is outside {span}. {CONFIRM}"


def _crossed(values: Mapping[Vital, Decimal]) -> tuple[str, ...]:
    systolic, diastolic = values.get(Vital.SYSTOLIC), values.get(Vital.DIASTOLIC)
    if systolic is None or diastolic is None or systolic > diastolic:
        return ()
    pair = f"Systolic pressure {systolic} mmHg is not above diastolic {diastolic} mmHg."
    return (f"{pair} {CONFIRM}",)


# --- is it still now ------------------------------------------------------------------------------

STREAM_UP_TO = timedelta(seconds=2)  # a value sent this often or oftener is a stream
STREAM_SILENCE = timedelta(seconds=10)  # promise R10: at 1 Hz, shown within 10 s
EPISODIC_SLACK = timedelta(seconds=30)  # promise R10: expected interval x 1.5 + 30 s


def stale_after(expected_every: timedelta) -> timedelta:
    """The age from which a value may not look live, by how often it is expected."""
    if expected_every <= STREAM_UP_TO:
        return STREAM_SILENCE
    return expected_every * 3 / 2 + EPISODIC_SLACK


def age(measured_at: datetime, now: datetime) -> timedelta:
    """How old a value is; never below zero, whatever a device's clock says."""
    return max(now - measured_at, timedelta(0))


def is_stale(measured_at: datetime | None, now: datetime, *, expected_every: timedelta) -> bool:
    """Whether a value may no longer look live. No value at all is stale."""
    return measured_at is None or age(measured_at, now) >= stale_after(expected_every)


FLAT_FOR: dict[Vital, timedelta] = {
    Vital.HEART_RATE: timedelta(minutes=5),
    Vital.SPO2: timedelta(minutes=30),  # a healthy person may well read 99 for many minutes
    Vital.RESPIRATORY_RATE: timedelta(minutes=10),
    Vital.ETCO2: timedelta(minutes=10),
}
"""Design defaults: a streamed value that does not move for this long may be a stuck sensor."""
FEWEST_SAMPLES = 10


def frozen_since(
    vital: Vital,
    newest_first: Iterable[tuple[datetime, Decimal]],
    now: datetime,
    *,
    expected_every: timedelta,
) -> datetime | None:
    """Since when a streamed value has not moved at all, if that is longer than in living people.

    Looks back no further than to the last change or the last silence: over one nobody knows what
    the value did. Too few values say nothing, and a silent one is silent, not stuck.
    """
    silence = stale_after(expected_every)
    held: list[datetime] = []
    latest: Decimal | None = None
    for at, value in newest_first:
        if latest is not None and (value != latest or held[-1] - at >= silence):
            break
        latest = value
        held.append(at)
    if vital not in FLAT_FOR or len(held) < FEWEST_SAMPLES or now - held[0] >= silence:
        return None
    return held[-1] if now - held[-1] >= FLAT_FOR[vital] else None


# --- the person's own baseline --------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The mean of readings before the dose, and the readings themselves."""

    vital: Vital
    mean: Decimal
    readings: tuple[Reading, ...]

    def band(self, percent: Decimal) -> tuple[Decimal, Decimal]:
        """From so many percent below to as many above the mean."""
        reach = self.mean * percent / 100
        return self.mean - reach, self.mean + reach


def spaced(readings: Sequence[Reading], *, count: int, apart: timedelta) -> tuple[Reading, ...]:
    """The latest `count` readings with at least `apart` between each, oldest first."""
    taken: list[Reading] = []
    for reading in sorted(readings, key=lambda each: each.measured_at, reverse=True):
        if not taken or taken[-1].measured_at - reading.measured_at >= apart:
            taken.append(reading)
        if len(taken) == count:
            break
    return tuple(reversed(taken))


def baseline(
    readings: Sequence[Reading],
    *,
    before: datetime,
    count: int = 2,
    apart: timedelta = timedelta(minutes=1),
) -> Baseline | None:
    """Mean of the last two readings taken at least a minute apart before the dose (reference 1.2).

    With one reading only, that one; with none, None. `readings` are of one vital sign.
    """
    earlier = [each for each in readings if each.measured_at <= before]
    taken = spaced(earlier, count=count, apart=apart)
    if not taken:
        return None
    total = sum((each.value for each in taken), Decimal(0))
    return Baseline(vital=taken[-1].vital, mean=total / len(taken), readings=taken)
