"""A planned dose against one ceiling of the protocol (clinical reference 2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.dose_finding import DoseFinding
from holdspace.domain.protocol import Ceiling, Quantity, Severity
from holdspace.domain.quantities import mg_per_kg, round_half_up

if TYPE_CHECKING:
    from holdspace.domain.quantities import Sex
    from holdspace.domain.session_events import DosePlanned

ROLLING = timedelta(hours=168)
HOUR = timedelta(hours=1)
UNKNOWN_SOURCE = "clinical reference, general rules (unknown is not no)"


@dataclass(frozen=True, kw_only=True)
class PreviousDose:
    """A dose of an earlier session."""

    given_at: datetime
    dose_mg: Decimal
    weight_kg: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class DoseFacts:
    """What is known about the person when a dose is planned. None is unknown, never "no"."""

    now: datetime
    is_first_session: bool | None = None
    weight_kg: Decimal | None = None
    """Actual body weight."""
    weight_measured_on: date | None = None
    weight_at_calculation_kg: Decimal | None = None
    """The weight that the dose was worked out from, when that was an earlier one."""
    height_cm: Decimal | None = None
    sex: Sex | None = None
    age_years: int | None = None
    indication: str | None = None
    previous_doses: tuple[PreviousDose, ...] | None = None
    """Every earlier dose, oldest first or not; an empty tuple says that there was none."""

    def doses_before(self) -> tuple[PreviousDose, ...] | None:
        """Earlier doses, oldest first; none in a first session; None when nobody knows."""
        if self.previous_doses is None:
            return () if self.is_first_session else None
        earlier = (dose for dose in self.previous_doses if dose.given_at < self.now)
        return tuple(sorted(earlier, key=lambda dose: dose.given_at))


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What a ceiling found: a value, or what was missing, or neither when it does not apply."""

    value: Decimal | None = None
    missing: str = ""


NOT_APPLICABLE = Looked()


def ceiling_finding(
    ceiling: Ceiling, plan: DosePlanned, facts: DoseFacts
) -> tuple[DoseFinding, ...]:
    """One finding when the plan is over the ceiling or when that cannot be known; else none."""
    if ceiling.first_session_only and facts.is_first_session is False:
        return ()
    looked = look(ceiling.quantity, plan, facts)
    if looked.missing:
        return (_unknown(looked.missing),)
    if looked.value is None or not ceiling.comparison.is_over(looked.value, ceiling.limit.value):
        return ()
    shown = f"{round_half_up(looked.value, 3).normalize():f} {ceiling.limit.unit}"
    return (
        DoseFinding(
            code=ceiling.code,
            severity=ceiling.severity,
            sentence=ceiling.sentence,
            source=ceiling.limit.source,
            inputs={
                ceiling.quantity.value: shown,
                "limit": f"{ceiling.comparison.words} {ceiling.limit.words}",
            },
            second_clinician=ceiling.second_clinician,
        ),
    )


def look(quantity: Quantity, plan: DosePlanned, facts: DoseFacts) -> Looked:
    """The value that a ceiling on `quantity` compares, in the unit of that quantity."""
    match quantity:
        case Quantity.DOSE_MG:
            return Looked(value=plan.dose_mg)
        case Quantity.DOSE_MG_PER_KG:
            return _per_kilogram(plan, facts)
        case Quantity.OVER_MINUTES:
            return Looked(value=plan.over_minutes)
        case Quantity.WEIGHT_CHANGE_PERCENT:
            return _weight_change(facts)
        case Quantity.WEIGHT_AGE_DAYS:
            return _weight_age(facts)
        case _:
            return _look_back(quantity, plan, facts)


def _look_back(quantity: Quantity, plan: DosePlanned, facts: DoseFacts) -> Looked:
    """What rests on the doses before this one."""
    before = facts.doses_before()
    if before is None:
        return Looked(missing="earlier doses")
    if quantity is Quantity.DOSES_IN_168_HOURS:
        # A dose exactly a week ago is out: the same hour next week is a weekly rhythm, not a third.
        within = [dose for dose in before if dose.given_at > facts.now - ROLLING]
        return Looked(value=Decimal(len(within) + 1))
    if quantity is Quantity.DOSES_SAME_DAY:
        today = facts.now.date()
        same = [d for d in before if d.given_at.astimezone(facts.now.tzinfo).date() == today]
        return Looked(value=Decimal(len(same) + 1))
    if not before:
        return NOT_APPLICABLE
    if quantity is Quantity.HOURS_SINCE_DOSE:
        since = facts.now - before[-1].given_at
        return Looked(value=Decimal(since // timedelta(seconds=1)) / (HOUR // timedelta(seconds=1)))
    return _step_up(before[-1], plan, facts)


def _per_kilogram(plan: DosePlanned, facts: DoseFacts) -> Looked:
    if facts.weight_kg is None or facts.weight_kg <= 0:
        return Looked(missing="body weight")
    return Looked(value=mg_per_kg(plan.dose_mg, facts.weight_kg))


def _step_up(latest: PreviousDose, plan: DosePlanned, facts: DoseFacts) -> Looked:
    planned = _per_kilogram(plan, facts)
    if planned.value is None:
        return planned
    if latest.weight_kg is None or latest.weight_kg <= 0:
        return Looked(missing="body weight at the dose before")
    return Looked(value=planned.value - mg_per_kg(latest.dose_mg, latest.weight_kg))


def _weight_change(facts: DoseFacts) -> Looked:
    if facts.weight_at_calculation_kg is None:
        return NOT_APPLICABLE
    if facts.weight_kg is None:
        return Looked(missing="body weight")
    change = abs(facts.weight_kg - facts.weight_at_calculation_kg)
    return Looked(value=change * 100 / facts.weight_at_calculation_kg)


def _weight_age(facts: DoseFacts) -> Looked:
    if facts.weight_measured_on is None:
        return Looked(missing="day of weighing")
    return Looked(value=Decimal((facts.now.date() - facts.weight_measured_on).days))


def _unknown(missing: str) -> DoseFinding:
    return DoseFinding(
        code=f"unknown_{missing.replace(' ', '_')}",
        severity=Severity.REVIEW,
        sentence=f"Unknown: {missing}. What rests on it cannot be checked.",
        source=UNKNOWN_SOURCE,
        inputs={missing: "unknown"},
    )
