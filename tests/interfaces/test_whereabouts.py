"""A measurement belongs to the room and session it was taken in, or to none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from holdspace.interfaces.monitors.whereabouts import (
    SessionWindow,
    Stay,
    Whereabouts,
    whereabouts,
)

NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
FIRST, SECOND = UUID(int=1), UUID(int=2)
HERE = Stay(room_id=1, from_at=NOON, until_at=None)
SESSIONS = (
    SessionWindow(session_id=FIRST, room_id=1, opened_at=NOON, closed_at=NOON + timedelta(hours=2)),
    SessionWindow(
        session_id=SECOND, room_id=1, opened_at=NOON + timedelta(hours=3), closed_at=None
    ),
)


def at_minute(minute: float, *stays: Stay, received: float | None = None) -> Whereabouts | None:
    at = NOON + timedelta(minutes=minute)
    received_at = NOON + timedelta(minutes=minute if received is None else received)
    return whereabouts(stays or (HERE,), SESSIONS, at=at, received_at=received_at)


@pytest.mark.parametrize(
    ("minute", "session"),
    [(0, FIRST), (119.9, FIRST), (120, None), (179.9, None), (180, SECOND), (900, SECOND)],
)
def test_a_sample_is_the_sessions_that_was_open_when_it_was_measured(
    minute: float, session: UUID | None
) -> None:
    assert at_minute(minute) == Whereabouts(1, session)


def test_a_cuff_of_the_session_before_never_joins_the_next_one() -> None:
    assert at_minute(119, received=181) == Whereabouts(1, FIRST)
    assert at_minute(170, received=181) == Whereabouts(1, None)


def test_what_was_measured_before_the_monitor_came_here_is_no_sessions() -> None:
    assert at_minute(-1, received=1) == Whereabouts(1, None, ("before_assignment",))


def test_what_was_measured_in_the_room_before_stays_there() -> None:
    before = Stay(room_id=2, from_at=NOON - timedelta(hours=1), until_at=NOON)

    assert at_minute(-1, HERE, before, received=1) == Whereabouts(2, None)


def test_a_monitor_that_nobody_assigned_is_nowhere() -> None:
    left = Stay(room_id=1, from_at=NOON - timedelta(hours=2), until_at=NOON)

    assert at_minute(1, left) is None


def test_another_rooms_session_is_never_taken() -> None:
    elsewhere = Stay(room_id=9, from_at=NOON, until_at=None)

    assert at_minute(5, elsewhere) == Whereabouts(9, None)
