"""Where the dots of a trend go: a score over time, with its bands and the days of a dose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.change_over_time import LONGEST_GAP_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.scales.instrument import Instrument
    from holdspace.pathway.measures.queries import Result

LEFT, TOP, BOTTOM = 8.0, 8.0, 8.0


@dataclass(frozen=True, kw_only=True)
class Dot:
    x: str
    y: str


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Where a band begins."""

    y: str
    words: str


@dataclass(frozen=True, kw_only=True)
class TrendChart:
    """A drawing in its own units; a result without a score is a gap in the line, never a dot."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    """Points of each unbroken run."""
    cuts: tuple[Cut, ...]
    doses: tuple[str, ...]
    """Where on the time axis a dose was."""


def trend_chart(
    instrument: Instrument,
    results: Sequence[Result],
    doses: Sequence[datetime],
    *,
    width: int,
    height: int,
    right: float = 8.0,
) -> TrendChart:
    """`results` oldest first; `right` is kept free for words.

    The whole range of the score is drawn, so no change looks larger than it is.
    """
    begins, ends = _span(results, doses)
    across, up = width - LEFT - right, height - TOP - BOTTOM
    low, high = float(instrument.minimum), float(instrument.maximum)

    def x(at: datetime) -> str:
        share = (at - begins) / (ends - begins) if ends > begins else 0.5
        return f"{LEFT + share * across:.1f}"

    def y(value: float) -> str:
        return f"{TOP + (high - value) / (high - low) * up:.1f}"

    runs = [
        [Dot(x=x(result.finished_at), y=y(float(result.exact or 0))) for result in run]
        for run in _unbroken(results)
    ]
    return TrendChart(
        width=width,
        height=height,
        dots=tuple(dot for run in runs for dot in run),
        lines=tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1),
        cuts=tuple(
            Cut(y=y(float(band.from_score)), words=band.words)
            for band in instrument.bands
            if band.from_score > instrument.minimum
        ),
        doses=tuple(x(at) for at in doses if begins <= at <= ends),
    )


def _unbroken(results: Sequence[Result]) -> list[list[Result]]:
    """A result without a score breaks the line, and so does a long silence."""
    runs: list[list[Result]] = [[]]
    for result in results:
        if result.exact is None:
            runs.append([])
            continue
        run = runs[-1]
        if run and (result.finished_at - run[-1].finished_at).days > LONGEST_GAP_DAYS:
            runs.append([])
        runs[-1].append(result)
    return runs


def _span(results: Sequence[Result], doses: Sequence[datetime]) -> tuple[datetime, datetime]:
    """From the first to the last of what is drawn; a dose before the first result is left out."""
    at = [result.finished_at for result in results]
    return min(at), max([*at, *(dose for dose in doses if dose >= min(at))])
