"""Which monitors the clinic knows, where people said they stand, and which sessions were open."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from holdspace.clinic.people.models import Patient
from holdspace.interfaces.monitors.clock import AHEAD, DeviceClock
from holdspace.interfaces.monitors.named_person import OurPerson, our_person
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
        key: KnownMonitor(
            monitor_id=monitor_id,
            stays=stays[monitor_id],
            windows=[
                window
                for room_id in {stay.room_id for stay in stays[monitor_id]}
                for window in windows[room_id]
            ],
        )
        for key, monitor_id in monitors.items()
    }


def remembered_clocks(
    monitor_ids: Collection[int], *, now: datetime
) -> dict[int, DeviceClock | None]:
    """What was known of each device's clock before this process began, unless long ago."""
    latest = VitalsSample.objects.filter(
        monitor_id=OuterRef("pk"),
        at__range=(now - LOOK_BACK, now + AHEAD),
        clock_offset_seconds__isnull=False,
    ).order_by("-at")
    offsets = Monitor.objects.filter(pk__in=monitor_ids).values_list(
        "pk", Subquery(latest.values("clock_offset_seconds")[:1])
    )
    return {
        monitor_id: DeviceClock(timedelta(milliseconds=int(offset * 1000)))
        if offset is not None
        else None
        for monitor_id, offset in offsets.order_by()
    }


def _stays(monitor_ids: list[int], since: datetime) -> dict[int, list[Stay]]:
    stays: dict[int, list[Stay]] = defaultdict(list)
    assignments = MonitorAssignment.objects.filter(
        Q(until_at__isnull=True) | Q(until_at__gt=since), monitor_id__in=monitor_ids
    ).order_by("-from_at")
    # Plain values: this is asked for every batch, and objects take longer to make than to ask for.
    for monitor_id, room_id, from_at, until_at in assignments.values_list(
        "monitor_id", "room_id", "from_at", "until_at"
    ):
        stays[monitor_id].append(Stay(room_id=room_id, from_at=from_at, until_at=until_at))
    return stays


def _windows(room_ids: Collection[int], since: datetime) -> dict[int, list[SessionWindow]]:
    windows: dict[int, list[SessionWindow]] = defaultdict(list)
    sessions = DosingSession.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gt=since), room_id__in=room_ids
    )
    for session in sessions.select_related("patient").order_by("-opened_at"):
        windows[session.room_id].append(
            SessionWindow(
                session_id=session.id,
                room_id=session.room_id,
                opened_at=session.opened_at,
                closed_at=session.closed_at,
                person=_person(session.patient),
            )
        )
    return windows


def _person(patient: Patient) -> OurPerson:
    """Only to be compared with whom a message names."""
    return our_person(
        number=str(patient.pk),
        family=patient.family_name,
        given=(patient.given_name, patient.called),
        born_on=patient.born_on,
    )
