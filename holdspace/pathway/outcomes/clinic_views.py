"""What became of everybody the clinic treated: no names, no single chart."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.audit.actions import record
from holdspace.domain.outcome_cases import BASELINE_DAYS, LEFT_AFTER_DAYS
from holdspace.domain.outcome_report import CAUTION
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.outcomes.clinic_page import clinic_page
from holdspace.pathway.outcomes.clinic_queries import (
    cases_of,
    courses_in,
    facts_of,
    questionnaires_of,
)
from holdspace.pathway.outcomes.export_actions import period_of
from holdspace.pathway.outcomes.forms import OutcomesForm
from holdspace.pathway.outcomes.trajectory import NOT_SCORED_OVER_TIME
from holdspace.pathway.outcomes.trajectory_sessions import EXPERIENCE

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

FIRST_LOOK_DAYS = 365
USUAL = ("phq9", "gad7", "pcl5", "peg")
"""What is offered before anybody has answered anything."""


@require_safe
@page(Act.SEE_OUTCOMES, chart=True)
def outcomes(request: ClinicRequest) -> HttpResponse:
    """One questionnaire, one period. A form that makes no sense shows no numbers."""
    now = timezone.now()
    zone = ZoneInfo(request.actor.time_zone)
    asked = _asked(request, now.astimezone(zone).date())
    form = OutcomesForm([*USUAL, *(code for code in _told_by() if code not in USUAL)], asked)
    may_see_small = may(request.actor, Act.SEE_CHART)
    hides_small = not (may_see_small and request.GET.get("small") == "shown")
    record(
        actor=request.actor,
        act="see outcomes" if hides_small else "see outcomes with small numbers",
        object_kind="outcomes",
        object_id=f"{asked['begins_on']} to {asked['ends_on']}"[:60],
    )
    context: dict[str, object] = {
        "form": form,
        "may_see_small": may_see_small,
        "hides_small": hides_small,
        "caution": CAUTION,
        "baseline_days": BASELINE_DAYS,
        "left_after_days": LEFT_AFTER_DAYS,
    }
    if not form.is_valid():
        return render(
            request, "outcomes/clinic.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    period = period_of(form.cleaned_data["begins_on"], form.cleaned_data["ends_on"], zone)
    courses = courses_in(request.actor.clinic_id, period)
    code = form.cleaned_data["by"]
    context |= {
        "page": clinic_page(
            INSTRUMENTS[code],
            cases_of(code, courses, now),
            facts_of(courses, now),
            hides_small=hides_small,
        ),
        "answered": questionnaires_of(
            request.actor.clinic_id, {each.course.patient_id for each in courses}
        ),
        "shown_small_query": urlencode({**asked, "small": "shown"}),
        "hidden_small_query": urlencode(asked),
    }
    return render(request, "outcomes/clinic.html", context)


def _asked(request: ClinicRequest, today: date) -> dict[str, str]:
    """What the address says, or the last year by the PHQ-9."""
    usual = {
        "begins_on": (today - timedelta(days=FIRST_LOOK_DAYS)).isoformat(),
        "ends_on": today.isoformat(),
        "by": USUAL[0],
    }
    return {name: request.GET.get(name, value) for name, value in usual.items()}


def _told_by() -> list[str]:
    """Questionnaires in which less or more is better: those a course is told by."""
    return [
        code
        for code, instrument in INSTRUMENTS.items()
        if code not in EXPERIENCE | NOT_SCORED_OVER_TIME and instrument.direction != "neither"
    ]
