"""HL7 time stamps of every precision, with and without a zone, and the ones that are nonsense."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.interfaces.hl7v2.moment import Moment, read_moment, write_moment

BERLIN = ZoneInfo("Europe/Berlin")
SUMMER = datetime(2025, 7, 1, 12, tzinfo=UTC)


def read(text: str, near: datetime = SUMMER) -> Moment:
    return read_moment(text, zone=BERLIN, near=near)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("202507011200", datetime(2025, 7, 1, 10, 0, tzinfo=UTC)),
        ("20250701120001", datetime(2025, 7, 1, 10, 0, 1, tzinfo=UTC)),
        ("20250701120001.5", datetime(2025, 7, 1, 10, 0, 1, 500000, tzinfo=UTC)),
        ("20250701120001.1234", datetime(2025, 7, 1, 10, 0, 1, 123400, tzinfo=UTC)),
        ("20250701120001.123456789", datetime(2025, 7, 1, 10, 0, 1, 123456, tzinfo=UTC)),
        ("20250701120001+0800", datetime(2025, 7, 1, 4, 0, 1, tzinfo=UTC)),
        ("20250701120001-0330", datetime(2025, 7, 1, 15, 30, 1, tzinfo=UTC)),
        ("20250701120001.250+0000", datetime(2025, 7, 1, 12, 0, 1, 250000, tzinfo=UTC)),
        ("202501011200", datetime(2025, 1, 1, 11, 0, tzinfo=UTC)),
        ("20161231235960+0000", datetime(2017, 1, 1, tzinfo=UTC)),
        ("20250701120001+1400", datetime(2025, 6, 30, 22, 0, 1, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_in_its_own_zone_or_the_monitors(text: str, at: datetime) -> None:
    assert read(text).at == at
    assert read(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "00000000", "2025", "20250701", "2025070112", "20251301120000", "20250230120000",
        "20250701250000", "20250701126000", "20250701120061", "20250701120000+1401",
        "20250701120000+0260", "0000000000000000", "tomorrow", "2025-07-01T12:00:00Z",
        "-20250701120000", "000101010000+1400", "999912312359-1200", "\u0662\u0660\u0662\u0665",
    ],
)  # fmt: skip
def test_nonsense_is_kept_as_text_with_a_problem_and_no_time(text: str) -> None:
    moment = read(text)

    assert moment.at is None
    assert moment.problem
    assert moment.text == text


def test_an_empty_time_is_no_time() -> None:
    assert (read("").at, read('""').at) == (None, None)


@pytest.mark.parametrize(("hour", "expected"), [(0, 0), (1, 1)])
def test_the_hour_that_happens_twice_is_the_one_nearer_to_the_receipt(
    hour: int, expected: int
) -> None:
    received = datetime(2025, 10, 26, hour, 30, 5, tzinfo=UTC)

    assert read("20251026023000", received).at == datetime(2025, 10, 26, expected, 30, tzinfo=UTC)


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(read(text), Moment)


@given(st.integers(0, 4_000_000_000_000))
def test_what_we_write_we_read_back_to_the_millisecond(milliseconds: int) -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)

    moment = read(write_moment(at))

    assert moment.at == at
    assert moment.zone_stated
