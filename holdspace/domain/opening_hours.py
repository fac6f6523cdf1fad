"""When a clinic is open: on which weekdays, between which times on its own clock.

Hours nobody has said are not "closed" and not "open": `Hours.are_known` is False, nothing opens,
and who counts time counts every minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import tzinfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTES_A_DAY = 24 * 60
DAYS_LOOKED_AHEAD = 8
"""One week and today's weekday again: hours come back every week."""


class NotHours(Exception):
    """What was written down cannot be hours; the sentence says what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One stretch of a day, in minutes after its midnight on the clinic's clock."""

    begins_minute: int
    ends_minute: int

    @property
    def words(self) -> str:
        return f"{_clock(self.begins_minute)} to {_clock(self.ends_minute)}"


@dataclass(frozen=True)
class Hours:
    """A week: for each weekday, Monday first, when the clinic is open."""

    week: tuple[tuple[Opening, ...], ...] = ((),) * 7

    @property
    def are_known(self) -> bool:
        return any(self.week)

    def on(self, day: date) -> tuple[Opening, ...]:
        return self.week[day.weekday()]


NOT_SAID = Hours()


def hours_from(said: Mapping[str, Sequence[Sequence[str]]]) -> Hours:
    """Hours as they are stored: weekday -> pairs of "HH:MM". Raises NotHours."""
    unknown = [day for day in said if day not in WEEKDAYS]
    if unknown:
        raise NotHours(f"{unknown[0]} is no day of the week.")
    return Hours(tuple(_openings(day, said.get(day, ())) for day in WEEKDAYS))


def as_said(hours: Hours) -> dict[str, list[list[str]]]:
    """The other way, for storing; a day on which the clinic is closed is left out."""
    return {
        day: [[_clock(one.begins_minute), _clock(one.ends_minute)] for one in openings]
        for day, openings in zip(WEEKDAYS, hours.week, strict=True)
        if openings
    }


def is_open(hours: Hours, at: datetime, zone: tzinfo) -> bool:
    """Whether somebody is there at this moment. The closing minute itself is closed."""
    day = at.astimezone(zone).date()
    return any(begins <= at < ends for begins, ends in _stretches(hours, day, 1, zone))


def next_opening(hours: Hours, after: datetime, zone: tzinfo) -> datetime | None:
    """When the clinic opens next, later than `after`; None when its hours are not known."""
    day = after.astimezone(zone).date()
    found = (begins for begins, _ in _stretches(hours, day, DAYS_LOOKED_AHEAD, zone))
    return next((begins for begins in found if begins > after), None)


def after_open_minutes(hours: Hours, start: datetime, minutes: int, zone: tzinfo) -> datetime:
    """When so many minutes in which the clinic is open will have passed since `start`.

    Without known hours every minute counts: nothing waits for an opening that nobody has said.
    """
    left = timedelta(minutes=minutes)
    if not hours.are_known:
        return start + left
    day = start.astimezone(zone).date()
    while True:
        for begins, ends in _stretches(hours, day, 1, zone):
            begun = max(begins, start)
            if ends > begun and left <= ends - begun:
                return begun + left
            left -= max(ends - begun, timedelta())
        day += timedelta(days=1)


def openings_between(
    hours: Hours, begins: datetime, ends: datetime, zone: tzinfo
) -> tuple[tuple[datetime, datetime], ...]:
    """Every stretch in which the clinic is open, cut to what lies between the two moments."""
    first = begins.astimezone(zone).date()
    days = (ends.astimezone(zone).date() - first).days + 1
    found = (
        (max(opens, begins), min(closes, ends))
        for opens, closes in _stretches(hours, first, days, zone)
    )
    return tuple((opens, closes) for opens, closes in found if opens < closes)


def in_words(hours: Hours) -> tuple[str, ...]:
    """A line for each run of days with the same hours: "Monday to Friday, 09:00 to 17:00"."""
    lines: list[str] = []
    day = 0
    while day < len(WEEKDAYS):
        last = day
        while last + 1 < len(WEEKDAYS) and hours.week[last + 1] == hours.week[day]:
            last += 1
        if hours.week[day]:
            lines.append(f"{_days(day, last)}, {_and(hours.week[day])}")
        day = last + 1
    return tuple(lines)


def _stretches(
    hours: Hours, first: date, days: int, zone: tzinfo
) -> Iterator[tuple[datetime, datetime]]:
    for day in (first + timedelta(days=number) for number in range(days)):
        for one in hours.on(day):
            yield _moment(day, one.begins_minute, zone), _moment(day, one.ends_minute, zone)


def _moment(day: date, minute: int, zone: tzinfo) -> datetime:
    """What the clock on the wall says, also on a day on which it is put forward or back."""
    on_the_wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return on_the_wall.replace(tzinfo=zone).astimezone(UTC)


def _openings(day: str, said: Sequence[Sequence[str]]) -> tuple[Opening, ...]:
    openings = []
    for pair in said:
        if len(pair) != 2:  # noqa: PLR2004 - from and to
            raise NotHours(f"{day.capitalize()}: each opening has a beginning and an end.")
        begins, ends = (_minute(day, written) for written in pair)
        if ends <= begins:
            raise NotHours(f"{day.capitalize()}: {pair[0]} to {pair[1]} ends before it begins.")
        openings.append(Opening(begins_minute=begins, ends_minute=ends))
    openings.sort(key=lambda one: one.begins_minute)
    for one, following in pairwise(openings):
        if following.begins_minute < one.ends_minute:
            raise NotHours(f"{day.capitalize()}: {one.words} and {following.words} overlap.")
    return tuple(openings)


def _minute(day: str, written: str) -> int:
    hour, _, minute = written.partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        raise NotHours(f"{day.capitalize()}: {written!r} is no time; write it as 09:00.")
    found = int(hour) * 60 + int(minute)
    if int(minute) >= 60 or found > MINUTES_A_DAY:  # noqa: PLR2004 - minutes of an hour
        raise NotHours(f"{day.capitalize()}: {written} is no time of a day.")
    return found


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _days(first: int, last: int) -> str:
    if first == last:
        return WEEKDAYS[first].capitalize()
    joined = "and" if last == first + 1 else "to"
    return f"{WEEKDAYS[first].capitalize()} {joined} {WEEKDAYS[last].capitalize()}"


def _and(openings: tuple[Opening, ...]) -> str:
    return " and ".join(one.words for one in openings)
