"""The person's own page of who else cares for them: they say it, and take it back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from holdspace.clinic.audit.actions import record_by_person
from holdspace.clinic.own_access.gate import OwnRequest, own_page
from holdspace.pathway.integrate.visits import care_companion_words as words
from holdspace.pathway.integrate.visits.models import OtherCare

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    OwnCareModelForm = forms.ModelForm[OtherCare]
else:
    OwnCareModelForm = forms.ModelForm

MOST = 20
"""Standing at once: more than anybody keeps in view (Holdspace's own number)."""


class OwnCareForm(OwnCareModelForm):
    """Somebody who cares for the person elsewhere, as they say it themselves."""

    class Meta:
        model = OtherCare
        fields = ("kind", "name", "phone", "words")
        labels: ClassVar = {
            "kind": words.KIND,
            "name": words.NAME,
            "phone": words.PHONE,
            "words": words.WORDS,
        }
        help_texts: ClassVar = {"words": words.WORDS_HELP}
        error_messages: ClassVar = {
            "kind": {"required": words.KIND_FIRST},
            "name": {"required": words.NAME_FIRST},
        }
        widgets: ClassVar = {
            "name": forms.TextInput({"autocomplete": "off"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "off"}),
        }

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", words.CHOOSE), *words.KINDS.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def own_care(request: OwnRequest) -> HttpResponse:
    """Who is there now, whoever said it; and room to say one more."""
    standing = OtherCare.objects.of_person(request.person).standing()
    form = OwnCareForm(request.POST or None)
    if form.is_valid() and standing.count() >= MOST:
        form.add_error(None, words.FULL)
    if form.is_valid():
        form.instance.clinic_id = request.person.clinic_id
        form.instance.patient_id = request.person.patient_id
        form.instance.at = timezone.now()
        made = form.save()
        record_by_person(
            person=request.person, act="say who else cares", object_kind="care", object_id=made.pk
        )
        messages.success(request, words.NOTED)
        return redirect("visits:own_care")
    context = {
        "words": words,
        "tab": "today",
        "care": [(one, words.KINDS[one.kind]) for one in standing],
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "visits/companion/care.html", context, status=status)


@require_POST
@own_page
def own_end_care(request: OwnRequest, care_id: UUID) -> HttpResponse:
    """No longer. It stays in the record, and is no more among those who care."""
    mine = OtherCare.objects.of_person(request.person)
    care = get_object_or_404(mine, pk=care_id)
    mine.standing().filter(pk=care.pk).update(ended_at=timezone.now())
    record_by_person(
        person=request.person,
        act="say that somebody cares no longer",
        object_kind="care",
        object_id=care.pk,
    )
    messages.success(request, words.TAKEN_OFF)
    return redirect("visits:own_care")
