"""When the clinic is open, and whom its people can call: as they see it, and how it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Version, change_in_the_trail, opened
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.reach.actions import CHANGED, change_reach
from holdspace.clinic.reach.forms import ReachForm, as_form_values
from holdspace.clinic.reach.queries import hours_of, openness_of, people_to_reach
from holdspace.domain.opening_hours import in_words

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_safe
@page(Act.SEE_SITE)
def reach(request: ClinicRequest) -> HttpResponse:
    clinic = _clinic(request)
    context = {
        "clinic": clinic,
        "hours": in_words(hours_of(clinic)),
        "openness": openness_of(clinic, timezone.now()),
        "people": people_to_reach(clinic),
    }
    return render(request, "reach/reach.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_REACH)
def edit(request: ClinicRequest) -> HttpResponse:
    found = opened(request, f"reach {request.actor.clinic_id}", lambda: _version(request))
    form = ReachForm(request.POST or None, initial=as_form_values(_clinic(request)))
    if found.lets(form):
        change_reach(actor=request.actor, changes=form.changes())
        messages.success(request, "Saved. People see it on their pages from now on.")
        return redirect("reach:reach")
    return form_page(
        request,
        form,
        title="Hours and numbers",
        submit="Save",
        back="/clinic/reach/",
        lead="The hours also say by when a task is to be done. Some tasks never wait for them.",
        opened=found,
    )


def _clinic(request: ClinicRequest) -> Clinic:
    return Clinic.objects.get(pk=request.actor.clinic_id)


def _version(request: ClinicRequest) -> Version:
    clinic_id = request.actor.clinic_id
    return Version(
        values=as_form_values(_clinic(request)),
        changed=lambda: change_in_the_trail("clinic", clinic_id, CHANGED),
    )
