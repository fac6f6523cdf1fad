"""What the clock process does about the days after a session, whether or not anybody looks.

Once a minute is often enough for hours and days; each step can be cut off and done again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

EVERY = timedelta(minutes=1)


class DaysAfter:
    """Remembers when it last looked; a clock that was set back does not hold it up."""

    def __init__(self) -> None:
        self.looked_at: datetime | None = None

    def look_if_due(self, now: datetime) -> bool:
        """Whether it was time."""
        if self.looked_at is not None and abs(now - self.looked_at) < EVERY:
            return False
        look_after_everybody(now)
        self.looked_at = now
        return True


def look_after_everybody(now: datetime) -> None:
    """Every clinic, one after the other. A stage with something to do adds its line here."""
    from holdspace.clinic.people.models import Clinic
    from holdspace.pathway.integrate.check_ins.by_the_clock import look_after_check_ins
    from holdspace.pathway.integrate.visits.chasing import look_after_visits
    from holdspace.pathway.outcomes.asking import ask_what_is_due
    from holdspace.pathway.review.chasing import open_reviews_due

    for clinic_id in list(Clinic.objects.values_list("id", flat=True)):
        look_after_check_ins(clinic_id, now)
        look_after_visits(clinic_id, now)
        open_reviews_due(clinic_id, now)
        ask_what_is_due(clinic_id, now)
