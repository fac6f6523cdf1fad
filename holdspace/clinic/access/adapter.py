"""How allauth is held to our ways: nobody signs themselves up, and its pages are the staff's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.shortcuts import redirect

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from holdspace.clinic.people.models import Account

NEUTRAL_NAME = "My pages"
"""What a phone lists a patient's passkey under, where others may look over a shoulder."""


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the clinic's owner; a patient's comes in by a door of its own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def pre_login(self, request: HttpRequest, user: Account, **more: object) -> HttpResponse | None:
        """A passkey of somebody else's door, given on the staff's page, leads to that door."""
        if user.is_patients:
            return redirect("own_access:sign_in")
        if user.is_supporters:
            return redirect("supporters:sign_in")
        answer: HttpResponse | None = super().pre_login(request, user, **more)
        return answer


class QuietPasskeys(DefaultMFAAdapter):  # type: ignore[misc]
    """A patient's or supporter's passkey is listed on their phone under words that tell nothing."""

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        if user.has_own_door:
            entity |= {"name": NEUTRAL_NAME, "display_name": NEUTRAL_NAME}
        return entity
