"""What a protocol may say about the dose: how it is found, and its ceilings."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from holdspace.domain.sourced import (
    BodyMassIndex,
    Comparison,
    Days,
    Milligrams,
    MilligramsPerKilogram,
    MilligramsPerMillilitre,
    MilligramsRange,
    Minutes,
    NonEmpty,
    Sourced,
    Strict,
    Years,
)


class Severity(StrEnum):
    """What a finding about a planned dose does."""

    REFUSE = "refuse"
    REVIEW = "review"
    INFO = "info"


class WeightBasis(StrEnum):
    """Which body weight a dose per kilogram is worked out from."""

    ACTUAL = "actual"
    IDEAL = "ideal"
    ADJUSTED = "adjusted"


class WeightRules(Strict):
    """When a body weight may be used, and when all three weights are shown."""

    basis: WeightBasis
    show_all_from: BodyMassIndex
    measured_within: Days


class PerKilogramDose(Strict):
    """So many mg for each kg of body weight, by default over so many minutes."""

    kind: Literal["per_kg"]
    default: MilligramsPerKilogram
    over: Minutes | None = None
    concentrations: tuple[MilligramsPerMillilitre, ...] = Field(min_length=1)
    dilute_first: tuple[MilligramsPerMillilitre, ...] = ()
    """Strengths that must be diluted before they go in by this route."""
    weight: WeightRules


class Tier(Strict):
    """A named kind of session, without a number of its own: the prescriber enters the mg."""

    code: NonEmpty
    title: NonEmpty
    description: NonEmpty


class EnteredDose(Strict):
    """The prescriber enters mg inside a published range. There is no default number."""

    kind: Literal["entered"]
    range: MilligramsRange
    tiers: tuple[Tier, ...] = ()
    concentrations: tuple[MilligramsPerMillilitre, ...] = ()
    weight: WeightRules


class DeviceChoice(Strict):
    """One labelled dose, and from which age it may be given without review."""

    dose: Milligrams
    from_age: Years | None = None
    first_session: bool
    """Whether the label has it in a first session."""
    first_session_if_indication: str = ""
    """The one indication in which the label has it in a first session all the same."""


class DeviceDose(Strict):
    """A fixed choice of devices, each of so many mg."""

    kind: Literal["devices"]
    per_device: Milligrams
    choices: tuple[DeviceChoice, ...] = Field(min_length=1)
    rest_between_devices: Minutes


Dose = Annotated[PerKilogramDose | EnteredDose | DeviceDose, Field(discriminator="kind")]


class Quantity(StrEnum):
    """What a ceiling looks at."""

    DOSE_MG = "dose_mg"
    DOSE_MG_PER_KG = "dose_mg_per_kg"
    OVER_MINUTES = "over_minutes"
    STEP_UP_MG_PER_KG = "step_up_mg_per_kg"
    HOURS_SINCE_DOSE = "hours_since_dose"
    DOSES_IN_168_HOURS = "doses_in_168_hours"
    DOSES_SAME_DAY = "doses_same_day"
    WEIGHT_CHANGE_PERCENT = "weight_change_percent"
    WEIGHT_AGE_DAYS = "weight_age_days"


class Ceiling(Strict):
    """A limit on a planned dose or a start: what, on which side of which number, and what then.

    The two counts of doses include the planned one.
    """

    code: NonEmpty
    quantity: Quantity
    comparison: Comparison
    limit: Sourced
    severity: Literal[Severity.REFUSE, Severity.REVIEW]
    second_clinician: bool = False
    """A review that two named people sign, not one."""
    first_session_only: bool = False
    sentence: NonEmpty
