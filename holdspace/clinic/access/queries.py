"""Who an account is in its clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.context import account_context
from holdspace.clinic.people.models import StaffMember

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


def actor_of(account_id: int) -> Actor | None:
    """The actor behind an account; None for a disabled one, or one that belongs to no clinic."""
    with account_context(account_id):
        member = StaffMember.objects.filter(
            account_id=account_id, account__is_active=True, is_active=True
        ).first()
        return member.as_actor() if member else None
