"""Small things and the open days: three are enough, a word is for its day, nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from holdspace.domain.practices import (
    THREE_ARE_ENOUGH,
    Said,
    State,
    is_back,
    next_of_today,
    open_days_after,
    why_not_another,
    word_of_today,
)
from holdspace.domain.small_things import (
    BY_CODE,
    LIBRARY,
    LONGEST_MINUTES,
    SHORTEST_MINUTES,
    Kind,
    of_kind,
)

TODAY = date(2026, 3, 3)
HOME = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True)
class Thing:
    name: str
    said: str = ""
    said_on: date | None = None


@pytest.mark.parametrize(
    ("at_once", "said"), [(2, ""), (3, THREE_ARE_ENOUGH), (4, THREE_ARE_ENOUGH)]
)
def test_the_fourth_is_answered_with_a_swap(at_once: int, said: str) -> None:
    assert why_not_another(at_once) == said


def test_a_word_holds_for_its_own_day_and_no_other() -> None:
    assert word_of_today(Thing("walk", Said.DONE, TODAY), TODAY) is Said.DONE
    assert word_of_today(Thing("walk", Said.DONE, TODAY - timedelta(days=1)), TODAY) is None
    assert word_of_today(Thing("walk"), TODAY) is None


def test_what_was_not_now_makes_room_for_the_next_and_one_done_is_enough() -> None:
    walk, sing = Thing("walk"), Thing("sing")
    not_now = Thing("walk", Said.NOT_NOW, TODAY)
    done = Thing("walk", Said.DONE, TODAY)

    assert next_of_today([walk, sing], TODAY) is walk
    assert next_of_today([not_now, sing], TODAY) is sing
    assert next_of_today([sing, done], TODAY) is None
    assert next_of_today([not_now], TODAY) is None
    assert next_of_today([], TODAY) is None


@pytest.mark.parametrize(
    ("away", "back"),
    [(TWO_WEEKS - SECOND, False), (TWO_WEEKS, False), (TWO_WEEKS + SECOND, True)],
)  # fmt: skip
def test_who_was_away_for_two_weeks_is_greeted(away: timedelta, back: bool) -> None:  # noqa: FBT001
    assert is_back(HOME, HOME + away) is back


def test_who_never_was_here_does_not_come_back() -> None:
    assert not is_back(None, HOME)


@pytest.mark.parametrize(
    ("hours", "state"),
    [
        (timedelta(hours=24) - SECOND, State.NOT_YET),
        (timedelta(hours=24), State.OPEN),
        (timedelta(hours=24) + SECOND, State.OPEN),
        (timedelta(hours=96) - SECOND, State.OPEN),
        (timedelta(hours=96), State.OVER),
        (timedelta(hours=96) + SECOND, State.OVER),
    ],
)
def test_the_days_are_open_from_24_to_96_hours_after_going_home(
    hours: timedelta, state: State
) -> None:
    assert open_days_after(HOME).state(HOME + hours) is state


def test_they_touch_four_days_of_the_persons_own_calendar() -> None:
    days = open_days_after(HOME)

    assert days.dates(ZoneInfo("Europe/Berlin")) == tuple(
        date(2026, 3, day) for day in (3, 4, 5, 6)
    )
    assert days.dates(ZoneInfo("Asia/Tokyo")) == tuple(date(2026, 3, day) for day in (4, 5, 6, 7))


def test_they_are_real_hours_where_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    home = datetime(2026, 3, 27, 16, 0, tzinfo=berlin)

    days = open_days_after(home.astimezone(UTC))

    assert days.closes_at.astimezone(berlin).hour == 17
    assert days.closes_at - days.opens_at == timedelta(hours=72)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_three_to_five_and_says_what_is_known(kind: Kind) -> None:
    assert 3 <= len(of_kind(kind)) <= 5
    assert kind.known


def test_each_is_short_and_says_why_how_and_when_to_leave_it() -> None:
    assert len(BY_CODE) == len(LIBRARY)
    assert {
        one.code for one in LIBRARY if not SHORTEST_MINUTES <= one.minutes <= LONGEST_MINUTES
    } == set()
    assert {one.code for one in LIBRARY if not (one.why and one.how and one.leave_it)} == set()


def test_nothing_in_the_library_says_more_than_is_known() -> None:
    said = " ".join(
        [
            *(f"{one.title} {one.why} {one.how} {one.leave_it}" for one in LIBRARY),
            *(kind.known for kind in Kind),
        ]
    ).lower()

    promised = [
        word
        for word in (
            "heal",
            "cure",
            "rewire",
            "neuro",
            "neuron",
            "proven",
            "grow new",
            "will feel better",
        )
        if word in said
    ]
    assert promised == []
