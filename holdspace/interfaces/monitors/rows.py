"""Wide readings become rows of `vitals_sample`, placed in time and room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from holdspace.interfaces.monitors.clock import WRONG_BEYOND, DeviceClock, heard, is_late, place
from holdspace.interfaces.monitors.reading import (
    Alarm,
    Column,
    Measurement,
    Translation,
    WideReading,
)
from holdspace.interfaces.monitors.whereabouts import SessionWindow, Stay, whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRow:
    monitor_id: int
    room_id: int
    session_id: UUID | None
    at: datetime
    device_at: datetime | None
    received_at: datetime
    clock_offset_seconds: Decimal | None
    values: Mapping[Column, Decimal]
    other: dict[str, object]
    flags: list[str]
    alarms: list[dict[str, str]]
    aperiodic: bool
    """Measured at its own moment: a cuff, which a monitor sends again with every message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMonitor:
    monitor_id: int
    stays: Sequence[Stay]
    windows: Sequence[SessionWindow]


def next_clock(
    clock: DeviceClock | None, translation: Translation, received_at: datetime
) -> DeviceClock | None:
    if translation.sent.at is None:
        return clock
    return heard(clock, sent_at=translation.sent.at, received_at=received_at)


def rows_of(
    translation: Translation,
    monitor: KnownMonitor,
    *,
    clock: DeviceClock | None,
    received_at: datetime,
) -> list[SampleRow]:
    """Empty when nobody has said where the monitor stands."""
    late = (
        clock is not None
        and translation.sent.at is not None
        and is_late(clock, sent_at=translation.sent.at, received_at=received_at)
    )
    # A device that names its zone and never says when it sent: its times are believed as they are.
    placing = clock or (DeviceClock(timedelta()) if translation.says_its_zone else None)
    rows = []
    for reading in translation.readings:
        at, flags = place(placing, device_at=reading.measured.at, received_at=received_at)
        where = whereabouts(monitor.stays, monitor.windows, at=at, received_at=received_at)
        if where is None:
            continue
        is_late_posted = placing is not clock and received_at - at > WRONG_BEYOND
        is_late_now = ["late"] if late or is_late_posted else []
        flags = [*reading.flags, *flags, *where.flags, *is_late_now]
        rows.append(
            SampleRow(
                monitor_id=monitor.monitor_id,
                room_id=where.room_id,
                session_id=where.session_id,
                at=at,
                device_at=reading.measured.at,
                received_at=received_at,
                clock_offset_seconds=_seconds(clock),
                values=reading.values,
                other=_other(reading, translation.family),
                flags=flags,
                alarms=[_alarm(alarm) for alarm in reading.alarms],
                aperiodic=reading.aperiodic,
            )
        )
    return rows


def _seconds(clock: DeviceClock | None) -> Decimal | None:
    return round(Decimal(str(clock.offset.total_seconds())), 3) if clock else None


def _other(reading: WideReading, family: str) -> dict[str, object]:
    return {
        "family": family,
        "device_time": reading.measured.text,
        "time_from": reading.time_from,
        "values": [_measurement(item) for item in reading.others],
    }


def _measurement(item: Measurement) -> dict[str, str]:
    said = {
        "code": item.code,
        "name": item.name,
        "channel": item.channel,
        "raw": item.raw,
        "value": "" if item.value is None else str(item.value),
        "unit": item.unit,
        "standing": item.standing,
        "reason": item.reason,
    }
    return {key: value.replace("\x00", "") for key, value in said.items() if value}


def _alarm(alarm: Alarm) -> dict[str, str]:
    said = {"about": alarm.about, "kind": alarm.kind, "value": alarm.raw}
    if alarm.priority:
        said["priority"] = alarm.priority
    if alarm.is_technical:
        said["technical"] = "yes"
    return said
