"""What every page may show of the person who looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from holdspace.clinic.access.policy import POLICY, may

if TYPE_CHECKING:
    from django.http import HttpRequest


def of_the_page(request: HttpRequest) -> dict[str, object]:
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "clinic_name": actor.clinic_name if actor else "",
        "may": {act.name: may(actor, act) for act in POLICY} if actor else {},
        "light": request.COOKIES.get("light", ""),
        "is_demo": settings.DEMO,
    }
