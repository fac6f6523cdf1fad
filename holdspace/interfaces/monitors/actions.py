"""A person adds a monitor, says in which room it stands, and settles what waited."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Q

from holdspace.clinic.audit.actions import record
from holdspace.interfaces.monitors.queries import unsettled
from holdspace.pathway.dosing_session.models import MessageResolved, Monitor, MonitorAssignment

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.rooms.models import Room
    from holdspace.pathway.dosing_session.models import MonitorMessage


class DeviceAlreadyKnown(Exception):
    """One device is one monitor: this one has been added before."""


def add_monitor(
    *, actor: Actor, name: str, device_key: str, expects_interval_seconds: int = 1
) -> Monitor:
    """Raises DeviceAlreadyKnown."""
    try:
        with transaction.atomic():
            monitor = Monitor.objects.create(
                clinic_id=actor.clinic_id,
                name=name,
                device_key=device_key,
                expects_interval_seconds=expects_interval_seconds,
            )
    except IntegrityError as clash:
        raise DeviceAlreadyKnown("This device has been added before.") from clash
    record(actor=actor, act="add a monitor", object_kind="monitor", object_id=monitor.pk)
    return monitor


class StoodElsewhere(Exception):
    """What it sent since then went to the record of another room, and stays there."""


@transaction.atomic
def stand_monitor(
    *,
    actor: Actor,
    monitor: Monitor,
    room: Room | None,
    now: datetime,
    since: datetime | None = None,
) -> None:
    """It stands in this room, or nowhere: from now on, or `since` a moment ago. Where it stood
    before ends now. What waited since then is read in by the gateway. Raises StoodElsewhere."""
    standing = MonitorAssignment.objects.select_for_update().filter(
        monitor=monitor, until_at__isnull=True
    )
    is_there = room is not None and standing.filter(room=room, from_at__lte=since or now).exists()
    if is_there:
        return
    if room is not None and since is not None:
        _refuse_if_elsewhere(actor, monitor, room, since)
    standing.update(until_at=now)
    if room is not None:
        MonitorAssignment.objects.create(
            clinic_id=actor.clinic_id,
            monitor=monitor,
            room=room,
            assigned_by_id=actor.staff_id,
            from_at=since or now,
        )
    act = "say where a monitor stands" if room else "take a monitor away"
    record(actor=actor, act=act, object_kind="monitor", object_id=monitor.pk)


def _refuse_if_elsewhere(actor: Actor, monitor: Monitor, room: Room, since: datetime) -> None:
    overlaps = Q(until_at__isnull=True) | Q(until_at__gt=since)
    elsewhere = (
        MonitorAssignment.objects.filter(overlaps, monitor=monitor)
        .exclude(room=room)
        .select_related("room")
        .order_by("-from_at")
        .first()
    )
    if elsewhere is None:
        return
    until = "now"
    if elsewhere.until_at is not None:
        until = f"{elsewhere.until_at.astimezone(ZoneInfo(actor.time_zone)):%H:%M}"
    raise StoodElsewhere(
        f"{monitor.name} was said to stand in {elsewhere.room.name} until {until}, and what it sent"
        " went there. Say a later time, or leave it empty."
    )


@transaction.atomic
def settle(*, actor: Actor, message: MonitorMessage, what: str, now: datetime) -> int:
    """Settles a waiting message and those of the same device that wait for the same reason,
    up to this one; how many. The messages themselves stay as they came."""
    alike = unsettled(actor).filter(
        device_key=message.device_key,
        state=message.state,
        reason=message.reason,
        id__lte=message.pk,
    )
    settled = MessageResolved.objects.bulk_create(
        [
            MessageResolved(
                clinic_id=actor.clinic_id, message_id=pk, by_id=actor.staff_id, at=now, what=what
            )
            for pk in alike.values_list("pk", flat=True)
        ],
        batch_size=2000,
    )
    record(
        actor=actor,
        act="settle monitor messages",
        object_kind="monitor message",
        object_id=message.pk,
    )
    return len(settled)
