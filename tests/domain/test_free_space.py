"""How full the clinic's disk may be: just under, at, just over each limit."""

from __future__ import annotations

import pytest

from holdspace.domain.free_space import (
    KEPT_FOR_READING_BYTES,
    FreeSpace,
    warning,
    why_no_charting,
    why_no_session,
)

GIGABYTE = 1_000_000_000


@pytest.mark.parametrize(("percent", "warns"), [(9.9, True), (10.0, False), (10.1, False)])
def test_below_a_tenth_the_board_says_so(percent, warns) -> None:
    space = FreeSpace(round(percent * GIGABYTE), 100 * GIGABYTE)

    assert (warning(space) is not None) is warns


@pytest.mark.parametrize(("percent", "refused"), [(4.9, True), (5.0, False), (5.1, False)])
def test_below_a_twentieth_no_session_is_opened(percent, refused) -> None:
    space = FreeSpace(round(percent * GIGABYTE), 100 * GIGABYTE)

    assert (why_no_session(space) is not None) is refused


@pytest.mark.parametrize(("percent", "already"), [(4.9, True), (5.0, False), (5.1, False)])
def test_the_board_says_whether_a_session_can_still_be_opened(percent, already) -> None:
    said = warning(FreeSpace(round(percent * GIGABYTE), 100 * GIGABYTE)) or ""

    assert (": no session can be opened" in said) is already
    assert ("Below 5% no session" in said) is not already


@pytest.mark.parametrize(("more", "refused"), [(-1, True), (0, False), (1, False)])
def test_what_is_kept_for_reading_is_not_charted_into(more, refused) -> None:
    space = FreeSpace(KEPT_FOR_READING_BYTES + more, 100 * GIGABYTE)

    assert (why_no_charting(space) is not None) is refused


def test_a_disk_of_which_nothing_is_known_counts_as_full() -> None:
    assert why_no_session(FreeSpace(0, 0)) is not None
    assert why_no_charting(FreeSpace(0, 0)) is not None
