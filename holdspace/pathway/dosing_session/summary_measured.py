"""What was measured, on the axis of a document: cuffs, dots, streams, and where nothing came."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from holdspace.domain.session_events import EntryCorrected, VitalsCharted
from holdspace.pathway.dosing_session.counting import counting
from holdspace.pathway.dosing_session.summary_axis import whole
from holdspace.pathway.dosing_session.summary_document import Cuff, Dot, Span, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from holdspace.domain.session import Session
    from holdspace.domain.session_log import Entry
    from holdspace.pathway.dosing_session.counting import Counting
    from holdspace.pathway.dosing_session.samples import Sample
    from holdspace.pathway.dosing_session.summary_axis import Axis

GAP_FROM = timedelta(seconds=60)
"""A monitor that was silent for longer left a gap."""


def _readings(state: Session) -> list[tuple[VitalsCharted, bool]]:
    """Every charted reading, and whether it was struck."""
    stands = {kept.correction_id or kept.event_id for kept in state.standing}
    return [
        (body, entry.event_id not in stands)
        for entry in state.entries
        if (body := _reading_in(entry)) is not None
    ]


def _reading_in(entry: Entry) -> VitalsCharted | None:
    body = entry.body.replacement if isinstance(entry.body, EntryCorrected) else entry.body
    return body if isinstance(body, VitalsCharted) else None


def charted_cuffs(state: Session, axis: Axis) -> tuple[Cuff, ...]:
    return tuple(
        Cuff(
            second=axis.second(body.measured_at),
            systolic=whole(body.systolic_mmhg),
            diastolic=whole(body.diastolic_mmhg),
            is_verified=True,
            is_struck=struck,
        )
        for body, struck in _readings(state)
        if body.systolic_mmhg is not None
        and body.diastolic_mmhg is not None
        and axis.holds(body.measured_at)
    )


def streamed_cuffs(state: Session, samples: Iterable[Sample], axis: Axis) -> tuple[Cuff, ...]:
    """The monitor's own cuff, where nobody charted that reading."""
    counts = counting(state)
    charted = {body.sample_id for body, _ in _readings(state)}
    found = []
    before: tuple[Decimal, Decimal] | None = None
    for one in samples:
        pair = one.values.get("sys"), one.values.get("dia")
        if pair[0] is None or pair[1] is None:
            continue
        is_new, before = (pair[0], pair[1]) != before, (pair[0], pair[1])
        if one.id not in charted and is_new:
            found.append(
                Cuff(
                    second=axis.second(one.at),
                    systolic=whole(pair[0]),
                    diastolic=whole(pair[1]),
                    is_verified=False,
                    is_struck=counts.value(one, "sys") is None,
                )
            )
    return tuple(found)


def dots(state: Session, axis: Axis, name: str) -> tuple[Dot, ...]:
    return tuple(
        Dot(second=axis.second(body.measured_at), value=whole(value), is_struck=struck)
        for body, struck in _readings(state)
        if (value := getattr(body, name)) is not None and axis.holds(body.measured_at)
    )


def values(
    samples: Iterable[Sample], counts: Counting, *names: str
) -> list[tuple[datetime, Decimal]]:
    """What counts of a stream: of each sample the first of these names that it has."""
    found = []
    for one in samples:
        name = next((name for name in names if name in one.values), None)
        value = counts.value(one, name) if name else None
        if value is not None:
            found.append((one.at, value))
    return found


def marked(
    samples: Iterable[Sample], counts: Counting, name: str
) -> list[tuple[datetime, Decimal]]:
    """What somebody marked as an artefact, to be drawn hollow."""
    return [
        (one.at, one.values[name])
        for one in samples
        if name in one.values and counts.is_artefact(name, one.at)
    ]


def stretches(
    values: Iterable[tuple[datetime, Decimal]], axis: Axis, step: int
) -> tuple[Stretch, ...]:
    found: dict[int, tuple[int, int]] = {}
    for at, value in values:
        second = axis.second(at) // step * step
        low, high = found.get(second, (whole(value), whole(value)))
        found[second] = min(low, whole(value)), max(high, whole(value))
    return tuple(
        Stretch(second=second, low=low, high=high) for second, (low, high) in sorted(found.items())
    )


def gaps(moments: Sequence[datetime], axis: Axis) -> tuple[Span, ...]:
    return tuple(
        Span(begin=axis.second(before), end=axis.second(after), words="no signal")
        for before, after in pairwise(moments)
        if after - before > GAP_FROM
    )
