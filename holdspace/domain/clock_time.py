"""A clock time in words: in the zone of `now`, which whoever asks gives in the clinic's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def clock_time(at: datetime, now: datetime) -> str:
    """Hours and minutes, as the clock on the wall beside `now` shows them."""
    return f"{at.astimezone(now.tzinfo):%H:%M}"
