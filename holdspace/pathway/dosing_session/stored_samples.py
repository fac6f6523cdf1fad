"""The samples of a session as the database has them, kept by each process as they come."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import connection

from holdspace.pathway.dosing_session.models.monitor import MARGIN
from holdspace.pathway.dosing_session.queries import KEPT_FOR_SECONDS
from holdspace.pathway.dosing_session.samples import COLUMNS, Sample, Samples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.pathway.dosing_session.models import DosingSession

OVERLAP = timedelta(minutes=2)
"""Ids are given before the commit: a lower one may appear after a higher one, as long after it as a
whole recording takes to be written."""
KEPT_SAMPLES = 200_000
"""By one process: eighteen sessions of three hours at a sample a second."""
KEPT_FOR = timedelta(seconds=KEPT_FOR_SECONDS)
"""As long as its log: an open page looks every two seconds."""

_NOT_KNOWN_YET = f"""
    SELECT id, at, received_at, flags, alarms, clock_offset_seconds, {", ".join(COLUMNS.values())}
    FROM vitals_sample
    WHERE session_id = %(session)s AND at > %(begin)s AND at < %(end)s
      AND id > %(settled)s AND id <> ALL(%(known)s::bigint[])
    ORDER BY at, id
"""  # noqa: S608 - the names of our own columns


@dataclass
class _Kept:
    """The samples of one session."""

    looked_at: datetime
    samples: Samples = field(default_factory=Samples)
    lately: dict[int, datetime] = field(default_factory=dict)
    """Ids that came within `OVERLAP` of the newest, by when they came."""
    guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def settled_until(self) -> int:
        """Ids up to this one are all known."""
        return min(self.lately, default=1) - 1

    def add(self, fresh: Sequence[Sample]) -> None:
        if not fresh:
            return
        self.samples = self.samples.with_more(fresh)
        came = self.lately | {one.id: one.received_at for one in fresh}
        newest = max(came.values())
        self.lately = {id_: at for id_, at in came.items() if newest - at <= OVERLAP}


_kept: OrderedDict[UUID, _Kept] = OrderedDict()
_kept_guard = threading.Lock()


def samples_of(session: DosingSession, now: datetime) -> Samples:
    """Every sample of a session, by when it was measured. In the clinic's context only."""
    with _kept_guard:
        kept = _kept.setdefault(session.pk, _Kept(now))
        kept.looked_at = now
        _kept.move_to_end(session.pk)
        _forget(now)
    with kept.guard:
        kept.add(_read(session, kept, now))
        return kept.samples


def _forget(now: datetime) -> None:
    """Whatever was looked at longest ago goes first; the one that is looked at now stays."""
    count = sum(len(one.samples) for one in _kept.values())
    while len(_kept) > 1:
        oldest_id, oldest = next(iter(_kept.items()))
        if count <= KEPT_SAMPLES and now - oldest.looked_at <= KEPT_FOR:
            return
        count -= len(oldest.samples)
        del _kept[oldest_id]


def _read(session: DosingSession, kept: _Kept, now: datetime) -> list[Sample]:
    """What is not known yet, of the session's own months (`VitalsSampleQuerySet.of_session`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            _NOT_KNOWN_YET,
            {
                "session": session.pk,
                "begin": session.opened_at - MARGIN,
                "end": (session.closed_at or now) + MARGIN,
                "settled": kept.settled_until,
                "known": list(kept.lately),
            },
        )
        return [_sample(row) for row in cursor]


def _sample(row: tuple[Any, ...]) -> Sample:
    id_, at, received_at, flags, alarms, clock_offset_seconds, *values = row
    return Sample(
        id=id_,
        at=at,
        received_at=received_at,
        values=_values(tuple(values)),
        flags=_list(flags),
        alarms=_list(alarms),
        clock_offset_seconds=clock_offset_seconds and _same(clock_offset_seconds),
    )


@lru_cache(maxsize=10_000)
def _values(measured: tuple[Decimal | None, ...]) -> Mapping[str, Decimal]:
    """One mapping for the many samples that measured the same: most of what a sample weighs."""
    return {
        name: _same(one) for name, one in zip(COLUMNS, measured, strict=True) if one is not None
    }


@lru_cache(maxsize=1_000)
def _list(text: str) -> list[Any]:
    """One list for the many that say the same. Nobody changes a sample's."""
    found: list[Any] = msgspec.json.decode(text)
    return found


@lru_cache(maxsize=10_000)
def _same(value: Decimal) -> Decimal:
    """One object for the many times that a value is the same.

    The database gives each with its two or three places, so equal ones are written the same.
    """
    return value
