"""Guessing passwords: whose attempts are counted, and how a colleague ends a lockout.

The count is per account and address, and looks only at signing in. A session that is open stays
open whatever somebody else types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest


def typed_email(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The account an attempt was meant for, in one spelling: `AXES_USERNAME_CALLABLE`."""
    given = credentials or {}
    typed = given.get("email") or given.get("username") or request.POST.get("login", "")
    return str(typed).strip().lower()


def locked_emails(emails: Iterable[str]) -> frozenset[str]:
    """Which of these cannot sign in from some address right now."""
    spelled = [email.lower() for email in emails]
    attempts = AccessAttempt.objects.filter(
        username__in=spelled, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    )
    return frozenset(attempts.values_list("username", flat=True))


def end_lockout(request: HttpRequest, email: str) -> None:
    """Forget the failed attempts at an account, from every address."""
    reset(username=email.lower())
    key = f"{request.get_host()}:{email.lower()}"
    ratelimit.clear(request, action="login_failed", key=key)
