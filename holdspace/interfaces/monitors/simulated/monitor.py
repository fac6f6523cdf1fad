"""The made-up monitor at that bed: what it sends each second, with its faults and alarms."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.mdc.write import Observation
from holdspace.interfaces.monitors.simulated.person import Person, Vitals

ARTEFACT_CHANCE_PER_STEP = 1 / 400
ARTEFACT_STEPS = (5, 20)

ALARM_LIMITS = {
    "heart": (45, 120),
    "systolic": (90, 160),
    "diastolic": (50, 100),
    "oxygen": (92, 101),
    "breath": (8, 30),
}
"""The made-up monitor's own limits, as they would be set at its front: below is L, above is H."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The monitor is off the network from here, for so long (seconds of the simulated session)."""

    from_seconds: float
    for_seconds: float

    def covers(self, seconds: float) -> bool:
        return self.from_seconds <= seconds < self.from_seconds + self.for_seconds


@dataclass(slots=True)
class SimulatedMonitor:
    chance: random.Random
    person: Person
    cuff_every_seconds: float = 300.0
    silences: Sequence[Silence] = ()
    _cuff: tuple[Observation, ...] = ()
    _next_cuff_at: float = field(default=20.0)
    _artefact_steps_left: int = 0

    def observe(self, seconds: float, now: datetime) -> tuple[Observation, ...] | None:
        """What it sends at this moment; None while it is silent."""
        vitals = self.person.at(seconds)
        if seconds >= self._next_cuff_at:
            self._next_cuff_at += self.cuff_every_seconds
            self._cuff = _cuff(vitals, now)
        if any(silence.covers(seconds) for silence in self.silences):
            return None
        continuous = self._disturbed(vitals) if self._is_moving() else _continuous(vitals)
        return (*continuous, *self._cuff)

    def _is_moving(self) -> bool:
        if self._artefact_steps_left:
            self._artefact_steps_left -= 1
        elif self.chance.random() < ARTEFACT_CHANCE_PER_STEP:
            self._artefact_steps_left = self.chance.randint(*ARTEFACT_STEPS)
        return self._artefact_steps_left > 0

    def _disturbed(self, vitals: Vitals) -> tuple[Observation, ...]:
        """A hand that moves: the finger sensor loses its reading and the rates are doubtful."""
        rate = vitals.heart_rate_per_min + self.chance.uniform(-15, 25)
        return (
            Observation(write.HEART_RATE, _whole(rate), "QUES"),
            Observation(write.PULSE, None),
            Observation(write.SPO2, None),
            Observation(write.RESPIRATION, _whole(vitals.respiratory_rate_per_min), "QUES"),
            _temperature(vitals),
        )


def _continuous(vitals: Vitals) -> tuple[Observation, ...]:
    rate, breath = _whole(vitals.heart_rate_per_min), _whole(vitals.respiratory_rate_per_min)
    oxygen = _whole(vitals.spo2_percent)
    return (
        Observation(write.HEART_RATE, rate, _alarm("heart", rate)),
        Observation(write.PULSE, rate),
        Observation(write.SPO2, oxygen, _alarm("oxygen", oxygen)),
        Observation(write.RESPIRATION, breath, _alarm("breath", breath)),
        _temperature(vitals),
    )


def _cuff(vitals: Vitals, now: datetime) -> tuple[Observation, ...]:
    systolic, diastolic = _whole(vitals.systolic_mmhg), _whole(vitals.diastolic_mmhg)
    mean = _whole(float(diastolic) + float(systolic - diastolic) / 3)
    return (
        Observation(write.CUFF_SYSTOLIC, systolic, _alarm("systolic", systolic), now),
        Observation(write.CUFF_DIASTOLIC, diastolic, _alarm("diastolic", diastolic), now),
        Observation(write.CUFF_MEAN, mean, "", now),
    )


def _temperature(vitals: Vitals) -> Observation:
    return Observation(write.TEMPERATURE, round(Decimal(str(vitals.temperature_celsius)), 1))


def _alarm(about: str, value: Decimal) -> str:
    """Which limit, how urgent the monitor finds it, and that it is about the person."""
    low, high = ALARM_LIMITS[about]
    return "L~PM~SP" if value < low else "H~PM~SP" if value > high else ""


def _whole(value: float) -> Decimal:
    return Decimal(round(value))
