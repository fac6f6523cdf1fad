"""Write a line of the audit trail, in the transaction of the act itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.audit.models import AuditEntry

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor


def record(
    *,
    actor: Actor,
    act: str,
    patient_id: UUID | None = None,
    object_kind: str = "",
    object_id: object = "",
) -> AuditEntry:
    """Add one line. Called for every read and every write of a chart."""
    return AuditEntry.objects.create(
        clinic_id=actor.clinic_id,
        staff_id=actor.staff_id,
        act=act,
        patient_id=patient_id,
        object_kind=object_kind,
        object_id=str(object_id),
    )
