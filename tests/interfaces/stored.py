"""What the database holds of a clinic's monitors, read inside the clinic's context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.context import clinic_context
from holdspace.pathway.dosing_session.models import MonitorMessage, VitalsSample

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast


def samples(clinic: Cast) -> list[VitalsSample]:
    with clinic_context(clinic.clinic.id):
        return list(VitalsSample.objects.order_by("id"))


def messages(clinic: Cast) -> list[MonitorMessage]:
    with clinic_context(clinic.clinic.id):
        return list(MonitorMessage.objects.order_by("id"))
