"""Whether one value may stand in its column, whatever wire or file it came by."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.mdc.nomenclature import (
    ONE_UNIT_ONLY,
    SENSOR_RANGE,
    UNITS,
    Scale,
)

if TYPE_CHECKING:
    from holdspace.interfaces.monitors.reading import Column, Standing

LARGEST = Decimal(10_000_000)
FINEST_PLACES = 6

Judged = tuple[Decimal | None, "Standing", str]


def plain_number(value: Decimal) -> Decimal | None:
    """None for what no sensor says: not finite, ten millions, more than six decimal places."""
    if not value.is_finite() or abs(value) >= LARGEST:
        return None
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -FINEST_PLACES else None


def charted(column: Column, number: Decimal, unit: str) -> Judged:
    """The value in the column's own unit, or why it stays out of the chart."""
    scale = _scale(column, unit)
    if scale is None:
        return None, "invalid", f"unit not known here: {unit[:40]}" if unit else "no unit was sent"
    value = scale.convert(number)
    low, high = SENSOR_RANGE[column]
    if not low <= value <= high:
        return None, "invalid", f"{number} is outside what a sensor can report ({low} to {high})"
    return value, "charted", ""


def _scale(column: Column, unit: str) -> Scale | None:
    if not unit:
        return Scale() if column in ONE_UNIT_ONLY else None
    return UNITS[column].get(unit.upper())
