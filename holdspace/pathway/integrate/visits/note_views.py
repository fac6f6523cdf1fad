"""Psychotherapy notes: one page for their author, apart from the chart."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.as_oneself import as_oneself
from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient
from holdspace.clinic.sealed import SealBroken, SealingKeyMissing
from holdspace.pathway.integrate.visits import note_actions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.pathway.integrate.visits.note_actions import OpenNote

GET_AND_POST = ["GET", "HEAD", "POST"]
LONGEST = 20_000
NOT_LATELY = "Say once more who you are, in a new window. Then seal it here: your words stay."
BROKEN = "The key of your notes about this person was changed in the database. Nothing was written."


class NoteForm(forms.Form):
    """A note's words, and nothing else: no time, no dose, no reading has a place here."""

    words = forms.CharField(
        label="Your note",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 9}),
        error_messages={"required": "Write a few words first."},
    )


class DestroyForm(forms.Form):
    """Said in words, so that no slip of a finger does it."""

    sure = forms.CharField(
        label="Type: destroy",
        help_text="All of your notes about this person. Nobody can bring them back.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_sure(self) -> str:
        typed: str = self.cleaned_data["sure"].strip().lower()
        if typed != "destroy":
            raise forms.ValidationError("Type the word destroy, or go back.")
        return typed


@require_http_methods(GET_AND_POST)
@page(Act.WRITE_NOTES, chart=True)
def notes(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Read one's own notes about a person, after saying once more who one is; write another."""
    patient = _patient(request, patient_id, "open own psychotherapy notes")
    if not did_recently_reauthenticate(request):
        return _closed(request, patient)
    try:
        opened = note_actions.notes_of(actor=request.actor, patient=patient)
    except SealingKeyMissing:
        return _shown(request, patient, None, is_key_missing=True)
    anew = _anew(request, opened)
    form = NoteForm(request.POST or None, initial={"words": anew.words} if anew else {})
    if form.is_valid() and _written(request, patient, form, anew):
        messages.success(request, "Sealed. Only you can open it.")
        return redirect("visits:notes", patient.pk)
    return _shown(request, patient, form, notes=opened, anew=anew)


def _closed(request: ClinicRequest, patient: Patient) -> HttpResponse:
    """Nothing is shown until one says once more who one is; what was typed stays on the page.

    The sign-in library would keep what was sent in the session, which is a row of the database.
    """
    form = NoteForm(request.POST) if request.method == "POST" else None
    if form is not None:
        form.add_error(None, NOT_LATELY)
    return _shown(request, patient, form, is_closed=True)


def _shown(
    request: ClinicRequest, patient: Patient, form: NoteForm | None, **more: object
) -> HttpResponse:
    again = urlencode({"next": request.path})
    context = {
        "person": patient,
        "form": form,
        "who": f"{reverse('account_reauthenticate')}?{again}",
        **more,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    return render(request, "visits/notes.html", context, status=status)


def _anew(request: ClinicRequest, opened: Sequence[OpenNote]) -> OpenNote | None:
    """Which of one's notes is written anew; what it says now is shown to nobody afterwards."""
    asked = request.GET.get("anew", "")
    found = next((one for one in opened if str(one.id) == asked), None)
    if asked and found is None:
        raise Http404
    return found


@require_http_methods(GET_AND_POST)
@page(Act.WRITE_NOTES, chart=True)
def destroy(request: ClinicRequest, patient_id: UUID) -> HttpResponse:
    """Throw away the key of one's own notes about a person."""
    patient = _patient(request, patient_id, "see how notes are destroyed")
    form = DestroyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _destroy_as_oneself(request, patient, form)
    return _ask_to_destroy(request, patient, form)


@as_oneself
def _destroy_as_oneself(
    request: ClinicRequest, patient: Patient, form: DestroyForm
) -> HttpResponse:
    try:
        note_actions.destroy_notes(actor=request.actor, patient=patient)
    except note_actions.NothingToDestroy as refusal:
        form.add_error(None, str(refusal))
        return _ask_to_destroy(request, patient, form)
    messages.success(request, "Destroyed. Nobody can open them any more.")
    return redirect("visits:notes", patient.pk)


def _ask_to_destroy(request: ClinicRequest, patient: Patient, form: DestroyForm) -> HttpResponse:
    return form_page(
        request,
        form,
        title=patient.full_name,
        lead="Destroy your own notes about this person. Ask first how long the law where you"
        " work wants them kept. Copies of the database made before hold them until they are"
        " gone too.",
        submit="Destroy them",
        back=reverse("visits:notes", args=[patient.pk]),
    )


def _written(
    request: ClinicRequest,
    patient: Patient,
    form: NoteForm,
    anew: OpenNote | None,
) -> bool:
    """Whether it was sealed; if not, the form says why, with every word still on it."""
    try:
        note_actions.write_note(
            actor=request.actor,
            patient=patient,
            words=form.cleaned_data["words"],
            now=timezone.now(),
            replaces_id=anew.id if anew else None,
        )
    except (note_actions.NothingWritten, note_actions.AlreadyReplaced) as refusal:
        form.add_error(None, str(refusal))
    except SealingKeyMissing as refusal:
        form.add_error(None, f"{refusal} Nothing was written. Copy your words, and tell the owner.")
    except SealBroken:
        form.add_error(None, BROKEN)
    return not form.errors


def _patient(request: ClinicRequest, patient_id: UUID, act: str) -> Patient:
    found = get_object_or_404(Patient.objects.visible_to(request.actor), pk=patient_id)
    record(actor=request.actor, act=act, patient_id=found.pk, object_kind=note_actions.ABOUT)
    return found
