"""Reads HL7 v2 time stamps: every precision from 2.3 to 2.6, with or without a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_SHAPE = re.compile(
    r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(?:\.(\d{1,6})\d*)?)?([+-]\d{4})?",
    re.ASCII,
)
_COARSE = re.compile(r"\d{4}(?:\d{2}){0,3}(?:[+-]\d{4})?", re.ASCII)
_WIDEST_OFFSET = timedelta(hours=14)
_LEAP_SECOND = 60
_LAST_MINUTE = 59


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as the sender wrote it, and in UTC where that can be said."""

    text: str
    at: datetime | None
    problem: str = ""
    zone_stated: bool = False
    offset: timezone | None = None
    """The zone it names itself; None: the one that was assumed."""


NEVER = Moment("", None, "no time was sent")


def read_moment(text: str, *, zone: tzinfo, near: datetime) -> Moment:
    """`zone` is where the sender's clock lives when it names none; `near` settles the hour that
    happens twice when summer time ends."""
    text = text.strip()
    if not text or text == '""':
        return NEVER
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        problem = "the time has no hour and minute" if _COARSE.fullmatch(text) else "not a time"
        return Moment(text[:40], None, problem)
    try:
        offset = _offset(shape[8]) if shape[8] is not None else None
        return Moment(text, _in_utc(shape, offset, zone, near), "", offset is not None, offset)
    except (ValueError, OverflowError):
        return Moment(text, None, "not a time that exists")


def _in_utc(
    shape: re.Match[str], offset: timezone | None, zone: tzinfo, near: datetime
) -> datetime:
    second = int(shape[6] or 0)
    local = datetime(  # noqa: DTZ001 - the zone is joined below
        int(shape[1]), int(shape[2]), int(shape[3]), int(shape[4]), int(shape[5]), min(second, 59)
    )
    local = local.replace(microsecond=int((shape[7] or "0").ljust(6, "0")))
    if second == _LEAP_SECOND:
        local += timedelta(seconds=1)
    elif second > _LEAP_SECOND:
        raise ValueError(second)
    if offset is not None:
        return local.replace(tzinfo=offset).astimezone(UTC)
    once, twice = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return min(once, twice, key=lambda moment: abs(moment - near))


def _offset(text: str) -> timezone:
    hours, minutes = int(text[1:3]), int(text[3:5])
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > _LAST_MINUTE or offset > _WIDEST_OFFSET:
        raise ValueError(text)
    return timezone(-offset if text[0] == "-" else offset)


def write_moment(at: datetime) -> str:
    """To the millisecond, with the offset of `at`."""
    return f"{at:%Y%m%d%H%M%S}.{at.microsecond // 1000:03d}{at:%z}"
