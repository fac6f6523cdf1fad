"""What rings on screens outside a room: a silent monitor and an emergency, besides a call for help.

A room is worked out once in two seconds in each page server, however many screens ask. Inside a
room nothing rings: sound there would be done to the person. The monitor's own alarms ring at the
monitor; they are shown here and never rung, and our own limits are shown and never rung.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from holdspace.clinic.audit import actions as audit
from holdspace.domain.signals import SignalKind, Watched, signals
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.looking import WITH_ITS_ROOM
from holdspace.pathway.dosing_session.models import DosingSession, SoundSetting
from holdspace.pathway.dosing_session.queries import session_state
from holdspace.pathway.dosing_session.samples import moment
from holdspace.pathway.dosing_session.stored_samples import samples_of
from holdspace.pathway.dosing_session.watching import feed_states

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.session import Session

JSON = dict[str, Any]

SAME_FOR = timedelta(seconds=2)
"""Every screen asks each two seconds; what it is told is no older than its next question."""
LATELY = timedelta(hours=16)
"""An older session that nobody closed is on a list of its own."""
CHANGED = "set which signals ring outside the rooms"


@dataclass(frozen=True, kw_only=True)
class Sounds:
    """Which signals ring outside. A call for help always does."""

    emergency_rings: bool = True
    no_signal_rings: bool = True
    setting: SoundSetting | None = None
    """Who set it, when and why; None: as the program comes."""


@dataclass(frozen=True, kw_only=True)
class RoomSignal:
    """What a room would have rung outside of it."""

    id: str
    room_id: int
    room: str
    session_id: UUID
    kind: str
    """emergency, or no_signal."""
    title: str
    since: datetime
    may_ring: bool
    """The person may be affected: from the first dose until they have gone home."""


# --- the clinic's setting -------------------------------------------------------------------------


def sounds_of(clinic_id: int) -> Sounds:
    """As they were set last. Inside the clinic's context."""
    latest = (
        SoundSetting.objects.filter(clinic_id=clinic_id)
        .select_related("set_by")
        .order_by("-set_at", "-id")
        .first()
    )
    if latest is None:
        return Sounds()
    return Sounds(
        emergency_rings=latest.emergency_rings,
        no_signal_rings=latest.no_signal_rings,
        setting=latest,
    )


@transaction.atomic
def set_sounds(
    *, actor: Actor, emergency_rings: bool, no_signal_rings: bool, reason: str, now: datetime
) -> None:
    """Say what rings outside from now on. What it was before stays on record."""
    setting = SoundSetting.objects.create(
        clinic_id=actor.clinic_id,
        emergency_rings=emergency_rings,
        no_signal_rings=no_signal_rings,
        reason=reason,
        set_by_id=actor.staff_id,
        set_at=now,
    )
    audit.record(actor=actor, act=CHANGED, object_kind="SoundSetting", object_id=setting.pk)


# --- what rings now -------------------------------------------------------------------------------


def signals_outside(clinic_id: int, now: datetime) -> tuple[RoomSignal, ...]:
    """Every open room's emergency, and what its monitor leaves unsaid and nobody has taken."""
    lately = DosingSession.objects.unclosed().filter(
        clinic_id=clinic_id, opened_at__gt=now - LATELY
    )
    return tuple(
        one
        for session in lately.select_related(*WITH_ITS_ROOM).order_by("opened_at")
        for one in _of_session(session, now)
    )


def _of_session(session: DosingSession, now: datetime) -> list[RoomSignal]:
    state = session_state(session)
    found = []
    emergency = state.harm.emergency
    if emergency is not None:
        at = emergency.declared.at
        found.append(_signal(session, state, "emergency", "Emergency in the room", at))
    feeds = feed_states(Circumstances(session, now).feed, samples_of(session, now), now)
    silent = [
        one
        for one in signals(state, Watched(feeds=feeds), now)
        if one.acknowledged is None and not one.is_quiet
    ]
    if silent:
        # One cable is often several values: that is one ring.
        more = f" and {len(silent) - 1} more" if len(silent) > 1 else ""
        title, since = f"{silent[0].title}{more}", silent[0].since
        found.append(_signal(session, state, SignalKind.NO_SIGNAL.value, title, since))
    return found


def _signal(
    session: DosingSession, state: Session, kind: str, title: str, since: datetime
) -> RoomSignal:
    is_affected = state.first_dose_at is not None and state.home.handed_over is None
    return RoomSignal(
        id=f"{session.pk}.{kind}.{int(since.timestamp())}",
        room_id=session.room_id,
        room=session.room.name,
        session_id=session.pk,
        kind=kind,
        title=title,
        since=since,
        may_ring=is_affected or kind == "emergency",
    )


@dataclass
class _Known:
    """What one clinic's rooms said a moment ago."""

    at: datetime
    signals: tuple[RoomSignal, ...]
    sounds: Sounds


_known: dict[int, _Known] = {}
_guard = threading.Lock()


def alerts_for(clinic_id: int, now: datetime, *, room_of_listener: int | None) -> list[JSON]:
    """What a screen is told of each room. One that stands in a room hears of emergencies elsewhere,

    without a sound: a ring for another room would be done to the person in this one.
    """
    is_outside = room_of_listener is None
    with _guard:
        known = _known.get(clinic_id)
    if known is None or not timedelta(0) <= now - known.at < SAME_FOR:
        known = _Known(now, signals_outside(clinic_id, now), sounds_of(clinic_id))
        with _guard:
            _known[clinic_id] = known
    return [
        {
            "id": one.id,
            "room": one.room,
            "session_id": str(one.session_id),
            "kind": one.kind,
            "title": one.title,
            "since": moment(one.since),
            "seconds": max(0, int((now - one.since).total_seconds())),
            "rings": is_outside and one.may_ring and _is_on(one, known.sounds),
        }
        for one in known.signals
        if is_outside or (one.kind == "emergency" and one.room_id != room_of_listener)
    ]


def _is_on(one: RoomSignal, sounds: Sounds) -> bool:
    return sounds.emergency_rings if one.kind == "emergency" else sounds.no_signal_rings
