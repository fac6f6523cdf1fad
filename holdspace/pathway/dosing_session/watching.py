"""What a room's monitor says: which values are expected how often, and its own alarms, mirrored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.signals import FeedState, MonitorAlarm
from holdspace.domain.vitals import KINDS
from holdspace.pathway.dosing_session.models import MonitorAssignment
from holdspace.pathway.dosing_session.samples import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.samples import Sample

EXPECTED = (("hr", "heart rate"), ("spo2", "SpO2"), ("pressure", "blood pressure"))
COLUMN_OF = {"pressure": "sys"}


@dataclass(frozen=True, kw_only=True)
class Feed:
    """Which monitor stands in the room, and how often each of its values is expected."""

    monitor: str
    since: datetime
    every: Mapping[str, timedelta]


def feed_of(session: DosingSession, protocol: Protocol) -> Feed | None:
    """The monitor that a person assigned to the session's room."""
    assignment = (
        MonitorAssignment.objects.filter(room_id=session.room_id, until_at__isnull=True)
        .select_related("monitor")
        .order_by("-from_at")
        .first()
    )
    if assignment is None:
        return None
    every = timedelta(seconds=assignment.monitor.expects_interval_seconds)
    cuff = timedelta(minutes=float(protocol.vitals.cuff_interval.value))
    return Feed(
        monitor=assignment.monitor.name,
        since=max(assignment.from_at, session.opened_at),
        every={"hr": every, "spo2": every, "pressure": max(cuff, every)},
    )


def feed_states(feed: Feed | None, samples: Sequence[Sample]) -> tuple[FeedState, ...]:
    """Each value that is expected, and when it last came."""
    if feed is None:
        return ()
    return tuple(
        FeedState(
            parameter=parameter,
            name=name,
            device=feed.monitor,
            expected_every=feed.every[parameter],
            expected_since=feed.since,
            last_received_at=_last_received(
                samples, "sys" if parameter == "pressure" else parameter
            ),
        )
        for parameter, name in EXPECTED
    )


def _last_received(samples: Sequence[Sample], name: str) -> datetime | None:
    """A value that was late on the way counts from when it was measured."""
    return next((one.at for one in reversed(samples) if name in one.values), None)


# --- the monitor's own alarms ---------------------------------------------------------------------


def mirrored_alarms(feed: Feed | None, samples: Sequence[Sample]) -> tuple[MonitorAlarm, ...]:
    """The monitor's alarms as it sent them: each from its first sample to the first without it."""
    device = feed.monitor if feed else "The monitor"
    sounding: dict[str, MonitorAlarm] = {}
    over: list[MonitorAlarm] = []
    for sample in samples:
        if not sample.alarms and not sounding:
            continue
        told = {alarm["about"]: alarm for alarm in sample.alarms}
        for about in [about for about in sounding if _is_quiet(about, sample, told)]:
            begun = sounding.pop(about)
            over.append(_ended(begun, sample.at))
        for about, alarm in told.items():
            sounding.setdefault(about, _alarm(about, alarm, device, sample.at))
    return (*over, *sounding.values())


def _is_quiet(about: str, sample: Sample, told: Mapping[str, object]) -> bool:
    """A sample that does not measure the value says nothing about its alarm."""
    short = next((name for name, column in COLUMNS.items() if column == about), about)
    return short in sample.values and about not in told


def _alarm(about: str, alarm: dict[str, str], device: str, at: datetime) -> MonitorAlarm:
    names = {vital.value: kind.name for vital, kind in KINDS.items()}
    name = names.get(about, about.replace("_", " "))
    text = f"{name} {alarm.get('kind', '')} {alarm.get('value', '')}".strip()
    return MonitorAlarm(parameter=about, text=text, device=device, began_at=at)


def _ended(alarm: MonitorAlarm, at: datetime) -> MonitorAlarm:
    return MonitorAlarm(
        parameter=alarm.parameter,
        text=alarm.text,
        device=alarm.device,
        began_at=alarm.began_at,
        ended_at=at,
    )
