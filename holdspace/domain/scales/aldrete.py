"""Modified Aldrete, 0 to 10. Its circulation item is printed in two ways: both are data here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from holdspace.domain.protocol import Score
from holdspace.domain.quantities import positive
from holdspace.domain.scales.scale import Item, Scale

Variant = Literal["percent", "mmhg"]

ITEMS = ("activity", "breathing", "circulation", "consciousness", "oxygen")


@dataclass(frozen=True, kw_only=True)
class Circulation:
    """How far systolic pressure may be from before the dose: for two points, and for one."""

    unit: Literal["%", "mmHg"]
    two_within: Decimal
    one_within: Decimal


CIRCULATION: dict[Variant, Circulation] = {
    "percent": Circulation(unit="%", two_within=Decimal(20), one_within=Decimal(50)),
    "mmhg": Circulation(unit="mmHg", two_within=Decimal(20), one_within=Decimal(50)),
}

SCALES: dict[Variant, Scale] = {
    variant: Scale(
        code=Score.ALDRETE,
        name="Modified Aldrete",
        items=tuple(Item(name=name, high=2) for name in ITEMS),
        licence="ASK",
        source=f"ALD; clinical reference 3.5 (circulation in {rule.unit})",
        pass_at=9,
        variant=variant,
    )
    for variant, rule in CIRCULATION.items()
}


def circulation_points(
    variant: Variant, *, systolic_mmhg: Decimal, baseline_systolic_mmhg: Decimal
) -> int:
    """2, 1 or 0 for the circulation item, by the distance from the systolic baseline."""
    distance = abs(systolic_mmhg - baseline_systolic_mmhg)
    rule = CIRCULATION[variant]
    if rule.unit == "%":
        distance = distance * 100 / positive(baseline_systolic_mmhg, "mmHg")
    if distance <= rule.two_within:
        return 2
    return 1 if distance <= rule.one_within else 0
