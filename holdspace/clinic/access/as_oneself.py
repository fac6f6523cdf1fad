"""A signature asks for password or passkey once more, and loses nothing that was typed before."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from allauth.account.decorators import reauthentication_required

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


P = ParamSpec("P")


def as_oneself(
    sign: Callable[Concatenate[ClinicRequest, P], HttpResponse],
) -> Callable[Concatenate[ClinicRequest, P], HttpResponse]:
    """What is signed runs only for who proved lately that it is them.

    Else the sign-in library keeps what was sent, asks, and sends it again from there.
    """
    asked = reauthentication_required(sign)

    @wraps(sign)
    def signed(request: ClinicRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        # It compares addresses with and without their query, and where they differ it forgets all
        # that was typed. What the query said is kept with the rest, so the address may do without.
        request.GET  # noqa: B018 - read from the address, before that loses it
        request.META["QUERY_STRING"] = ""
        return cast("HttpResponse", asked(request, *args, **kwargs))

    return signed
