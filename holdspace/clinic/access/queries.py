"""Who an account is in its clinic, and what was done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import account_context
from holdspace.clinic.people.models import StaffMember

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor

AUDIT_LINES_A_PAGE = 100


def actor_of(account_id: int) -> Actor | None:
    """The actor behind an account; None for a disabled one, or one that belongs to no clinic."""
    with account_context(account_id):
        member = (
            StaffMember.objects.filter(
                account_id=account_id, account__is_active=True, is_active=True
            )
            .select_related("clinic")
            .first()
        )
        return member.as_actor() if member else None


def audit_lines(
    actor: Actor, *, before: int | None = None, patient_id: UUID | None = None
) -> list[AuditEntry]:
    """A page of the trail, newest first, from below line `before`; of one chart if it is named."""
    lines = AuditEntry.objects.visible_to(actor).select_related("staff")
    if before is not None:
        lines = lines.filter(id__lt=before)
    if patient_id is not None:
        lines = lines.filter(patient_id=patient_id)
    return list(lines[: AUDIT_LINES_A_PAGE + 1])
