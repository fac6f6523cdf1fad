"""One room as one card: who, how far, and the one next thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from holdspace.domain.discharge import discharge_gate, minimum_time_ends_at
from holdspace.domain.due import DueState, whats_due
from holdspace.domain.gates import start_gate, unmet
from holdspace.domain.mark_words import PHASES
from holdspace.domain.session_events import Met, Phase
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.consent_view import TREATMENT, Withdrawn, withdrawn_since
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.today.help_words import note_of_help, rings, words_of_call

if TYPE_CHECKING:
    from decimal import Decimal

    from holdspace.clinic.rooms.models import Room
    from holdspace.clinic.schedule.models import Appointment
    from holdspace.domain.due import Due
    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session
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
    help_note: str = ""
    """What stands between the person and a call for help, if anything does."""
    consent_note: str = ""
    """What the person withdrew since the session was opened."""

    @property
    def urgency(self) -> tuple[int, str]:
        return (_URGENCY[self.state], self.name)

    def without_name(self) -> RoomCard:
        """The same for a wall: who passes by reads neither who is in there nor which medicine."""
        shown = self.next_on_the_wall or self.next
        return replace(
            self, who="", what=self.elapsed, next=shown, href="", detail="", consent_note=""
        )


@dataclass(frozen=True, kw_only=True)
class _Seen:
    session: DosingSession
    state: Session
    protocol: Protocol
    signals: list[dict[str, Any]]
    """As the room's own page shows them, those that somebody has taken left out."""
    around: Circumstances
    withdrawn: tuple[Withdrawn, ...]
    help: dict[str, Any]
    """Chair, calls and who listens, as the room's own page shows them."""
    now: datetime


def card_of_session(session: DosingSession, now: datetime) -> RoomCard:
    """A room with somebody in it."""
    around = Circumstances(session, now)
    seen_now = look(session, now)
    log, panels = seen_now.log, seen_now.state()["panels"]
    seen = _Seen(
        session=session,
        state=log.state,
        protocol=around.protocol,
        signals=[
            signal
            for signal in panels["signals"]
            if signal["acknowledged"] is None and signal["kind"] != "due"
        ],
        around=around,
        withdrawn=withdrawn_since(seen_now.around.consents, session.opened_at),
        help=panels["help"],
        now=now,
    )
    next_words, detail, state = _next_thing(seen)
    if log.not_understood:
        next_words, detail, state = "This record cannot be read whole", log.not_understood, OVERDUE
    if state == CALM and any(one.item == TREATMENT for one in seen.withdrawn):
        state = SOON
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
        progress_label=_progress_label(seen),
        href=reverse("dosing_session:room", args=[session.pk]),
        elapsed=_elapsed(seen),
        next_on_the_wall=next_words if begun or rings(seen.help) else "Getting ready",
        help_note=note_of_help(seen.help, begun=begun),
        consent_note=" ".join(_withdrawn_words(one, now) for one in seen.withdrawn),
    )


def card_of_empty_room(room: Room, coming: Appointment | None, now: datetime) -> RoomCard:
    """A room with nobody in it, and who comes next or is waited for."""
    if coming is None:
        return RoomCard(name=room.name, phase="Free", who="", what="", next="Nobody else today")
    at = coming.starts_at.astimezone(now.tzinfo)
    is_late = coming.starts_at <= now
    return RoomCard(
        name=room.name,
        phase="Free",
        who=coming.patient.initials,
        what=coming.get_kind_display(),
        next=f"Booked for {at:%H:%M}, not opened yet" if is_late else f"Comes at {at:%H:%M}",
        next_on_the_wall=f"Next at {at:%H:%M}",
    )


def _what(seen: _Seen) -> str:
    cycle = seen.session.cycle
    count = f"session {cycle.number} of {cycle.course.planned_sessions}"
    if seen.state.first_dose_at is None:
        return f"{seen.protocol.title}, {count}"
    if seen.state.doses.is_counted_past_its_plan(seen.now):
        return f"No stop of the infusion charted, {_elapsed(seen)}, {count}"
    given = seen.state.given_mg(seen.now)
    return f"{given:.1f} mg given, {_elapsed(seen)}, {count}"


def _elapsed(seen: _Seen) -> str:
    zero = seen.state.first_dose_at
    if zero is None:
        return ""
    return f"{int((seen.now - zero) / timedelta(minutes=1))} min in"


