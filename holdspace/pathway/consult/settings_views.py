"""The screening rules as this clinic set them: in force, how they came about, and a new version."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.domain.screening import (
    ScreeningSettings,
    SettingOutOfRange,
    SettingsContradict,
    SeverityIsFixed,
)
from holdspace.pathway.consult.settings_actions import NotSet, keep_settings
from holdspace.pathway.consult.settings_forms import SettingsForm, as_values
from holdspace.pathway.consult.settings_queries import (
    kept_settings,
    latest_version,
    settings_of,
    versions_of,
)
from holdspace.pathway.consult.settings_words import lines_in_force

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_safe
@page(Act.SEE_STATEMENTS)
def screening_settings(request: ClinicRequest) -> HttpResponse:
    """What is in force beside what is proposed, and each version with who, when and why."""
    latest = latest_version(request.actor.clinic_id)
    kept = kept_settings(latest)
    context = {
        "latest": latest,
        "groups": lines_in_force(kept.settings),
        "may_pass": kept.settings.absolute_may_pass,
        "not_taken": kept.not_taken,
        "versions": versions_of(request.actor.clinic_id),
    }
    return render(request, "consult/screening_settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.SET_SCREENING)
def set_screening(request: ClinicRequest) -> HttpResponse:
    """One page for all of it. What is sent is a new version; the earlier ones stay."""
    actor = request.actor
    found = opened(request, f"screening {actor.clinic_id}", lambda: _version(actor.clinic_id))
    form = SettingsForm(
        request.POST or None,
        settings_of(actor.clinic_id),
        as_director=actor.is_medical_director,
    )
    if found.lets(form):
        try:
            row = keep_settings(
                actor=actor,
                wished=form.wished(),
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except (NotSet, SettingOutOfRange, SettingsContradict, SeverityIsFixed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"Version {row.number} is in force. Decisions that are signed stay on theirs.",
            )
            return redirect("consult:screening_settings")
    conflict = found.conflict(form)
    is_wrong = form.is_bound and bool(form.errors)
    context = {
        "form": form,
        "title": "Change the screening rules",
        "conflict": conflict,
        "opened_on": found.fingerprint_after(conflict),
        "may_keep_mine": True,
        "back": request.path,
    }
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.OK
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else status
    return render(request, "consult/set_screening.html", context, status=status)


def _version(clinic_id: int) -> Version:
    latest = latest_version(clinic_id)
    values = as_values(kept_settings(latest).settings if latest else ScreeningSettings())
    if latest is None:
        return Version(values=values)
    change = Change(by=latest.noted_by.name, at=latest.noted_at)
    return Version(values=values, entry=latest.pk, changed=lambda: change)
