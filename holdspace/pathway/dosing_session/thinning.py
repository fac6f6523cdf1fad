"""The rows of a long chart: fewer of them, and none that was not measured.

Thinning leaves rows out; it never makes a mean of any.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.pathway.dosing_session.samples import Sample

MOST_ROWS = 3_000
"""On one chart. More are thinned to the lowest and the highest of each stretch of time."""
CURVES = ("hr", "spo2", "rr", "etco2")


def rows_of(samples: Sequence[Sample], rescinded: frozenset[int]) -> list[dict[str, Any]]:
    """For the chart: all of them, or the lows and highs of each stretch when there are many."""
    kept = samples if len(samples) <= MOST_ROWS else thinned(samples)
    return [sample.row(rescinded) for sample in kept]


def thinned(samples: Sequence[Sample]) -> list[Sample]:
    """The rows that hold the lowest and the highest of each curve in each stretch of time.

    Cuff pressures and rows with an alarm are all kept.
    """
    stretches = MOST_ROWS // (2 * len(CURVES))
    step = (samples[-1].at - samples[0].at) / stretches or timedelta(seconds=1)
    begin = samples[0].at
    extremes: dict[tuple[int, str, str], Sample] = {}
    kept = {sample.id: sample for sample in samples if _must_stay(sample)}
    for sample in samples:
        stretch = int((sample.at - begin) / step)
        for name in CURVES:
            _hold_extreme(extremes, (stretch, name), sample)
    kept.update({sample.id: sample for sample in extremes.values()})
    return sorted(kept.values(), key=lambda sample: (sample.at, sample.id))


def _must_stay(sample: Sample) -> bool:
    return "sys" in sample.values or bool(sample.alarms)


def _hold_extreme(
    extremes: dict[tuple[int, str, str], Sample], place: tuple[int, str], sample: Sample
) -> None:
    value = sample.values.get(place[1])
    if value is None:
        return
    low = extremes.setdefault((*place, "low"), sample)
    high = extremes.setdefault((*place, "high"), sample)
    if value < low.values[place[1]]:
        extremes[(*place, "low")] = sample
    if value > high.values[place[1]]:
        extremes[(*place, "high")] = sample
