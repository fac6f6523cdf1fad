"""Which touch counts in a cycle now: the guidance plan under the consent to touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.touch import PlannedTouch, TouchConsent, TouchNow, touch_now
from holdspace.pathway.consult.queries import item_of_consent

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.pathway.course.models import DoseCycle
    from holdspace.pathway.prepare.models import GuidancePlan


def touch_of(cycle: DoseCycle, plan: GuidancePlan | None, at: datetime | None = None) -> TouchNow:
    """What the plan of this cycle allows, now or at a moment. Asked of the consent each time."""
    standing = item_of_consent(cycle.course, "touch", at)
    latest = standing.latest
    return touch_now(
        PlannedTouch(
            is_allowed=plan.is_touch_allowed, where=plan.touch_areas, written_at=plan.noted_at
        )
        if plan
        else None,
        TouchConsent(
            signed_at=latest.given_at,
            counts=standing.is_agreed,
            withdrawn_at=latest.withdrawn_at,
        )
        if latest
        else None,
    )
