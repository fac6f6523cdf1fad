"""The directory of people elsewhere, and who else cares for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Version, change_in_the_trail, opened
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.pathway.integrate.visits.models import OtherCare, Specialist, SpecialistWord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

    SpecialistModelForm = forms.ModelForm[Specialist]
    SpecialistWordModelForm = forms.ModelForm[SpecialistWord]
    OtherCareModelForm = forms.ModelForm[OtherCare]
else:
    SpecialistModelForm = forms.ModelForm
    SpecialistWordModelForm = forms.ModelForm
    OtherCareModelForm = forms.ModelForm

GET_AND_POST = ["GET", "HEAD", "POST"]
ADDED, CHANGED = "add a specialist", "change a specialist"


class SpecialistForm(SpecialistModelForm):
    """How somebody is reached, and for whom they are."""

    class Meta:
        model = Specialist
        fields = (
            "name", "kind", "phone", "email", "place", "languages", "insurance", "remote",
            "notes", "in_use",
        )  # fmt: skip
        labels: dict[str, str] = {  # noqa: RUF012 - Django's own shape
            "place": "Where they work",
            "insurance": "Who pays, in words",
            "remote": "In the room or by video",
            "in_use": "We still name them to people",
        }


class WordForm(SpecialistWordModelForm):
    """Whether they are supportive of this work, and how that is known."""

    class Meta:
        model = SpecialistWord
        fields = ("supportive", "basis")
        labels: dict[str, str] = {  # noqa: RUF012 - Django's own shape
            "supportive": "What you heard",
            "basis": "How you know",
        }
        help_texts: dict[str, str] = {  # noqa: RUF012 - Django's own shape
            "basis": "For example: spoke with her by phone; two people came back content."
        }
        widgets: dict[str, forms.Widget] = {  # noqa: RUF012 - Django's own shape
            "basis": forms.Textarea({"rows": 2})
        }


class CareForm(OtherCareModelForm):
    """Somebody who cares for one person elsewhere."""

    class Meta:
        model = OtherCare
        fields = ("kind", "name", "phone", "email", "words")
        labels: dict[str, str] = {"words": "What for, how often"}  # noqa: RUF012 - Django's shape


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One line of the directory: somebody, and the last word on them."""

    one: Specialist
    word: SpecialistWord | None
    is_old: bool


@require_http_methods(GET_AND_POST)
@page(Act.SEE_SPECIALISTS)
def specialists(request: ClinicRequest) -> HttpResponse:
    """Everybody the clinic can name; a search by name, language or place is sent as a form."""
    search = request.POST.get("search", "").strip()
    found = Specialist.objects.visible_to(request.actor)
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word) | Q(languages__icontains=word) | Q(place__icontains=word)
        )
    now = timezone.now()
    listed = _listed(list(found.prefetch_related("words__by")), now)
    context = {
        "listed": [line for line in listed if line.one.in_use],
        "not_named": [line for line in listed if not line.one.in_use],
        "search": search,
        "now": now,
    }
    return render(request, "visits/specialists.html", context)


@require_http_methods(GET_AND_POST)
@page(Act.SEE_SPECIALISTS)
def new_specialist(request: ClinicRequest) -> HttpResponse:
    form = SpecialistForm(request.POST or None)
    if form.is_valid():
        form.instance.clinic_id = request.actor.clinic_id
        made = form.save()
        _note(request, made, ADDED)
        messages.success(request, "Added. Say below whether they are supportive of this work.")
        return redirect("visits:specialist", made.pk)
    return _form(request, form, "Somebody new in the directory", "Add")


