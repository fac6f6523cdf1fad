"""The wheel of life: eight areas, 0 to 10 each, its shape as a drawing and as words.

An area that was left out has no place on the drawing: it is a gap, and never a zero. No shape is
better than another, so nothing here adds the numbers up.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

AREAS = (
    "Body",
    "Mind",
    "Friends",
    "Closeness",
    "Home",
    "Work or study",
    "Play and rest",
    "Meaning",
)
"""Our own labels; each can be renamed by the person."""
MOST = 10


@dataclass(frozen=True, kw_only=True)
class AreaScore:
    """One area in the words it had then. None: left out."""

    name: str
    score: int | None


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The whole wheel on one day."""

    on: date
    scores: tuple[AreaScore, ...]


@dataclass(frozen=True)
class Point:
    x: float
    y: float

    def __str__(self) -> str:
        return f"{self.x:.1f},{self.y:.1f}"


def spoke(place: int, of: int, length: float, centre: float) -> Point:
    """Where a spoke ends: the first straight up, the others clockwise, evenly. In drawing units."""
    angle = 2 * pi * place / of - pi / 2
    return Point(round(centre + length * cos(angle), 1), round(centre + length * sin(angle), 1))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A wheel as lines and dots. A gap on a spoke breaks the line; whole when all is said."""

    dots: tuple[Point | None, ...]

    @property
    def is_whole(self) -> bool:
        return all(dot is not None for dot in self.dots)

    @property
    def lines(self) -> tuple[tuple[Point, Point], ...]:
        """Between neighbours that were both said."""
        following = (*self.dots[1:], *self.dots[:1])
        pairs = zip(self.dots, following, strict=True)
        return tuple((one, two) for one, two in pairs if one is not None and two is not None)

    @property
    def outline(self) -> str:
        """The corners of the whole shape; empty when there is a gap."""
        return " ".join(str(dot) for dot in self.dots) if self.is_whole else ""


def shape_of(scores: Sequence[AreaScore], *, radius: float, centre: float) -> Shape:
    return Shape(
        dots=tuple(
            None
            if one.score is None
            else spoke(place, len(scores), radius * one.score / MOST, centre)
            for place, one in enumerate(scores)
        )
    )


def said_of(area: AreaScore, latest: Drawn, earlier: Drawn | None) -> str:
    """One area in words: "Friends: 4, was 2 in September". An area of another name is another."""
    if area.score is None:
        return f"{area.name}: left out"
    before = _same(area, earlier)
    if before is None or earlier is None:
        return f"{area.name}: {area.score}"
    when = _when(earlier.on, latest.on)
    if before == area.score:
        return f"{area.name}: {area.score}, as {when}"
    return f"{area.name}: {area.score}, was {before} {when}"


def _same(area: AreaScore, drawn: Drawn | None) -> int | None:
    named = {one.name.casefold(): one.score for one in drawn.scores} if drawn else {}
    return named.get(area.name.casefold())


def _when(on: date, seen_on: date) -> str:
    """The month; the day within one month, and the year when it is another one."""
    if on.year != seen_on.year:
        return f"in {on:%B %Y}"
    return f"on {on.day} {on:%B}" if on.month == seen_on.month else f"in {on:%B}"
