"""What monitors sent to a session: each moment as it was measured, and all of them in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal

T = TypeVar("T")

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


@dataclass(frozen=True, slots=True)
class Sample:
    """One moment of one monitor."""

    id: int
    at: datetime
    received_at: datetime
    values: Mapping[str, Decimal]
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


@dataclass(frozen=True, slots=True, eq=False)
class Samples(Sequence[Sample]):
    """Samples by when they were measured, each once. They never change: more of them are others.

    A room is looked at once a second for hours. What rests on each of its samples is therefore not
    worked out from the first one again: those of one value stand apart (`having`), and what is
    gathered from the first to the last goes on from where it was (`gathered`).
    """

    in_order: tuple[Sample, ...] = ()
    by_value: Mapping[str, tuple[Sample, ...]] = field(default_factory=dict)
    known: dict[Hashable, tuple[int, Any]] = field(default_factory=dict, repr=False)
    """What was gathered, and from how many."""

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Samples:
        in_order = tuple(sorted(samples, key=_place))
        return cls(in_order, _by_value(in_order))

    def with_more(self, fresh: Sequence[Sample]) -> Samples:
        """These and others, which come in their own order."""
        if self.in_order and _place(fresh[0]) < _place(self.in_order[-1]):
            return Samples.of((*self.in_order, *fresh))
        of_value = _by_value(fresh)
        those = {name: (*self.having(name), *of_value[name]) for name in of_value}
        return Samples(
            in_order=(*self.in_order, *fresh),
            by_value={**self.by_value, **those},
            known=dict(self.known),
        )

    def having(self, name: str) -> tuple[Sample, ...]:
        """Those that measured one value, by its short name."""
        return self.by_value.get(name, ())

    def since(self, at: datetime) -> tuple[Sample, ...]:
        """Those measured at or after a moment."""
        return self.in_order[bisect_left(self.in_order, at, key=_measured_at) :]

    def between(self, begin: datetime, end: datetime) -> tuple[Sample, ...]:
        """Those measured from a moment to another, both with it."""
        until = bisect_right(self.in_order, end, key=_measured_at)
        return self.in_order[bisect_left(self.in_order, begin, key=_measured_at) : until]

    def not_in(self, earlier: Samples) -> Sequence[Sample]:
        """What came since these samples were fewer."""
        count = len(earlier)
        if not count or (count <= len(self) and self.in_order[count - 1].id == earlier[-1].id):
            return self.in_order[count:]
        known = {one.id for one in earlier}
        return [one for one in self.in_order if one.id not in known]

    def gathered(self, name: Hashable, begin: T, step: Callable[[T, Sample], T]) -> T:
        """What `step` gathers from all of them. It gives a new value and changes none."""
        count, so_far = self.known.get(name, (0, begin))
        gathered: T = so_far
        for sample in self.in_order[count:]:
            gathered = step(gathered, sample)
        self.known[name] = (len(self), gathered)
        return gathered

    def __len__(self) -> int:
        return len(self.in_order)

    def __iter__(self) -> Iterator[Sample]:
        return iter(self.in_order)

    def __reversed__(self) -> Iterator[Sample]:
        return reversed(self.in_order)

    @overload
    def __getitem__(self, place: int) -> Sample: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Sample, ...]: ...
    def __getitem__(self, place: int | slice) -> Sample | tuple[Sample, ...]:
        return self.in_order[place]


def _place(sample: Sample) -> tuple[datetime, int]:
    return (sample.at, sample.id)


def _measured_at(sample: Sample) -> datetime:
    return sample.at


def _by_value(samples: Iterable[Sample]) -> Mapping[str, tuple[Sample, ...]]:
    having: dict[str, list[Sample]] = {}
    for sample in samples:
        for name in sample.values:
            having.setdefault(name, []).append(sample)
    return {name: tuple(those) for name, those in having.items()}


@lru_cache(maxsize=50_000)
def moment(at: datetime) -> str:
    """A moment as the pages take it: ISO 8601, UTC.

    Remembered: each look at a session writes the same moments of its whole log again.
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
