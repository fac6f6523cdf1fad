"""What the room page shows of the monitor: latest values, what waits to be verified, the feed."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from holdspace.domain.vitals import stale_after
from holdspace.pathway.dosing_session.counting import counting, is_live
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.words import plain

if TYPE_CHECKING:
    from holdspace.domain.session import Session
    from holdspace.pathway.dosing_session.counting import Counting
    from holdspace.pathway.dosing_session.samples import Sample, Samples
    from holdspace.pathway.dosing_session.watching import Feed

JSON = dict[str, Any]

MOST_UNVERIFIED = 20
BESIDE_THE_CUFF = timedelta(seconds=10)
"""A pulse this close to a cuff reading belongs to it."""

LATEST = {
    "hr": ("heart_rate_per_min", "hr_at"),
    "spo2": ("spo2_percent", "spo2_at"),
    "rr": ("respiratory_rate_per_min", "rr_at"),
    "temp": ("temperature_celsius", "temp_at"),
}


def latest(state: Session, samples: Samples) -> JSON:
    """The newest of each value, charted or from the monitor, and when it was measured."""
    counts = counting(state)
    shown: JSON = _latest_pressure(state, _newest(samples, counts, "sys"))
    for name, (attribute, at_name) in LATEST.items():
        found = [
            (kept.body.measured_at, getattr(kept.body, attribute))
            for kept in state.vitals
            if getattr(kept.body, attribute) is not None
        ]
        streamed = _newest(samples, counts, name)
        if streamed is not None:
            found.append((streamed.at, streamed.values[name]))
        at, value = max(found, default=(None, None))
        shown |= {name: plain(value), at_name: moment(at) if at else None}
    return shown


def _newest(samples: Samples, counts: Counting, name: str) -> Sample | None:
    """The newest sample whose value counts. What came from a file is not what is so now."""
    return next(
        (
            one
            for one in reversed(samples.having(name))
            if counts.value(one, name) is not None and is_live(one)
        ),
        None,
    )


def _latest_pressure(state: Session, cuff: Sample | None) -> JSON:
    found = [
        (kept.body.measured_at, kept.body.source, kept.body.systolic_mmhg, kept.body.diastolic_mmhg)
        for kept in state.vitals
        if kept.body.systolic_mmhg is not None
    ]
    if cuff is not None:
        found.append((cuff.at, "monitor", cuff.values["sys"], cuff.values.get("dia")))
    if not found:
        return {"sys": None, "dia": None, "pressure_at": None, "pressure_source": None}
    at, source, systolic, diastolic = max(found, key=lambda one: one[0])
    return {
        "sys": plain(systolic),
        "dia": plain(diastolic),
        "pressure_at": moment(at),
        "pressure_source": source,
    }


def unverified(state: Session, samples: Samples) -> list[JSON]:
    """Cuff readings of the monitor that nobody has verified or struck out yet, newest first."""
    settled = {kept.body.sample_id for kept in state.vitals} | state.rescinded_sample_ids
    waiting = (one for one in reversed(samples.having("sys")) if one.id not in settled)
    return [_to_verify(one, samples) for one in islice(waiting, MOST_UNVERIFIED)]


def _to_verify(cuff: Sample, samples: Samples) -> JSON:
    """A cuff reading, and what else was measured within seconds of it. Nothing is filled in."""
    beside = samples.between(cuff.at - BESIDE_THE_CUFF, cuff.at + BESIDE_THE_CUFF)
    nearest = sorted(beside, key=lambda one: abs(one.at - cuff.at))
    values = {
        name: next((one.values[name] for one in nearest if name in one.values), None)
        for name in ("hr", "spo2", "rr", "temp", "etco2")
    }
    pressure = {name: plain(cuff.values.get(name)) for name in ("sys", "dia")}
    return {
        "sample_id": cuff.id,
        "at": moment(cuff.at),
        **pressure,
        **{name: plain(value) for name, value in values.items()},
    }


def artefacts_panel(state: Session) -> list[JSON]:
    """What somebody marked: the page draws it hollow and leaves it out of its numbers."""
    return [
        {
            "id": str(kept.event_id),
            "values": list(kept.body.values),
            "from": moment(kept.body.began_at),
            "until": moment(kept.body.ended_at),
            "reason": kept.body.reason,
            "by": kept.author_name,
        }
        for kept in state.artefacts
    ]


def feed_panel(feed: Feed | None, samples: Samples) -> JSON:
    """From which monitor, and from what age on each of its values must not look live."""
    live = [one for one in samples[-50:] if is_live(one)]
    newest = max((one.received_at for one in live), default=None)
    offset = live[-1].clock_offset_seconds if live else None
    is_off = bool(live) and "clock_off" in live[-1].flags
    return {
        "monitor": feed.monitor if feed else None,
        "values": {
            name: {"stale_after_seconds": int(stale_after(every).total_seconds())}
            for name, every in (feed.every if feed else {}).items()
        },
        "latest_received_at": moment(newest) if newest else None,
        "clock_off_seconds": float(offset) if is_off and offset is not None else None,
    }
