"""Which appointments there are."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.schedule.models import Appointment

if TYPE_CHECKING:
    from datetime import date

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor


def appointments_on(actor: Actor, day: date) -> list[Appointment]:
    """Those that start on a day of the clinic's zone, cancelled ones too."""
    zone = ZoneInfo(actor.time_zone)
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=1), time(), zone)
    return list(
        Appointment.objects.visible_to(actor)
        .filter(starts_at__gte=begins, starts_at__lt=ends)
        .select_related("patient", "room")
        .prefetch_related("staff")
        .order_by("starts_at", "room__name")
    )


def appointments_of(actor: Actor, patient: Patient) -> list[Appointment]:
    """One person's appointments, the latest first."""
    return list(
        Appointment.objects.visible_to(actor)
        .filter(patient=patient)
        .select_related("room")
        .prefetch_related("staff")
        .order_by("-starts_at")
    )
