"""A route that declares no policy is refused, whatever its view would have done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import iscoroutinefunction
from django.core.exceptions import PermissionDenied
from django.utils.decorators import sync_and_async_middleware

from holdspace.clinic.access.only_room import is_of_one_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

# Pages of libraries, by URL name: each was read, and each guards itself. Nobody signs themselves
# up, and nobody gets in by mail, so the pages for that are refused.
DECLARED_FOR_LIBRARIES = {
    "account_inactive": "public",
    "account_signup": "refused",
    "account_email": "refused",
    "account_email_verification_sent": "refused",
    "account_confirm_email": "refused",
    "account_set_password": "refused",
    "account_reset_password": "refused",
    "account_reset_password_done": "refused",
    "account_reset_password_from_key": "refused",
    "account_reset_password_from_key_done": "refused",
    "account_confirm_login_code": "refused",
    "mfa_download_recovery_codes": "refused",
    "account_login": "public",
    "account_logout": "own account",
    "account_reauthenticate": "own account",
    "account_change_password": "own account",
    "mfa_index": "own account",
    "mfa_authenticate": "public",
    "mfa_reauthenticate": "own account",
    "mfa_activate_totp": "own account",
    "mfa_deactivate_totp": "own account",
    "mfa_view_recovery_codes": "own account",
    "mfa_generate_recovery_codes": "own account",
    "mfa_list_webauthn": "own account",
    "mfa_add_webauthn": "own account",
    "mfa_edit_webauthn": "own account",
    "mfa_remove_webauthn": "own account",
    "mfa_reauthenticate_webauthn": "own account",
    "mfa_login_webauthn": "public",
    "mfa_signup_webauthn": "refused",
    "usersessions_list": "own account",
}
WITH_A_PIN = {"account_logout"}
"""Of one's own account, what a PIN on a room's tablet opens."""


@sync_and_async_middleware
def refuse_undeclared_routes(get_response: Callable[..., object]) -> Callable[..., object]:
    if iscoroutinefunction(get_response):

        async def middleware(request: HttpRequest) -> object:
            return await get_response(request)

    else:

        def middleware(request: HttpRequest) -> object:  # type: ignore[misc]
            return get_response(request)

    def process_view(
        request: HttpRequest, view: Callable[..., object], _args: object, _kwargs: object
    ) -> None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        policy = declared_policy(route, view)
        if policy in {None, "refused"}:
            raise PermissionDenied
        if policy == "own account" and route not in WITH_A_PIN and _is_not_for(request):
            raise PermissionDenied

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _is_not_for(request: HttpRequest) -> bool:
    """Who came in by a tablet's PIN, patients, supporters: the library's pages are the staff's."""
    return is_of_one_room(request) or getattr(request.user, "has_own_door", False)


def declared_policy(route: str, view: Callable[..., object]) -> str | None:
    """What a route says of who may open it; None when it says nothing.

    `route` is the URL name with its namespace, so no page of ours is taken for a library's.
    """
    return getattr(view, "policy", None) or DECLARED_FOR_LIBRARIES.get(route)
