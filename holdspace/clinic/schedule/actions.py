"""Book and cancel appointments. Nobody and no room is in two at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.schedule.models import Appointment, AppointmentStaff
from holdspace.clinic.schedule.reminders import cancel_reminders, queue_reminders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.clinic.people.models import Patient, StaffMember
    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.rooms.models import Room


class Clash(Exception):
    """Somebody or some room is in another appointment then; the sentence names it."""


class AlreadyCancelled(Exception):
    """This appointment was cancelled before."""


class EndsBeforeItStarts(Exception):
    """An appointment ends after it starts."""


@dataclass(frozen=True, kw_only=True)
class Booking:
    """What is to be booked."""

    kind: str
    patient: Patient
    staff: Sequence[StaffMember]
    room: Room
    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def book(*, actor: Actor, booking: Booking) -> Appointment:
    """Raises EndsBeforeItStarts, and Clash with a sentence that names what is in the way."""
    if booking.ends_at <= booking.starts_at:
        raise EndsBeforeItStarts("It ends before it starts.")
    # One booking at a time in a clinic: what is free now is still free when it is taken.
    clinic = Clinic.objects.select_for_update().get(pk=actor.clinic_id)
    _refuse_clash(booking, ZoneInfo(clinic.time_zone))
    try:
        with transaction.atomic():
            appointment = Appointment.objects.create(
                clinic=clinic,
                kind=booking.kind,
                patient=booking.patient,
                room=booking.room,
                starts_at=booking.starts_at,
                ends_at=booking.ends_at,
                zone=clinic.time_zone,
            )
    except IntegrityError as clash:
        raise Clash("The room or the person was booked a moment ago.") from clash
    AppointmentStaff.objects.bulk_create(
        AppointmentStaff(clinic=clinic, appointment=appointment, staff=member)
        for member in booking.staff
    )
    queue_reminders(appointment)
    _note(actor, appointment, "book an appointment")
    return appointment


@transaction.atomic
def cancel(*, actor: Actor, appointment: Appointment, now: datetime) -> None:
    """The room, the staff and the person are free again. Raises AlreadyCancelled."""
    changed = Appointment.objects.filter(pk=appointment.pk, cancelled_at__isnull=True).update(
        cancelled_at=now
    )
    if not changed:
        raise AlreadyCancelled("This appointment was cancelled before.")
    cancel_reminders(appointment, now)
    _note(actor, appointment, "cancel an appointment")


def _refuse_clash(booking: Booking, zone: ZoneInfo) -> None:
    then = Appointment.objects.filter(
        clinic_id=booking.room.clinic_id,
        cancelled_at__isnull=True,
        starts_at__lt=booking.ends_at,
        ends_at__gt=booking.starts_at,
    ).select_related("patient", "room")
    in_room = then.filter(room=booking.room).first()
    if in_room is not None:
        raise Clash(f"{booking.room.name} is taken: {_words(in_room, zone)}.")
    with_person = then.filter(patient=booking.patient).first()
    if with_person is not None:
        name = booking.patient.full_name
        raise Clash(f"{name} has another appointment: {_words(with_person, zone)}.")
    booked = AppointmentStaff.objects.filter(appointment__in=then, staff__in=booking.staff)
    busy = booked.select_related("staff", "appointment__patient", "appointment__room").first()
    if busy is not None:
        raise Clash(f"{busy.staff.name} is booked then: {_words(busy.appointment, zone)}.")


def _words(appointment: Appointment, zone: ZoneInfo) -> str:
    starts, ends = (
        moment.astimezone(zone) for moment in (appointment.starts_at, appointment.ends_at)
    )
    return (
        f"{appointment.get_kind_display().lower()} of {appointment.patient.full_name} "
        f"in {appointment.room.name}, {starts:%H:%M} to {ends:%H:%M}"
    )


def _note(actor: Actor, appointment: Appointment, act: str) -> None:
    record(
        actor=actor,
        act=act,
        patient_id=appointment.patient_id,
        object_kind="appointment",
        object_id=appointment.pk,
    )
