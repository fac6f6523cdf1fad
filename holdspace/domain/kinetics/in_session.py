"""The doses of a session as the models take them: what was given, what a running pump will give.

What was charted is taken as it stands. Nothing here is read by a gate or by the review.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.kinetics.courses import Dose
from holdspace.domain.kinetics.models import Drug
from holdspace.domain.kinetics.refusals import NotPredicted
from holdspace.domain.kinetics.routes import Way
from holdspace.domain.session_event_body import Route

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.infusion import Infusion, RateBar
    from holdspace.domain.session_doses import Doses

WAYS = {
    Route.INTRAVENOUS: Way.INTRAVENOUS,
    Route.INTRAMUSCULAR: Way.INTRAMUSCULAR,
    Route.SUBCUTANEOUS: Way.SUBCUTANEOUS,
    Route.NASAL: Way.NASAL,
    Route.SUBLINGUAL: Way.SUBLINGUAL,
    Route.ORAL: Way.ORAL,
}
DRUGS = {"ketamine": Drug.RACEMIC, "esketamine": Drug.ESKETAMINE}

UNTIL_THE_PLAN_IS_IN = "Drawn as if the infusion runs on until the planned dose is in."
STOP_IS_MISSING = (
    "No stop is charted though the planned dose must be in: drawn as if it stopped then."
)
UNTIL_NOW = "No planned end: drawn as if the infusion stops now."
STAYS_PAUSED = "Drawn as if the infusion stays paused."


@dataclass(frozen=True, kw_only=True)
class Given:
    """Doses in minutes from the first one, and what was assumed about a pump that still runs."""

    drug: Drug
    doses: tuple[Dose, ...]
    assumed: tuple[str, ...] = ()


def drug_named(names: set[str]) -> Drug | NotPredicted:
    """The one drug of these doses. Two are not added up, and a third is not known."""
    drugs = {DRUGS.get(name.strip().lower()) for name in names}
    if None in drugs or not drugs:
        return NotPredicted(
            code="no_drug", sentence="There are models of ketamine and of esketamine alone."
        )
    if len(drugs) > 1:
        return NotPredicted(
            code="two_drugs",
            sentence="Ketamine and esketamine were both given: their levels are not added.",
        )
    (drug,) = drugs
    return drug or Drug.RACEMIC


def given_in_session(doses: Doses, now: datetime) -> Given | NotPredicted:
    """What stands in the log, from time zero on. A running pump goes on as it was planned to."""
    zero = doses.first_dose_at
    if zero is None:
        return NotPredicted(code="no_dose", sentence="No dose yet: there is nothing to predict.")
    names = {one.body.drug for one in doses.started} | {one.body.drug for one in doses.given}
    drug = drug_named(names)
    if isinstance(drug, NotPredicted):
        return drug
    assumed: list[str] = []
    found = [
        Dose(
            way=WAYS[one.body.route],
            mg=float(one.body.dose_mg),
            at_minute=_minutes(zero, one.at),
        )
        for one in doses.given
    ]
    for infusion in doses.infusions:
        found.extend(_run_in(doses, infusion, zero, now))
        if infusion.stopped is None:
            assumed.append(_assumed(doses, infusion, now))
    return Given(drug=drug, doses=tuple(found), assumed=tuple(dict.fromkeys(assumed)))


def _run_in(doses: Doses, infusion: Infusion, zero: datetime, now: datetime) -> Iterator[Dose]:
    """Each rate of an infusion. Where the pump said what it gave, that amount at these rates."""
    share = _share_by_the_pump(infusion)
    for bar in infusion.bars:
        mg_per_minute = _mg_per_minute(infusion, bar) * share
        ends = bar.ended_at or _planned_end(doses, infusion, bar) or max(now, bar.began_at)
        minutes = _minutes(bar.began_at, ends)
        if mg_per_minute > 0 and minutes > 0:
            yield Dose(
                way=Way.INTRAVENOUS,
                mg=mg_per_minute * minutes,
                at_minute=_minutes(zero, bar.began_at),
                over_minutes=minutes,
            )


def _share_by_the_pump(infusion: Infusion) -> float:
    """What the pump says it gave, for each mL of the arithmetic; 1 where nobody read it."""
    stopped = infusion.stopped
    if stopped is None or stopped.body.pump_volume_ml is None:
        return 1.0
    volume_ml = sum(
        float(bar.rate_ml_per_hour) * _minutes(bar.began_at, bar.ended_at or stopped.at) / 60
        for bar in infusion.bars
    )
    return float(stopped.body.pump_volume_ml) / volume_ml if volume_ml > 0 else 1.0


def _planned_end(doses: Doses, infusion: Infusion, bar: RateBar) -> datetime | None:
    """When the planned mg are in at the rate that runs; None without a plan, or in a pause."""
    plan = doses.plan(infusion.started.body.plan_id)
    mg_per_minute = _mg_per_minute(infusion, bar)
    if plan is None or mg_per_minute <= 0:
        return None
    left_mg = plan.planned.body.dose_mg - infusion.given(bar.began_at).dose_mg
    return bar.began_at + timedelta(minutes=max(0.0, float(left_mg)) / mg_per_minute)


def _assumed(doses: Doses, infusion: Infusion, now: datetime) -> str:
    if infusion.is_paused:
        return STAYS_PAUSED
    ends = _planned_end(doses, infusion, infusion.bars[-1])
    if ends is None:
        return UNTIL_NOW
    return UNTIL_THE_PLAN_IS_IN if ends > now else STOP_IS_MISSING


def _mg_per_minute(infusion: Infusion, bar: RateBar) -> float:
    return float(bar.rate_ml_per_hour * infusion.started.body.concentration_mg_per_ml) / 60


def _minutes(begins: datetime, ends: datetime) -> float:
    return (ends - begins) / timedelta(minutes=1)


def planned(
    drug: str, route: Route, dose_mg: Decimal, over_minutes: Decimal | None
) -> Given | NotPredicted:
    """A dose that is only planned, from minute 0 on. Nasal devices are 5 minutes apart."""
    named = drug_named({drug})
    if isinstance(named, NotPredicted):
        return named
    over = float(over_minutes or 0) if route is Route.INTRAVENOUS else 0.0
    dose = Dose(way=WAYS[route], mg=float(dose_mg), over_minutes=over)
    return Given(drug=named, doses=(dose,))