@require_http_methods(GET_AND_POST)
@page(Act.SEE_SPECIALISTS)
def specialist(request: ClinicRequest, specialist_id: UUID) -> HttpResponse:
    """How they are reached; and everything that colleagues heard of them."""
    one = _specialist(request, specialist_id)
    values = {name: getattr(one, name) for name in SpecialistForm.Meta.fields}
    found = opened(
        request,
        f"specialist {one.pk}",
        lambda: Version(
            values=values,
            changed=lambda: change_in_the_trail("specialist", one.pk, ADDED, CHANGED),
        ),
    )
    form = SpecialistForm(request.POST or None, instance=one)
    if found.lets(form):
        form.save()
        _note(request, one, CHANGED)
        messages.success(request, "Changed.")
        return redirect("visits:specialists")
    one = _specialist(request, specialist_id)
    return form_page(
        request,
        form,
        title=one.name,
        submit="Save",
        back=reverse("visits:specialists"),
        template="visits/specialist.html",
        opened=found,
        one=one,
        words=list(one.words.select_related("by")),
        word_form=WordForm(),
        now=timezone.now(),
    )


@require_http_methods(GET_AND_POST)
@page(Act.SEE_SPECIALISTS)
def specialist_word(request: ClinicRequest, specialist_id: UUID) -> HttpResponse:
    """What a colleague heard of their view of this work: a line of its own, with the day."""
    one = _specialist(request, specialist_id)
    form = WordForm(request.POST or None)
    if form.is_valid():
        form.instance.clinic_id = request.actor.clinic_id
        form.instance.specialist = one
        form.instance.by_id = request.actor.staff_id
        form.instance.at = timezone.now()
        form.save()
        _note(request, one, "note a word on a specialist")
        messages.success(request, "Noted, with your name and the day.")
        return redirect("visits:specialist", one.pk)
    back = reverse("visits:specialist", args=[one.pk])
    return form_page(
        request, form, title=one.name, lead="What you heard", submit="Note it", back=back
    )


@require_http_methods(GET_AND_POST)
@page(Act.SEE_CHART, chart=True)
def new_care(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Somebody else who cares for a person."""
    patient = get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)
    form = CareForm(request.POST or None)
    record(
        actor=request.actor, act="write who else cares", patient_id=patient.pk, object_kind="care"
    )
    if form.is_valid():
        form.instance.clinic_id = request.actor.clinic_id
        form.instance.patient = patient
        form.instance.by_id = request.actor.staff_id
        form.instance.at = timezone.now()
        form.save()
        messages.success(request, "Noted.")
        return redirect("visits:visits", patient.pk)
    return form_page(
        request,
        form,
        title=patient.full_name,
        lead="Who else cares for them",
        submit="Note it",
        back=reverse("visits:visits", args=[patient.pk]),
    )


@require_POST
@page(Act.SEE_CHART, chart=True)
def end_care(request: ClinicRequest, care_id: UUID) -> HttpResponse:
    care = get_object_or_404(OtherCare.objects.visible_to(request.actor), pk=care_id)
    OtherCare.objects.visible_to(request.actor).filter(pk=care.pk, ended_at=None).update(
        ended_at=timezone.now()
    )
    record(
        actor=request.actor,
        act="say that somebody cares no longer",
        patient_id=care.patient_id,
        object_kind="care",
        object_id=care.pk,
    )
    messages.success(request, "Taken off the list. It stays in the record.")
    return redirect("visits:visits", care.patient_id)


def _listed(found: Sequence[Specialist], now: datetime) -> list[Listed]:
    lines = []
    for one in found:
        words = list(one.words.all())
        word = words[0] if words else None
        lines.append(Listed(one=one, word=word, is_old=word is not None and word.is_old(now)))
    return lines


def _form(request: ClinicRequest, form: SpecialistForm, title: str, submit: str) -> HttpResponse:
    return form_page(request, form, title=title, submit=submit, back=reverse("visits:specialists"))


def _specialist(request: ClinicRequest, specialist_id: UUID) -> Specialist:
    return get_object_or_404(Specialist.objects.visible_to(request.actor), pk=specialist_id)


def _note(request: ClinicRequest, one: Specialist, act: str) -> None:
    record(actor=request.actor, act=act, object_kind="specialist", object_id=one.pk)
