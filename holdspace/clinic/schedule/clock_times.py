"""Times of day as they are typed, and the moment each is in the clinic's zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class NotATime(ValueError):
    """What was typed is no time of day."""


class NoSuchMoment(ValueError):
    """The clocks jump over this time on this day."""


def parse_clock_time(typed: str) -> time:
    """`1430`, `930`, `14:30` or `14.30`. Raises NotATime, saying how to type it."""
    match = re.fullmatch(r"\s*([0-9]{1,2})[:.]?([0-9]{2})\s*", typed)
    hour, minute = (int(match.group(1)), int(match.group(2))) if match else (99, 99)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a day has no more
        raise NotATime("Type the time as 1430.")
    return time(hour, minute)


def moment_in(zone: ZoneInfo, day: date, at: time) -> datetime:
    """That time of that day, the earlier one where it comes twice. Raises NoSuchMoment."""
    local = datetime.combine(day, at, zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchMoment("The clocks are put forward over this time on this day.")
    return moment
