"""Which questionnaires this clinic may show, and its licensed copies: loaded, read, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.measures.copy_actions import end_copy, load_copy
from holdspace.pathway.measures.forms import CopyForm
from holdspace.pathway.measures.models import LicensedCopy
from holdspace.pathway.measures.wording import copies_in_use, instrument_with

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

VERDICTS = {
    "SHIP": "Wording is in this program",
    "SHIP-NC": "Wording only under a non-commercial licence: load your copy",
    "NO-TEXT": "Wording needs a licence: load your copy",
    "ASK": "Rights unclear: load your copy if you hold them",
}


@require_safe
@page(Act.LOAD_COPY)
def copies(request: ClinicRequest) -> HttpResponse:
    """Every questionnaire: its licence, and the clinic's own copy where there is one."""
    in_use = copies_in_use(request.actor.clinic_id)
    rows = [
        {"instrument": each, "verdict": VERDICTS[each.licence], "copy": in_use.get(code)}
        for code, each in INSTRUMENTS.items()
    ]
    earlier = LicensedCopy.objects.visible_to(request.actor).select_related("loaded_by")
    return render(request, "measures/copies.html", {"rows": rows, "earlier": earlier})


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.LOAD_COPY)
def load(request: ClinicRequest, questionnaire: str) -> HttpResponse:
    instrument = INSTRUMENTS.get(questionnaire)
    if instrument is None:
        raise Http404
    form = CopyForm(questionnaire, request.POST or None, request.FILES or None)
    if form.is_valid() and form.text is not None:
        copy = load_copy(
            actor=request.actor,
            text=form.text,
            statement=form.cleaned_data["statement"],
            held_by=form.cleaned_data["held_by"],
            now=timezone.now(),
        )
        messages.success(request, "Loaded. Read it through once, as a person will see it.")
        return redirect("measures:copy", copy.pk)
    return form_page(
        request,
        form,
        title=f"Licensed copy of {instrument.name}",
        submit="Load",
        back=reverse("measures:copies"),
        lead=VERDICTS[instrument.licence] + ".",
        template="measures/load.html",
        instrument=instrument,
        open_parts=[part for part in instrument.subscales if not part.items],
    )


@require_safe
@page(Act.LOAD_COPY)
def copy(request: ClinicRequest, copy_id: UUID) -> HttpResponse:
    """The wording as a person will see it, and why the clinic may use it."""
    found = _copy(request, copy_id)
    newest = copies_in_use(request.actor.clinic_id).get(found.code)
    context = {
        "copy": found,
        "instrument": instrument_with(found.code, found),
        "is_in_use": newest is not None and newest.pk == found.pk,
    }
    return render(request, "measures/copy.html", context)


@require_POST
@page(Act.LOAD_COPY)
def end(request: ClinicRequest, copy_id: UUID) -> HttpResponse:
    found = _copy(request, copy_id)
    newest = copies_in_use(request.actor.clinic_id).get(found.code)
    if newest is None or newest.pk != found.pk:
        messages.error(request, "This copy is not in use.")
    else:
        end_copy(actor=request.actor, copy=found, now=timezone.now())
        messages.success(request, "Out of use. What was asked in it before keeps its wording.")
    return redirect("measures:copies")


def _copy(request: ClinicRequest, copy_id: UUID) -> LicensedCopy:
    found = LicensedCopy.objects.visible_to(request.actor).select_related("loaded_by")
    return get_object_or_404(found, pk=copy_id)
