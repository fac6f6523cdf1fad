"""What a tablet's own scripts ask for: to set a PIN, and to let somebody in by one.

A PIN opens only the room of the tablet, and only while a session is open there. Whoever asks for
that is not signed in: the tablet's own secret says where they are, and the PIN who they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import msgspec
from allauth.core import ratelimit
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from holdspace.clinic.access.only_room import begin_in_one_room
from holdspace.clinic.access.pins import WeakPin
from holdspace.clinic.access.policy import Act, page, public
from holdspace.clinic.context import clinic_context
from holdspace.clinic.tablets import actions
from holdspace.clinic.tablets.device import tablet_of
from holdspace.clinic.tablets.queries import as_text, own_tablet, people_on

if TYPE_CHECKING:
    from django.http import HttpRequest

    from holdspace.clinic.access.policy import ClinicRequest
    from holdspace.clinic.tablets.models import Tablet, TabletPin

TAKEN, REFUSED, NOT_HERE, UNREADABLE, TOO_MANY = 200, 403, 409, 422, 429
STRANGER = "This device is not enrolled as a tablet of the clinic. Sign in instead."
NO_PIN = "There is no PIN for this person here. Sign in, and set one on the page of this tablet."
VOID = (
    "After ten wrong tries this PIN is void. Sign in, and set it again on the page of this tablet."
)
SLOWLY = "Too many tries in one minute. Wait a minute, or sign in."


class NewPin(msgspec.Struct, frozen=True):
    """The PIN that somebody sets."""

    pin: str


class Given(msgspec.Struct, frozen=True):
    """The PIN that somebody gives to come in."""

    staff_id: UUID
    pin: str


Asked = TypeVar("Asked", NewPin, Given)


@require_POST
@page(Act.USE_TABLET)
def pin(request: ClinicRequest) -> HttpResponse:
    """Set one's own PIN on this tablet; gives what the browser wraps under it."""
    asked = _read(request, NewPin)
    if asked is None:
        return _said("Give a PIN of six to twelve digits.", status=UNREADABLE)
    tablet = own_tablet(request)
    if tablet is None:
        return _said(STRANGER, status=NOT_HERE)
    try:
        standing = actions.set_pin(
            actor=request.actor, tablet=tablet, pin=asked.pin, now=timezone.now()
        )
    except WeakPin as refusal:
        return _said(str(refusal), status=UNREADABLE)
    except actions.NotEnrolled:
        return _said(STRANGER, status=NOT_HERE)
    return _json(_keys(tablet, standing, request.actor.name))


@require_POST
@public
def unlock(request: HttpRequest) -> HttpResponse:
    """Let somebody into the open session of this tablet's room, and nowhere else."""
    tablet, asked = tablet_of(request), _read(request, Given)
    if tablet is None or asked is None:
        return _said(STRANGER if tablet is None else NO_PIN, status=REFUSED)
    if not ratelimit.consume(request, action="tablet_pin", key=str(tablet.pk)):
        return _said(SLOWLY, status=TOO_MANY)
    with clinic_context(tablet.clinic_id):
        try:
            tried = actions.try_pin(tablet=tablet, staff_id=asked.staff_id, pin=asked.pin)
        except actions.NotEnrolled:
            return _said(STRANGER, status=REFUSED)
        if tried.pin is None:
            return _wrong(tablet, asked, tried.tries_left)
        member = tried.pin.staff
        begin_in_one_room(request, member.account, room_id=tablet.room_id, tablet_id=tablet.pk)
    return _json({**_keys(tablet, tried.pin, member.name), "csrf": get_token(request)})


@require_GET
@public
def people(request: HttpRequest) -> HttpResponse:
    """Who has a PIN on this tablet. Names of staff, to nobody but the tablet."""
    tablet = tablet_of(request)
    if tablet is None:
        return _said(STRANGER, status=REFUSED)
    with clinic_context(tablet.clinic_id):
        return _json(people_on(tablet))


@require_GET
@public
def csrf(request: HttpRequest) -> HttpResponse:
    """The token that a page sends with a form, for pages that were kept on the tablet."""
    return _json({"csrf": get_token(request)})


# --- the shape of the answers ---------------------------------------------------------------------


def _keys(tablet: Tablet, standing: TabletPin, name: str) -> dict[str, object]:
    return {
        "staff_id": str(standing.staff_id),
        "name": name,
        "half": as_text(bytes(tablet.server_half)),
        "signing_key": as_text(bytes(standing.signing_key)),
    }


def _wrong(tablet: Tablet, asked: Given, tries_left: int) -> HttpResponse:
    if tries_left:
        more = "1 more try" if tries_left == 1 else f"{tries_left} more tries"
        sentence = f"That is not the PIN. {more}, then sign in."
    else:
        has_one = tablet.pins.standing().filter(staff_id=asked.staff_id).exists()
        sentence = VOID if has_one else NO_PIN
    return _json({"sentence": sentence, "tries_left": tries_left}, status=REFUSED)


def _read(request: HttpRequest, shape: type[Asked]) -> Asked | None:
    try:
        return msgspec.json.decode(request.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _said(sentence: str, *, status: int) -> HttpResponse:
    return _json({"sentence": sentence, "tries_left": 0}, status=status)


def _json(data: object, *, status: int = TAKEN) -> HttpResponse:
    """JSON that no browser keeps."""
    response = HttpResponse(
        msgspec.json.encode(data), content_type="application/json", status=status
    )
    response["Cache-Control"] = "no-store"
    return response
