"""The doses of a document: planned and checked, given, and what was in the person after each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.mark_words import ROUTES
from holdspace.domain.quantities import in_words
from holdspace.pathway.dosing_session.summary_document import DoseRow, Line

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.infusion import Infusion
    from holdspace.domain.session import Kept, Session
    from holdspace.domain.session_doses import Plan
    from holdspace.domain.session_events import DoseGiven, OtherDrugGiven
    from holdspace.pathway.dosing_session.summary_times import Times


def plans_of(state: Session, times: Times) -> tuple[Line, ...]:
    """Each plan with who made it and who read it again."""
    return tuple(
        Line(label=f"Planned {times.clock(plan.planned.at)}", words=_plan(plan, times))
        for plan in state.doses.plans
    )


def _devices(count: int | None) -> str:
    return f"{count} device{'' if count == 1 else 's'}" if count else ""


def _plan(plan: Plan, times: Times) -> str:
    body = plan.planned.body
    amount = f"{body.drug} {in_words(body.dose_mg, 'mg')} {ROUTES[body.route]}"
    parts = [
        in_words(body.volume_ml, "mL") if body.volume_ml is not None else "",
        in_words(body.concentration_mg_per_ml, "mg/mL") if body.concentration_mg_per_ml else "",
        f"over {in_words(body.over_minutes, 'min')}" if body.over_minutes else "",
        _devices(body.devices),
        f"tier {body.tier}" if body.tier else "",
    ]
    checks = [
        f"read again by {check.author_name} {times.clock(check.at)}"
        for check in plan.agreeing_checks(alone_is_enough=True)
    ]
    said = ", ".join([amount, *filter(None, parts)])
    reviewed = f" Reviewed: {body.review_reason}" if body.review_reason else ""
    who = "; ".join([f"by {plan.planned.author_name}", *checks])
    return f"{said}. {who[0].upper()}{who[1:]}.{reviewed}"


def doses_of(state: Session, times: Times, until: datetime) -> tuple[DoseRow, ...]:
    """Doses and other drugs in the order in which they were given."""
    rows = [
        *((one.started.at, _infusion(state, one, times, until)) for one in state.doses.infusions),
        *((one.at, _given(state, one, times)) for one in state.doses.given),
        *((one.at, _other(state, one, times)) for one in state.doses.other_drugs),
    ]
    return tuple(row for _, row in sorted(rows, key=lambda row: row[0]))


def total_of(state: Session, until: datetime) -> str:
    """All that was given of the session's drug; empty when none was."""
    if state.first_dose_at is None:
        return ""
    return _with_mg_per_kg(state, state.given_mg(until))


def _infusion(state: Session, infusion: Infusion, times: Times, until: datetime) -> DoseRow:
    started, stopped = infusion.started, infusion.stopped
    strength = started.body.concentration_mg_per_ml
    ended_at = stopped.at if stopped else until
    given = infusion.given(ended_at)
    steps = []
    for bar in infusion.bars:
        rate = bar.rate_ml_per_hour
        mg_per_minute = in_words(rate * strength / 60, "mg/min")
        running = f"{in_words(rate, 'mL/h')} ({mg_per_minute})" if rate else "paused"
        steps.append(f"{times.clock(bar.began_at)} {running}")
    if stopped is not None:
        steps.append(f"{times.clock(stopped.at)} stopped")
    pump = stopped.body.pump_volume_ml if stopped else None
    if pump is not None:
        steps.append(f"the pump says {in_words(pump, 'mL')}")
    begin = times.clock(started.at)
    return DoseRow(
        time=f"{begin} to {times.clock(stopped.at)}" if stopped else f"{begin}, still running",
        what=f"{started.body.drug.capitalize()} infusion, {in_words(strength, 'mg/mL')}",
        amount=_with_mg_per_kg(state, given.dose_mg),
        details=(
            *steps,
            *_already(happened=started.body.already_happened, why=started.body.reason),
        ),
        running_total=_with_mg_per_kg(state, state.given_mg(ended_at)),
        by=started.author_name,
    )


def _given(state: Session, kept: Kept[DoseGiven], times: Times) -> DoseRow:
    body = kept.body
    details = [
        in_words(body.volume_ml, "mL") if body.volume_ml is not None else "",
        in_words(body.concentration_mg_per_ml, "mg/mL") if body.concentration_mg_per_ml else "",
        _devices(body.devices),
        body.site,
        *_already(happened=body.already_happened, why=body.reason),
    ]
    return DoseRow(
        time=times.clock(kept.at),
        what=f"{body.drug.capitalize()} {ROUTES[body.route]}",
        amount=_with_mg_per_kg(state, body.dose_mg),
        details=tuple(filter(None, details)),
        running_total=_with_mg_per_kg(state, state.given_mg(kept.at)),
        by=kept.author_name,
    )


def _other(state: Session, kept: Kept[OtherDrugGiven], times: Times) -> DoseRow:
    body = kept.body
    kind = ("rescue",) if body.is_rescue else ()
    return DoseRow(
        time=times.clock(kept.at),
        what=f"{body.drug.capitalize()} {body.route}",
        amount=in_words(body.amount, body.unit),
        details=(*kind, f"ordered by {body.ordered_by}"),
        running_total=_with_mg_per_kg(state, state.given_mg(kept.at)),
        by=kept.author_name,
    )


def _with_mg_per_kg(state: Session, mg: Decimal) -> str:
    weight = state.weight_kg
    if weight is None or weight <= 0:
        return in_words(mg, "mg")
    return f"{in_words(mg, 'mg')} ({in_words(mg / weight, 'mg/kg')})"


def _already(*, happened: bool, why: str) -> tuple[str, ...]:
    return (f"charted as already given: {why}",) if happened else ()
