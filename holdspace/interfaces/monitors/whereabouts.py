"""Which room and session a measurement belongs to: by what a person said, never by a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from holdspace.interfaces.monitors.named_person import OurPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A person said the monitor stands in this room, from then until then."""

    room_id: int
    from_at: datetime
    until_at: datetime | None

    def covers(self, at: datetime) -> bool:
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionWindow:
    session_id: UUID
    room_id: int
    opened_at: datetime
    closed_at: datetime | None
    person: OurPerson | None = None

    def covers(self, at: datetime) -> bool:
        return self.opened_at <= at and (self.closed_at is None or at < self.closed_at)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    room_id: int
    session_id: UUID | None
    flags: tuple[str, ...] = ()


def whereabouts(
    stays: Sequence[Stay],
    windows: Sequence[SessionWindow],
    *,
    at: datetime,
    received_at: datetime,
) -> Whereabouts | None:
    """By the moment of measurement: a cuff taken before the monitor came to this room, or before
    this session opened, is another person's and is bound to no session."""
    measured_there = next((stay for stay in stays if stay.covers(at)), None)
    if measured_there is not None:
        room_id = measured_there.room_id
        session = next((w for w in windows if w.room_id == room_id and w.covers(at)), None)
        return Whereabouts(room_id, session.session_id if session else None)
    received_there = next((stay for stay in stays if stay.covers(received_at)), None)
    if received_there is not None:
        return Whereabouts(received_there.room_id, None, ("before_assignment",))
    return None
