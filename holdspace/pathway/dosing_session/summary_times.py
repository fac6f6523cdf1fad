"""Moments as a document writes them: in the clinic's zone, to the minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LATE_FROM = timedelta(minutes=2)
"""Recorded this long after it happened or later: the document says both times."""


@dataclass(frozen=True)
class Times:
    """The session's own calendar day, and the zone its clocks show."""

    zone: ZoneInfo
    day: date

    def clock(self, at: datetime) -> str:
        """ "14:33", or "3 Mar 09:10" on another day."""
        local = at.astimezone(self.zone)
        hour = f"{local:%H:%M}"
        return hour if local.date() == self.day else f"{local.day} {local:%b} {hour}"

    def full(self, at: datetime) -> str:
        """ "2 March 2026, 14:33": for what stands alone."""
        local = at.astimezone(self.zone)
        return f"{day_in_words(local.date())}, {local:%H:%M}"

    def late(self, happened_at: datetime, recorded_at: datetime) -> str:
        """When it was written down, if that was not at once."""
        is_late = recorded_at - happened_at >= LATE_FROM
        return f"recorded {self.clock(recorded_at)}" if is_late else ""


def day_in_words(day: date) -> str:
    """ "2 March 2026": no order of numbers to mistake."""
    return f"{day.day} {day:%B %Y}"
