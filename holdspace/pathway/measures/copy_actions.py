"""Load the clinic's licensed copy of a questionnaire, and take it out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.pathway.measures.models import LicensedCopy

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.scales.licensed_copy import LicensedText


@transaction.atomic
def load_copy(
    *, actor: Actor, text: LicensedText, statement: str, held_by: str, now: datetime
) -> LicensedCopy:
    """A new version of the clinic's wording. What was asked before keeps the wording it had."""
    copy = LicensedCopy.objects.create(
        clinic_id=actor.clinic_id,
        code=text.code,
        sha256=text.fingerprint,
        content=text.model_dump(mode="json"),
        statement=statement,
        held_by=held_by,
        loaded_by_id=actor.staff_id,
        loaded_at=now,
    )
    record(actor=actor, act="load a licensed copy", object_kind="licensed copy", object_id=copy.pk)
    return copy


@transaction.atomic
def end_copy(*, actor: Actor, copy: LicensedCopy, now: datetime) -> LicensedCopy:
    """From now on nothing is asked in this wording; what was answered stays readable."""
    ended = LicensedCopy.objects.create(
        clinic_id=actor.clinic_id,
        code=copy.code,
        sha256=copy.sha256,
        content=copy.content,
        statement=copy.statement,
        held_by=copy.held_by,
        is_in_use=False,
        loaded_by_id=actor.staff_id,
        loaded_at=now,
    )
    record(
        actor=actor,
        act="take a licensed copy out of use",
        object_kind="licensed copy",
        object_id=ended.pk,
    )
    return ended
