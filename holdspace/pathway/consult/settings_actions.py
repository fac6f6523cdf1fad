"""Set what the screening rules ask for in this clinic: each time a version, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.people.roles import Role
from holdspace.domain.screening import check_severities, refuse_contradictions
from holdspace.domain.screening_settings_kept import settings_as_data
from holdspace.pathway.consult.models import SettingsVersion
from holdspace.pathway.consult.settings_queries import settings_of
from holdspace.pathway.consult.settings_words import changes_between

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.screening import ScreeningSettings

PRESCRIBER = frozenset({Role.PRESCRIBER})


class NotSet(Exception):
    """These settings cannot be kept; the message is a sentence for staff."""


@transaction.atomic
def keep_settings(
    *, actor: Actor, wished: ScreeningSettings, reason: str, now: datetime
) -> SettingsVersion:
    """Raises NotSet, SettingsContradict, SeverityIsFixed."""
    if not (actor.has_any(PRESCRIBER) or actor.is_medical_director):
        raise NotSet("A prescriber or the medical director sets this.")
    if not reason.strip():
        raise NotSet("Write down why. Whoever reads a finding later will want to know.")
    check_severities(wished)
    refuse_contradictions(wished)
    # Two who set it in the same moment come one after the other.
    Clinic.objects.select_for_update().get(pk=actor.clinic_id)
    before = settings_of(actor.clinic_id)
    is_turned_on = wished.absolute_may_pass and not before.absolute_may_pass
    if is_turned_on and not actor.is_medical_director:
        raise NotSet("Only the medical director turns on signing for what is not treated.")
    changes = changes_between(before, wished)
    if not changes:
        raise NotSet("Nothing is different from what is in force. Nothing was written.")
    row = SettingsVersion.objects.create(
        clinic_id=actor.clinic_id,
        number=before.version + 1,
        content=settings_as_data(wished),
        changes=changes,
        reason=reason.strip(),
        noted_by_id=actor.staff_id,
        as_medical_director=actor.is_medical_director,
        noted_at=now,
    )
    record(actor=actor, act="set the screening rules", object_kind="settings", object_id=row.pk)
    return row
