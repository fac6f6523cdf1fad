"""What the page of a plan shows: the plan as a form has it, and one dose on three weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.protocol import PerKilogramDose, WeightBasis
from holdspace.domain.weight_basis import dose_by_weight
from holdspace.pathway.course.plan_queries import plan_of
from holdspace.pathway.course.queries import latest_cycle_of, protocol_of
from holdspace.pathway.prepare.queries import weight_of

if TYPE_CHECKING:
    from decimal import Decimal

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.weight_basis import DoseByWeight
    from holdspace.pathway.course.models import Course, PlanVersion
    from holdspace.pathway.prepare.plan_forms import PlanForm

LIMITS = ("hold_systolic_mmhg", "hold_diastolic_mmhg", "ceiling_mg_per_kg", "ceiling_mg")


def plan_values(course: Course) -> dict[str, object]:
    """The version that counts, as a form starts with it; without one, only what is known."""
    latest = plan_of(course)
    cycle = latest_cycle_of(course)
    measured = weight_of(cycle) if cycle else None
    values: dict[str, object] = {"sessions": course.planned_sessions}
    values["weight_kg"] = plain(measured[0]) if measured else ""
    if latest is None:
        return values
    values |= {
        "rhythm": latest.rhythm,
        "weight_basis": latest.weight_basis,
        "height_cm": plain(latest.height_cm),
        "sex_for_formula": latest.sex_for_formula,
        **{name: plain(getattr(latest, name)) for name in LIMITS},
    }
    values["weight_kg"] = values["weight_kg"] or plain(latest.weight_kg)
    return values | _rows(latest, protocol_of(course))


def _rows(version: PlanVersion, protocol: Protocol) -> dict[str, object]:
    by_weight = isinstance(protocol.dose, PerKilogramDose)
    rows: dict[str, object] = {}
    for one in version.sessions.order_by("number"):
        rows[f"on_{one.number}"] = one.on
        rows[f"dose_{one.number}"] = plain(one.mg_per_kg if by_weight else one.dose_mg)
        rows[f"tier_{one.number}"] = one.tier
    return rows


def dose_lines(form: PlanForm, protocol: Protocol) -> DoseByWeight | None:
    """The first dose of the plan on all three weights, as soon as it was typed."""
    dose = protocol.dose
    if not isinstance(dose, PerKilogramDose) or not form.is_bound or not form.is_valid():
        return None
    typed: Decimal | None = form.cleaned_data.get("dose_1")
    if typed is None or typed <= 0:
        return None
    basis = WeightBasis(form.cleaned_data["weight_basis"])
    return dose_by_weight(dose.weight, basis, typed, form.body())


def plain(value: Decimal | float | None) -> str:
    """As it is typed: no trailing zeros."""
    words = "" if value is None else f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
