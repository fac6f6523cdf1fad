"""One day of a monitor or of a room as CSV: every value as it was stored, odd ones said."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.reading import COLUMNS
from holdspace.pathway.dosing_session.models import VitalsSample
from holdspace.pathway.outcomes.export_files import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

BYTE_ORDER_MARK = "\ufeff"
HEAD = [
    "measured_at", "monitor_time", "received_at", "monitor", "room", "session",
    *COLUMNS, "flags", "monitor_alarms", "clock_offset_seconds", "message",
]  # fmt: skip


def samples_on(day: date, zone: ZoneInfo, **of_what: int) -> QuerySet[VitalsSample]:
    """From midnight to midnight in the clinic's time. `of_what`: monitor_id or room_id."""
    begin = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    return VitalsSample.objects.filter(at__gte=begin, at__lt=end, **of_what)


def sessions_in(samples: QuerySet[VitalsSample]) -> list[tuple[UUID, UUID]]:
    """Each session with whose it is: for the audit trail."""
    pairs = samples.filter(session__isnull=False).values_list("session_id", "session__patient_id")
    return list(pairs.distinct())


def to_csv(samples: QuerySet[VitalsSample], zone: ZoneInfo) -> bytes:
    held = io.StringIO(newline="")
    held.write(BYTE_ORDER_MARK)
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(_lines(samples.select_related("monitor", "room").order_by("at", "id"), zone))
    return held.getvalue().encode()


def _lines(samples: QuerySet[VitalsSample], zone: ZoneInfo) -> Iterator[list[str]]:
    for sample in samples.iterator(chunk_size=5000):
        alarms = [f"{one.get('about')} {one.get('kind')}" for one in sample.alarms]
        yield [
            _moment(sample.at, zone),
            _moment(sample.device_at, zone),
            _moment(sample.received_at, zone),
            guarded(sample.monitor.name),
            guarded(sample.room.name),
            str(sample.session_id or ""),
            *(_number(getattr(sample, column)) for column in COLUMNS),
            guarded("; ".join(sample.flags)),
            guarded("; ".join(alarms)),
            _number(sample.clock_offset_seconds),
            str(sample.message_id),
        ]


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="milliseconds") if at else ""


def _number(value: object) -> str:
    return "" if value is None else str(value)
