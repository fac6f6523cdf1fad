"""One person's visit as one line of the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from holdspace.clinic.access.policy import Act, may
from holdspace.clinic.people.roles import CLINICAL
from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.gates import unmet
from holdspace.domain.session_events import Met
from holdspace.pathway.course.queries import latest_cycle_of, open_course_of
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.prepare.queries import escort_of
from holdspace.pathway.prepare.readiness_memo import readiness_to_look_at

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.session_events import Fact
    from holdspace.pathway.course.models import DoseCycle


@dataclass(frozen=True)
class Word:
    """One cell: a word, and how it is meant."""

    word: str
    tone: str = "muted"


NOTHING = Word("·")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A line of the table of the day."""

    time: str
    who: str
    what: str
    room: str
    consent: Word
    ready: Word
    escort: Word
    session: str
    href: str
    open_href: str


def visit_of(actor: Actor, visit: Appointment, now: datetime, zone: ZoneInfo) -> Visit:
    """The line of one appointment, with as much of the chart as this actor may see."""
    course = open_course_of(visit.patient) if actor.has_any(CLINICAL) else None
    cycle = latest_cycle_of(course) if course else None
    is_dosing = visit.kind == Appointment.Kind.DOSING
    session = DosingSession.objects.filter(appointment=visit).first() if is_dosing else None
    facts = readiness_to_look_at(cycle, now) if cycle and is_dosing else ()
    may_open = is_dosing and session is None and cycle is not None and may(actor, Act.OPEN_SESSION)
    return Visit(
        time=f"{visit.starts_at.astimezone(zone):%H:%M}",
        who=visit.patient.initials,
        what=f"session {cycle.number}" if cycle and is_dosing else visit.get_kind_display(),
        room=visit.room.name,
        consent=_consent(facts),
        ready=_ready(facts),
        escort=_escort(cycle, zone) if is_dosing else NOTHING,
        session=_session_word(session),
        href=reverse("today:person", args=[visit.patient_id]),
        open_href=reverse("dosing_session:open", args=[visit.pk]) if may_open else "",
    )


def _consent(facts: tuple[Fact, ...]) -> Word:
    fact = next((fact for fact in facts if fact.code == "consent"), None)
    if fact is None:
        return NOTHING
    return Word("signed", "well") if fact.met is Met.MET else Word(fact.detail, "wait")


def _ready(facts: tuple[Fact, ...]) -> Word:
    if not facts:
        return NOTHING
    still = unmet(facts)
    if not still:
        return Word("yes", "well")
    refused = [fact for fact in still if fact.met is Met.UNMET]
    if refused:
        return Word(f"no: {refused[0].detail}", "high")
    return Word(f"{len(still)} not known yet", "wait")


def _escort(cycle: DoseCycle | None, zone: ZoneInfo) -> Word:
    escort = escort_of(cycle) if cycle else None
    if escort is None:
        return Word("nobody named", "wait")
    at = f", {escort.expected_at.astimezone(zone):%H:%M}" if escort.expected_at else ""
    return Word(f"{escort.name}{at}", "well" if escort.is_confirmed else "wait")


def _session_word(session: DosingSession | None) -> str:
    if session is None:
        return ""
    return "closed" if session.closed_at else "open"