def _percent(seen: _Seen) -> int | None:
    """How much of the running dose is in; after it, how much of the minimum time is over."""
    zero = seen.state.first_dose_at
    if zero is None:
        return 0
    planned_mg = _planned_mg(seen)
    if planned_mg is not None:
        return _percent_of(seen.state.given_mg(seen.now) / planned_mg)
    ends = minimum_time_ends_at(seen.state, seen.protocol, seen.now)
    if ends is None or ends <= zero:
        return None
    return _percent_of((seen.now - zero) / (ends - zero))


def _percent_of(part: float | Decimal) -> int:
    return min(100, max(0, int(100 * part)))


def _progress_label(seen: _Seen) -> str:
    if _planned_mg(seen) is not None:
        return "How much of the dose is in"
    return "How much of the minimum time is over"


def _planned_mg(seen: _Seen) -> Decimal | None:
    """What the running infusion was planned to give."""
    running = seen.state.doses.running
    plan = seen.state.doses.plan(running.started.body.plan_id) if running else None
    return plan.planned.body.dose_mg if plan else None


def _next_thing(seen: _Seen) -> tuple[str, str, str]:
    """The one next thing, its small print, and how much it presses."""
    if seen.state.harm.emergency is not None:
        return ("Emergency", "Declared in the room", OVERDUE)
    if rings(seen.help):
        return (*words_of_call(seen.help, seen.now), OVERDUE)
    due = whats_due(seen.state, seen.protocol, seen.now)
    overdue = next((one for one in due if one.is_overdue(seen.now)), None)
    if overdue is not None:
        return (_due_words(overdue, seen.now), _small_print(seen), OVERDUE)
    if seen.signals:
        return _signal(seen)
    if seen.state.first_dose_at is None:
        return _not_begun(seen)
    return _going_on(seen, due)


def _withdrawn_words(one: Withdrawn, now: datetime) -> str:
    return f"{one.title} withdrawn {one.how} {one.at.astimezone(now.tzinfo):%H:%M}."


def _signal(seen: _Seen) -> tuple[str, str, str]:
    first = seen.signals[0]
    press = SILENT if first["kind"] == "no_signal" else SOON
    return (f"{first['word']}: {first['title']}", _with_words(seen), press)


def _small_print(seen: _Seen) -> str:
    """Beside what is overdue: what else somebody should look at, else who is there."""
    words = sorted({signal["word"] for signal in seen.signals})
    return f"Also: {', '.join(words)}" if words else _with_words(seen)


def _going_on(seen: _Seen, due: tuple[Due, ...]) -> tuple[str, str, str]:
    pressing = next((one for one in due if one.state(seen.now) is not DueState.LATER), None)
    if pressing is not None:
        return (_due_words(pressing, seen.now), _with_words(seen), SOON)
    if seen.state.home.handed_over is not None:
        return ("Close the record", "The person has gone home", SOON)
    if seen.state.phase is Phase.RECOVERY:
        return _going_home(seen)
    later = next(iter(due), None)
    words = _due_words(later, seen.now) if later else "Nothing due"
    return (words, _with_words(seen), CALM)


def _due_words(due: Due, now: datetime) -> str:
    minutes = int(abs(due.due_at - now) / timedelta(minutes=1))
    if due.is_overdue(now):
        return f"{due.title} overdue {minutes} min"
    return f"{due.title} due now" if due.due_at <= now else f"{due.title} due in {minutes} min"


def _with_words(seen: _Seen) -> str:
    names = [one.person for one in seen.state.person.with_the_person(seen.now)]
    return f"{', '.join(names)} with them" if names else "Nobody is noted as with them"


def _not_begun(seen: _Seen) -> tuple[str, str, str]:
    facts = start_gate(seen.state, seen.protocol, seen.around.readiness, seen.now)
    open_facts = unmet(facts)
    if not open_facts:
        return ("Ready to begin", f"{len(facts)} of {len(facts)} checks done", CALM)
    first = next((fact for fact in open_facts if fact.met is Met.UNMET), open_facts[0])
    done = f"{len(facts) - len(open_facts)} of {len(facts)} checks done"
    return (f"Not ready: {first.detail}", done, CALM)


def _going_home(seen: _Seen) -> tuple[str, str, str]:
    prepared = seen.around.readiness_to_go_home(seen.state)
    facts = discharge_gate(seen.state, seen.protocol, prepared, seen.now)
    still = unmet(facts)
    if not still:
        return ("May be signed home", "Every criterion is met", CALM)
    return (f"{len(still)} of {len(facts)} criteria open", still[0].detail, CALM)
