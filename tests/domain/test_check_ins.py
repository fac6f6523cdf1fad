"""When somebody is asked after a session, when silence is a word; never at night."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.check_ins import (
    LADDER,
    USUAL,
    AskingTimes,
    How,
    Question,
    Rung,
    State,
    ladder,
    not_at_night,
    overlaps,
    questions_of,
    silent_in_a_row,
    standings,
    to_answer,
)

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
HOME = datetime(2026, 3, 3, 14, 0, tzinfo=BERLIN)
NEVER = frozenset()


def moments(home=HOME, zone=BERLIN, times=USUAL):
    return {one.rung: one for one in ladder(home, zone, times)}


def there(at, zone=BERLIN) -> str:
    return f"{at.astimezone(zone):%d %b %H:%M}"


def standing(now, answered=NEVER, next_home_at=None, home=HOME):
    found = standings(ladder(home, BERLIN), answered=answered, next_home_at=next_home_at, now=now)
    return {one.rung: one.state for one in found}


def test_seven_moments_from_going_home() -> None:
    assert {rung.value: there(one.due_at) for rung, one in moments().items()} == {
        "evening": "03 Mar 19:00",
        "day_1": "04 Mar 14:00",
        "day_3": "06 Mar 14:00",
        "week_1": "10 Mar 10:00",
        "week_2": "17 Mar 10:00",
        "month_1": "02 Apr 10:00",
        "month_3": "02 Jun 10:00",
    }


@pytest.mark.parametrize(
    ("home", "evening", "day_1"),
    [
        ("2026-03-03T17:59", "03 Mar 19:00", "04 Mar 17:59"),
        ("2026-03-03T18:00", "03 Mar 19:00", "04 Mar 18:00"),
        ("2026-03-03T18:01", "03 Mar 19:01", "04 Mar 18:01"),
        # Nobody is asked after nine: who is home later is asked in the morning.
        ("2026-03-03T20:00", "03 Mar 21:00", "04 Mar 20:00"),
        ("2026-03-03T20:01", "04 Mar 09:00", "04 Mar 20:01"),
        ("2026-03-03T21:01", "04 Mar 09:00", "05 Mar 09:00"),
        ("2026-03-03T08:30", "03 Mar 19:00", "04 Mar 09:00"),
    ],
)  # fmt: skip
def test_who_comes_home_late_is_asked_in_the_morning(home, evening, day_1) -> None:
    found = moments(datetime.fromisoformat(home).replace(tzinfo=BERLIN))

    assert there(found[Rung.EVENING].due_at) == evening
    assert there(found[Rung.DAY_1].due_at) == day_1
    assert found[Rung.EVENING].closes_at == found[Rung.DAY_1].opens_at


@pytest.mark.parametrize(
    ("zone", "home", "day_1", "week_1"),
    [
        # The clocks go forward in the night of 29 March in Berlin, of 8 March in New York.
        (BERLIN, "2026-03-28T13:00", "29 Mar 14:00", "04 Apr 10:00"),
        (BERLIN, "2026-10-24T13:00", "25 Oct 12:00", "31 Oct 10:00"),
        (NEW_YORK, "2026-03-07T13:00", "08 Mar 14:00", "14 Mar 10:00"),
    ],
)
def test_a_day_is_24_real_hours_and_a_week_is_seven_days_of_the_calendar(
    zone, home, day_1, week_1
) -> None:
    """What is looked for after a day is the medicine's; a week is a week on the wall."""
    found = moments(datetime.fromisoformat(home).replace(tzinfo=zone), zone)

    assert there(found[Rung.DAY_1].due_at, zone) == day_1
    assert there(found[Rung.WEEK_1].due_at, zone) == week_1


