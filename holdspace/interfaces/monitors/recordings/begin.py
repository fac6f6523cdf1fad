"""When a recording began: what its file says of it, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from holdspace.interfaces.monitors.recordings.frame import NotARecording

SECONDS_SINCE_1970 = 1_000_000_000.0
"""A number of seconds this large is a date, and no length of a recording."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?", re.ASCII)


class MixedZones(NotARecording):
    """Whether a time is the clinic's or the file's cannot be told line by line."""


@dataclass(frozen=True, slots=True)
class Begin:
    at: datetime | None
    """None: only a person can say it."""
    clock: time | None
    """The time of day without its date, where the file says no more."""
    words: str


def begin_in_csv(cells: list[str], zone: tzinfo, zone_name: str) -> Begin:
    """`cells`: the time column. Raises NotARecording where it says times in two ways."""
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    if "-" in first[1:]:
        return _of_dates(first, cells, zone, zone_name)
    if first.count(":") == 1:
        raise NotARecording(
            f"the time {first[:20]} could be hours and minutes, or minutes and seconds: write it "
            "in three parts, as 10:00:00"
        )
    if ":" in first:
        clock = _CLOCK.fullmatch(first)
        said = None if clock is None else _clock(clock)
        return Begin(None, said, "Its times have no date.")
    try:
        seconds = float(first)
        if seconds >= SECONDS_SINCE_1970:
            at = datetime.fromtimestamp(seconds, UTC)
            return Begin(at, None, "Its times are seconds since 1970, which need no zone.")
    except (ValueError, OverflowError, OSError):
        pass
    return Begin(None, None, "Its times count from its own start.")


def begin_in_header(base_time: str, base_date: str, zone: tzinfo, zone_name: str) -> Begin:
    """Of a WFDB record: HH:MM:SS and DD/MM/YYYY, in no zone; either may be missing."""
    clock = _CLOCK.fullmatch(base_time)
    said = _clock(clock) if clock else None
    if said is None:
        return Begin(None, None, "It does not say when it began.")
    try:
        day = datetime.strptime(base_date, "%d/%m/%Y").date()  # noqa: DTZ007 - zone joined below
    except ValueError:
        return Begin(None, said, "It says a time of day and no date.")
    at = datetime.combine(day, said, zone).astimezone(UTC)
    return Begin(at, said, f"Its times name no zone and are read in {zone_name}.")


def _of_dates(first: str, cells: list[str], zone: tzinfo, zone_name: str) -> Begin:
    try:
        said = [datetime.fromisoformat(cell.strip()) for cell in cells if cell.strip()]
        return _of_said(said, zone, zone_name)
    except MixedZones:
        raise
    except (ValueError, OverflowError):
        raise NotARecording(f"the times cannot be read: {first[:40]}") from None


def _of_said(said: list[datetime], zone: tzinfo, zone_name: str) -> Begin:
    named = {one.tzinfo is not None for one in said}
    if len(named) > 1:
        raise MixedZones("some of its times name a zone and others do not")
    if named == {True}:
        return Begin(said[0].astimezone(UTC), None, "Its times name their zone.")
    at = said[0].replace(tzinfo=zone).astimezone(UTC)
    return Begin(at, None, f"Its times name no zone and are read in {zone_name}.")


def _clock(shape: re.Match[str]) -> time | None:
    try:
        return time(int(shape[1]), int(shape[2]), int(shape[3]))
    except ValueError:
        return None
