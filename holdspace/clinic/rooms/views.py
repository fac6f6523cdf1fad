"""The clinic's rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from holdspace.clinic.access.pages import form_page
from holdspace.clinic.access.policy import Act, page
from holdspace.clinic.access.stale_forms import Version, change_in_the_trail, opened
from holdspace.clinic.last_copy import last_copy
from holdspace.clinic.rooms.actions import NameTaken, change_room, enter_room
from holdspace.clinic.rooms.forms import RoomForm
from holdspace.clinic.rooms.models import Room
from holdspace.domain.last_copy import warning

if TYPE_CHECKING:
    from django.http import HttpResponse

    from holdspace.clinic.access.policy import ClinicRequest


@require_GET
@page(Act.SEE_SITE)
def rooms(request: ClinicRequest) -> HttpResponse:
    copy = last_copy(settings.DATA_FOLDER)
    shown = {
        "rooms": Room.objects.visible_to(request.actor),
        "copy": copy,
        "copy_warning": warning(copy.made_at if copy else None, timezone.now()),
        "zone": request.actor.time_zone,
    }
    return render(request, "rooms/rooms.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_SITE)
def new_room(request: ClinicRequest) -> HttpResponse:
    form = RoomForm(request.POST or None)
    if form.is_valid():
        try:
            room = enter_room(actor=request.actor, **form.cleaned_data)
        except NameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{room.name}: entered.")
            return redirect("rooms:rooms")
    return form_page(request, form, title="New room", submit="Enter", back="/clinic/rooms/")


@require_http_methods(["GET", "HEAD", "POST"])
@page(Act.EDIT_SITE)
def room(request: ClinicRequest, room_id: int) -> HttpResponse:
    found = opened(request, f"room {room_id}", lambda: _version(request, room_id))
    room = _room(request, room_id)
    form = RoomForm(request.POST or None, initial={"name": room.name, "in_use": room.in_use})
    if found.lets(form):
        try:
            change_room(actor=request.actor, room=room, **form.cleaned_data)
        except NameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['name']}: saved.")
            return redirect("rooms:rooms")
    return form_page(
        request, form, title=room.name, submit="Save", back="/clinic/rooms/", opened=found
    )


def _room(request: ClinicRequest, room_id: int) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.actor), pk=room_id)


def _version(request: ClinicRequest, room_id: int) -> Version:
    room = _room(request, room_id)
    return Version(
        values={"name": room.name, "in_use": room.in_use},
        changed=lambda: change_in_the_trail("room", room_id, "enter a room", "change a room"),
    )
