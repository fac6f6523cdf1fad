"""Which screens of the staff would hear a call: what each of them said of itself last."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from holdspace.domain.help_call import LISTENER_LASTS, Listener, listening_outside
from holdspace.pathway.dosing_session.models import DosingSession, HelpListener

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor

FORGOTTEN_AFTER = timedelta(hours=1)
"""A page that was closed leaves its row; who was heard then is of no use to anybody."""


class Spoken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an open page says of itself."""

    device_id: UUID
    is_visible: bool
    may_sound: bool
    session_id: UUID | None = None
    """The room that it shows, if it shows one."""


def note_listener(
    actor: Actor, spoken: Spoken, now: datetime, *, stands_in: int | None = None
) -> HelpListener:
    """Write down that a page was heard. `stands_in`: the room of an enrolled tablet."""
    listener = HelpListener(
        clinic_id=actor.clinic_id,
        device_id=spoken.device_id,
        staff_id=actor.staff_id,
        room_id=stands_in or _room_shown(actor, spoken.session_id),
        is_visible=spoken.is_visible,
        may_sound=spoken.may_sound,
        heard_at=now,
    )
    HelpListener.objects.bulk_create(
        [listener],
        update_conflicts=True,
        unique_fields=["clinic", "device_id"],
        update_fields=["staff", "room", "is_visible", "may_sound", "heard_at"],
    )
    return listener


def listeners_of(clinic_id: int, now: datetime) -> tuple[Listener, ...]:
    """Every screen that was heard just now. Inside the clinic's context.

    Of a moment long past, as in a replay, nothing is known: who listened then is in no record.
    """
    around_now = (now - LISTENER_LASTS, now + LISTENER_LASTS)
    rows = HelpListener.objects.filter(clinic_id=clinic_id, heard_at__range=around_now)
    return tuple(as_listener(row) for row in rows.select_related("staff"))


def as_listener(row: HelpListener) -> Listener:
    return Listener(
        person=row.staff.name,
        is_visible=row.is_visible,
        may_sound=row.may_sound,
        room=str(row.room_id or ""),
        heard_at=row.heard_at,
    )


def who_listens(session: DosingSession, now: datetime) -> tuple[str, ...]:
    """The names of those who would hear a call from a session's room, outside of it."""
    heard = listening_outside(listeners_of(session.clinic_id, now), str(session.room_id), now)
    return tuple(sorted({one.person for one in heard}))


def forget_old_listeners(clinic_id: int, now: datetime) -> None:
    old = HelpListener.objects.filter(clinic_id=clinic_id, heard_at__lt=now - FORGOTTEN_AFTER)
    old.delete()


def _room_shown(actor: Actor, session_id: UUID | None) -> int | None:
    if session_id is None:
        return None
    shown = DosingSession.objects.visible_to(actor).filter(pk=session_id)
    return shown.values_list("room_id", flat=True).first()
