"""What a treatment protocol may say: its schema. Every clinical number in it is `Sourced`.

`protocol_sense.read_protocol` is the door: it also checks what only several fields together show.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from holdspace.domain.protocol_discharge import Criterion, CriterionCode, Discharge
from holdspace.domain.protocol_dose import (
    Ceiling,
    DeviceChoice,
    DeviceDose,
    Dose,
    EnteredDose,
    PerKilogramDose,
    Quantity,
    Severity,
    Tier,
    WeightBasis,
    WeightRules,
)
from holdspace.domain.protocol_measures import OUR_OWN, MeasureSchedule
from holdspace.domain.session_events import Phase, Route
from holdspace.domain.sourced import (
    Comparison,
    Count,
    Minutes,
    MinutesRange,
    NonEmpty,
    Percent,
    Pressure,
    Range,
    Seconds,
    Sourced,
    Strict,
    Years,
)

__all__ = [
    "Basis",
    "Ceiling",
    "Comparison",
    "Criterion",
    "CriterionCode",
    "DeviceChoice",
    "DeviceDose",
    "Discharge",
    "Dose",
    "Effects",
    "EnteredDose",
    "Guidance",
    "Level",
    "PerKilogramDose",
    "PreDosePressure",
    "Presence",
    "PressureLimit",
    "Protocol",
    "Quantity",
    "Range",
    "ScaleTimes",
    "Score",
    "SeenSign",
    "Severity",
    "Sourced",
    "Threshold",
    "Tier",
    "Times",
    "Variant",
    "Vital",
    "VitalsSchedule",
    "VitalsTimes",
    "WeightBasis",
    "WeightRules",
]


class Vital(StrEnum):
    """A vital sign, named as the field of `VitalsCharted` that holds it."""

    SYSTOLIC = "systolic_mmhg"
    DIASTOLIC = "diastolic_mmhg"
    HEART_RATE = "heart_rate_per_min"
    RESPIRATORY_RATE = "respiratory_rate_per_min"
    SPO2 = "spo2_percent"
    TEMPERATURE = "temperature_celsius"
    ETCO2 = "etco2_mmhg"
    OXYGEN = "oxygen_l_per_min"


class Score(StrEnum):
    """A bedside scale or a 0-10 rating, named as in `ScaleScored.scale` and `Rated.scale`."""

    MOAAS = "moaas"
    CADSS6 = "cadss6"
    ALDRETE = "aldrete"
    PADSS = "padss"
    DISTRESS = "distress"
    NAUSEA = "nausea"
    PAIN = "pain"
    TIREDNESS = "tiredness"


class Level(StrEnum):
    """How far outside a limit."""

    WATCH = "watch"
    ACT = "act"
    EMERGENCY = "emergency"


# --- what is due when -----------------------------------------------------------------------------


class Times(Strict):
    """At set minutes from time zero, or every so often. Exactly one of the two.

    Time zero is the start of the infusion, the injection, the first device or the tablet placed.
    `until` is minutes from time zero; none means until the dose ends (during) or until the person
    goes home (after).
    """

    at: tuple[Minutes, ...] = ()
    every: Minutes | None = None
    until: Minutes | None = None


class VitalsTimes(Times):
    values: tuple[Vital, ...] = Field(min_length=1)


class VitalsSchedule(Strict):
    """When which vital signs are due. `after` begins where `during` ends."""

    baseline_within: Minutes
    """Before the dose, no older than this."""
    baseline_values: tuple[Vital, ...] = Field(min_length=1)
    during: VitalsTimes
    after: VitalsTimes
    due_window: Minutes
    """Due this long before the time and not overdue until this long after it."""
    escalate_after: Minutes
    cuff_interval: Minutes
    """How often the monitor's own cuff is expected to cycle: for *No signal*, not for *Due*."""


class ScaleTimes(Times):
    """When a bedside scale or rating is due."""

    scale: Score
    baseline: bool
    """Also before the dose."""


