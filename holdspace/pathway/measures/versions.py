"""What the forms of the staff write over, as it stands: nobody writes over unread answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.access.stale_forms import Change, Version
from holdspace.pathway.measures.forms import answer_values
from holdspace.pathway.measures.models import Answer
from holdspace.pathway.measures.queries import THE_PERSON, answers_of, tiers_of

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.pathway.measures.models import Asked


def answers_version(asked: Asked) -> Version:
    latest = Answer.objects.filter(asked=asked).select_related("by_staff").order_by("-id").first()
    values = answer_values(answers_of(asked))
    if latest is None:
        return Version(values=values)
    by = latest.by_staff.name if latest.by_staff else THE_PERSON
    change = Change(by=by, at=latest.given_at)
    return Version(values=values, entry=latest.pk, changed=lambda: change)


def tier_version(patient_id: UUID) -> Version:
    latest = tiers_of(patient_id).first()
    if latest is None:
        return Version(values={})
    change = Change(by=latest.noted_by.name if latest.noted_by else THE_PERSON, at=latest.noted_at)
    values = {"tier": latest.tier, "basis": latest.basis}
    return Version(values=values, entry=latest.pk, changed=lambda: change)
