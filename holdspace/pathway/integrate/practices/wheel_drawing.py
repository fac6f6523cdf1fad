"""The wheel as a drawing: rings, spokes with their names, the shape now and the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.wheel import MOST, Drawn, Point, Shape, said_of, shape_of, spoke
from holdspace.pathway.integrate.practices.queries import drawn, of_each_day, tended_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from holdspace.pathway.integrate.practices.models import Wheel

SIZE, RADIUS = 320.0, 94.0
CENTRE = SIZE / 2
NAME_AT = RADIUS + 13
LONGEST_LINE = 11
"""Letters of a name that fit beside the drawing."""
SHOWN_IN_TABLE = 4
RINGS = (2, 4, 6, 8, 10)
SIDE = 12.0
"""How far from the middle a name still stands above or below it, and not beside."""


@dataclass(frozen=True, kw_only=True)
class Spoke:
    end: Point
    name_at: Point
    anchor: str
    lines: tuple[str, ...]
    """Its name, short enough for its place; the table has it whole."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Everything of the picture, in drawing units."""

    rings: tuple[float, ...]
    spokes: tuple[Spoke, ...]
    now: Shape
    before: Shape | None
    size: float = SIZE
    centre: float = CENTRE


@dataclass(frozen=True, kw_only=True)
class Row:
    """One area in the table: its score on each day that is shown."""

    name: str
    scores: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class WheelPage:
    """The latest wheel, what it was before, in words and as a table."""

    latest: Wheel
    drawing: Drawing
    lines: tuple[str, ...]
    days: tuple[date, ...]
    rows: tuple[Row, ...]
    before: date | None
    tended: str


def wheel_page(wheels: Sequence[Wheel]) -> WheelPage | None:
    """The shape now, over the one before it."""
    if not wheels:
        return None
    shown = [drawn(one) for one in of_each_day(wheels)[:SHOWN_IN_TABLE]]
    latest, before = shown[0], shown[1] if len(shown) > 1 else None
    names = [one.name for one in latest.scores]
    return WheelPage(
        latest=wheels[0],
        drawing=drawing_of(latest, before),
        lines=tuple(said_of(one, latest, before) for one in latest.scores),
        days=tuple(one.on for one in shown),
        rows=tuple(_row(name, shown) for name in names),
        before=before.on if before else None,
        tended=tended_name(wheels[0]),
    )


def drawing_of(latest: Drawn, before: Drawn | None) -> Drawing:
    count = len(latest.scores)
    return Drawing(
        rings=tuple(RADIUS * ring / MOST for ring in RINGS),
        spokes=tuple(_spoke(place, count, one.name) for place, one in enumerate(latest.scores)),
        now=shape_of(latest.scores, radius=RADIUS, centre=CENTRE),
        before=shape_of(before.scores, radius=RADIUS, centre=CENTRE) if before else None,
    )


def _spoke(place: int, of: int, name: str) -> Spoke:
    at = spoke(place, of, NAME_AT, CENTRE)
    beside = at.x - CENTRE
    anchor = "middle" if abs(beside) < SIDE else ("start" if beside > 0 else "end")
    return Spoke(
        end=spoke(place, of, RADIUS, CENTRE),
        name_at=at,
        anchor=anchor,
        lines=in_two_lines(name),
    )


def in_two_lines(name: str) -> tuple[str, ...]:
    """Broken between two words where it is long; what does not fit is left off, and said so."""
    if len(name) <= LONGEST_LINE:
        return (name,)
    first, *more = name.split()
    while more and len(f"{first} {more[0]}") <= LONGEST_LINE:
        first = f"{first} {more.pop(0)}"
    lines = (first, " ".join(more)) if more else (first,)
    return tuple(f"{one[: LONGEST_LINE - 1]}…" if len(one) > LONGEST_LINE else one for one in lines)


def _row(name: str, shown: Sequence[Drawn]) -> Row:
    """By its name: an area that was called otherwise then was another one."""
    by_name = [{one.name.casefold(): one.score for one in each.scores} for each in shown]
    return Row(name=name, scores=tuple(each.get(name.casefold()) for each in by_name))
