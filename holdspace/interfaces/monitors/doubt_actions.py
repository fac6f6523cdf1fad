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
IS_ANOTHER = "The monitor was measuring somebody else; nothing of it is in this record"


class DoubtSettled(Exception):
    """Somebody was first; what they found stands."""


@transaction.atomic
def settle_doubt(*, actor: Actor, doubt: MonitorDoubt, is_this_person: bool, now: datetime) -> None:
    """The gateway reads in what waited when it is this person. Raises DoubtSettled."""
    locked = MonitorDoubt.objects.select_for_update().get(pk=doubt.pk)
    if locked.settled_at is not None:
        raise DoubtSettled("Somebody has said this already.")
    locked.is_this_person = is_this_person
    locked.settled_at = now
    locked.settled_by_id = actor.staff_id
    locked.settlement = IS_THE_ONE if is_this_person else IS_ANOTHER
    locked.save(update_fields=["is_this_person", "settled_at", "settled_by", "settlement"])
    record(
        actor=actor,
        act="say whom a monitor measures",
        patient_id=doubt.session.patient_id,
        object_kind="doubt about a monitor",
        object_id=doubt.pk,
    )
    announce([str(doubt.session_id)])
