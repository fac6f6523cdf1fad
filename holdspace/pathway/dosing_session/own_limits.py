"""Our own limits over a whole session, worked out at each sample without reading all of it again.

The module is separable: without it, or without the medical director's signature, nothing else
changes. A stretch of the session in which nothing was outside is never looked at twice; whatever
could change what was found there (a new entry, a late sample) has all of it looked at again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.limits import (
    Crossing,
    LimitsStatement,
    Measured,
    gravest_open,
    outside_limits,
)
from holdspace.domain.protocol import Score, Vital
from holdspace.domain.scales import BadAnswers, scale_for
from holdspace.domain.vitals import baseline, readings_of, values_of
from holdspace.pathway.dosing_session.counting import counting, is_live

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import SignedStatement
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.pathway.dosing_session.samples import Sample, Samples

LOOK_AGAIN_AFTER = timedelta(minutes=10)
KEEP_LOOKING_AT = timedelta(minutes=5)
QUIET_FOR = timedelta(seconds=60)
"""Longer than any re-arming: a stretch is left only when nothing was outside for so long."""
KEPT_SESSIONS = 64

BY_VITAL = {
    Vital.HEART_RATE: "hr",
    Vital.SPO2: "spo2",
    Vital.SYSTOLIC: "sys",
    Vital.DIASTOLIC: "dia",
    Vital.RESPIRATORY_RATE: "rr",
    Vital.TEMPERATURE: "temp",
    Vital.ETCO2: "etco2",
}


@dataclass
class _Memory:
    """What is settled of one session: crossings that are over, up to a quiet moment."""

    rests_on: tuple[object, ...] = ()
    until: datetime | None = None
    samples_before: int = 0
    settled: tuple[Crossing, ...] = ()
    guard: threading.Lock = field(default_factory=threading.Lock)


_memories: OrderedDict[UUID, _Memory] = OrderedDict()


@dataclass(frozen=True)
class Looked:
    """Everything the limits look at, at one moment."""

    session_id: UUID
    state: Session
    protocol: Protocol
    samples: Samples
    statement: SignedStatement
    now: datetime

    @property
    def rests_on(self) -> tuple[object, ...]:
        return (self.state.latest_sequence, self.statement.pk, self.protocol.name)

    def outside(self, begin: datetime | None, protocol: Protocol) -> tuple[Crossing, ...]:
        """Every crossing of readings from a moment on."""
        samples = self.samples if begin is None else self.samples.since(begin)
        charted = _charted(self.state, self.protocol)
        return outside_limits(
            protocol,
            signed=LimitsStatement(
                signed_by=self.statement.signed_by.name, signed_at=self.statement.signed_at
            ),
            readings=(
                *(one for one in charted if begin is None or one.measured_at >= begin),
                *_streamed(self.state, samples),
            ),
            baselines=baselines(self.state),
            seen={one.body.code: one.at for one in self.state.person.observations},
            now=self.now,
        )


def crossings(looked: Looked) -> tuple[Crossing, ...]:
    """What a screen shows: the gravest open crossing of each measure, and those that are over."""
    memory = _memories.setdefault(looked.session_id, _Memory())
    while len(_memories) > KEPT_SESSIONS:
        _memories.popitem(last=False)
    with memory.guard:
        found = _all(memory, looked)
    shown = {each.signal_id: each for each in gravest_open(found)}
    shown.update({each.signal_id: each for each in found if each.cleared_at is not None})
    return tuple(shown.values())


def _all(memory: _Memory, looked: Looked) -> tuple[Crossing, ...]:
    before = _count_before(looked, memory.until)
    if memory.rests_on != looked.rests_on or memory.samples_before != before:
        memory.rests_on, memory.until = looked.rests_on, None
        memory.samples_before, memory.settled = 0, ()
    fresh = looked.outside(memory.until, looked.protocol)
    by_id = {each.signal_id: each for each in (*memory.settled, *fresh)}
    _leave_behind(memory, looked, tuple(by_id.values()))
    return tuple(by_id.values())


def _leave_behind(memory: _Memory, looked: Looked, found: tuple[Crossing, ...]) -> None:
    """Move the settled part forward to a moment before which all was quiet."""
    begin = memory.until or (looked.samples[0].at if looked.samples else looked.now)
    until = looked.now - KEEP_LOOKING_AT
    if looked.now - begin < LOOK_AGAIN_AFTER:
        return
    # Every limit as if a single value crossed it and no sign were needed: quiet means all quiet.
    strict = looked.protocol.model_copy(
        update={
            "thresholds": tuple(
                one.model_copy(update={"sustained": None, "needs": ()})
                for one in looked.protocol.thresholds
            )
        }
    )
    crossed = looked.outside(memory.until, strict)
    ends = [each.cleared_at for each in crossed if each.raised_at < until]
    if all(end is not None and end < until - QUIET_FOR for end in ends):
        memory.settled = tuple(each for each in found if each.raised_at < until)
        memory.until, memory.samples_before = until, _count_before(looked, until)


def _count_before(looked: Looked, at: datetime | None) -> int:
    return 0 if at is None else len(looked.samples) - len(looked.samples.since(at))


def baselines(state: Session) -> dict[Vital, Decimal]:
    """The person's own values before the dose."""
    before = state.first_dose_at
    readings = [reading for kept in state.vitals for reading in readings_of(kept.body)]
    found = {}
    for vital in Vital:
        own = [reading for reading in readings if reading.vital is vital]
        until = before or max((one.measured_at for one in own), default=None)
        usual = baseline(own, before=until) if until else None
        if usual is not None:
            found[vital] = usual.mean
    return found


def _charted(state: Session, protocol: Protocol) -> list[Measured]:
    vitals = [
        Measured(measure=vital, value=value, measured_at=kept.body.measured_at)
        for kept in state.vitals
        for vital, value in values_of(kept.body).items()
    ]
    rated = [
        Measured(
            measure=Score(kept.body.scale), value=Decimal(kept.body.score), measured_at=kept.at
        )
        for kept in state.person.ratings
    ]
    return [*vitals, *rated, *_scored(state, protocol)]


def _scored(state: Session, protocol: Protocol) -> list[Measured]:
    found = []
    for kept in state.person.scores:
        scale = scale_for(
            Score(kept.body.scale), aldrete_variant=protocol.discharge.aldrete_variant
        )
        try:
            total = scale.score(kept.body.items).total
        except BadAnswers:
            continue  # charted as it was said; it has no sum to compare
        found.append(Measured(measure=scale.code, value=Decimal(total), measured_at=kept.at))
    return found


def _streamed(state: Session, samples: Sequence[Sample]) -> list[Measured]:
    counts = counting(state)
    return [
        Measured(measure=vital, value=value, measured_at=sample.at, is_streamed=True)
        for sample in samples
        if is_live(sample)
        for vital, name in BY_VITAL.items()
        if name in sample.values and (value := counts.value(sample, name)) is not None
    ]
