"""Monitors, their assignments and plain sessions of the cast's clinic, for gateway tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.context import clinic_context
from holdspace.pathway.course.models import Course, DoseCycle
from holdspace.pathway.dosing_session.models import DosingSession, Monitor, MonitorAssignment

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast


def add_monitor(clinic: Cast, device_key: str) -> Monitor:
    with clinic_context(clinic.clinic.id):
        return Monitor.objects.create(
            clinic=clinic.clinic, name=device_key[:100], device_key=device_key
        )


def assign(clinic: Cast, monitor: Monitor, room: str, *, from_at: datetime) -> MonitorAssignment:
    with clinic_context(clinic.clinic.id):
        return MonitorAssignment.objects.create(
            clinic=clinic.clinic,
            monitor=monitor,
            room=clinic.rooms[room],
            assigned_by=clinic.staff["ana"],
            from_at=from_at,
        )


def session_in(clinic: Cast, room: str, patient: str, *, opened_at: datetime) -> DosingSession:
    """A row for samples to belong to; nothing happens in it."""
    with clinic_context(clinic.clinic.id):
        course = Course.objects.create(
            clinic=clinic.clinic,
            patient=clinic.patients[patient],
            indication=Course.Indication.DEPRESSION,
            protocol_name="iv-racemic-0.5mgkg-40min",
            protocol_version=1,
            planned_sessions=6,
            started_on=opened_at.date(),
        )
        return DosingSession.objects.create(
            clinic=clinic.clinic,
            patient=clinic.patients[patient],
            cycle=DoseCycle.objects.create(clinic=clinic.clinic, course=course, number=1),
            room=clinic.rooms[room],
            protocol_name=course.protocol_name,
            protocol_version=1,
            opened_at=opened_at,
        )
