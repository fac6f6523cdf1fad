"""Medicines, health problems and allergies on the person's phone: found as typed, or as written.

What is searched for and picked is sent in the body: no address tells what somebody has.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.domain.screening_facts import fact_asked
from holdspace.pathway.consult import intake_companion_words as said
from holdspace.pathway.consult import stated_actions as actions
from holdspace.pathway.consult.intake_companion import after_part, own_intake
from holdspace.pathway.consult.intake_forms import FactsForm
from holdspace.pathway.consult.intake_list_forms import (
    MedicineForm,
    ThingForm,
    conditions_found,
    how_in_words,
    medicine_values,
    medicines_found,
)
from holdspace.pathway.consult.models import ListedThing, MedicineLine
from holdspace.pathway.consult.screening_queries import LISTED_ALL
from holdspace.pathway.consult.stated_queries import facts_known, medicines_known, things_listed
from holdspace.pathway.consult.teller import the_person

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

GET_AND_POST = ["GET", "HEAD", "POST"]
KINDS = {
    ListedThing.Kind.CONDITION.value: (said.CONDITIONS_TITLE, said.CONDITIONS_LEAD),
    ListedThing.Kind.ALLERGY.value: (said.ALLERGIES_TITLE, said.ALLERGIES_LEAD),
}


@require_http_methods(GET_AND_POST)
@own_page
def medicines(request: OwnRequest) -> HttpResponse:
    """What is on the list, a search, and whether this is all."""
    person = request.person
    known = facts_known(person.patient_id)
    typed = request.POST.get("q", "").strip() if "q" in request.POST else None
    sent = request.POST if request.method == "POST" and typed is None else None
    form = FactsForm((fact_asked(LISTED_ALL),), known, sent)
    if sent is not None and form.is_valid():
        actions.state_facts(by=the_person(person), answers=form.answers(), now=timezone.now())
        return redirect(after_part(own_intake(request), "medicines"))
    lines = [(line, how_in_words(line)) for line in medicines_known(person.patient_id)]
    return _page(
        request,
        "medicines",
        form,
        lines=lines,
        typed=typed,
        found=medicines_found(typed) if typed else (),
    )


@require_POST
@own_page
def new_medicine(request: OwnRequest) -> HttpResponse:
    """A medicine was picked or written: how much of it, and how often?"""
    now, zone = timezone.now(), ZoneInfo(request.person.time_zone)
    if "picked" in request.POST:
        picked = request.POST["picked"].strip()[:120]
        return _page(request, "medicine", MedicineForm(zone, now, initial={"typed": picked}))
    form = MedicineForm(zone, now, request.POST)
    if form.is_valid():
        actions.list_medicine(by=the_person(request.person), said=form.medicine(), now=now)
        return redirect("consult:about_medicines")
    return _page(request, "medicine", form)


@require_http_methods(GET_AND_POST)
@own_page
def medicine(request: OwnRequest, medicine_line: UUID) -> HttpResponse:
    """One medicine that is on the list: change what is known of it."""
    now, zone = timezone.now(), ZoneInfo(request.person.time_zone)
    line = _own_medicine(request, medicine_line)
    form = MedicineForm(zone, now, request.POST or None, initial=medicine_values(line, zone))
    if form.is_valid():
        if form.has_changed():
            by = the_person(request.person)
            actions.list_medicine(by=by, said=form.medicine(), now=now, line=line.line)
        return redirect("consult:about_medicines")
    return _page(request, "medicine", form, line=line.line)


@require_POST
@own_page
def medicine_off(request: OwnRequest, medicine_line: UUID) -> HttpResponse:
    line = _own_medicine(request, medicine_line)
    by = the_person(request.person)
    actions.take_medicine_off(by=by, line=line.line, now=timezone.now())
    return redirect("consult:about_medicines")


@require_http_methods(GET_AND_POST)
@own_page
def things(request: OwnRequest, kind: str) -> HttpResponse:
    """Health problems or allergies: what is listed, a search, and a line to add."""
    if kind not in KINDS:
        raise Http404
    title, lead = KINDS[kind]
    sent = request.POST if "typed" in request.POST else None
    picked = request.POST.get("picked", "").strip()
    form = ThingForm(kind, sent, initial={"typed": picked})
    if sent is not None and form.is_valid():
        _add_thing(request, kind, form)
        return redirect("consult:about_list", kind)
    typed = request.POST.get("q", "").strip() if "q" in request.POST else None
    return _page(
        request,
        "list",
        form,
        title=title,
        lead=lead,
        kind=kind,
        picked=picked or sent is not None,
        typed=typed,
        is_searched=kind == ListedThing.Kind.CONDITION.value,
        found=conditions_found(typed) if typed else (),
        lines=things_listed(request.person.patient_id, kind),
    )


@require_POST
@own_page
def thing_off(request: OwnRequest, thing_line: UUID) -> HttpResponse:
    own = ListedThing.objects.of_person(request.person).filter(line=thing_line)
    latest = own.first()
    if latest is None:
        raise Http404
    by = the_person(request.person)
    actions.take_thing_off(by=by, line=thing_line, now=timezone.now())
    return redirect("consult:about_list", latest.kind)


def _add_thing(request: OwnRequest, kind: str, form: ThingForm) -> None:
    by, now, given = the_person(request.person), timezone.now(), form.cleaned_data
    actions.list_thing(by=by, kind=kind, typed=given["typed"], detail=given["detail"], now=now)


def _own_medicine(request: OwnRequest, line: UUID) -> MedicineLine:
    latest = MedicineLine.objects.of_person(request.person).filter(line=line).first()
    if latest is None:
        raise Http404
    return latest


def _page(request: OwnRequest, name: str, form: forms.BaseForm, **more: object) -> HttpResponse:
    is_wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    context = {"said": said, "tab": "today", "form": form, **more}
    return render(request, f"consult/companion/intake_{name}.html", context, status=status)
