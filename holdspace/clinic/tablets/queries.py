"""What a tablet is told about itself, and what proves who charted on it."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings

from holdspace.clinic.tablets.device import tablet_of
from holdspace.clinic.tablets.models import TabletPin

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.tablets.models import Tablet


class OnThisTablet(TypedDict):
    """Somebody who has a PIN on this tablet."""

    staff_id: str
    name: str


class Me(TypedDict):
    signing_key: str | None
    """None for who has no PIN here."""


class Sealing(TypedDict):
    """What a room's page needs to seal what it keeps."""

    half: str
    own_half: str | None
    """On an enrolled tablet: under which this person's entries lay there before it was enrolled."""
    tablet_id: str | None
    tablet_room: str | None
    people: list[OnThisTablet]
    me: Me


def as_text(secret: bytes) -> str:
    """Bytes as a browser reads them: base64url without padding."""
    return urlsafe_b64encode(secret).rstrip(b"=").decode()


def own_tablet(request: ClinicRequest) -> Tablet | None:
    """The enrolment of this device in the clinic of whoever asks."""
    tablet = tablet_of(request)
    is_ours = tablet is not None and tablet.clinic_id == request.actor.clinic_id
    return tablet if is_ours else None


def people_on(tablet: Tablet) -> list[OnThisTablet]:
    """Who may come in by PIN here. Inside the clinic's context."""
    pins = TabletPin.objects.that_open().filter(tablet=tablet).select_related("staff")
    return [{"staff_id": str(pin.staff_id), "name": pin.staff.name} for pin in pins]


def pin_of(tablet: Tablet, staff_id: UUID) -> TabletPin | None:
    """A person's PIN on a tablet, void for wrong tries or not. Inside the clinic's context."""
    standing = TabletPin.objects.standing().select_related("staff__clinic")
    return standing.filter(tablet=tablet, staff_id=staff_id).first()


def sealing_for(request: ClinicRequest) -> Sealing:
    """The half of the key that comes from here, and who may bring the other half."""
    tablet = own_tablet(request)
    if tablet is None:
        half = _half_of_an_account(request.actor)
        return {
            "half": as_text(half),
            "own_half": None,
            "tablet_id": None,
            "tablet_room": None,
            "people": [],
            "me": {"signing_key": None},
        }
    pin = pin_of(tablet, request.actor.staff_id)
    return {
        "half": as_text(bytes(tablet.server_half)),
        # What this person charted here before the tablet was enrolled is not left behind.
        "own_half": as_text(_half_of_an_account(request.actor)),
        "tablet_id": str(tablet.pk),
        "tablet_room": tablet.room.name,
        "people": people_on(tablet),
        "me": {"signing_key": as_text(bytes(pin.signing_key)) if pin else None},
    }


def _half_of_an_account(actor: Actor) -> bytes:
    """For a browser that is not enrolled: what it keeps can be read again only by signing in."""
    words = f"outbox|{actor.account_id}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).digest()
