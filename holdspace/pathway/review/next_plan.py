"""What was agreed at a review, as the next version of the plan: one session's day and dose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.protocol import PerKilogramDose, WeightBasis
from holdspace.pathway.course.plan_actions import PlanWished, SessionWished
from holdspace.pathway.course.plan_queries import days_given, limits_of

if TYPE_CHECKING:
    from datetime import date, timedelta
    from decimal import Decimal

    from holdspace.pathway.course.models import PlannedCycle
    from holdspace.pathway.review.gathering import Reviewed


class NoDayPlanned(Exception):
    """A session without a day stands in no plan; the message is a sentence for staff."""


@dataclass(frozen=True, kw_only=True)
class NextSession:
    """What is agreed for the next session. None: as the plan has it."""

    on: date | None = None
    dose: Decimal | None = None
    """mg/kg where the protocol gives by weight, else mg."""

    @property
    def is_any(self) -> bool:
        return self.on is not None or self.dose is not None


def wished_plan(shown: Reviewed, agreed: NextSession, reason: str) -> PlanWished:
    """The whole plan with the next session as agreed. Raises NoDayPlanned.

    Moved later or earlier, the sessions after it move along by as many days; their doses stay.
    """
    plan, course = shown.plan, shown.cycle.course
    rows = {one.number: one for one in plan.sessions.all()} if plan else {}
    given = days_given(course, shown.zone)
    next_number = shown.inputs.number + 1
    if not rows and next_number < course.planned_sessions:
        raise NoDayPlanned(
            f"This course has no plan yet. Plan its {course.planned_sessions} sessions first: a"
            " version with one of them alone would leave out the others."
        )
    before = rows.get(next_number)
    day = agreed.on or (before.on if before else None)
    if day is None:
        raise NoDayPlanned("Say on which day the next session is: without one it is in no plan.")
    moved = day - before.on if before else None
    last = max(next_number, course.planned_sessions if rows else next_number)
    sessions = []
    for number in range(1, last + 1):
        row = rows.get(number)
        if number == next_number:
            sessions.append(_next(shown, agreed, day, before))
        elif number in given or row is not None:
            sessions.append(_as_it_was(number, given, row, moved if number > next_number else None))
        else:
            raise NoDayPlanned(f"Session {number} has no day. Plan the course first.")
    return PlanWished(
        reason=reason,
        sessions=tuple(sessions),
        rhythm=plan.rhythm if plan else "",
        basis=WeightBasis(plan.weight_basis) if plan else WeightBasis.ACTUAL,
        body=shown.inputs.person.body,
        limits=limits_of(plan),
    )


def _next(
    shown: Reviewed, agreed: NextSession, day: date, before: PlannedCycle | None
) -> SessionWished:
    by_weight = isinstance(shown.inputs.protocol.dose, PerKilogramDose)
    tier = (before.tier if before else "") or shown.past.facts.tier
    if agreed.dose is None:
        return SessionWished(
            on=day,
            mg_per_kg=before.mg_per_kg if before else None,
            dose_mg=before.dose_mg if before and before.mg_per_kg is None else None,
            tier=tier,
        )
    return SessionWished(
        on=day,
        mg_per_kg=agreed.dose if by_weight else None,
        dose_mg=None if by_weight else agreed.dose,
        tier=tier,
    )


def _as_it_was(
    number: int, given: dict[int, date], row: PlannedCycle | None, moved: timedelta | None
) -> SessionWished:
    """A session that was had keeps its day; one to come moves along."""
    if row is None:
        return SessionWished(on=given[number])
    day = given.get(number, row.on if moved is None else row.on + moved)
    return SessionWished(
        on=day,
        mg_per_kg=row.mg_per_kg,
        dose_mg=row.dose_mg if row.mg_per_kg is None else None,
        tier=row.tier,
    )
