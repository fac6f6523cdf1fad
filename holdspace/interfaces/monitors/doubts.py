"""Doubts as rows: which messages they hold back, and which a person has settled."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from holdspace.interfaces.monitors.doubt import NAMES_ANOTHER, Doubt
from holdspace.interfaces.monitors.loading import LoadedMessage
from holdspace.pathway.dosing_session.models import Monitor, MonitorDoubt

SAID_EVERY = timedelta(seconds=5)
"""How often a doubt that goes on is written to again."""
ANOTHER_NAME = "another_name"
"""The flag of a row that was taken although the monitor shows another name: somebody said so."""

Key = tuple[int, UUID, str]


def hold_back(loaded: Sequence[LoadedMessage]) -> list[LoadedMessage]:
    """What names somebody else waits, until a person says that it is the one in the room."""
    doubts = [message.doubt for message in loaded if message.doubt is not None]
    accepted = _accepted(doubts) if doubts else set()
    return [_held_back(message, accepted) for message in loaded]


def note(clinic_id: int, loaded: Iterable[LoadedMessage]) -> set[UUID]:
    """Says it in the room; the sessions concerned. In the transaction of the messages."""
    latest = {
        _key(message.doubt): (message.doubt, message.received_at)
        for message in loaded
        if message.doubt is not None and message.state == "queued"
    }
    if not latest:
        return set()
    names = dict(
        Monitor.objects.filter(pk__in={key[0] for key in latest}).values_list("pk", "name")
    )
    MonitorDoubt.objects.bulk_create(
        [
            MonitorDoubt(
                clinic_id=clinic_id,
                monitor_id=doubt.monitor_id,
                session_id=doubt.session_id,
                named=doubt.named,
                began_at=at,
                last_heard_at=at,
                words=doubt.words(names[doubt.monitor_id])[:300],
            )
            for doubt, at in latest.values()
        ],
        ignore_conflicts=True,
    )
    for doubt, at in latest.values():
        _heard_again(doubt, at)
    return {doubt.session_id for doubt, _ in latest.values()}


def _heard_again(doubt: Doubt, at: datetime) -> None:
    MonitorDoubt.objects.filter(
        monitor_id=doubt.monitor_id,
        session_id=doubt.session_id,
        named=doubt.named,
        last_heard_at__lt=at - SAID_EVERY,
    ).update(last_heard_at=at)


def _accepted(doubts: Sequence[Doubt]) -> set[Key]:
    settled = MonitorDoubt.objects.filter(
        is_this_person=True, session_id__in={doubt.session_id for doubt in doubts}
    )
    return set(settled.values_list("monitor_id", "session_id", "named"))


def _held_back(message: LoadedMessage, accepted: set[Key]) -> LoadedMessage:
    if message.doubt is None:
        return message
    if _key(message.doubt) not in accepted:
        return replace(message, state="queued", reason=NAMES_ANOTHER, rows=())
    return replace(
        message, rows=[replace(row, flags=[*row.flags, ANOTHER_NAME]) for row in message.rows]
    )


def _key(doubt: Doubt) -> Key:
    return doubt.monitor_id, doubt.session_id, doubt.named
