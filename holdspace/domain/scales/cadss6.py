"""CADSS-6: dissociation from six items of the CADSS. Item numbers only, no wording, no cut-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.protocol import Score
from holdspace.domain.scales.scale import Item, Scale

if TYPE_CHECKING:
    from collections.abc import Iterable

ITEM_NUMBERS = (1, 2, 6, 7, 15, 22)

SCALE = Scale(
    code=Score.CADSS6,
    name="CADSS-6",
    items=tuple(Item(name=f"CADSS item {number}", high=4) for number in ITEM_NUMBERS),
    licence="NO-TEXT",
    source="CADSS6; clinical reference 3.4 and 5.4 (no published cut-off)",
)


def peak_change(baseline_total: int, totals: Iterable[int]) -> int:
    """The largest rise above the baseline, in points; 0 when it never rose."""
    return max((total - baseline_total for total in totals), default=0)


def is_resolved(total: int, baseline_total: int, *, above_baseline: int) -> bool:
    """The discharge test: at most so many points above the person's own baseline."""
    return total <= baseline_total + above_baseline
