"""Ages in words, at every border between units."""

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.web.ages import age_in_words, in_words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=-5), "0 s"),
        (timedelta(0), "0 s"),
        (timedelta(seconds=59.9), "59 s"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(seconds=61), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h 00"),
        (timedelta(hours=3, minutes=5), "3 h 05"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 h 59"),
        (timedelta(days=1), "1 d"),
    ],
)
def test_a_length_of_time_is_said_in_its_largest_unit(length: timedelta, words: str) -> None:
    assert in_words(length) == words


def test_something_from_the_future_is_not_older_than_now() -> None:
    now = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)

    assert age_in_words(now + timedelta(minutes=3), now) == "0 s"
