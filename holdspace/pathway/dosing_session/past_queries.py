"""The sessions a person has had here, looked back at: for check-ins, visits, outcomes, review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.session_facts import session_facts
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.queries import Log, extended, log_of
from holdspace.protocols import load_protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.schedule.models import Appointment
    from holdspace.domain.session_facts import SessionFacts


@dataclass(frozen=True, kw_only=True)
class PastSession:
    """One session with a dose or without, open or closed, and what it came to."""

    session_id: UUID
    patient_id: UUID
    course_id: UUID
    cycle_id: UUID
    cycle_number: int
    appointment: Appointment | None
    opened_at: datetime
    is_closed: bool
    facts: SessionFacts
    latest_sequence: int
    """The last line of the log that these facts rest on."""
    not_understood: str | None
    """A sentence when part of the log is of a kind this version does not know."""


@dataclass(frozen=True, kw_only=True)
class WentHome:
    """A dose was given and the person went home: what the days after count from."""

    session_id: UUID
    cycle_id: UUID
    cycle_number: int
    at: datetime


def past_sessions(patient_id: UUID, now: datetime) -> tuple[PastSession, ...]:
    """Every session of a person, the oldest first, over all their courses.

    Whoever calls this came to the person through `visible_to`, or is the person.
    """
    sessions = DosingSession.objects.filter(patient_id=patient_id)
    return _past(sessions.select_related("cycle", "appointment").order_by("opened_at"), now)


def past_session_of_cycle(cycle_id: UUID, now: datetime) -> PastSession | None:
    """The session of one cycle, if it was opened."""
    sessions = DosingSession.objects.filter(cycle_id=cycle_id)
    return next(iter(_past(sessions.select_related("cycle", "appointment"), now)), None)


def went_home(patient_id: UUID, now: datetime) -> tuple[WentHome, ...]:
    """Each going home after a dose, the oldest first."""
    return tuple(
        WentHome(
            session_id=one.session_id,
            cycle_id=one.cycle_id,
            cycle_number=one.cycle_number,
            at=one.facts.went_home_at,
        )
        for one in past_sessions(patient_id, now)
        if one.facts.had_a_dose and one.facts.went_home_at is not None
    )


def past_sessions_of(
    patient_ids: Iterable[UUID], now: datetime
) -> dict[UUID, tuple[PastSession, ...]]:
    """The same for many people, in two questions however many there are; each has an entry."""
    ids = list(patient_ids)
    sessions = DosingSession.objects.filter(patient_id__in=ids)
    found = list(sessions.select_related("cycle", "appointment").order_by("opened_at"))
    rows = SessionEvent.objects.filter(session__in=found).select_related("author")
    by_session: dict[UUID, list[SessionEvent]] = {}
    for row in rows.order_by("session", "sequence"):
        by_session.setdefault(row.session_id, []).append(row)
    past: dict[UUID, tuple[PastSession, ...]] = dict.fromkeys(ids, ())
    for session in found:
        lines = by_session.get(session.pk, [])
        log = extended(Log(session.pk), lines) if lines else Log(session.pk)
        past[session.patient_id] = (*past[session.patient_id], _looked_back(session, log, now))
    return past


def _past(sessions: Iterable[DosingSession], now: datetime) -> tuple[PastSession, ...]:
    return tuple(_one(session, now) for session in sessions)


def _one(session: DosingSession, now: datetime) -> PastSession:
    return _looked_back(session, log_of(session), now)


def _looked_back(session: DosingSession, log: Log, now: datetime) -> PastSession:
    protocol = load_protocol(session.protocol_name, session.protocol_version)
    return PastSession(
        session_id=session.pk,
        patient_id=session.patient_id,
        course_id=session.cycle.course_id,
        cycle_id=session.cycle_id,
        cycle_number=session.cycle.number,
        appointment=session.appointment,
        opened_at=session.opened_at,
        is_closed=log.state.is_closed,
        facts=session_facts(log.state, protocol, now),
        latest_sequence=log.latest_sequence,
        not_understood=log.not_understood,
    )
