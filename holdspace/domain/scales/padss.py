"""PADSS, 0 to 10: whether a person is ready for home, in five items."""

from __future__ import annotations

from decimal import Decimal

from holdspace.domain.protocol import Score
from holdspace.domain.quantities import positive
from holdspace.domain.scales.scale import Item, Scale

ITEMS = (
    "vital signs",
    "walking and orientation",
    "pain, nausea, vomiting",
    "injection or line site",
    "drinking and passing water",
)
TWO_WITHIN_PERCENT = Decimal(20)
ONE_WITHIN_PERCENT = Decimal(40)

SCALE = Scale(
    code=Score.PADSS,
    name="PADSS",
    items=tuple(Item(name=name, high=2) for name in ITEMS),
    licence="ASK",
    source="PADS; clinical reference 3.5",
    pass_at=9,
)


def vital_points(*, value: Decimal, baseline: Decimal) -> int:
    """2, 1 or 0 for the vital signs item, by the distance from the baseline in percent."""
    percent = abs(value - baseline) * 100 / positive(baseline, "baseline")
    if percent <= TWO_WITHIN_PERCENT:
        return 2
    return 1 if percent <= ONE_WITHIN_PERCENT else 0
