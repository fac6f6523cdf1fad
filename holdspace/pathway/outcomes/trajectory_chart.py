"""Where everything on a trajectory stands: one time axis, one small drawing below the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from holdspace.domain.change_over_time import unbroken_runs
from holdspace.domain.quantities import round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from holdspace.domain.change_over_time import ChangeOverTime, Scored
    from holdspace.domain.scales.instrument import Instrument

WIDTH, LEFT, RIGHT = 760.0, 40.0, 150.0
HEIGHT, TOP, BOTTOM = 190.0, 32.0, 12.0
DOSE_HEIGHT, DOSE_TOP = 74.0, 30.0
MARK_APART, LABEL_APART, TICK_APART = 16.0, 13.0, 76.0
MOST_TICKS = 8
SHORTEST = timedelta(days=14)
EDGE = 0.02
ABOVE, BELOW = 4.0, 13.0
"""Where the name of a level line stands, in the units of the drawing."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A point of a drawing, and what it says when it is pointed at or read."""

    x: str
    y: str
    words: str = ""
    is_row_two: bool = False


@dataclass(frozen=True, kw_only=True)
class Level:
    """An upright or level line, with its name."""

    at: str
    words: str
    words_at: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class TimeAxis:
    """From the first to the last thing that is drawn, a little wider."""

    begins: datetime
    ends: datetime
    ticks: tuple[Level, ...]

    def x(self, at: datetime) -> float:
        share = (at - self.begins) / (self.ends - self.begins)
        return LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT)


@dataclass(frozen=True, kw_only=True)
class ScoreChart:
    """One questionnaire, over the whole range of its score: no change looks larger than it is."""

    width: int
    height: int
    left: str
    right: str
    dots: tuple[Place, ...]
    lines: tuple[str, ...]
    """Points of each run that may be joined."""
    bands: tuple[Level, ...]
    cuts: tuple[Level, ...]
    """Where response and remission begin for this person."""
    sessions: tuple[Level, ...]
    ends: tuple[Level, ...]
    """The lowest and the highest score."""


