"""A stream of values looked back on: where it was silent, and where it did not move."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from holdspace.domain.vitals import FEWEST_SAMPLES, FLAT_FOR, stale_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, timedelta
    from decimal import Decimal

    from holdspace.domain.protocol import Vital


@dataclass(frozen=True, kw_only=True)
class Span:
    """From one moment to another."""

    began_at: datetime
    ended_at: datetime

    @property
    def length(self) -> timedelta:
        return self.ended_at - self.began_at


@dataclass(frozen=True, kw_only=True)
class StillSpan(Span):
    """A span in which a value stood still, and where."""

    value: Decimal


def silent_spans(moments: Sequence[datetime], *, at_least: timedelta) -> tuple[Span, ...]:
    """Between two values that came so far apart. What came before the first is nobody's silence."""
    return tuple(
        Span(began_at=before, ended_at=after)
        for before, after in pairwise(moments)
        if after - before >= at_least
    )


def still_spans(
    vital: Vital, readings: Sequence[tuple[datetime, Decimal]], *, expected_every: timedelta
) -> tuple[StillSpan, ...]:
    """Where a streamed value did not move for longer than a living one's; oldest first."""
    if vital not in FLAT_FOR:
        return ()
    return tuple(
        StillSpan(began_at=run[0][0], ended_at=run[-1][0], value=run[0][1])
        for run in _runs(readings, stale_after(expected_every))
        if len(run) >= FEWEST_SAMPLES and run[-1][0] - run[0][0] >= FLAT_FOR[vital]
    )


def _runs(
    readings: Sequence[tuple[datetime, Decimal]], silence: timedelta
) -> Iterator[list[tuple[datetime, Decimal]]]:
    """Stretches of one value without a silence in them."""
    run: list[tuple[datetime, Decimal]] = []
    for at, value in readings:
        if run and (value != run[-1][1] or at - run[-1][0] >= silence):
            yield run
            run = []
        run.append((at, value))
    if run:
        yield run
