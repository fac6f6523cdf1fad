"""A monitor says that it measures somebody else: a person looks at it and says what is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.interfaces.monitors.doubt_actions import DoubtSettled, settle_doubt
from holdspace.pathway.dosing_session.models import MonitorDoubt
from holdspace.web.widgets import RadioCards

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

THIS = "this"
ANOTHER = "another"


class WhoForm(forms.Form):
    """Whom the monitor measures."""

    who = forms.ChoiceField(
        label="Whom does it measure?",
        help_text="Look at the monitor and follow its cables first.",
        choices=(
            (THIS, "The person in this room. It still shows another name."),
            (ANOTHER, "Somebody else."),
        ),
        widget=RadioCards,
        error_messages={"required": "Say whom it measures. If you do not know yet, go back."},
    )
    found = forms.CharField(widget=forms.HiddenInput, required=False)
    """What had been said when the page was opened."""


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.ASSIGN_MONITOR, chart=True)
def doubt(request: ClinicRequest, doubt_id: int) -> HttpResponse:
    found = get_object_or_404(
        MonitorDoubt.objects.visible_to(request.actor).select_related(
            "monitor", "session__room", "session__patient", "settled_by"
        ),
        pk=doubt_id,
    )
    record(
        actor=request.actor,
        act="look at a doubt about a monitor",
        patient_id=found.session.patient_id,
        object_kind="doubt about a monitor",
        object_id=found.pk,
    )
    said = {None: "", True: THIS, False: ANOTHER}[found.is_this_person]
    data = request.POST if request.method == "POST" else None
    form = WhoForm(data, initial={"found": said})
    if form.is_valid():
        if form.cleaned_data["found"] != said:
            return _too_late(request, found)
        return _said(request, found, is_this_person=form.cleaned_data["who"] == THIS)
    return form_page(
        request,
        form,
        title=f"Whom does {found.monitor.name} measure?",
        submit="Say so",
        back=reverse("monitors:monitors"),
        lead=found.words,
        template="monitors/doubt.html",
        doubt=found,
        room_page=reverse("dosing_session:room", args=[found.session_id]),
    )


def _said(request: ClinicRequest, found: MonitorDoubt, *, is_this_person: bool) -> HttpResponse:
    try:
        settle_doubt(
            actor=request.actor, doubt=found, is_this_person=is_this_person, now=timezone.now()
        )
    except DoubtSettled:
        return _too_late(request, found)
    messages.success(request, _what_follows(found, is_this_person=is_this_person))
    return redirect("monitors:doubt", found.pk)


def _what_follows(before: MonitorDoubt, *, is_this_person: bool) -> str:
    name = before.monitor.name
    if is_this_person:
        return f"What {name} sent meanwhile is read into the record now, marked as late."
    correct = f"Correct the name at {name}, or move it to the room of the person it measures."
    if before.is_this_person:
        return (
            "From now on what it sends waits. What was read in stands: mark it as an artefact in"
            f" the room. {correct}"
        )
    return f"Nothing of it comes into the record. {correct}"


def _too_late(request: ClinicRequest, found: MonitorDoubt) -> HttpResponse:
    messages.warning(request, "Somebody has said this meanwhile. Read below what was found.")
    return redirect("monitors:doubt", found.pk)
