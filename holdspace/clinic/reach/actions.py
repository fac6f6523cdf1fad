"""Say when the clinic is open and whom its people can call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Clinic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.clinic.people.roles import Actor

CHANGED = "change hours and numbers"


@transaction.atomic
def change_reach(*, actor: Actor, changes: Mapping[str, object]) -> None:
    Clinic.objects.filter(pk=actor.clinic_id).update(**changes)
    record(actor=actor, act=CHANGED, object_kind="clinic", object_id=actor.clinic_id)
