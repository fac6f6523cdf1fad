"""What the clock does about visits: propose one to who went home, and see which are settled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from holdspace.clinic.context import clinic_context
from holdspace.domain.integration_visit import ASKED_FOR
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.past_queries import past_session_of_cycle
from holdspace.pathway.integrate.visits.actions import propose, settle_or_chase
from holdspace.pathway.integrate.visits.models import IntegrationVisit
from holdspace.pathway.integrate.visits.queries import lines_of

if TYPE_CHECKING:
    from datetime import datetime

LOOKED_BACK = timedelta(days=21)
"""An appointment that was cancelled later than this chases nobody any more."""


def look_after_visits(clinic_id: int, now: datetime) -> int:
    """One step; it can be cut off at any line and done again. How many visits it touched."""
    with clinic_context(clinic_id):
        return _propose_new(clinic_id, now) + _look_again(clinic_id, now)


def _propose_new(clinic_id: int, now: datetime) -> int:
    """A session is looked at while it is open, and for a week after it was closed."""
    lately = Q(closed_at__isnull=True) | Q(closed_at__gte=now - ASKED_FOR)
    sessions = DosingSession.objects.filter(
        lately, clinic_id=clinic_id, integration_visit__isnull=True
    )
    proposed = 0
    for session in sessions:
        past = past_session_of_cycle(session.cycle_id, now)
        home = past.facts.went_home_at if past and past.facts.had_a_dose else None
        if home is not None and now - ASKED_FOR <= home <= now:
            propose(session=session, went_home_at=home, now=now)
            proposed += 1
    return proposed


def _look_again(clinic_id: int, now: datetime) -> int:
    """Bookings are made and cancelled elsewhere: what was settled may be open again."""
    visits = IntegrationVisit.objects.filter(
        clinic_id=clinic_id, went_home_at__gte=now - LOOKED_BACK
    )
    lines = lines_of(visits.select_related("session__cycle", "clinic", "patient"), now)
    changed = [one.visit for one in lines if one.standing.is_settled is not one.is_known_settled]
    for visit in changed:
        settle_or_chase(visit, now)
    return len(changed)
