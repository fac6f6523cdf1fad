"""What monitors sent to a session, kept by each process as it comes, and thinned for a long chart.

A sample is a row as it was measured. Thinning leaves rows out; it never makes a mean of any.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from uuid import UUID

    from holdspace.pathway.dosing_session.models import DosingSession

OVERLAP = timedelta(minutes=2)
"""Ids are given before the commit: a lower one may appear after a higher one, as long after it as a
whole recording takes to be written."""
MARGIN = timedelta(days=1)
CLOSED_FOR = timedelta(days=7)
KEPT_SESSIONS = 64
MOST_ROWS = 3_000
"""On one chart. More are thinned to the lowest and the highest of each stretch of time."""

COLUMNS = {
    "hr": "heart_rate_per_min",
    "pulse": "pulse_rate_per_min",
    "spo2": "spo2_percent",
    "sys": "systolic_mmhg",
    "dia": "diastolic_mmhg",
    "map": "mean_pressure_mmhg",
    "rr": "respiratory_rate_per_min",
    "etco2": "etco2_mmhg",
    "temp": "temperature_celsius",
}
CURVES = ("hr", "spo2", "rr", "etco2")
_NOT_KNOWN_YET = f"""
    SELECT id, at, received_at, flags, alarms, clock_offset_seconds, {", ".join(COLUMNS.values())}
    FROM vitals_sample
    WHERE session_id = %(session)s AND at > %(begin)s AND at < %(end)s
      AND id > %(settled)s AND id <> ALL(%(known)s::bigint[])
    ORDER BY at, id
"""  # noqa: S608 - the names of our own columns


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment of one monitor."""

    id: int
    at: datetime
    received_at: datetime
    values: dict[str, Decimal]
    """By short name; what was not measured is not there."""
    flags: list[str]
    alarms: list[dict[str, str]]
    clock_offset_seconds: Decimal | None

    def row(self, rescinded: frozenset[int]) -> dict[str, Any]:
        """As the chart takes it."""
        return {
            "id": self.id,
            "at": moment(self.at),
            "received_at": moment(self.received_at),
            **{name: _number(self.values.get(name)) for name in COLUMNS},
            "flags": self.flags,
            "alarms": self.alarms,
            "rescinded": self.id in rescinded,
        }


@dataclass
class _Kept:
    """The samples of one session, by when they were measured, each once."""

    samples: tuple[Sample, ...] = ()
    lately: dict[int, datetime] = field(default_factory=dict)
    """Ids that came within `OVERLAP` of the newest, by when they came."""
    guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def settled_until(self) -> int:
        """Ids up to this one are all known."""
        return min(self.lately, default=1) - 1

    def add(self, fresh: Sequence[Sample]) -> None:
        if not fresh:
            return
        is_late = bool(self.samples) and fresh[0].at < self.samples[-1].at
        self.samples = (*self.samples, *fresh)
        if is_late:
            self.samples = tuple(sorted(self.samples, key=lambda one: (one.at, one.id)))
        came = self.lately | {one.id: one.received_at for one in fresh}
        newest = max(came.values())
        self.lately = {id_: at for id_, at in came.items() if newest - at <= OVERLAP}


_kept: OrderedDict[UUID, _Kept] = OrderedDict()
_kept_guard = threading.Lock()


def samples_of(session: DosingSession, now: datetime) -> Sequence[Sample]:
    """Every sample of a session, by when it was measured. In the clinic's context only."""
    with _kept_guard:
        kept = _kept.setdefault(session.pk, _Kept())
        _kept.move_to_end(session.pk)
        while len(_kept) > KEPT_SESSIONS:
            _kept.popitem(last=False)
    with kept.guard:
        kept.add(_read(session, kept, now))
        return kept.samples


def since(samples: Sequence[Sample], at: datetime) -> Sequence[Sample]:
    """Those measured at or after a moment."""
    return samples[bisect_left(samples, at, key=lambda sample: sample.at) :]


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


def _read(session: DosingSession, kept: _Kept, now: datetime) -> list[Sample]:
    """What is not known yet. A sample is of a session because it was measured while that was open

    (`interfaces.monitors.whereabouts`): only those months are asked for, since the database would
    plan for each of the others. A day more on both sides costs nothing.
    """
    until = min(now, (session.closed_at or now) + CLOSED_FOR) + MARGIN
    with connection.cursor() as cursor:
        cursor.execute(
            _NOT_KNOWN_YET,
            {
                "session": session.pk,
                "begin": session.opened_at - MARGIN,
                "end": until,
                "settled": kept.settled_until,
                "known": list(kept.lately),
            },
        )
        return [_sample(row) for row in cursor]


def _sample(row: tuple[Any, ...]) -> Sample:
    id_, at, received_at, flags, alarms, clock_offset_seconds, *values = row
    return Sample(
        id=id_,
        at=at,
        received_at=received_at,
        values={name: one for name, one in zip(COLUMNS, values, strict=True) if one is not None},
        flags=msgspec.json.decode(flags),
        alarms=msgspec.json.decode(alarms),
        clock_offset_seconds=clock_offset_seconds,
    )


@lru_cache(maxsize=50_000)
def moment(at: datetime) -> str:
    """A moment as the pages take it: ISO 8601, UTC.

    Remembered: each look at a session writes the same moments of its whole log again.
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
