"""A recording from a file: brought, looked over, and taken into the record of a session."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.audit.actions import record
from holdspace.interfaces.monitors.models import Recording
from holdspace.interfaces.monitors.recording_actions import bring, sort_lines, take
from holdspace.interfaces.monitors.recording_forms import BringForm, TakeForm
from holdspace.interfaces.monitors.recordings.read import BroughtFiles, ReadRecording, read_files

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@page(Act.BRING_RECORDING, chart=True)
def bring_recording(request: ClinicRequest) -> HttpResponse:
    """A file that cannot be read is said to be so here, and nothing of it is kept."""
    now = timezone.now()
    initial = {"monitor": request.GET.get("monitor")}
    form = BringForm(
        request.actor, now, request.POST or None, request.FILES or None, initial=initial
    )
    if form.is_valid() and form.brought is not None:
        said = form.cleaned_data
        recording = bring(
            actor=request.actor,
            session=said["session"],
            monitor=said["monitor"],
            files=form.brought,
            now=now,
        )
        return redirect("monitors:recording", recording.pk)
    record(
        actor=request.actor, act="see whose session a recording may be of", object_kind="sessions"
    )
    return form_page(
        request,
        form,
        title="Bring a recording",
        submit="Look it over first",
        back=reverse("monitors:monitors"),
        lead="Values that a monitor kept for itself. Nothing goes into a record before you say so.",
        template="monitors/bring.html",
    )


@require_http_methods(GET_AND_POST)
@page(Act.BRING_RECORDING, chart=True)
def recording(request: ClinicRequest, recording_id: UUID) -> HttpResponse:
    now, zone = timezone.now(), ZoneInfo(request.actor.time_zone)
    found = get_object_or_404(
        Recording.objects.visible_to(request.actor).select_related(
            "session__patient", "session__room", "monitor", "brought_by"
        ),
        pk=recording_id,
    )
    read = read_files(
        BroughtFiles(found.name, bytes(found.content), found.data_name, bytes(found.data)), zone
    )
    began_at, form = _begin(request, found, read, zone)
    if request.method == "POST" and began_at is not None:
        taken = take(actor=request.actor, recording=found, read=read, began_at=began_at, now=now)
        messages.success(request, _words(taken.taken, taken.were_there))
        return redirect("monitors:recording", found.pk)
    record(
        actor=request.actor,
        act="look over a recording",
        patient_id=found.session.patient_id,
        object_kind="recording",
        object_id=found.pk,
    )
    context = {
        "recording": found,
        "read": read,
        "form": form,
        "began_at": began_at,
        "ends_at": began_at + read.lasts if began_at else None,
        "lines": sort_lines(found, read, began_at=began_at, now=now) if began_at else None,
        "takings": found.takings.select_related("by"),
        "until": found.session.closed_at or now,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "monitors/recording.html", context, status=status)


def _begin(
    request: ClinicRequest, found: Recording, read: ReadRecording, zone: ZoneInfo
) -> tuple[datetime | None, TakeForm | None]:
    """When it began: as the file says, else as the person says. The form only where it is asked."""
    if read.begin.at is not None:
        return read.begin.at, None
    opened = found.session.opened_at.astimezone(zone)
    initial = {"day": opened.date(), "at": read.begin.clock or opened.time().replace(microsecond=0)}
    said = request.POST if request.method == "POST" else request.GET
    form = TakeForm(zone, said if "day" in said else None, initial=initial)
    return (form.began_at() if form.is_valid() else None), form


def _words(taken: int, were_there: int) -> str:
    values = "1 line" if taken == 1 else f"{taken} lines"
    said = f"{values} taken into the record, marked as imported."
    return f"{said} {were_there} were there already." if were_there else said
