"""What the monitors page shows: which monitors stand where, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, OuterRef, Subquery

from holdspace.domain.vitals import is_stale
from holdspace.interfaces.monitors.clock import AHEAD
from holdspace.interfaces.monitors.heard_at import where_in_words
from holdspace.interfaces.monitors.models import SpoolPosition
from holdspace.interfaces.monitors.posted.tokens import POSTS
from holdspace.interfaces.monitors.spool_fill import fill_said
from holdspace.interfaces.monitors.what_to_do import what_to_do
from holdspace.pathway.dosing_session.models import (
    Monitor,
    MonitorAssignment,
    MonitorDoubt,
    MonitorMessage,
    VitalsSample,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db import models

    from holdspace.clinic.people.roles import Actor

GATEWAY_SILENT_AFTER = timedelta(seconds=15)
SHOWN_WAITING = timedelta(days=7)
HEARD_WITHIN = timedelta(days=7)
WRONG_CLOCK_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorLine:
    monitor: Monitor
    stay: MonitorAssignment | None
    last_heard_at: datetime | None
    is_silent: bool
    """It stands in a room, and what it is expected to send does not come."""
    clock_off_by: str
    clock_is_measured: bool = True

    @property
    def calls_itself(self) -> str:
        key = self.monitor.device_key
        return "posts FHIR with a token" if key.startswith(POSTS) else key

    @property
    def clock_words(self) -> str:
        """A device that never says when it sent has a clock that nobody can tell."""
        if self.last_heard_at is None:
            return "not heard"
        if not self.clock_is_measured:
            return "not measured"
        return self.clock_off_by or "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """Messages of one device that wait, or were refused, for one reason."""

    message_id: int
    """The latest of them."""
    device_key: str
    source_address: str
    state: str
    reason: str
    count: int
    first_at: datetime
    latest_at: datetime
    name: str
    """What people here call the monitor; empty when it is not known."""

    @property
    def is_known(self) -> bool:
        return bool(self.name)

    @property
    def what_to_do(self) -> str:
        return what_to_do(
            state=self.state,
            reason=self.reason,
            device_key=self.device_key,
            is_known=self.is_known,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewayState:
    seen_at: datetime | None
    waiting: int
    is_silent: bool
    where: str = ""
    """Where it hears monitors, for who stands before one; a sentence."""
    trouble: str = ""
    """What it cannot do, or will not for much longer; a sentence."""


def monitor_lines(actor: Actor, now: datetime) -> list[MonitorLine]:
    monitors = Monitor.objects.visible_to(actor)
    latest = (
        VitalsSample.objects.filter(
            monitor_id=OuterRef("pk"), at__range=(now - HEARD_WITHIN, now + AHEAD)
        )
        # A file that somebody brought is no sign of life.
        .exclude(flags__contains=["imported"])
        .order_by("-at")
    )
    stays = {
        stay.monitor_id: stay
        for stay in MonitorAssignment.objects.filter(
            clinic_id=actor.clinic_id, until_at__isnull=True
        ).select_related("room", "assigned_by")
    }
    heard = {
        pk: (at, offset)
        for pk, at, offset in monitors.annotate(
            last_heard_at=Subquery(latest.values("received_at")[:1]),
            offset_seconds=Subquery(latest.values("clock_offset_seconds")[:1]),
        ).values_list("pk", "last_heard_at", "offset_seconds")
    }
    return [
        MonitorLine(
            monitor=monitor,
            stay=stays.get(monitor.pk),
            last_heard_at=heard[monitor.pk][0],
            is_silent=monitor.pk in stays and _is_silent(monitor, heard[monitor.pk][0], now),
            clock_off_by=clock_words(heard[monitor.pk][1]),
            clock_is_measured=heard[monitor.pk][1] is not None,
        )
        for monitor in monitors
    ]


def _is_silent(monitor: Monitor, last_heard_at: datetime | None, now: datetime) -> bool:
    every = timedelta(seconds=monitor.expects_interval_seconds)
    return is_stale(last_heard_at, now, expected_every=every)


def waiting_lines(actor: Actor, now: datetime) -> list[WaitingLine]:
    known = dict(Monitor.objects.visible_to(actor).values_list("device_key", "name"))
    groups = (
        unsettled(actor)
        .filter(received_at__gt=now - SHOWN_WAITING)
        .values("device_key", "state", "reason")
        .annotate(
            message_id=Max("id"),
            source=Max("source_address"),
            count=Count("id"),
            first_at=Min("received_at"),
            latest_at=Max("received_at"),
        )
        .order_by("-latest_at")
    )
    return [
        WaitingLine(
            message_id=group["message_id"],
            device_key=group["device_key"],
            source_address=group["source"],
            state=group["state"],
            reason=group["reason"],
            count=group["count"],
            first_at=group["first_at"],
            latest_at=group["latest_at"],
            name=known.get(group["device_key"], ""),
        )
        for group in groups
    ]


def open_doubts(actor: Actor) -> models.QuerySet[MonitorDoubt]:
    """Monitors that name somebody else, and about which nobody has said anything yet."""
    doubts = MonitorDoubt.objects.visible_to(actor).unsettled()
    return doubts.select_related("session__room").order_by("began_at")


def unsettled(actor: Actor) -> models.QuerySet[MonitorMessage]:
    """Messages that wait or were refused, and about which nobody has done anything yet."""
    waits = (MonitorMessage.State.QUEUED, MonitorMessage.State.REFUSED)
    return MonitorMessage.objects.filter(
        clinic_id=actor.clinic_id, state__in=waits, resolved__isnull=True
    )


def gateway_state(actor: Actor, now: datetime) -> GatewayState:
    position = SpoolPosition.objects.filter(clinic_id=actor.clinic_id).order_by("-seen_at").first()
    if position is None:
        return GatewayState(seen_at=None, waiting=0, is_silent=True)
    return GatewayState(
        seen_at=position.seen_at,
        waiting=position.waiting,
        is_silent=now - position.seen_at > GATEWAY_SILENT_AFTER,
        where=where_in_words(str((position.said or {}).get("heard_at", ""))),
        trouble=_trouble(position, now),
    )


def _trouble(position: SpoolPosition, now: datetime) -> str:
    said = position.said or {}
    fill = fill_said(said)
    return str(said.get("trouble") or (fill.words(now) if fill else ""))


def clock_words(offset_seconds: Decimal | None) -> str:
    """Empty for a clock that is right enough; else by how much, and which way."""
    if offset_seconds is None or abs(offset_seconds) <= WRONG_CLOCK_SECONDS:
        return ""
    way = "behind" if offset_seconds > 0 else "ahead"
    return f"{_length(int(abs(offset_seconds)))} {way}"


def _length(seconds: int) -> str:
    for unit, size in (("days", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
