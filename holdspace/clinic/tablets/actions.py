"""Enrol and unenrol a tablet; set a PIN, and try one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from holdspace.clinic.access.only_room import end_all_begun_on
from holdspace.clinic.access.pins import refuse_weak
from holdspace.clinic.audit.actions import record
from holdspace.clinic.tablets.device import key_of, new_secret
from holdspace.clinic.tablets.models import MOST_WRONG_TRIES, Tablet, TabletPin

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.rooms.models import Room

KEY_BYTES = 32


class TabletNameTaken(Exception):
    """Two tablets of one name would be mixed up."""


class NotEnrolled(Exception):
    """The tablet is not, or no longer, one of the clinic's."""


@transaction.atomic
def enrol(*, actor: Actor, room: Room, name: str, now: datetime) -> tuple[Tablet, str]:
    """A tablet of a room, and the secret by which it is known. Raises TabletNameTaken."""
    secret = new_secret()
    try:
        with transaction.atomic():
            tablet = Tablet.objects.create(
                clinic_id=actor.clinic_id,
                room=room,
                name=name,
                key_sha256=key_of(secret),
                server_half=secrets.token_bytes(KEY_BYTES),
                enrolled_by_id=actor.staff_id,
                enrolled_at=now,
            )
    except IntegrityError as clash:
        raise TabletNameTaken("A tablet of this name is enrolled.") from clash
    _note(actor, tablet, "enrol a tablet")
    return tablet, secret


@transaction.atomic
def unenrol(*, actor: Actor, tablet: Tablet, now: datetime) -> None:
    """From now on it is a stranger, and what it keeps cannot be read. Raises NotEnrolled."""
    held = _held(tablet)
    held.unenrolled_at, held.server_half = now, b""
    held.save(update_fields=["unenrolled_at", "server_half"])
    TabletPin.objects.filter(tablet=held, ended_at__isnull=True).update(
        ended_at=now, signing_key=b""
    )
    end_all_begun_on(held.pk)
    _note(actor, held, "unenrol a tablet")


@transaction.atomic
def set_pin(*, actor: Actor, tablet: Tablet, pin: str, now: datetime) -> TabletPin:
    """One's own PIN on a tablet, new or changed. Raises WeakPin, NotEnrolled.

    A changed PIN keeps its signing key: what is charted and not yet sent must still count.
    """
    refuse_weak(pin)
    held = _held(tablet)
    standing, _ = TabletPin.objects.update_or_create(
        clinic_id=held.clinic_id,
        tablet=held,
        staff_id=actor.staff_id,
        ended_at=None,
        defaults={"pin_hash": make_password(pin), "wrong_tries": 0, "set_at": now},
        create_defaults={
            "pin_hash": make_password(pin),
            "set_at": now,
            "signing_key": secrets.token_bytes(KEY_BYTES),
        },
    )
    _note(actor, held, "set a PIN on a tablet")
    return standing


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of trying a PIN: the PIN it was, or how many more tries there are."""

    pin: TabletPin | None
    tries_left: int


@transaction.atomic
def try_pin(*, tablet: Tablet, staff_id: UUID, pin: str) -> Tried:
    """Count the try before it is judged, one at a time: nobody guesses faster by asking at once.

    Raises NotEnrolled. Keep what this wrote whatever is answered.
    """
    held = _held(tablet)
    standing = (
        TabletPin.objects.that_open()
        .filter(tablet=held, staff_id=staff_id)
        .select_related("staff__account", "staff__clinic")
        .first()
    )
    if standing is None:
        return Tried(pin=None, tries_left=0)
    tries = 0 if check_password(pin, standing.pin_hash) else standing.wrong_tries + 1
    TabletPin.objects.filter(pk=standing.pk).update(wrong_tries=tries)
    _note(standing.staff.as_actor(), held, "come in by PIN" if not tries else "give a wrong PIN")
    return Tried(pin=None if tries else standing, tries_left=MOST_WRONG_TRIES - tries)


def _held(tablet: Tablet) -> Tablet:
    """The row, kept as it is until this is over: coming in and unenrolling wait for each other."""
    held = Tablet.objects.select_for_update().enrolled().filter(pk=tablet.pk).first()
    if held is None:
        raise NotEnrolled("This tablet is not enrolled.")
    return held


def _note(actor: Actor, tablet: Tablet, act: str) -> None:
    record(actor=actor, act=act, object_kind="tablet", object_id=tablet.pk)
