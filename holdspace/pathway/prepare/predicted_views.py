"""The predicted course of a planned dose, for the prescriber who plans it: a preview, no advice."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.domain.kinetics import NotPredicted, Person, predict
from holdspace.domain.kinetics.in_session import planned
from holdspace.domain.protocol import PerKilogramDose
from holdspace.domain.quantities import in_words
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.plan_queries import plan_of
from holdspace.pathway.course.queries import latest_cycle_of, protocol_of
from holdspace.pathway.prepare.queries import weight_of
from holdspace.web.predicted_svg import for_a_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.domain.kinetics import Predicted
    from holdspace.domain.protocol import Protocol
    from holdspace.pathway.course.models import PlannedCycle

ROWS_EVERY_MINUTES = 20
UNTIL_MINUTE = 240.0


@require_safe
@page(Act.PLAN_COURSE, chart=True)
def predicted(request: ClinicRequest, course_id: UUID) -> HttpResponse:
    """One session of the plan as it counts; which one is asked for by its number."""
    courses = Course.objects.visible_to(request.actor).select_related("clinic", "patient")
    course = get_object_or_404(courses, pk=course_id)
    plan = plan_of(course)
    sessions = list(plan.sessions.filter(dose_mg__isnull=False).order_by("number")) if plan else []
    shown = _asked_for(request.GET.get("session", ""), sessions, course)
    measured = _weight_kg(course)
    weight_kg = measured if measured is not None else (plan.weight_kg if plan else None)
    found = _predict(course, shown, weight_kg) if shown else None
    record(
        actor=request.actor,
        act="open the predicted course of a planned dose",
        patient_id=course.patient_id,
        object_kind="course",
        object_id=course.pk,
    )
    context = {
        "course": course,
        "person": course.patient,
        "protocol": protocol_of(course),
        "sessions": [(one, _mg(one)) for one in sessions],
        "shown": shown,
        "shown_mg": _mg(shown) if shown else "",
        "weight": in_words(weight_kg, "kg") if weight_kg is not None else "",
        "back": reverse("prepare:plan", args=[course.pk]),
        **_in_words(found),
    }
    return render(request, "prepare/predicted.html", context)


def _asked_for(typed: str, sessions: list[PlannedCycle], course: Course) -> PlannedCycle | None:
    """The one that was asked for; else the next one, else the last."""
    for one in sessions:
        if typed == str(one.number):
            return one
    cycle = latest_cycle_of(course)
    ahead = [one for one in sessions if cycle is None or one.number >= cycle.number]
    return next(iter(ahead or sessions[-1:]), None)


def _mg(session: PlannedCycle) -> str:
    return in_words(session.dose_mg or Decimal(0), "mg")


def _weight_kg(course: Course) -> Decimal | None:
    cycle = latest_cycle_of(course)
    measured = weight_of(cycle) if cycle else None
    return measured[0] if measured else None


def _predict(
    course: Course, shown: PlannedCycle, weight_kg: Decimal | None
) -> Predicted | NotPredicted:
    protocol = protocol_of(course)
    dose = planned(protocol.drug, protocol.route, shown.dose_mg or Decimal(0), _over(protocol))
    if isinstance(dose, NotPredicted):
        return dose
    today = timezone.now().astimezone(ZoneInfo(course.clinic.time_zone)).date()
    person = Person(
        age_years=course.patient.age_on(today),
        weight_kg=None if weight_kg is None else float(weight_kg),
    )
    return predict(dose.drug, dose.doses, person, until_minute=UNTIL_MINUTE)


def _over(protocol: Protocol) -> Decimal | None:
    dose = protocol.dose
    return dose.over.value if isinstance(dose, PerKilogramDose) and dose.over else None


def _in_words(found: Predicted | NotPredicted | None) -> dict[str, object]:
    if found is None or isinstance(found, NotPredicted):
        return {"why_not": found.sentence if found else ""}
    rows = [
        {
            "minute": round(minute),
            "low": round(found.blood.low[at]),
            "median": round(found.blood.median[at]),
            "high": round(found.blood.high[at]),
        }
        for at, minute in enumerate(found.minutes)
        if at % ROWS_EVERY_MINUTES == 0
    ]
    # Our own picture: its words are escaped where it is drawn.
    drawing = mark_safe(for_a_page(found))  # noqa: S308
    return {"found": found, "rows": rows, "drawing": drawing}
