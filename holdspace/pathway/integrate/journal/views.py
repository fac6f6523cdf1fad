"""What a person shared of their journal with one member of the staff: for that one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.pathway.integrate.journal import queries, sharing
from holdspace.pathway.integrate.journal.models import SharedCopy

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest

ACT, KIND = "read a shared journal entry", "shared journal entry"


@require_safe
@csp_update({"media-src": ["'self'"]})  # type: ignore[arg-type]  # it is typed for plain requests
@page(Act.READ_SHARED_JOURNAL, chart=True)
def shared(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Each copy that names this reader. For everybody else there is no such page."""
    patient = get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)
    copies = queries.shared_with_staff(request.actor, patient.pk)
    if not copies:
        raise Http404
    for copy in copies:
        record(
            actor=request.actor,
            act=ACT,
            patient_id=patient.pk,
            object_kind=KIND,
            object_id=copy.pk,
        )
    sharing.note_opening(copies, timezone.now())
    context = {"person": patient, "copies": [sharing.opened(copy) for copy in copies]}
    return render(request, "journal/shared.html", context)


@require_safe
@page(Act.READ_SHARED_JOURNAL, chart=True)
def shared_medium(request: ClinicRequest, shared_copy_id: UUID, place: int) -> HttpResponse:
    """A sound or a picture of such a copy."""
    copy = get_object_or_404(SharedCopy.objects.visible_to(request.actor), pk=shared_copy_id)
    record(
        actor=request.actor,
        act=ACT,
        patient_id=copy.patient_id,
        object_kind=KIND,
        object_id=copy.pk,
    )
    found = sharing.medium(copy, place)
    if found is None:
        raise Http404
    media_type, content = found
    return HttpResponse(content, content_type=media_type)
