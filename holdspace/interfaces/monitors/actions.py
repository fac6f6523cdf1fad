"""A person adds a monitor, says in which room it stands, and settles what waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

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


@transaction.atomic
def stand_monitor(*, actor: Actor, monitor: Monitor, room: Room | None, now: datetime) -> None:
    """From now on it stands in this room, or nowhere. Where it stood before ends now."""
    standing = MonitorAssignment.objects.select_for_update().filter(
        monitor=monitor, until_at__isnull=True
    )
    if room is not None and standing.filter(room=room).exists():
        return
    standing.update(until_at=now)
    if room is not None:
        MonitorAssignment.objects.create(
            clinic_id=actor.clinic_id,
            monitor=monitor,
            room=room,
            assigned_by_id=actor.staff_id,
            from_at=now,
        )
    act = "say where a monitor stands" if room else "take a monitor away"
    record(actor=actor, act=act, object_kind="monitor", object_id=monitor.pk)


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
