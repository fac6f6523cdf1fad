"""What a room's monitor says: which values are expected how often, and its own alarms, mirrored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.domain.protocol import Vital
from holdspace.domain.quantities import in_words
from holdspace.domain.signals import AlarmPriority, Doubt, FeedState, MonitorAlarm
from holdspace.domain.vitals import FEWEST_SAMPLES, KINDS, frozen_since, stale_after
from holdspace.pathway.dosing_session.counting import is_live
from holdspace.pathway.dosing_session.models import MonitorAssignment, MonitorDoubt
from holdspace.pathway.dosing_session.samples import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from holdspace.domain.protocol import Protocol
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.samples import Sample, Samples

EXPECTED = (("hr", "heart rate"), ("spo2", "SpO2"), ("pressure", "blood pressure"))
"""What a monitor in a room is expected to send from the start."""
ONCE_SENT = (("rr", "breathing rate"), ("etco2", "end-tidal CO2"))
"""What is expected only of a monitor that was sending it lately."""
LATELY = timedelta(minutes=30)
VITALS = {
    "hr": Vital.HEART_RATE,
    "spo2": Vital.SPO2,
    "rr": Vital.RESPIRATORY_RATE,
    "etco2": Vital.ETCO2,
}
"""What may stand still: a cuff is one reading at a time."""


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


def feed_states(feed: Feed | None, samples: Samples, now: datetime) -> tuple[FeedState, ...]:
    """Each value that is expected, when it last came, and since when it does not move."""
    if feed is None:
        return ()
    stream = feed.every["hr"]
    begin = max(now - LATELY, feed.since)
    more = [
        (name, words) for name, words in ONCE_SENT if _was_a_stream(samples, name, begin, stream)
    ]
    return tuple(
        _feed_state(feed, parameter, words, samples, now) for parameter, words in (*EXPECTED, *more)
    )


def _feed_state(
    feed: Feed, parameter: str, words: str, samples: Samples, now: datetime
) -> FeedState:
    every = feed.every.get(parameter, feed.every["hr"])
    name = "sys" if parameter == "pressure" else parameter
    still = _still_since(samples, parameter, now, every)
    return FeedState(
        parameter=parameter,
        name=words,
        device=feed.monitor,
        expected_every=every,
        expected_since=feed.since,
        last_received_at=next((one.at for one in _newest_first(samples, name)), None),
        frozen_since=still[0] if still else None,
        frozen_at=still[1] if still else "",
    )


def _newest_first(samples: Samples, name: str) -> Iterator[Sample]:
    """A value that was late on the way counts from when it was measured."""
    return (one for one in reversed(samples.having(name)) if is_live(one))


def _was_a_stream(samples: Samples, name: str, begin: datetime, every: timedelta) -> bool:
    """A value that came once or twice was a spot check: nothing more is expected of it."""
    last = [one for one in islice(_newest_first(samples, name), FEWEST_SAMPLES) if one.at >= begin]
    is_whole = len(last) == FEWEST_SAMPLES
    return is_whole and last[0].at - last[-1].at < stale_after(every) * FEWEST_SAMPLES


def _still_since(
    samples: Samples, parameter: str, now: datetime, every: timedelta
) -> tuple[datetime, str] | None:
    vital = VITALS.get(parameter)
    if vital is None:
        return None
    newest_first = ((one.at, one.values[parameter]) for one in _newest_first(samples, parameter))
    at = frozen_since(vital, newest_first, now, expected_every=every)
    if at is None:
        return None
    value = next(one.values[parameter] for one in _newest_first(samples, parameter))
    return at, in_words(value, KINDS[vital].unit)


def doubts_of(session: DosingSession) -> tuple[Doubt, ...]:
    """Which monitor says that it measures somebody else, as long as nobody has settled it."""
    open_ones = MonitorDoubt.objects.unsettled().filter(session_id=session.pk)
    return tuple(
        Doubt(
            device=one.monitor.name,
            words=one.words,
            began_at=one.began_at,
            href=reverse("monitors:doubt", args=[one.pk]),
        )
        for one in open_ones.select_related("monitor").order_by("began_at")
    )


# --- the monitor's own alarms ---------------------------------------------------------------------


RANKS = {AlarmPriority.NOT_SENT: 0, AlarmPriority.LOW: 1, AlarmPriority.MEDIUM: 2}
MOST = 3


@dataclass(frozen=True)
class _Heard:
    """The monitor's alarms, sounding and over, up to one of its samples."""

    sounding: Mapping[str, MonitorAlarm] = field(default_factory=dict)
    over: tuple[MonitorAlarm, ...] = ()


def mirrored_alarms(feed: Feed | None, samples: Samples) -> tuple[MonitorAlarm, ...]:
    """The monitor's alarms as it sent them: each from its first sample to the first without it.

    An alarm that the monitor makes more urgent is a new one: whoever took the first has not seen
    the second.
    """
    device = feed.monitor if feed else "The monitor"
    heard = samples.gathered(("alarms", device), _Heard(), partial(_heard_on, device=device))
    return (*heard.over, *heard.sounding.values())


def _heard_on(heard: _Heard, sample: Sample, *, device: str) -> _Heard:
    if (not sample.alarms and not heard.sounding) or not is_live(sample):
        return heard
    sounding, over = dict(heard.sounding), list(heard.over)
    told = {alarm["about"]: alarm for alarm in sample.alarms}
    for about in [about for about in sounding if _is_quiet(about, sample, told)]:
        over.append(replace(sounding.pop(about), ended_at=sample.at))
    for about, sent in told.items():
        alarm = _alarm(about, sent, device, sample.at)
        before = sounding.setdefault(about, alarm)
        if _rank(alarm) > _rank(before):
            over.append(replace(before, ended_at=sample.at))
            sounding[about] = alarm
    return _Heard(sounding, tuple(over))


def _rank(alarm: MonitorAlarm) -> tuple[int, bool]:
    """How urgent the monitor says it is: by its priority, then by its own "very"."""
    return RANKS.get(alarm.priority, MOST), " very " in alarm.text


def _is_quiet(about: str, sample: Sample, told: Mapping[str, object]) -> bool:
    """A sample that does not measure the value says nothing about its alarm."""
    short = next((name for name, column in COLUMNS.items() if column == about), about)
    return short in sample.values and about not in told


def _alarm(about: str, sent: Mapping[str, str], device: str, at: datetime) -> MonitorAlarm:
    """Kind and priority are the monitor's words. Nothing of them is worked out from the value."""
    names = {vital.value: kind.name for vital, kind in KINDS.items()}
    name = names.get(about, about.replace("_", " "))
    said = sent.get("priority", "")
    return MonitorAlarm(
        parameter=about,
        text=f"{name} {sent.get('kind', '')} {sent.get('value', '')}".strip(),
        device=device,
        began_at=at,
        priority=AlarmPriority(said) if said in set(AlarmPriority) else AlarmPriority.NOT_SENT,
        is_technical=bool(sent.get("technical")),
    )
