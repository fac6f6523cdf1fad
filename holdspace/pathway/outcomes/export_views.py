"""The pages of exports: what was taken out, a new one in two steps, its progress, its files."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdspace.clinic.access.policy import Act, may, page
from holdspace.clinic.audit.actions import record
from holdspace.pathway.outcomes import export_actions as actions
from holdspace.pathway.outcomes.clinic_queries import courses_in
from holdspace.pathway.outcomes.export_files import FORMS, EarlierShape, archive
from holdspace.pathway.outcomes.export_tables import TABLES, dictionary
from holdspace.pathway.outcomes.fhir.places import place_of
from holdspace.pathway.outcomes.forms import ExportForm
from holdspace.pathway.outcomes.models import Export

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest

FIRST_LOOK_DAYS = 365
SHOWN = 30
GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@page(Act.EXPORT, chart=True)
def exports(request: ClinicRequest) -> HttpResponse:
    """What was taken out; and the first step of a new one, which takes nothing out yet."""
    now = timezone.now()
    zone = ZoneInfo(request.actor.time_zone)
    today = now.astimezone(zone).date()
    form = ExportForm(
        request.POST or None, first=today - timedelta(days=FIRST_LOOK_DAYS), last=today
    )
    if not may(request.actor, Act.SEE_CHART):
        del form.fields["has_own_ids"]
    record(actor=request.actor, act="see exports", object_kind="exports")
    if form.is_valid():
        said = form.cleaned_data
        if "confirmed" in request.POST:
            return _begin(request, form)
        period = actions.period_of(said["begins_on"], said["ends_on"], zone)
        found = courses_in(request.actor.clinic_id, period)
        people = {each.course.patient_id for each in found}
        context = {"form": form, "said": said, "people": len(people), "courses": len(found)}
        return render(request, "outcomes/export_confirm.html", context)
    shown = Export.objects.visible_to(request.actor).select_related("asked_by")[:SHOWN]
    context = {
        "form": form,
        "exports": [(each, each.is_there(now)) for each in shown],
        "dictionary": [(each, place_of(each)) for each in dictionary()],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "outcomes/exports.html", context, status=status)


@require_safe
@page(Act.EXPORT)
def export(request: ClinicRequest, export_id: UUID) -> HttpResponse:
    """How far it is, and where its files are."""
    found = _export(request, export_id)
    record(actor=request.actor, act="see an export", object_kind="export", object_id=found.pk)
    parts = list(found.parts.defer("content"))
    context = {
        "export": found,
        "parts": parts,
        "written": len(parts),
        "tables": len(TABLES),
        "is_there": found.is_there(timezone.now()),
        "forms": list(FORMS),
    }
    template = "outcomes/export.html"
    if request.headers.get("HX-Request"):
        template = "outcomes/part_export.html"
    return render(request, template, context)


@require_safe
@page(Act.EXPORT)
def export_file(request: ClinicRequest, export_id: UUID, form: str) -> HttpResponse:
    """All tables and the data dictionary in one archive."""
    if form not in FORMS:
        raise Http404
    found = _export(request, export_id)
    try:
        tables = actions.tables_of(actor=request.actor, export=found, form=form, now=timezone.now())
        content = archive(form, tables)
    except (actions.NotThere, EarlierShape) as refusal:
        raise Http404 from refusal
    day = found.asked_at.astimezone(ZoneInfo(request.actor.time_zone)).date()
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="export-{day}-{form}.zip"'},
    )


@require_POST
@page(Act.EXPORT)
def erase_export(request: ClinicRequest, export_id: UUID) -> HttpResponse:
    found = _export(request, export_id)
    try:
        actions.erase(actor=request.actor, export=found, now=timezone.now())
        messages.success(request, "Its files are erased. Who asked for them and why stays.")
    except actions.NotThere as refusal:
        record(actor=request.actor, act="was refused", object_kind="export", object_id=found.pk)
        messages.error(request, str(refusal))
    return redirect("outcomes:exports")


def _begin(request: ClinicRequest, form: ExportForm) -> HttpResponse:
    said = form.cleaned_data
    made = actions.ask_for_export(
        actor=request.actor,
        reason=said["reason"],
        begins_on=said["begins_on"],
        ends_on=said["ends_on"],
        has_own_ids=said.get("has_own_ids", False),
        now=timezone.now(),
    )
    return redirect("outcomes:export", made.pk)


def _export(request: ClinicRequest, export_id: UUID) -> Export:
    return get_object_or_404(Export.objects.visible_to(request.actor), pk=export_id)
