"""A wrong clock is corrected, a late message is not mistaken for one, and nothing jumps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest

from holdspace.interfaces.monitors.clock import DeviceClock, heard, is_late, place

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def after(clock: DeviceClock | None, *messages: tuple[float, float]) -> DeviceClock | None:
    """Messages as (sent, received) seconds from NOW, each by its own clock."""
    return reduce(
        lambda known, message: heard(
            known, sent_at=NOW + seconds(message[0]), received_at=NOW + seconds(message[1])
        ),
        messages,
        clock,
    )


@pytest.mark.parametrize(
    ("offset", "at", "flags"),
    [
        (29.9, NOW, []),
        (30, NOW, []),
        (30.1, NOW + seconds(30.1), ["clock_off"]),
        (-30.1, NOW - seconds(30.1), ["clock_off"]),
        (-30, NOW - seconds(30), []),
    ],
)
def test_a_clock_is_wrong_beyond_thirty_seconds(
    offset: float, at: datetime, flags: list[str]
) -> None:
    clock = after(None, (0, offset))

    placed = place(clock, device_at=NOW, received_at=NOW + seconds(offset))

    assert placed == (at, flags)


def test_a_clock_that_is_years_off_is_corrected_and_a_cuff_keeps_its_age() -> None:
    years = 14 * 365 * 86400.0
    clock = after(None, (-years, 0))

    at, flags = place(clock, device_at=NOW - seconds(years + 600), received_at=NOW)

    assert (at, flags) == (NOW - seconds(600), ["clock_off"])


def test_the_offset_does_not_jump_with_the_delay_of_each_message() -> None:
    clock = after(None, (0, 100.2), (1, 101.9), (2, 102.3), (3, 104.1), (4, 104.25))

    assert clock is not None
    assert clock.offset == seconds(100.2)


def test_a_backlog_after_a_network_cut_keeps_its_own_times() -> None:
    known = after(None, (0, 0.1), (1, 1.1))
    backlog = after(known, (2, 300), (3, 300.1), (4, 300.2), (5, 300.3))

    assert backlog is not None
    assert backlog.offset == seconds(0.1)
    assert is_late(backlog, sent_at=NOW + seconds(5), received_at=NOW + seconds(300.3))
    at, _ = place(backlog, device_at=NOW + seconds(5), received_at=NOW + seconds(300.3))
    assert at == NOW + seconds(5)


def test_a_clock_that_was_set_back_is_believed_after_a_steady_minute() -> None:
    known = after(None, (3600, 3600.1))
    steady = [(float(second), 3600.1 + second) for second in range(61)]

    almost = after(known, *steady[:60])
    believed = after(known, *steady)

    assert almost is not None
    assert believed is not None
    assert (almost.offset, believed.offset) == (seconds(0.1), seconds(3600.1))


def test_a_clock_that_was_set_forward_is_believed_at_once() -> None:
    clock = after(None, (0, 0.1), (3601, 1.1))

    assert clock is not None
    assert clock.offset == seconds(-3599.9)


def test_nothing_is_measured_after_it_was_received() -> None:
    clock = after(None, (0, 0))

    at, flags = place(clock, device_at=NOW + seconds(1500), received_at=NOW)

    assert (at, flags) == (NOW, ["time_in_future"])


def test_without_a_device_time_the_receipt_is_all_there_is() -> None:
    assert place(None, device_at=None, received_at=NOW) == (NOW, ["no_device_time"])
