"""Questions about how a course is planned: the version that counts, its sessions, its limits."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from holdspace.domain.course_plan import PersonPlanned
from holdspace.domain.personal_limits import PersonalLimits
from holdspace.domain.planned_dose import PlannedDose
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.models import MedicineActing, PlannedCycle, PlanVersion

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from holdspace.domain.quantities import Sex
    from holdspace.pathway.course.models import Course, DoseCycle


def plan_of(course: Course, at: datetime | None = None) -> PlanVersion | None:
    """The latest version, or the one that counted at a moment."""
    versions = PlanVersion.objects.filter(course=course).select_related("made_by")
    return (versions.filter(made_at__lte=at) if at else versions).order_by("-number").first()


def plan_for_cycle(cycle_id: UUID) -> PlanVersion | None:
    """The latest version of the plan a cycle belongs to, in one question: every tap asks it."""
    versions = PlanVersion.objects.filter(course__cycles=cycle_id).select_related("made_by")
    return versions.order_by("-number").first()


def versions_of(course: Course) -> list[PlanVersion]:
    """Every version, the newest first, with its sessions."""
    versions = PlanVersion.objects.filter(course=course).select_related("made_by")
    return list(versions.prefetch_related("sessions").order_by("-number"))


def planned_for(cycle: DoseCycle, at: datetime | None = None) -> PlannedCycle | None:
    """What the plan says of one cycle: its day, its dose."""
    plan = plan_of(cycle.course, at)
    return plan.sessions.filter(number=cycle.number).first() if plan else None


def planned_dose_of(plan: PlanVersion | None, number: int) -> PlannedDose | None:
    """The dose a version plans for one cycle, with what it was worked out from."""
    session = plan.sessions.filter(number=number).first() if plan else None
    if plan is None or session is None or session.dose_mg is None:
        return None
    return PlannedDose(
        dose_mg=session.dose_mg,
        mg_per_kg=session.mg_per_kg,
        tier=session.tier,
        weight_basis=plan.weight_basis,
        weight_kg=plan.weight_kg,
        version=plan.number,
        planned_by=plan.made_by.name,
        planned_at=plan.made_at,
        on=session.on,
    )


def limits_of(plan: PlanVersion | None) -> PersonalLimits:
    """The person's own limits; none where no plan says any."""
    if plan is None:
        return PersonalLimits()
    return PersonalLimits(
        hold_systolic_mmhg=_decimal(plan.hold_systolic_mmhg),
        hold_diastolic_mmhg=_decimal(plan.hold_diastolic_mmhg),
        ceiling_mg_per_kg=plan.ceiling_mg_per_kg,
        ceiling_mg=plan.ceiling_mg,
        set_by=f"{plan.made_by.name} on {plan.made_at:%Y-%m-%d}",
    )


def body_of(plan: PlanVersion | None) -> Body:
    """The body the doses were worked out for."""
    if plan is None:
        return Body()
    sex = cast("Sex | None", plan.sex_for_formula or None)
    return Body(weight_kg=plan.weight_kg, height_cm=plan.height_cm, sex=sex)


def person_planned(course: Course, body: Body, today: date) -> PersonPlanned:
    """What the rules of a plan ask about the person. An earlier course here is doses before."""
    had_here = MedicineActing.objects.filter(cycle__course__patient_id=course.patient_id).exclude(
        cycle__course=course
    )
    return PersonPlanned(
        body=body,
        age_years=course.patient.age_on(today),
        indication=course.indication,
        had_doses_before=had_here.exists(),
    )


def days_given(course: Course, zone: ZoneInfo) -> dict[int, date]:
    """For each cycle that had its dose, the day: history, which no plan moves."""
    acted = MedicineActing.objects.filter(cycle__course=course).select_related("cycle")
    return {one.cycle.number: one.from_at.astimezone(zone).date() for one in acted}


def _decimal(whole: int | None) -> Decimal | None:
    return None if whole is None else Decimal(whole)
