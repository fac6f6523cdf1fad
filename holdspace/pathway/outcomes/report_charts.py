"""Two drawings of a report: the mean score before each session, and who kept their response."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.proportions import SMALL_CELL
from holdspace.domain.quantities import round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.domain.loss_of_response import Step
    from holdspace.domain.outcome_report import CurvePoint
    from holdspace.domain.scales.instrument import Instrument

WIDTH, HEIGHT = 560, 220
LEFT, RIGHT, TOP, BOTTOM = 46.0, 16.0, 14.0, 34.0
WHOLE_PERCENT = 100.0


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A point, what stands under it and over it, and both in words."""

    x: str
    y: str
    label: str
    words: str
    value: str = ""
    under: str = ""


@dataclass(frozen=True, kw_only=True)
class CurveChart:
    """Points of sessions with at least five people; others are in the table, without a mean."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    line: str
    top_words: str
    spoken: str
    kept_back: int


@dataclass(frozen=True, kw_only=True)
class SurvivalChart:
    """A stair of who still had their response; it ends where fewer than five were followed."""

    width: int
    height: int
    line: str
    steps: tuple[Spot, ...]
    last_day: int
    people: int
    spoken: str
    is_cut: bool


def curve_chart(instrument: Instrument, curve: Sequence[CurvePoint]) -> CurveChart | None:
    shown = [point for point in curve if point.mean is not None]
    if not shown:
        return None
    most, high = max(point.session for point in curve), float(instrument.maximum)

    def x(session: int) -> float:
        return LEFT + (session - 0.5) / most * (WIDTH - LEFT - RIGHT)

    spots = tuple(
        Spot(
            x=f"{x(point.session):.1f}",
            y=f"{_y(float(point.mean) / high):.1f}",
            label=str(point.session),
            words=f"{round_half_up(point.mean, 1)}, {point.people} people",
            value=f"{round_half_up(point.mean, 1)}",
            under=f"of {point.people}",
        )
        for point in shown
        if point.mean is not None
    )
    said = "; ".join(f"session {spot.label}: {spot.words}" for spot in spots)
    return CurveChart(
        width=WIDTH,
        height=HEIGHT,
        spots=spots,
        line=" ".join(f"{spot.x},{spot.y}" for spot in spots),
        top_words=f"{instrument.maximum:f}",
        spoken=f"Mean {instrument.name} before each session. {said}.",
        kept_back=len(curve) - len(shown),
    )


def survival_chart(steps: Sequence[Step], people: int) -> SurvivalChart | None:
    if not people:
        return None
    shown = [step for step in steps if step.at_risk >= SMALL_CELL]
    last = max((step.day for step in shown), default=0) or 1

    def x(day: int) -> float:
        return LEFT + day / last * (WIDTH - LEFT - RIGHT)

    places, level = [f"{x(0):.1f},{_y(1):.1f}"], 1.0
    for step in shown:
        places.append(f"{x(step.day):.1f},{_y(level):.1f}")
        level = float(step.still_percent) / WHOLE_PERCENT
        places.append(f"{x(step.day):.1f},{_y(level):.1f}")
    spots = tuple(
        Spot(
            x=f"{x(step.day):.1f}",
            y=f"{_y(float(step.still_percent) / WHOLE_PERCENT):.1f}",
            label=str(step.day),
            words=f"{round_half_up(step.still_percent, 1)} %, {step.at_risk} followed",
        )
        for step in shown
    )
    said = "; ".join(f"day {spot.label}: {spot.words}" for spot in spots) or "nobody lost it"
    return SurvivalChart(
        width=WIDTH,
        height=HEIGHT,
        line=" ".join(places),
        steps=spots,
        last_day=last,
        people=people,
        spoken=f"Who still had their response. {said}.",
        is_cut=len(shown) < len(steps),
    )


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - BOTTOM)
