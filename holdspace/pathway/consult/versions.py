"""What a signature is put under, as it stands: nobody signs words that changed while they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.access.stale_forms import Change, Version
from holdspace.pathway.consult.queries import item_of_consent

if TYPE_CHECKING:
    from holdspace.clinic.people.models import StaffMember
    from holdspace.pathway.consult.queries import ItemOfConsent
    from holdspace.pathway.course.models import Course


def signed_version(course: Course, item: str) -> Version:
    """The words as they are today, and what was last signed under them."""
    state = item_of_consent(course, item)
    latest = state.latest
    entry = (state.text.fingerprint, latest and latest.pk, latest and latest.withdrawn_at)
    if latest is None:
        return Version(values={}, entry=entry)
    if latest.withdrawn_at is None:
        signed = Change(by=_name(latest.recorded_by), at=latest.given_at)
        values = {"signed_name": latest.signed_name, **goes_as_far(state)}
        return Version(values=values, entry=entry, changed=lambda: signed)
    withdrawn = Change(by=_name(latest.withdrawn_by), at=latest.withdrawn_at)
    return Version(values={}, entry=entry, changed=lambda: withdrawn)


def goes_as_far(standing: ItemOfConsent) -> dict[str, object]:
    """As far as the signature before, to be changed by whoever signs."""
    latest = standing.latest
    return {"scope": latest.scope, "delete_on": latest.delete_on} if latest else {}


def _name(member: StaffMember | None) -> str:
    return member.name if member else "the person themselves"
