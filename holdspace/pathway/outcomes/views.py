"""One person's trajectory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.pathway.outcomes.queries import trajectory as trajectory_of
from holdspace.pathway.outcomes.schedule_page import schedule_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_safe
@page(Act.SEE_CHART, chart=True)
def trajectory(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """What got worse first; then every score beside the sessions and doses."""
    patient = get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)
    now = timezone.now()
    record(
        actor=request.actor,
        act="read a trajectory",
        patient_id=patient.pk,
        object_kind="trajectory",
        object_id=patient.pk,
    )
    found = trajectory_of(patient.pk, request.actor.time_zone, now)
    context = {
        "person": patient,
        "trajectory": found,
        "schedule": schedule_of(found.course, now) if found.course else None,
        "now": now,
    }
    return render(request, "outcomes/trajectory.html", context)
