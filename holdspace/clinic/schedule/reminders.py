"""Reminders of a visit: two quiet mails, early enough for everything that is asked before it.

They go with the booking and come back with it: an appointment that is cancelled, or moved by
cancelling and booking anew, leaves none behind.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.outbox.actions import cancel_mails, queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.schedule.clock_times import NoSuchMoment, moment_in

if TYPE_CHECKING:
    from datetime import date

    from holdspace.clinic.schedule.models import Appointment

ABOUT = "appointment"
DAYS_BEFORE = ((3, time(10)), (2, time(18)))
"""On the person's own clock. Both are before the first thing a person does for a visit (24 h)."""
TOO_LATE = timedelta(hours=3)
"""So shortly before it a reminder helps nobody."""
LINK = "/me/plan/"


def queue_reminders(appointment: Appointment) -> None:
    """Whoever has no mail address is reminded by telephone: that is the front desk's."""
    patient = appointment.patient
    if not patient.email:
        return
    zone = ZoneInfo(patient.zone)
    day = appointment.starts_at.astimezone(zone).date()
    moments = [_moment(zone, day - timedelta(days=days), at) for days, at in DAYS_BEFORE]
    ends = [*moments[1:], appointment.starts_at - TOO_LATE]
    for not_before, not_after in zip(moments, ends, strict=True):
        queue_mail(
            clinic_id=appointment.clinic_id,
            patient=patient,
            kind=MailKind.REMINDER,
            not_before=not_before,
            not_after=not_after,
            link=LINK,
            about_kind=ABOUT,
            about_id=appointment.pk,
        )


def cancel_reminders(appointment: Appointment, now: datetime) -> None:
    cancel_mails(
        clinic_id=appointment.clinic_id, about_kind=ABOUT, about_id=appointment.pk, now=now
    )


def _moment(zone: ZoneInfo, day: date, at: time) -> datetime:
    try:
        return moment_in(zone, day, at)
    except NoSuchMoment:
        # Some zone puts its clocks forward over this hour: an hour later, then.
        return moment_in(zone, day, at.replace(hour=at.hour + 1))
