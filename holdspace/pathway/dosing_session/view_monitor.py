"""What the room page shows of the monitor: latest values, what waits to be verified, the feed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from holdspace.domain.vitals import stale_after
from holdspace.pathway.dosing_session.samples import moment, since
from holdspace.pathway.dosing_session.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.domain.session import Session
    from holdspace.pathway.dosing_session.samples import Sample
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


def latest(state: Session, samples: Sequence[Sample]) -> JSON:
    """The newest of each value, charted or from the monitor, and when it was measured."""
    standing = [one for one in samples if one.id not in state.rescinded_sample_ids]
    shown: JSON = _latest_pressure(state, standing)
    for name, (attribute, at_name) in LATEST.items():
        found = [
            (kept.body.measured_at, getattr(kept.body, attribute))
            for kept in state.vitals
            if getattr(kept.body, attribute) is not None
        ]
        streamed = next((one for one in reversed(standing) if name in one.values), None)
        if streamed is not None:
            found.append((streamed.at, streamed.values[name]))
        at, value = max(found, default=(None, None))
        shown |= {name: plain(value), at_name: moment(at) if at else None}
    return shown


def _latest_pressure(state: Session, samples: Sequence[Sample]) -> JSON:
    found = [
        (kept.body.measured_at, kept.body.source, kept.body.systolic_mmhg, kept.body.diastolic_mmhg)
        for kept in state.vitals
        if kept.body.systolic_mmhg is not None
    ]
    cuff = next((one for one in reversed(samples) if "sys" in one.values), None)
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


def unverified(state: Session, samples: Sequence[Sample]) -> list[JSON]:
    """Cuff readings of the monitor that nobody has verified or struck out yet, newest first."""
    settled = {kept.body.sample_id for kept in state.vitals} | state.rescinded_sample_ids
    waiting = [one for one in samples if "sys" in one.values and one.id not in settled]
    return [_to_verify(one, samples) for one in reversed(waiting[-MOST_UNVERIFIED:])]


def _to_verify(cuff: Sample, samples: Sequence[Sample]) -> JSON:
    """A cuff reading, and what else was measured within seconds of it. Nothing is filled in."""
    beside = [
        one
        for one in since(samples, cuff.at - BESIDE_THE_CUFF)
        if one.at <= cuff.at + BESIDE_THE_CUFF
    ]
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


def feed_panel(feed: Feed | None, samples: Sequence[Sample]) -> JSON:
    """From which monitor, and from what age on each of its values must not look live."""
    newest = max((one.received_at for one in samples[-50:]), default=None)
    offset = samples[-1].clock_offset_seconds if samples else None
    is_off = bool(samples) and "clock_off" in samples[-1].flags
    return {
        "monitor": feed.monitor if feed else None,
        "values": {
            name: {"stale_after_seconds": int(stale_after(every).total_seconds())}
            for name, every in (feed.every if feed else {}).items()
        },
        "latest_received_at": moment(newest) if newest else None,
        "clock_off_seconds": float(offset) if is_off and offset is not None else None,
    }
