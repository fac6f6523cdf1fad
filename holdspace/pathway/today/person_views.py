"""The page of one person: who they are, when they come, and what every stage knows of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.own_access.queries import companion_of
from holdspace.clinic.people.models import Patient
from holdspace.clinic.schedule.queries import appointments_of
from holdspace.clinic.tasks.queries import tasks_of
from holdspace.pathway.integrate.check_ins.staff_list import line_about
from holdspace.pathway.integrate.journal.queries import shared_with_staff
from holdspace.pathway.integrate.practices.queries import shown_to
from holdspace.pathway.today.person_page import chart_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_GET
@page(Act.SEE_PEOPLE, chart=True)
def person(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Who they are and when they come; and their chart, for those who may read it."""
    patient = get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)
    now = timezone.now()
    sees_chart = may(request.actor, Act.SEE_CHART)
    record(
        actor=request.actor,
        act="read a chart" if sees_chart else "see a person",
        patient_id=patient.pk,
        object_kind="person",
        object_id=patient.pk,
    )
    context = {
        "person": patient,
        "age": patient.age_on(now.date()),
        "appointments": appointments_of(request.actor, patient),
        "now": now,
        "tasks": tasks_of(request.actor, patient.pk, now),
        "companion": companion_of(patient, now),
        "after": line_about(request.actor, patient, now) if sees_chart else None,
        "shared_journal": shared_with_staff(request.actor, patient.pk),
        "shown_practices": shown_to(request.actor, patient.pk),
        "chart": chart_of(patient, request.GET.get("cycle"), now) if sees_chart else None,
    }
    return render(request, "today/person.html", context)
