"""Who says that something is wrong is told where it stands, and to call when nobody has seen it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.domain.circle_call import (
    NOT_REACHED_AFTER_MINUTES,
    CallState,
    CallTimes,
    state_of_call,
)

SENT = datetime(2026, 11, 6, 20, tzinfo=UTC)
LIMIT = SENT + timedelta(minutes=NOT_REACHED_AFTER_MINUTES)
SECOND = timedelta(seconds=1)


def state(now: datetime, *, is_open: bool | None = True, **times: datetime) -> CallState:
    return state_of_call(CallTimes(sent_at=SENT, **times), is_clinic_open=is_open, now=now)


def test_unseen_it_is_not_reached_after_three_minutes() -> None:
    seen = [state(LIMIT + step) for step in (-SECOND, timedelta(), SECOND)]

    assert seen == [CallState.SENT, CallState.NOT_REACHED, CallState.NOT_REACHED]


def test_in_a_closed_clinic_nobody_is_counted_on_from_the_start() -> None:
    assert state(SENT, is_open=False) is CallState.NOT_REACHED
    assert state(SENT, is_open=False, seen_at=SENT + SECOND) is CallState.SEEN


def test_where_hours_are_not_known_it_is_sent_and_then_not_reached() -> None:
    assert [state(SENT, is_open=None), state(LIMIT, is_open=None)] == [
        CallState.SENT,
        CallState.NOT_REACHED,
    ]


@pytest.mark.parametrize("minutes", [1, 3, 500])
def test_what_somebody_has_seen_is_never_not_reached(minutes) -> None:
    assert state(SENT + timedelta(minutes=minutes), seen_at=SENT + SECOND) is CallState.SEEN


def test_an_answer_to_older_words_answers_nothing_new() -> None:
    assert state(LIMIT, answered_at=SENT - SECOND) is CallState.NOT_REACHED
    assert state(LIMIT, answered_at=SENT) is CallState.ANSWERED
    assert state(LIMIT, answered_at=SENT + SECOND) is CallState.ANSWERED


def test_what_is_closed_is_closed() -> None:
    assert state(LIMIT, answered_at=LIMIT, closed_at=LIMIT) is CallState.CLOSED
