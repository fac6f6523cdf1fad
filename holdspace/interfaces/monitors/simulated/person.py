"""A made-up person at rest and after a dose: pressure, pulse, breathing, oxygen, temperature."""

import math
import random
from dataclasses import dataclass, field

MEAN_SYSTOLIC_RISE_MMHG = 3.3
"""Mean peak change in 684 infusions of 0.5 mg/kg (clinical reference 1.2); some rise far more."""
LARGE_RISE_CHANCE = 0.12
LARGE_RISE_MMHG = (25.0, 45.0)

PEAK_MINUTES = {"iv": 35.0, "im": 18.0, "nasal": 40.0, "sublingual": 45.0}
"""From the start of the dose to the highest pressure, by route."""
SHARPNESS = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    route: str
    at_seconds: float
    systolic_rise_mmhg: float | None = None
    """None: drawn, mostly about 3 mmHg."""


@dataclass(frozen=True, slots=True)
class Vitals:
    heart_rate_per_min: float
    systolic_mmhg: float
    diastolic_mmhg: float
    respiratory_rate_per_min: float
    spo2_percent: float
    temperature_celsius: float


@dataclass(slots=True)
class Drift:
    """A value that wanders about zero and comes back, as a body does."""

    spread: float
    memory: float = 0.97
    value: float = 0.0

    def step(self, chance: random.Random) -> float:
        push = self.spread * math.sqrt(1 - self.memory**2)
        self.value = self.memory * self.value + chance.gauss(0, push)
        return self.value


@dataclass(slots=True)
class Person:
    chance: random.Random
    dose: Dose | None = None
    resting: Vitals = field(init=False)
    systolic_rise: float = field(init=False)
    pulse_rise: float = field(init=False)
    _drifts: dict[str, Drift] = field(init=False)

    def __post_init__(self) -> None:
        between = self.chance.uniform
        self.resting = Vitals(
            heart_rate_per_min=between(60, 78),
            systolic_mmhg=between(112, 132),
            diastolic_mmhg=between(68, 82),
            respiratory_rate_per_min=between(12, 16),
            spo2_percent=between(97, 98.6),
            temperature_celsius=between(36.3, 36.9),
        )
        self.systolic_rise = self._drawn_rise()
        self.pulse_rise = max(0.0, self.chance.gauss(4, 3)) + 0.3 * max(0.0, self.systolic_rise)
        self._drifts = {
            "heart": Drift(2.5),
            "pressure": Drift(3.0, memory=0.995),
            "breath": Drift(1.0),
            "oxygen": Drift(0.4),
        }

    def at(self, seconds: float) -> Vitals:
        """Call it for rising `seconds`: the drifts move by one step each time."""
        effect = self._effect(seconds)
        heart, pressure, breath, oxygen = (
            drift.step(self.chance) for drift in self._drifts.values()
        )
        rest = self.resting
        return Vitals(
            heart_rate_per_min=rest.heart_rate_per_min + heart + self.pulse_rise * effect,
            systolic_mmhg=rest.systolic_mmhg + pressure + self.systolic_rise * effect,
            diastolic_mmhg=rest.diastolic_mmhg + 0.6 * (pressure + self.systolic_rise * effect),
            respiratory_rate_per_min=rest.respiratory_rate_per_min + breath - 1.5 * effect,
            spo2_percent=min(100.0, rest.spo2_percent + oxygen - 0.8 * effect),
            temperature_celsius=rest.temperature_celsius,
        )

    def _drawn_rise(self) -> float:
        if self.dose is not None and self.dose.systolic_rise_mmhg is not None:
            return self.dose.systolic_rise_mmhg
        if self.chance.random() < LARGE_RISE_CHANCE:
            return self.chance.uniform(*LARGE_RISE_MMHG)
        return self.chance.gauss(MEAN_SYSTOLIC_RISE_MMHG, 4.0)

    def _effect(self, seconds: float) -> float:
        """0 at rest, 1 at the peak, nearly gone after four times the time to the peak."""
        if self.dose is None or seconds <= self.dose.at_seconds:
            return 0.0
        share = (seconds - self.dose.at_seconds) / 60 / PEAK_MINUTES[self.dose.route]
        return float((share * math.exp(1 - share)) ** SHARPNESS)
