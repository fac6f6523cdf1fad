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

from holdspace.pathway.dosing_session.models import DosingSession, VitalsSample

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal
    from uuid import UUID

OVERLAP = 100
"""Ids are given before the commit: a lower one may appear after a higher one."""
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

    samples: list[Sample] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)
    latest_id: int = 0
    guard: threading.Lock = field(default_factory=threading.Lock)

    def add(self, fresh: Iterable[Sample]) -> None:
        late = False
        for sample in fresh:
            if sample.id in self.ids:
                continue
            late = late or (bool(self.samples) and sample.at < self.samples[-1].at)
            self.samples.append(sample)
            self.ids.add(sample.id)
            self.latest_id = max(self.latest_id, sample.id)
        if late:
            self.samples.sort(key=lambda sample: (sample.at, sample.id))


_kept: OrderedDict[UUID, _Kept] = OrderedDict()
_kept_guard = threading.Lock()


def samples_of(session: DosingSession) -> Sequence[Sample]:
    """Every sample of a session, by when it was measured. In the clinic's context only."""
    with _kept_guard:
        kept = _kept.setdefault(session.pk, _Kept())
        _kept.move_to_end(session.pk)
        while len(_kept) > KEPT_SESSIONS:
            _kept.popitem(last=False)
    with kept.guard:
        kept.add(_read(session, kept))
        return tuple(kept.samples)


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


def _read(session: DosingSession, kept: _Kept) -> list[Sample]:
    since = kept.latest_id - OVERLAP
    rows = (
        VitalsSample.objects.filter(session_id=session.pk, id__gt=since)
        .exclude(id__in=[one for one in range(since + 1, kept.latest_id + 1) if one in kept.ids])
        .order_by("at", "id")
        .values_list(
            "id", "at", "received_at", "flags", "alarms", "clock_offset_seconds", *COLUMNS.values()
        )
    )
    return [
        Sample(
            id=row[0],
            at=row[1],
            received_at=row[2],
            values={
                name: value
                for name, value in zip(COLUMNS, row[6:], strict=True)
                if value is not None
            },
            flags=row[3],
            alarms=row[4],
            clock_offset_seconds=row[5],
        )
        for row in rows
    ]


@lru_cache(maxsize=50_000)
def moment(at: datetime) -> str:
    """A moment as the pages take it: ISO 8601, UTC.

    Remembered: each look at a session writes the same moments of its whole log again.
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