def test_it_is_the_persons_clock_and_not_the_clinics() -> None:
    assert there(moments(zone=NEW_YORK)[Rung.EVENING].due_at, NEW_YORK) == "03 Mar 19:00"


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - a zone is added
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_nobody_is_ever_asked_at_night_nor_two_things_at_once(at, name) -> None:
    zone = ZoneInfo(name)
    found = ladder(at.replace(tzinfo=zone).astimezone(UTC), zone)

    asked = [one.due_at.astimezone(zone).time() for one in found]
    assert all(USUAL.asks_from <= one <= USUAL.asks_until for one in asked)
    assert not overlaps(found)
    assert [one.rung for one in found] == list(LADDER)
    assert all(one.opens_at <= one.due_at < one.closes_at for one in found)


def test_just_before_at_and_just_after_each_edge_of_the_evening() -> None:
    second = timedelta(seconds=1)
    evening = moments()[Rung.EVENING]

    edges = [HOME - second, HOME, evening.silent_at - second, evening.silent_at,
             evening.closes_at - second, evening.closes_at]  # fmt: skip
    assert [standing(at)[Rung.EVENING] for at in edges] == [
        State.NOT_YET, State.OPEN, State.OPEN, State.SILENT, State.SILENT, State.MISSED,
    ]  # fmt: skip


def test_the_first_two_moments_call_for_somebody_and_the_later_ones_do_not() -> None:
    silent_at = {rung: one.silent_at for rung, one in moments().items() if one.silent_at}

    assert {rung: there(at) for rung, at in silent_at.items()} == {
        Rung.EVENING: "03 Mar 21:00",
        Rung.DAY_1: "04 Mar 17:00",
    }


def test_an_answer_holds_whatever_comes_later() -> None:
    answered = frozenset({Rung.EVENING})

    assert standing(HOME + timedelta(days=30), answered)[Rung.EVENING] is State.ANSWERED


def test_a_next_session_ends_what_was_still_to_be_asked_and_hides_nothing_that_was_missed() -> None:
    next_home = HOME + timedelta(days=7, hours=1)
    found = standing(next_home + timedelta(hours=1), next_home_at=next_home)

    assert found[Rung.EVENING] is State.MISSED
    assert found[Rung.DAY_3] is State.MISSED
    assert found[Rung.WEEK_1] is State.SUPERSEDED
    assert found[Rung.MONTH_3] is State.SUPERSEDED


def test_silence_is_counted_from_the_last_word() -> None:
    at = HOME + timedelta(days=8)
    found = standings(
        ladder(HOME, BERLIN), answered=frozenset({Rung.DAY_1}), next_home_at=None, now=at
    )

    assert [one.rung for one in silent_in_a_row(found)] == [Rung.DAY_3]
    assert to_answer(found).rung is Rung.WEEK_1


def test_an_evening_that_is_all_right_is_two_taps_and_one_that_is_not_asks_on() -> None:
    assert questions_of(Rung.EVENING, How.ALL_RIGHT) == (Question.HOW, Question.COMPANY)
    assert Question.SAFETY in questions_of(Rung.EVENING, How.NOT_SO_WELL)
    assert Question.SAFETY in questions_of(Rung.DAY_1)


def test_a_reminder_that_would_fall_into_the_night_waits_for_the_morning() -> None:
    at_three = datetime(2026, 3, 4, 3, 0, tzinfo=BERLIN)

    assert there(not_at_night(at_three, BERLIN)) == "04 Mar 09:00"
    assert there(not_at_night(at_three.replace(hour=21), BERLIN)) == "04 Mar 21:00"
    assert there(not_at_night(at_three.replace(hour=21, minute=1), BERLIN)) == "05 Mar 09:00"


@pytest.mark.parametrize(
    ("times", "complaint"),
    [
        ({}, ""),
        ({"evening_at": time(21)}, ""),
        ({"evening_at": time(21, 1)}, "The evening, 21:01, is not between 09:00 and 21:00."),
        ({"asks_from": time(21)}, "Asking begins before it ends."),
        ({"asks_from": time(10, 1)}, "The time by day, 10:00, is not between 10:01 and 21:00."),
    ],
)
def test_times_that_would_ask_at_night_are_refused(times, complaint) -> None:
    assert AskingTimes(**times).complaint() == complaint
