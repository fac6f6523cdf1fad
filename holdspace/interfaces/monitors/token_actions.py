"""A person gives a device that posts its token, and ends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.interfaces.monitors.actions import add_monitor
from holdspace.interfaces.monitors.models import DeviceToken
from holdspace.interfaces.monitors.posted.tokens import POSTS, digest_of, new_token

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.dosing_session.models import Monitor


@dataclass(frozen=True, slots=True)
class MadeToken:
    row: DeviceToken
    shown_once: str


@transaction.atomic
def make_token(*, actor: Actor, monitor: Monitor, now: datetime) -> MadeToken:
    """Others of the same monitor go on until somebody ends them: a device can be changed over
    without a gap."""
    token = new_token()
    row = DeviceToken.objects.create(
        clinic_id=actor.clinic_id,
        monitor=monitor,
        digest=digest_of(token),
        ending=token[-4:],
        made_by_id=actor.staff_id,
        made_at=now,
    )
    record(actor=actor, act="make a device token", object_kind="monitor", object_id=monitor.pk)
    return MadeToken(row, token)


@transaction.atomic
def end_token(*, actor: Actor, token: DeviceToken, now: datetime) -> bool:
    """False when it had been ended before."""
    ended = DeviceToken.objects.filter(pk=token.pk, ended_at__isnull=True).update(
        ended_at=now, ended_by_id=actor.staff_id
    )
    if ended:
        act = "end a device token"
        record(actor=actor, act=act, object_kind="monitor", object_id=token.monitor_id)
    return bool(ended)


def add_posting_monitor(*, actor: Actor, name: str, expects_interval_seconds: int) -> Monitor:
    """A monitor that is known by its token alone and needs no name on the wire."""
    return add_monitor(
        actor=actor,
        name=name,
        device_key=f"{POSTS}{uuid4()}",
        expects_interval_seconds=expects_interval_seconds,
    )
