"""Reads what waited once a person has said where its monitor stands, or that it is the right one.

Messages that wait are judged again as if they had just come, only with what is known now. Those
that can be stored are stored, marked as late, and settled in the name of who said it. The rest
wait on. Nothing is read twice: a message that is settled is not looked at again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from holdspace.interfaces.monitors.batch import NOT_KNOWN, NOWHERE, decide, without_old_cuffs
from holdspace.interfaces.monitors.doubt import NAMES_ANOTHER
from holdspace.interfaces.monitors.doubts import hold_back
from holdspace.interfaces.monitors.loading import LoadedMessage, load_rows
from holdspace.interfaces.monitors.memory import Memory, as_record
from holdspace.interfaces.monitors.registry import LOOK_BACK, known_monitors
from holdspace.interfaces.monitors.understood import understand
from holdspace.pathway.dosing_session.models import (
    MessageResolved,
    Monitor,
    MonitorAssignment,
    MonitorDoubt,
    MonitorMessage,
)

AT_ONCE = 200
READ_IN = "Read in, once it was said where the monitor stands and whom it measures."
WAITS_FOR_A_WORD = (NOT_KNOWN, NOWHERE, NAMES_ANOTHER)
"""Why a message waits that a person's word can help. What could not be read stays as it is."""
LATE = "late"

Said = tuple[int | None, datetime | None]
"""What people have said so far: the newest assignment, and when a doubt was last settled."""


@dataclass(slots=True)
class QueuedAgain:
    """Goes through everything that waits, a batch a step, whenever somebody has said more."""

    _heard: Said | None = None
    _through: int = 0

    def step(self, memory: Memory, now: datetime) -> tuple[bool, set[UUID]]:
        """In the clinic's context, in a transaction. Whether there may be more; the sessions."""
        said = _said()
        if said == self._heard:
            return False, set()
        waiting = _waiting(self._through, now)
        sessions = _read_in(waiting, memory, now)
        is_through = len(waiting) < AT_ONCE
        self._through = 0 if is_through else waiting[-1].pk
        self._heard = said if is_through else self._heard
        return not is_through, sessions

    def skip(self) -> None:
        """What the database will not take must not hold up anything: until more is said."""
        self._heard, self._through = _said(), 0


def _said() -> Said:
    assigned = MonitorAssignment.objects.aggregate(newest=Max("id"))["newest"]
    settled = MonitorDoubt.objects.filter(is_this_person=True).aggregate(at=Max("settled_at"))["at"]
    return assigned, settled


def _waiting(after: int, now: datetime) -> list[MonitorMessage]:
    return list(
        MonitorMessage.objects.filter(
            pk__gt=after,
            state=MonitorMessage.State.QUEUED,
            resolved__isnull=True,
            reason__in=WAITS_FOR_A_WORD,
            received_at__gt=now - LOOK_BACK,
            device_key__in=Monitor.objects.values("device_key"),
        ).order_by("pk")[:AT_ONCE]
    )


def _read_in(waiting: Sequence[MonitorMessage], memory: Memory, now: datetime) -> set[UUID]:
    if not waiting:
        return set()
    since = min(message.received_at for message in waiting)
    monitors = known_monitors({message.device_key for message in waiting}, since=since)
    memory.recall_clocks({monitor.monitor_id for monitor in monitors.values()}, now)
    # What a clock was thought to be then must not become what it is thought to be now.
    aside = replace(memory, clocks=dict(memory.clocks))
    understood = [
        replace(understand(as_record(message), memory.zone), device_key=message.device_key)
        for message in waiting
    ]
    judged = hold_back([decide(one, monitors, aside) for one in understood])
    ready = {
        message.pk: _marked(loaded)
        for message, loaded in zip(waiting, judged, strict=True)
        if loaded.state == "stored"
    }
    if not ready:
        return set()
    kept = without_old_cuffs(list(ready.values()), since)
    rows = [(pk, row) for pk, loaded in zip(ready, kept, strict=True) for row in loaded.rows]
    load_rows(memory.clinic_id, rows)
    _settle(memory.clinic_id, ready, now)
    return {row.session_id for _, row in rows if row.session_id is not None}


def _marked(loaded: LoadedMessage) -> LoadedMessage:
    rows = [
        row if LATE in row.flags else replace(row, flags=[*row.flags, LATE]) for row in loaded.rows
    ]
    return replace(loaded, rows=rows)


def _settle(clinic_id: int, ready: Mapping[int, LoadedMessage], now: datetime) -> None:
    monitors = {row.monitor_id for loaded in ready.values() for row in loaded.rows}
    placed_by = dict(
        MonitorAssignment.objects.filter(monitor_id__in=monitors)
        .order_by("from_at")
        .values_list("monitor_id", "assigned_by_id")
    )
    looked_by = {
        (monitor_id, session_id): staff_id
        for monitor_id, session_id, staff_id in MonitorDoubt.objects.filter(
            monitor_id__in=monitors, is_this_person=True
        ).values_list("monitor_id", "session_id", "settled_by_id")
    }
    MessageResolved.objects.bulk_create(
        [
            MessageResolved(
                clinic_id=clinic_id,
                message_id=pk,
                by_id=_who_said(loaded, placed_by, looked_by),
                at=now,
                what=READ_IN,
            )
            for pk, loaded in ready.items()
        ]
    )


def _who_said(
    loaded: LoadedMessage,
    placed_by: Mapping[int, UUID],
    looked_by: Mapping[tuple[int, UUID], UUID | None],
) -> UUID:
    if loaded.doubt is not None:
        looked = looked_by.get((loaded.doubt.monitor_id, loaded.doubt.session_id))
        if looked is not None:
            return looked
    return placed_by[loaded.rows[0].monitor_id]
