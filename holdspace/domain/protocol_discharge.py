"""What a protocol may say about going home: the closed list of criteria, and their numbers."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from holdspace.domain.sourced import NonEmpty, Sourced, Strict, Unit


class CriterionCode(StrEnum):
    """Everything a discharge gate knows how to look at."""

    MINIMUM_TIME = "minimum_time"
    AWAKE = "awake"
    DISSOCIATION_RESOLVED = "dissociation_resolved"
    PRESSURE_BACK = "pressure_back"
    PRESSURE_NOT_RISING = "pressure_not_rising"
    PRESSURE_FALLING_AND_STABLE = "pressure_falling_and_stable"
    OXYGEN_BACK = "oxygen_back"
    BREATHING_BACK = "breathing_back"
    HEART_RATE_BACK = "heart_rate_back"
    ALDRETE = "aldrete"
    PADSS = "padss"
    STEADY_GAIT = "steady_gait"
    NAUSEA_LOW = "nausea_low"
    NO_VOMITING = "no_vomiting"
    DRANK_FLUIDS = "drank_fluids"
    ORIENTED = "oriented"
    DISTRESS_LOW = "distress_low"
    NO_HIGH_SUICIDE_RISK = "no_high_suicide_risk"
    RESCUE_WAIT = "rescue_wait"
    ESCORT_PRESENT = "escort_present"
    INSTRUCTIONS_GIVEN = "instructions_given"
    ACCESS_REMOVED = "access_removed"
    ADVERSE_EVENTS_RECORDED = "adverse_events_recorded"


NUMBERS: dict[CriterionCode, dict[str, Unit]] = {
    CriterionCode.MINIMUM_TIME: {"wait": "min"},
    CriterionCode.AWAKE: {"moaas": "score", "readings": "count", "apart": "min"},
    CriterionCode.DISSOCIATION_RESOLVED: {"above_baseline": "score"},
    CriterionCode.PRESSURE_BACK: {
        "systolic_below": "mmHg",
        "diastolic_below": "mmHg",
        "within": "%",
    },
    CriterionCode.PRESSURE_NOT_RISING: {"margin": "mmHg"},
    CriterionCode.PRESSURE_FALLING_AND_STABLE: {"margin": "mmHg"},
    CriterionCode.OXYGEN_BACK: {"at_least": "%", "below_baseline": "%"},
    CriterionCode.BREATHING_BACK: {"at_least": "/min", "at_most": "/min"},
    CriterionCode.HEART_RATE_BACK: {"at_least": "/min", "at_most": "/min"},
    CriterionCode.ALDRETE: {"pass": "score"},
    CriterionCode.PADSS: {"pass": "score"},
    CriterionCode.NAUSEA_LOW: {"at_most": "score"},
    CriterionCode.NO_VOMITING: {"for": "min"},
    CriterionCode.DISTRESS_LOW: {"at_most": "score"},
    CriterionCode.RESCUE_WAIT: {"extra": "min", "extra_after_reversal": "min"},
}
"""The numbers each criterion must carry, no more and no fewer. Not listed: no numbers."""

ALWAYS_NEEDED = frozenset({
    CriterionCode.MINIMUM_TIME,
    CriterionCode.AWAKE,
    CriterionCode.DISSOCIATION_RESOLVED,
    CriterionCode.PRESSURE_BACK,
    CriterionCode.OXYGEN_BACK,
    CriterionCode.BREATHING_BACK,
    CriterionCode.ESCORT_PRESENT,
    CriterionCode.INSTRUCTIONS_GIVEN,
})  # fmt: skip
"""No protocol may do without these."""


class Criterion(Strict):
    """One thing that must be true before the person goes home."""

    code: CriterionCode
    sentence: NonEmpty
    numbers: dict[str, Sourced] = Field(default_factory=dict)
    source: NonEmpty

    def number(self, name: str) -> Decimal:
        return self.numbers[name].value


class Discharge(Strict):
    """The facts a clinician looks at before signing that the person may go."""

    counted_from: Literal["time_zero", "dose_end"]
    aldrete_variant: Literal["percent", "mmhg"]
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    def criterion(self, code: CriterionCode) -> Criterion | None:
        return next((each for each in self.criteria if each.code == code), None)
