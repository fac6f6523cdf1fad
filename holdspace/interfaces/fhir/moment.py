"""Reads FHIR's times: to the minute at least, with the zone that FHIR asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

_SHAPE = re.compile(
    r"(?P<minute>\d{4}-\d{2}-\d{2}T\d{2}:\d{2})"
    r"(?::(?P<second>\d{2})(?P<fraction>\.\d+)?)?(?P<zone>Z|[+-]\d{2}:\d{2})?",
    re.ASCII,
)
_COARSE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_LEAP_SECOND = 60


class NotAMoment(ValueError):
    """The words say why the time cannot be read."""


@dataclass(frozen=True, slots=True)
class FhirMoment:
    text: str
    at: datetime
    zone_stated: bool


def read_fhir_moment(text: str, *, zone: tzinfo) -> FhirMoment:
    """`zone` is where the device's clock lives when it names none. Raises NotAMoment."""
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        words = "has no hour and minute" if _COARSE.fullmatch(text) else "cannot be read"
        raise NotAMoment(f"the time {text[:40]} {words}")
    try:
        return FhirMoment(text[:40], _in_utc(shape, zone), shape["zone"] is not None)
    except (ValueError, OverflowError):
        raise NotAMoment(f"the time {text[:40]} does not exist") from None


def _in_utc(shape: re.Match[str], zone: tzinfo) -> datetime:
    second = int(shape["second"] or 0)
    if second > _LEAP_SECOND:
        raise ValueError(second)
    local = datetime.fromisoformat(shape["minute"] + (shape["zone"] or "").replace("Z", "+00:00"))
    local += timedelta(seconds=second, microseconds=_microseconds(shape["fraction"]))
    return (local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC)


def _microseconds(fraction: str | None) -> int:
    return int((fraction or ".")[1:7].ljust(6, "0"))
