"""What rings outside the rooms: as it is set, by whom, and how it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Change, Version, opened
from holdspace.pathway.dosing_session.models import SoundSetting
from holdspace.pathway.dosing_session.sound_forms import SoundForm
from holdspace.pathway.dosing_session.sounding import set_sounds, sounds_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest

MOST_EARLIER = 20


@require_safe
@page(Act.SEE_SITE)
def sounds(request: ClinicRequest) -> HttpResponse:
    visible = SoundSetting.objects.visible_to(request.actor).select_related("set_by")
    earlier = visible.order_by("-set_at", "-id")[1 : 1 + MOST_EARLIER]
    context = {"sounds": sounds_of(request.actor.clinic_id), "earlier": earlier}
    return render(request, "dosing_session/sounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.SET_SOUNDS)
def edit_sounds(request: ClinicRequest) -> HttpResponse:
    found = opened(request, f"sounds {request.actor.clinic_id}", lambda: _version(request))
    form = SoundForm(request.POST or None, initial=dict(_version(request).values))
    if found.lets(form):
        set_sounds(actor=request.actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Saved. Every open screen follows within seconds.")
        return redirect("dosing_session:sounds")
    return form_page(
        request,
        form,
        title="What rings outside the rooms",
        submit="Save",
        back=reverse("dosing_session:sounds"),
        lead="A call for help always rings outside. Inside a room nothing rings: it is shown.",
        opened=found,
    )


def _version(request: ClinicRequest) -> Version:
    now = sounds_of(request.actor.clinic_id)
    setting = now.setting
    return Version(
        values={
            "no_signal_rings": now.no_signal_rings,
            "emergency_rings": now.emergency_rings,
            "reason": setting.reason if setting else "",
        },
        entry=setting.pk if setting else "",
        changed=lambda: Change(by=setting.set_by.name, at=setting.set_at) if setting else None,
    )
