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


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.ASSIGN_MONITOR, chart=True)
def doubt(request: ClinicRequest, doubt_id: int) -> HttpResponse:
    found = get_object_or_404(
        MonitorDoubt.objects.visible_to(request.actor).select_related(
            "monitor", "session__room", "session__patient", "settled_by"
        ),
        pk=doubt_id,
    )
    form = WhoForm(request.POST if request.method == "POST" else None)
    if found.settled_at is None and form.is_valid():
        return _said(request, found, is_this_person=form.cleaned_data["who"] == THIS)
    record(
        actor=request.actor,
        act="look at a doubt about a monitor",
        patient_id=found.session.patient_id,
        object_kind="doubt about a monitor",
        object_id=found.pk,
    )
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
    except DoubtSettled as refusal:
        messages.warning(request, f"{refusal} Read below what was found.")
        return redirect("monitors:doubt", found.pk)
    messages.success(
        request,
        f"What {found.monitor.name} sent meanwhile is read into the record now, marked as late."
        if is_this_person
        else f"Nothing of it comes into the record. Correct the name at {found.monitor.name}, or"
        " move it to the room of the person it measures.",
    )
    return redirect("monitors:doubt", found.pk)