@dataclass(frozen=True, kw_only=True)
class DoseChart:
    """The doses as bars from nothing; one that is not known is a mark without a bar."""

    width: int
    height: int
    base: str
    bars: tuple[DoseBar, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class DoseBar:
    number: int
    x: str
    bar_x: str
    top: str
    tall: str
    words: str
    label_y: str
    is_known: bool


def time_axis(moments: Sequence[datetime], zone: ZoneInfo) -> TimeAxis:
    begins, ends = min(moments), max(moments)
    if ends - begins < SHORTEST:
        ends = begins + SHORTEST
    edge = (ends - begins) * EDGE
    axis = TimeAxis(begins=begins - edge, ends=ends + edge, ticks=())
    return TimeAxis(begins=axis.begins, ends=axis.ends, ticks=_ticks(axis, zone))


def score_chart(
    instrument: Instrument,
    results: Sequence[Scored],
    change: ChangeOverTime,
    axis: TimeAxis,
    sessions: Sequence[tuple[int, datetime]],
) -> ScoreChart:
    low, high = float(instrument.minimum), float(instrument.maximum)

    def y(value: float) -> float:
        return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)

    runs = [
        [
            Place(
                x=f"{axis.x(one.at):.1f}",
                y=f"{y(float(one.total)):.1f}",
                words=f"{round_half_up(one.total, instrument.places):f}",
            )
            for one in run
            if one.total is not None
        ]
        for run in unbroken_runs(results)
    ]
    return ScoreChart(
        width=int(WIDTH),
        height=int(HEIGHT),
        left=f"{LEFT:.0f}",
        right=f"{WIDTH - RIGHT:.0f}",
        dots=tuple(dot for run in runs for dot in run),
        lines=tuple(" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1),
        bands=_bands(instrument, y),
        cuts=_cuts(instrument, change, y),
        sessions=tuple(Level(at=f"{axis.x(at):.1f}", words=str(number)) for number, at in sessions),
        ends=tuple(
            Level(at=f"{y(float(value)):.1f}", words=f"{value:f}")
            for value in (instrument.maximum, instrument.minimum)
        ),
    )


def dose_chart(
    doses: Sequence[tuple[int, datetime, Decimal | None, str]], axis: TimeAxis
) -> DoseChart:
    """`doses`: number, when, mg (None: not known), words."""
    most = float(max((mg for _, _, mg, _ in doses if mg is not None), default=1)) or 1.0
    bars, row_ends = [], [-MARK_APART, -MARK_APART]
    for number, at, mg, words in doses:
        x = axis.x(at)
        tall = 0.0 if mg is None else float(mg) / most * (DOSE_HEIGHT - DOSE_TOP)
        row = 0 if x - row_ends[0] >= MARK_APART else 1
        row_ends[row] = x
        bars.append(
            DoseBar(
                number=number,
                x=f"{x:.1f}",
                bar_x=f"{x - 3:.1f}",
                top=f"{DOSE_HEIGHT - tall:.1f}",
                tall=f"{tall:.1f}",
                words=words,
                label_y=f"{12 + row * LABEL_APART:.0f}",
                is_known=mg is not None,
            )
        )
    return DoseChart(
        width=int(WIDTH),
        height=int(DOSE_HEIGHT) + 2,
        base=f"{DOSE_HEIGHT:.1f}",
        bars=tuple(bars),
        words="; ".join(f"session {number}: {words}" for number, _, _, words in doses),
    )


def _bands(instrument: Instrument, y: Callable[[float], float]) -> tuple[Level, ...]:
    """Each band's lower edge, with its name in the middle of the band."""
    if not instrument.bands:
        return ()
    tops = [*(band.from_score for band in instrument.bands[1:]), instrument.maximum]
    return tuple(
        Level(
            at=f"{y(float(band.from_score)):.1f}",
            words=band.words,
            words_at=f"{(y(float(band.from_score)) + y(float(top))) / 2 + 4:.1f}",
        )
        for band, top in zip(instrument.bands, tops, strict=True)
    )


def _cuts(
    instrument: Instrument, change: ChangeOverTime, y: Callable[[float], float]
) -> tuple[Level, ...]:
    cuts: list[tuple[float, str]] = []
    response, baseline = instrument.changes.response, change.baseline
    if response and baseline and baseline.total and change.outcome:
        is_defined = change.outcome.response.holds is not None
        at = float(baseline.total) * (1 - float(response.percent) / 100)
        if is_defined:
            cuts.append((y(at), "response"))
    if instrument.changes.remission:
        cuts.append((y(float(instrument.changes.remission[0].limit)), "remission"))
    lowest = max((at for at, _ in cuts), default=0.0)
    return tuple(
        Level(
            at=f"{at:.1f}",
            words=words,
            # The lower of two that lie close has its name below its line.
            words_at=f"{at + BELOW if len(cuts) > 1 and at == lowest else at - ABOVE:.1f}",
            kind=words,
        )
        for at, words in cuts
    )


def _ticks(axis: TimeAxis, zone: ZoneInfo) -> tuple[Level, ...]:
    """Days by their date, as many as have room; months once they are many."""
    days = [
        (axis.begins + timedelta(days=number))
        .astimezone(zone)
        .replace(hour=0, minute=0, second=0, microsecond=0)
        for number in range((axis.ends - axis.begins).days + 2)
    ]
    inside = [day for day in days if axis.begins <= day <= axis.ends]
    step = max(1, -(-len(inside) // MOST_TICKS))
    chosen = inside[::step]
    places = [(axis.x(day), day) for day in chosen]
    kept = places[:1] + [
        after for before, after in pairwise(places) if after[0] - before[0] >= TICK_APART / 2
    ]
    return tuple(Level(at=f"{x:.1f}", words=f"{day.day} {day:%b}") for x, day in kept)
