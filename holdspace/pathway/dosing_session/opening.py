"""Opening a session from its appointment: the person, the cycle, the room, the first line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, transaction

from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.admission import Candidate, Refused
from holdspace.domain.session_events import SessionOpened
from holdspace.pathway.course.queries import latest_cycle_of, open_course_of
from holdspace.pathway.dosing_session.circumstances import (
    Circumstances,
    previous_doses_of,
    signed_variant,
)
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.recording import Line, Recording
from holdspace.pathway.prepare.queries import guidance_plan_of, weight_of, zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.protocol import Variant


class CannotOpen(Exception):
    """The session cannot be opened; the message is a sentence for staff."""


@dataclass(frozen=True)
class Offer:
    """A session that could be opened, not saved, and the signed variants it may be opened under."""

    session: DosingSession
    variants: tuple[Variant, ...]


def offer_for(appointment: Appointment, now: datetime) -> Offer:
    """What would be opened from an appointment. Raises CannotOpen."""
    if appointment.kind != Appointment.Kind.DOSING:
        raise CannotOpen("Only an appointment for a dosing session opens one.")
    if appointment.cancelled_at is not None:
        raise CannotOpen("This appointment was cancelled.")
    course = open_course_of(appointment.patient)
    cycle = latest_cycle_of(course) if course else None
    if course is None or cycle is None:
        raise CannotOpen("This person is in no course of treatment.")
    if DosingSession.objects.filter(cycle=cycle).exists():
        raise CannotOpen("The latest cycle has had its session. Add the next cycle first.")
    session = DosingSession(
        clinic_id=appointment.clinic_id,
        patient=appointment.patient,
        cycle=cycle,
        appointment=appointment,
        room=appointment.room,
        protocol_name=course.protocol_name,
        protocol_version=course.protocol_version,
        opened_at=now,
    )
    variants = Circumstances(session, now).protocol.variants
    signed = tuple(one for one in variants if signed_variant(session, one.code) is not None)
    return Offer(session, signed)


def open_session(
    actor: Actor, appointment: Appointment, now: datetime, *, variant: str | None = None
) -> DosingSession:
    """Open it, and write the first line of its log. Raises CannotOpen."""
    offer = offer_for(appointment, now)
    if variant is not None and variant not in {one.code for one in offer.variants}:
        raise CannotOpen("The medical director has not signed for this variant.")
    session = offer.session
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError as taken:
        raise CannotOpen(
            f"{session.room.name} has a session that is not closed. Close that record first."
        ) from taken
    recording = Recording(actor, session, now)
    body = _opened(session, now, variant)
    candidate = Candidate(
        body=body, author_id=str(actor.staff_id), author_name=actor.name, occurred_at=now
    )
    answer = Circumstances(session, now).admit(recording.log.state, candidate)
    if isinstance(answer, Refused):
        raise CannotOpen(answer.sentence)
    recording.write(Line(event_id=uuid4(), body=body, occurred_at=now, device_at=now))
    recording.finish()
    return session


def _opened(session: DosingSession, now: datetime, variant: str | None) -> SessionOpened:
    cycle = session.cycle
    weight_kg, measured_on = weight_of(cycle) or (None, None)
    plan = guidance_plan_of(cycle)
    today = now.astimezone(zone_of(cycle)).date()
    return SessionOpened(
        protocol_name=session.protocol_name,
        protocol_version=session.protocol_version,
        cycle_number=cycle.number,
        is_first_dose=not previous_doses_of(session, now),
        weight_kg=weight_kg,
        weight_measured_on=measured_on,
        age_years=session.patient.age_on(today),
        guidance_level=plan.level if plan else None,
        variant=variant,
    )
