"""Enter, rename and close rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.rooms.models import Room

if TYPE_CHECKING:
    from holdspace.clinic.people.roles import Actor


class NameTaken(Exception):
    """Two rooms of one name would be mixed up."""


@transaction.atomic
def enter_room(*, actor: Actor, name: str, in_use: bool) -> Room:
    """A new room. Raises NameTaken."""
    try:
        with transaction.atomic():
            room = Room.objects.create(clinic_id=actor.clinic_id, name=name, in_use=in_use)
    except IntegrityError as clash:
        raise NameTaken("There is a room of this name.") from clash
    record(actor=actor, act="enter a room", object_kind="room", object_id=room.pk)
    return room


@transaction.atomic
def change_room(*, actor: Actor, room: Room, name: str, in_use: bool) -> None:
    """Another name, or no longer booked. Raises NameTaken."""
    try:
        with transaction.atomic():
            Room.objects.filter(pk=room.pk).update(name=name, in_use=in_use)
    except IntegrityError as clash:
        raise NameTaken("There is a room of this name.") from clash
    record(actor=actor, act="change a room", object_kind="room", object_id=room.pk)
