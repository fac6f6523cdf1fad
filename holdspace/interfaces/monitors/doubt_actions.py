"""A person says whom a monitor measures, having looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.interfaces.monitors.loading import announce
from holdspace.pathway.dosing_session.models import MonitorDoubt

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor

IS_THE_ONE = "It is the person in the room; the monitor still showed another name"
IS_ANOTHER_AFTER_ALL = (
    "The monitor was measuring somebody else; what was read in before that was said stands here"
)
IS_ANOTHER = "The monitor was measuring somebody else; nothing of it is in this record"


class DoubtSettled(Exception):
    """Somebody was first; what they found stands."""


@transaction.atomic
def settle_doubt(*, actor: Actor, doubt: MonitorDoubt, is_this_person: bool, now: datetime) -> None:
    """The gateway reads in what waited when it is this person. It can be said otherwise later:
    `doubt` is as it was when it was read. Raises DoubtSettled when it is not so any more."""
    locked = MonitorDoubt.objects.select_for_update().get(pk=doubt.pk)
    if locked.is_this_person != doubt.is_this_person:
        raise DoubtSettled("Somebody has said this meanwhile.")
    another = IS_ANOTHER_AFTER_ALL if locked.is_this_person else IS_ANOTHER
    locked.is_this_person = is_this_person
    locked.settled_at = now
    locked.settled_by_id = actor.staff_id
    locked.settlement = IS_THE_ONE if is_this_person else another
    locked.save(update_fields=["is_this_person", "settled_at", "settled_by", "settlement"])
    record(
        actor=actor,
        act="say whom a monitor measures",
        patient_id=doubt.session.patient_id,
        object_kind="doubt about a monitor",
        object_id=doubt.pk,
    )
    announce([str(doubt.session_id)])
