"""When a clinic is open, on its own clock, also on the days on which that is put on or back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from holdspace.domain.opening_hours import (
    NOT_SAID,
    NotHours,
    after_open_minutes,
    as_said,
    hours_from,
    in_words,
    is_open,
    next_opening,
)

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = [["09:00", "17:00"]]
HOURS = hours_from(
    {
        "monday": [["09:00", "12:00"], ["13:00", "17:00"]],
        "tuesday": NINE_TO_FIVE,
        "wednesday": NINE_TO_FIVE,
        "friday": NINE_TO_FIVE,
    }
)
NIGHTS = hours_from({"saturday": [["00:00", "24:00"]], "sunday": [["01:00", "05:00"]]})


def berlin(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    """In November 2026 the 23rd is a Monday."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (berlin(23, 8, 59, 59), False),
        (berlin(23, 9), True),
        (berlin(23, 11, 59, 59), True),
        (berlin(23, 12), False),
        (berlin(23, 12, 59, 59), False),
        (berlin(23, 13), True),
        (berlin(26, 10), False),
        (berlin(28, 10), False),
    ],
)
def test_it_is_open_from_its_first_minute_and_closed_from_its_last(at, expected) -> None:
    assert is_open(HOURS, at, BERLIN) is expected


def test_the_hours_are_on_the_clinics_clock_wherever_it_is_asked_from() -> None:
    assert is_open(HOURS, datetime(2026, 11, 23, 8, 0, tzinfo=UTC), BERLIN)
    assert not is_open(HOURS, datetime(2026, 11, 23, 8, 0, tzinfo=UTC), ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (berlin(23, 8, 59, 59), berlin(23, 9)),
        (berlin(23, 9), berlin(23, 13)),
        (berlin(25, 18), berlin(27, 9)),
        (berlin(27, 9), berlin(30, 9)),
    ],
)
def test_it_opens_next_on_the_next_day_that_has_hours(after, expected) -> None:
    assert next_opening(HOURS, after, BERLIN) == expected


def test_hours_nobody_has_said_open_never_and_are_not_called_closed() -> None:
    assert next_opening(NOT_SAID, berlin(23, 10), BERLIN) is None
    assert not NOT_SAID.are_known


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        (berlin(23, 9), 179, berlin(23, 11, 59)),
        (berlin(23, 9), 180, berlin(23, 12)),
        (berlin(23, 9), 181, berlin(23, 13, 1)),
        (berlin(27, 16), 60, berlin(27, 17)),
        (berlin(27, 16), 61, berlin(30, 9, 1)),
        (berlin(28, 3), 1, berlin(30, 9, 1)),
        # Three weeks: 7 + 8 + 8 + 8 hours in each.
        (berlin(23, 0), 3 * 31 * 60, berlin(11, 17, month=12)),
    ],
)
def test_only_open_minutes_count(start, minutes, expected) -> None:
    assert after_open_minutes(HOURS, start, minutes, BERLIN) == expected


def test_without_hours_every_minute_counts() -> None:
    start = berlin(28, 23)

    assert after_open_minutes(NOT_SAID, start, 90, BERLIN) == start + timedelta(minutes=90)


@pytest.mark.parametrize(("month", "day", "real_hours"), [(3, 29, 3), (10, 25, 5), (11, 22, 4)])
def test_the_night_the_clock_is_changed_is_counted_as_it_is(month, day, real_hours) -> None:
    """Sunday, 01:00 to 05:00 on the wall: an hour less when it is put on, one more put back."""
    begins, ends = berlin(day, 1, month=month), berlin(day, 5, month=month)

    assert after_open_minutes(NIGHTS, begins, real_hours * 60, BERLIN) == ends
    assert is_open(NIGHTS, ends - timedelta(minutes=1), BERLIN)
    assert not is_open(NIGHTS, ends, BERLIN)


def test_a_day_may_last_until_midnight() -> None:
    assert is_open(NIGHTS, berlin(28, 23, 59, 59), BERLIN)
    assert not is_open(NIGHTS, berlin(29, 0), BERLIN)


def test_days_alike_are_said_in_one_line() -> None:
    assert in_words(HOURS) == (
        "Monday, 09:00 to 12:00 and 13:00 to 17:00",
        "Tuesday and Wednesday, 09:00 to 17:00",
        "Friday, 09:00 to 17:00",
    )


def test_hours_are_stored_as_they_are_read() -> None:
    assert hours_from(as_said(HOURS)) == HOURS


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"someday": NINE_TO_FIVE}, "no day of the week"),
        ({"monday": [["09:00"]]}, "a beginning and an end"),
        ({"monday": [["nine", "17:00"]]}, "is no time"),
        ({"monday": [["09:60", "17:00"]]}, "no time of a day"),
        ({"monday": [["09:00", "24:01"]]}, "no time of a day"),
        ({"monday": [["09:00", "09:00"]]}, "ends before it begins"),
        ({"monday": [["09:00", "12:00"], ["11:59", "13:00"]]}, "overlap"),
    ],
)
def test_what_cannot_be_hours_is_refused_with_what_is_wrong(said, complaint) -> None:
    with pytest.raises(NotHours, match=complaint):
        hours_from(said)


def test_one_opening_may_begin_when_the_other_ends() -> None:
    assert hours_from({"monday": [["09:00", "12:00"], ["12:00", "13:00"]]}).are_known
