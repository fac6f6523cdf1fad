"""Where the one time axis of a document begins and ends, in whole seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from holdspace.domain.quantities import round_half_up
from holdspace.domain.session_events import (
    AdverseEventFollowed,
    ArtefactMarked,
    EntryCorrected,
    EntryUndone,
    NoteWritten,
    VitalsCharted,
    VitalsRescinded,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from holdspace.domain.session import Session

AFTERWARDS = (
    NoteWritten, AdverseEventFollowed, EntryCorrected, EntryUndone, VitalsRescinded, ArtefactMarked,
)  # fmt: skip
"""May be written days later; the axis does not stretch for them."""
LONGEST = timedelta(hours=16)
SHORTEST = timedelta(minutes=30)


@dataclass(frozen=True)
class Axis:
    """Where the time axis begins and ends."""

    begin: datetime
    end: datetime

    @property
    def seconds(self) -> int:
        return int((self.end - self.begin).total_seconds())

    def second(self, at: datetime) -> int:
        """The place of a moment, held inside the axis."""
        return max(0, min(self.seconds, int((at - self.begin).total_seconds())))

    def holds(self, at: datetime) -> bool:
        return self.begin <= at <= self.end


def axis_of(state: Session, opened_at: datetime) -> Axis:
    """From the first to the last thing that happened in the room."""
    happened = [
        kept.body.measured_at if isinstance(kept.body, VitalsCharted) else kept.at
        for kept in state.standing
        if not isinstance(kept.body, AFTERWARDS)
    ]
    begin = min(happened, default=opened_at)
    end = max(happened, default=opened_at)
    return Axis(begin, min(max(end, begin + SHORTEST), begin + LONGEST))


def whole(value: Decimal) -> int:
    return int(round_half_up(value, 0))
