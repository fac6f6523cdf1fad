"""Which monitors the clinic knows, where people said they stand, and which sessions were open."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q

from holdspace.interfaces.monitors.clock import DeviceClock
from holdspace.interfaces.monitors.rows import KnownMonitor
from holdspace.interfaces.monitors.whereabouts import SessionWindow, Stay
from holdspace.pathway.dosing_session.models import (
    DosingSession,
    Monitor,
    MonitorAssignment,
    VitalsSample,
)

LOOK_BACK = timedelta(hours=24)
"""How old a measurement may be and still find the session it was taken in."""


def known_monitors(device_keys: Collection[str], *, since: datetime) -> dict[str, KnownMonitor]:
    """Three questions, however many devices. `since`: the oldest receipt in the batch."""
    monitors = dict(
        Monitor.objects.filter(device_key__in=device_keys).values_list("device_key", "id")
    )
    stays = _stays(list(monitors.values()), since - LOOK_BACK)
    rooms = {stay.room_id for of_monitor in stays.values() for stay in of_monitor}
    windows = _windows(rooms, since - LOOK_BACK)
    return {
        key: KnownMonitor(monitor_id=monitor_id, stays=stays[monitor_id], windows=windows)
        for key, monitor_id in monitors.items()
    }


def remembered_clock(monitor_id: int, *, now: datetime) -> DeviceClock | None:
    """What was known of the device's clock before this process began, unless long ago."""
    offset = (
        VitalsSample.objects.filter(
            monitor_id=monitor_id, at__gt=now - LOOK_BACK, clock_offset_seconds__isnull=False
        )
        .order_by("-at")
        .values_list("clock_offset_seconds", flat=True)
        .first()
    )
    return DeviceClock(timedelta(milliseconds=int(offset * 1000))) if offset is not None else None


def _stays(monitor_ids: list[int], since: datetime) -> dict[int, list[Stay]]:
    stays: dict[int, list[Stay]] = defaultdict(list)
    assignments = MonitorAssignment.objects.filter(
        Q(until_at__isnull=True) | Q(until_at__gt=since), monitor_id__in=monitor_ids
    ).order_by("-from_at")
    for assignment in assignments:
        stays[assignment.monitor_id].append(
            Stay(
                room_id=assignment.room_id,
                from_at=assignment.from_at,
                until_at=assignment.until_at,
            )
        )
    return stays


def _windows(room_ids: Collection[int], since: datetime) -> list[SessionWindow]:
    sessions = DosingSession.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gt=since), room_id__in=room_ids
    )
    return [
        SessionWindow(
            session_id=session.id,
            room_id=session.room_id,
            opened_at=session.opened_at,
            closed_at=session.closed_at,
        )
        for session in sessions.order_by("-opened_at")
    ]
