"""What one discharge criterion looks at, and how it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from holdspace.domain.quantities import in_words
from holdspace.domain.session_events import Fact, Met
from holdspace.domain.vitals import Reading, baseline

if TYPE_CHECKING:
    from decimal import Decimal

    from holdspace.domain.protocol import Criterion, Protocol, Vital
    from holdspace.domain.session import Session

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Met, unmet or unknown, in plain words, and when it was seen."""

    met: Met
    detail: str
    as_of: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Look:
    """One criterion, looked at now."""

    criterion: Criterion
    session: Session
    protocol: Protocol
    outside: tuple[Fact, ...]
    """Facts that the room does not know by itself, such as the tier of suicide risk."""
    now: datetime

    def number(self, name: str) -> Decimal:
        return self.criterion.number(name)

    @property
    def dose_at(self) -> datetime:
        """Time zero; without a dose nothing counts as after it."""
        return self.session.first_dose_at or self.now

    @property
    def fresh_since(self) -> datetime:
        """What was measured before this moment is too old to go home on."""
        return self.now - fresh_for(self.protocol)

    def measured(self, vital: Vital) -> tuple[Reading, ...]:
        """Charted values of one vital sign after the dose, oldest first."""
        return tuple(one for one in self._all(vital) if self.dose_at < one.measured_at <= self.now)

    def baseline(self, vital: Vital) -> Decimal | None:
        """The person's own value before the dose."""
        found = baseline(self._all(vital), before=self.dose_at)
        return found.mean if found is not None else None

    def _all(self, vital: Vital) -> tuple[Reading, ...]:
        return tuple(
            Reading(vital=vital, value=value, measured_at=one.body.measured_at)
            for one in self.session.vitals
            if (value := getattr(one.body, vital.value)) is not None
        )

    def age(self, at: datetime) -> str:
        """How old something is, in words."""
        return f"{int((self.now - at) / MINUTE)} min ago"

    def minutes(self, name: str) -> timedelta:
        return timedelta(minutes=float(self.number(name)))


def fresh_for(protocol: Protocol) -> timedelta:
    """How long a reading stays fresh: one interval of the schedule, and its window."""
    after = protocol.vitals.after
    moments = [float(one.value) for one in after.at]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    interval = float(after.every.value) if after.every is not None else max(gaps, default=30.0)
    return timedelta(minutes=interval + float(protocol.vitals.due_window.value))


def met(detail: str, as_of: datetime | None = None) -> Answer:
    return Answer(met=Met.MET, detail=detail, as_of=as_of)


def unmet(detail: str, as_of: datetime | None = None) -> Answer:
    return Answer(met=Met.UNMET, detail=detail, as_of=as_of)


def unknown(detail: str, as_of: datetime | None = None) -> Answer:
    return Answer(met=Met.UNKNOWN, detail=detail, as_of=as_of)


def settled(*, good: bool, detail: str, as_of: datetime | None = None) -> Answer:
    return met(detail, as_of) if good else unmet(detail, as_of)


def plain(value: Decimal, unit: str = "") -> str:
    """A number as it is said, with its unit if it has one."""
    return in_words(value, unit).strip()