class Presence(Strict):
    """How emotional well-being is watched, as vital signs are."""

    look_in_every: Minutes
    """While the medicine acts and nobody stays with the person."""
    ask_every: Minutes
    """While the medicine acts: asked how they feel, or looked at in silence if they chose that."""
    nobody_for: Minutes
    """Nobody with the person for this long while the medicine acts is *Due*."""
    recovery_look_in_every: Minutes
    recovery_ask_every: Minutes
    escalate_after: Minutes


# --- our own limits -------------------------------------------------------------------------------


class Basis(StrEnum):
    """What a threshold compares: the value, or its distance from the person's own baseline."""

    VALUE = "value"
    RISE = "rise_from_baseline"
    RISE_PERCENT = "rise_percent_from_baseline"
    FALL = "fall_from_baseline"


class Threshold(Strict):
    """One limit on a measured value, and what the protocol says to look at."""

    code: NonEmpty
    measure: Vital | Score
    level: Level
    basis: Basis = Basis.VALUE
    comparison: Comparison
    limit: Sourced
    sustained: Seconds | None = None
    """A streamed value must stay over the limit for longer than this. None: one is enough."""
    needs: tuple[str, ...] = ()
    """Signs a person must have seen as well; the number alone is then not enough."""
    action: NonEmpty


class SeenSign(Strict):
    """Something a person sees that is outside a limit without any number."""

    code: NonEmpty
    level: Level
    action: NonEmpty
    source: NonEmpty


# --- the rest -------------------------------------------------------------------------------------


class PressureLimit(Strict):
    systolic: Pressure
    diastolic: Pressure


class PreDosePressure(Strict):
    """Blood pressure before the dose, from the mean of the latest readings."""

    review_above: PressureLimit | None = None
    review_above_older: PressureLimit | None = None
    older_from_age: Years | None = None
    hold_at: PressureLimit
    """Not today, unless repeats are lower; then a prescriber reviews."""
    stop_at: PressureLimit
    """Not today, no override."""
    low_below: PressureLimit
    repeats: Count
    repeats_apart: MinutesRange
    mean_of: Count
    mean_apart: Minutes


class Effects(Strict):
    """When the effects are expected, in minutes from time zero. A window, never a reason to act."""

    onset: MinutesRange
    peak: MinutesRange
    lasts: MinutesRange
    residual_until: Minutes
    slot: Minutes
    """How long the room is booked for."""


class Guidance(Strict):
    """How much company and speech, unless the person's own plan says otherwise (levels 0-4)."""

    default_level: int = Field(ge=0, le=4)
    check_words_at: tuple[Minutes, ...] = ()
    source: NonEmpty


class Variant(Strict):
    """A named way to run the protocol with something relaxed, signed for, shown on the record."""

    code: NonEmpty
    title: NonEmpty
    relaxes: tuple[
        Literal["time_out_by_two", "second_reading_of_dose", "override_by_second_person"], ...
    ] = Field(min_length=1)
    signed_by: Literal["medical_director"]
    sentence: NonEmpty
    source: NonEmpty


class Protocol(Strict):
    """One version of one treatment protocol. A course is pinned to it."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    version: int = Field(ge=1)
    title: NonEmpty
    summary: NonEmpty
    product: Literal["racemic", "esketamine"]
    drug: NonEmpty
    route: Route
    dose: Dose
    ceilings: tuple[Ceiling, ...] = Field(min_length=1)
    vitals: VitalsSchedule
    scales: tuple[ScaleTimes, ...]
    presence: Presence
    baseline_band: Percent
    """How far around the personal baseline the chart's band reaches."""
    thresholds: tuple[Threshold, ...] = Field(min_length=1)
    signs: tuple[SeenSign, ...]
    discharge: Discharge
    phases: tuple[Phase, ...] = Field(min_length=1)
    pre_dose_pressure: PreDosePressure
    effects: Effects
    guidance: Guidance
    variants: tuple[Variant, ...] = ()
    measures: MeasureSchedule = OUR_OWN
    """Which questionnaires are asked when."""

    def variant(self, code: str | None) -> Variant | None:
        return next((each for each in self.variants if each.code == code), None)
