"""One room as one card: who, how far, and the one next thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.domain.discharge import discharge_gate, minimum_time_ends_at
from holdspace.domain.due import DueState, whats_due
from holdspace.domain.gates import start_gate, unmet
from holdspace.domain.mark_words import PHASES
from holdspace.domain.session_events import Met, Phase
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.queries import log_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from holdspace.clinic.rooms.models import Room
    from holdspace.clinic.schedule.models import Appointment
    from holdspace.domain.due import Due
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import Fact
    from holdspace.pathway.dosing_session.models import DosingSession

CALM, SOON, OVERDUE, SILENT = "", "soon", "overdue", "silent"
_URGENCY = {OVERDUE: 0, SILENT: 1, SOON: 2, CALM: 3}


@dataclass(frozen=True, kw_only=True)
class RoomCard:
    """What the board says of one room, in words."""

    name: str
    phase: str
    who: str
    what: str
    next: str
    detail: str = ""
    state: str = CALM
    percent: int | None = None
    progress_label: str = ""
    href: str = ""
    elapsed: str = ""
    next_on_the_wall: str = ""

    @property
    def urgency(self) -> tuple[int, str]:
        return (_URGENCY[self.state], self.name)

    def without_name(self) -> RoomCard:
        """The same for a wall: who passes by reads neither who is in there nor which medicine."""
        shown = self.next_on_the_wall or self.next
        return replace(self, who="", what=self.elapsed, next=shown, href="", detail="")


@dataclass(frozen=True, kw_only=True)
class _Seen:
    session: DosingSession
    state: Session
    protocol: Protocol
    now: datetime


def card_of_session(session: DosingSession, now: datetime) -> RoomCard:
    """A room with somebody in it."""
    around = Circumstances(session, now)
    log = log_of(session)
    seen = _Seen(session=session, state=log.state, protocol=around.protocol, now=now)
    next_words, detail, state = _next_thing(seen, around.readiness)
    if log.not_understood:
        next_words, detail, state = "This record cannot be read whole", log.not_understood, OVERDUE
    begun = log.state.first_dose_at is not None
    return RoomCard(
        name=session.room.name,
        phase=PHASES[log.state.phase],
        who=session.patient.initials,
        what=_what(seen),
        next=next_words,
        detail=detail,
        state=state,
        percent=_percent(seen),
        progress_label="How much of the minimum time is over",
        href=reverse("dosing_session:room", args=[session.pk]),
        elapsed=_elapsed(seen),
        next_on_the_wall=next_words if begun else "Getting ready",
    )


def card_of_empty_room(room: Room, coming: Appointment | None, zone: ZoneInfo) -> RoomCard:
    """A room with nobody in it, and who comes next."""
    if coming is None:
        return RoomCard(name=room.name, phase="Free", who="", what="", next="Nobody else today")
    at = coming.starts_at.astimezone(zone)
    return RoomCard(
        name=room.name,
        phase="Free",
        who=coming.patient.initials,
        what=coming.get_kind_display(),
        next=f"Comes at {at:%H:%M}",
    )


def _what(seen: _Seen) -> str:
    cycle = seen.session.cycle
    count = f"session {cycle.number} of {cycle.course.planned_sessions}"
    if seen.state.first_dose_at is None:
        return f"{seen.protocol.title}, {count}"
    given = seen.state.given_mg(seen.now)
    return f"{given:.1f} mg given, {_elapsed(seen)}, {count}"


def _elapsed(seen: _Seen) -> str:
    zero = seen.state.first_dose_at
    if zero is None:
        return ""
    return f"{int((seen.now - zero) / timedelta(minutes=1))} min in"


def _percent(seen: _Seen) -> int | None:
    zero = seen.state.first_dose_at
    ends = minimum_time_ends_at(seen.state, seen.protocol, seen.now)
    if zero is None or ends is None or ends <= zero:
        return 0 if zero is None else None
    return min(100, max(0, int(100 * ((seen.now - zero) / (ends - zero)))))


def _next_thing(seen: _Seen, readiness: tuple[Fact, ...]) -> tuple[str, str, str]:
    """The one next thing, its small print, and how much it presses."""
    if seen.state.harm.emergency is not None:
        return ("Emergency", "Declared in the room", OVERDUE)
    due = whats_due(seen.state, seen.protocol, seen.now)
    pressing = next((one for one in due if one.state(seen.now) is not DueState.LATER), None)
    if pressing is not None:
        return (_due_words(pressing, seen.now), _with_words(seen), _due_press(pressing, seen.now))
    if seen.state.first_dose_at is None:
        return _not_begun(seen, readiness)
    if seen.state.home.handed_over is not None:
        return ("Close the record", "The person has gone home", SOON)
    if seen.state.phase is Phase.RECOVERY:
        return _going_home(seen)
    later = next(iter(due), None)
    words = _due_words(later, seen.now) if later else "Nothing due"
    return (words, _with_words(seen), CALM)


def _due_press(due: Due, now: datetime) -> str:
    return OVERDUE if due.is_overdue(now) else SOON


def _due_words(due: Due, now: datetime) -> str:
    minutes = int(abs(due.due_at - now) / timedelta(minutes=1))
    if due.is_overdue(now):
        return f"{due.title} overdue {minutes} min"
    return f"{due.title} due now" if due.due_at <= now else f"{due.title} due in {minutes} min"


def _with_words(seen: _Seen) -> str:
    names = [one.person for one in seen.state.person.with_the_person(seen.now)]
    return f"{', '.join(names)} with them" if names else "Nobody is noted as with them"


def _not_begun(seen: _Seen, readiness: tuple[Fact, ...]) -> tuple[str, str, str]:
    facts = start_gate(seen.state, seen.protocol, readiness, seen.now)
    open_facts = unmet(facts)
    if not open_facts:
        return ("Ready to begin", f"{len(facts)} of {len(facts)} checks done", CALM)
    first = next((fact for fact in open_facts if fact.met is Met.UNMET), open_facts[0])
    done = f"{len(facts) - len(open_facts)} of {len(facts)} checks done"
    return (f"Not ready: {first.detail}", done, CALM)


def _going_home(seen: _Seen) -> tuple[str, str, str]:
    facts = discharge_gate(seen.state, seen.protocol, (), seen.now)
    still = unmet(facts)
    if not still:
        return ("May be signed home", "Every criterion is met", CALM)
    return (f"{len(still)} of {len(facts)} criteria open", still[0].detail, CALM)
