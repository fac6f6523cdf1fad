"""A clinical number with its unit and where it comes from, and how it is compared."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Unit = Literal[
    "mg", "mg/kg", "mg/mL", "mL", "mL/h", "mg/min", "kg", "kg/m2", "min", "h", "s", "days", "years",
    "mmHg", "/min", "%", "Cel", "L/min", "score", "count", "devices",
]  # fmt: skip

NonEmpty = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """What every part of a protocol shares: frozen, and nothing that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Comparison(StrEnum):
    """Which side of a limit is over it, and whether the limit itself is."""

    ABOVE = "above"
    AT_OR_ABOVE = "at_or_above"
    BELOW = "below"
    AT_OR_BELOW = "at_or_below"

    @property
    def is_upper(self) -> bool:
        return self in (Comparison.ABOVE, Comparison.AT_OR_ABOVE)

    @property
    def words(self) -> str:
        return {
            Comparison.ABOVE: "above",
            Comparison.AT_OR_ABOVE: "at or above",
            Comparison.BELOW: "below",
            Comparison.AT_OR_BELOW: "at or below",
        }[self]

    def is_over(self, value: Decimal, limit: Decimal) -> bool:
        """Whether `value` is on the far side of `limit`."""
        match self:
            case Comparison.ABOVE:
                return value > limit
            case Comparison.AT_OR_ABOVE:
                return value >= limit
            case Comparison.BELOW:
                return value < limit
            case Comparison.AT_OR_BELOW:
                return value <= limit


class Sourced(Strict):
    """One number: value, unit, source. There is no clinical number without all three."""

    value: Decimal = Field(allow_inf_nan=False)
    unit: Unit
    source: NonEmpty

    @property
    def words(self) -> str:
        return f"{self.value.normalize():f} {self.unit}"


class Range(Strict):
    """From low to high, both inside, in one unit."""

    low: Decimal = Field(allow_inf_nan=False)
    high: Decimal = Field(allow_inf_nan=False)
    unit: Unit
    source: NonEmpty

    @model_validator(mode="after")
    def _low_before_high(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    @property
    def words(self) -> str:
        return f"{self.low.normalize():f} to {self.high.normalize():f} {self.unit}"


def _in_unit(unit: Unit) -> Callable[[Sourced], Sourced]:
    def check(number: Sourced) -> Sourced:
        if number.unit != unit:
            raise ValueError(f"unit is {number.unit}, should be {unit}")
        if number.value < 0:
            raise ValueError(f"{number.words} is below zero")
        return number

    return check


def _range_in_unit(unit: Unit) -> Callable[[Range], Range]:
    def check(numbers: Range) -> Range:
        if numbers.unit != unit:
            raise ValueError(f"unit is {numbers.unit}, should be {unit}")
        if numbers.low < 0:
            raise ValueError(f"{numbers.words} starts below zero")
        return numbers

    return check


Minutes = Annotated[Sourced, AfterValidator(_in_unit("min"))]
Seconds = Annotated[Sourced, AfterValidator(_in_unit("s"))]
Hours = Annotated[Sourced, AfterValidator(_in_unit("h"))]
Days = Annotated[Sourced, AfterValidator(_in_unit("days"))]
Years = Annotated[Sourced, AfterValidator(_in_unit("years"))]
Milligrams = Annotated[Sourced, AfterValidator(_in_unit("mg"))]
MilligramsPerKilogram = Annotated[Sourced, AfterValidator(_in_unit("mg/kg"))]
MilligramsPerMillilitre = Annotated[Sourced, AfterValidator(_in_unit("mg/mL"))]
BodyMassIndex = Annotated[Sourced, AfterValidator(_in_unit("kg/m2"))]
Pressure = Annotated[Sourced, AfterValidator(_in_unit("mmHg"))]
Percent = Annotated[Sourced, AfterValidator(_in_unit("%"))]
Count = Annotated[Sourced, AfterValidator(_in_unit("count"))]
Points = Annotated[Sourced, AfterValidator(_in_unit("score"))]

MinutesRange = Annotated[Range, AfterValidator(_range_in_unit("min"))]
MilligramsRange = Annotated[Range, AfterValidator(_range_in_unit("mg"))]
