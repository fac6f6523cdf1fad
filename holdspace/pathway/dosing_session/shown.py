"""When a signal that a sample raised went out to the open pages: written down, and looked back on.

The delay runs from the sample's arrival at the gateway to the moment the pages were told. It is
counted only for a signal that came up while a page was open: of the others nobody knows more than
that nobody looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING, Any

from holdspace.domain.signals import SignalKind
from holdspace.pathway.dosing_session.models import SignalShown
from holdspace.pathway.dosing_session.samples import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.samples import Sample

JSON = dict[str, Any]

OF_A_SAMPLE = (SignalKind.MONITOR_ALARM.value, SignalKind.OUTSIDE_YOUR_LIMIT.value)
LOOKED_BACK_AT = 600
"""Samples among which the one that raised a signal is looked for: it came just now."""


@dataclass(frozen=True, kw_only=True)
class Fresh:
    """A signal that the pages have just been told, and when its sample had arrived."""

    signal_id: str
    kind: str
    arrived_at: datetime


@dataclass(frozen=True, kw_only=True)
class Delay:
    """What was measured of one kind of signal in a session."""

    count: int
    median: timedelta
    slowest: timedelta

    @property
    def median_in_words(self) -> str:
        return _in_words(self.median)

    @property
    def slowest_in_words(self) -> str:
        return _in_words(self.slowest)


def _in_words(span: timedelta) -> str:
    seconds = span.total_seconds()
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def fresh_signals(before: JSON, after: JSON, samples: Sequence[Sample]) -> list[Fresh]:
    """Signals of a sample that an open page did not know yet."""
    if not before:
        return []
    known = {one["id"] for one in before["panels"]["signals"]}
    new = [
        one
        for one in after["panels"]["signals"]
        if one["kind"] in OF_A_SAMPLE and one["id"] not in known
    ]
    if not new:
        return []
    arrived = {moment(one.at): one.received_at for one in islice(reversed(samples), LOOKED_BACK_AT)}
    return [
        Fresh(signal_id=one["id"], kind=one["kind"], arrived_at=arrived[one["since"]])
        for one in new
        if one["since"] in arrived
    ]


def note_shown(session: DosingSession, fresh: Sequence[Fresh], shown_at: datetime) -> None:
    """Write it down; of several page servers the first one counts. In the clinic's context."""
    SignalShown.objects.bulk_create(
        [
            SignalShown(
                clinic_id=session.clinic_id,
                session_id=session.pk,
                signal_id=one.signal_id,
                kind=one.kind,
                arrived_at=one.arrived_at,
                shown_at=shown_at,
            )
            for one in fresh
        ],
        ignore_conflicts=True,
    )


def delay_of(session: DosingSession, kind: SignalKind) -> Delay | None:
    """What was measured in this session; None when there was nothing to measure."""
    rows = SignalShown.objects.filter(session_id=session.pk, kind=kind.value)
    spans = [
        (shown - arrived).total_seconds()
        for arrived, shown in rows.values_list("arrived_at", "shown_at")
    ]
    if not spans:
        return None
    return Delay(
        count=len(spans),
        median=timedelta(seconds=median(spans)),
        slowest=timedelta(seconds=max(spans)),
    )
