"""Write a line of the audit trail, in the transaction of the act itself."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from holdspace.clinic.audit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor, OwnActor

_lines_of_this_request: ContextVar[list[int] | None] = ContextVar("audit_lines", default=None)


@contextmanager
def counted() -> Iterator[list[int]]:
    """Collects the ids of the lines written inside, so that a gate can tell there were none."""
    lines: list[int] = []
    token = _lines_of_this_request.set(lines)
    try:
        yield lines
    finally:
        _lines_of_this_request.reset(token)


def line_of(
    *,
    actor: Actor,
    act: str,
    patient_id: UUID | None = None,
    object_kind: str = "",
    object_id: object = "",
) -> AuditEntry:
    """One line, not yet written: for many acts at once, which `record_together` writes."""
    return AuditEntry(
        clinic_id=actor.clinic_id,
        staff_id=actor.staff_id,
        act=act,
        patient_id=patient_id,
        object_kind=object_kind,
        object_id=str(object_id),
    )


def record(
    *,
    actor: Actor,
    act: str,
    patient_id: UUID | None = None,
    object_kind: str = "",
    object_id: object = "",
) -> AuditEntry:
    """Add one line. Called for every read and every write of a chart."""
    entry = line_of(
        actor=actor,
        act=act,
        patient_id=patient_id,
        object_kind=object_kind,
        object_id=object_id,
    )
    entry.save(force_insert=True)
    _count(entry)
    return entry


def record_together(lines: Sequence[AuditEntry]) -> None:
    """Add many lines, in their order, in one go."""
    for entry in AuditEntry.objects.bulk_create(lines):
        _count(entry)


def record_by_person(
    *, person: OwnActor, act: str, object_kind: str = "", object_id: object = ""
) -> AuditEntry:
    """A line for what a patient read or wrote of their own chart."""
    entry = line_of_person(person=person, act=act, object_kind=object_kind, object_id=object_id)
    entry.save(force_insert=True)
    _count(entry)
    return entry


def line_of_person(
    *, person: OwnActor, act: str, object_kind: str = "", object_id: object = ""
) -> AuditEntry:
    """A line, not yet written, for what a patient did."""
    return AuditEntry(
        clinic_id=person.clinic_id,
        staff_id=None,
        by_patient=True,
        act=act,
        patient_id=person.patient_id,
        object_kind=object_kind,
        object_id=str(object_id),
    )


def line_without_staff(
    *, clinic_id: int, act: str, patient_id: UUID, object_kind: str, object_id: object
) -> AuditEntry:
    """A line, not yet written, for what nobody on the staff did: a call from the chair, a word of
    the clock's."""
    return AuditEntry(
        clinic_id=clinic_id,
        staff_id=None,
        act=act,
        patient_id=patient_id,
        object_kind=object_kind,
        object_id=str(object_id),
    )


def record_without_staff(
    *, clinic_id: int, act: str, patient_id: UUID, object_kind: str, object_id: object
) -> None:
    """Add one line for what nobody on the staff did."""
    line_without_staff(
        clinic_id=clinic_id,
        act=act,
        patient_id=patient_id,
        object_kind=object_kind,
        object_id=object_id,
    ).save(force_insert=True)


def _count(entry: AuditEntry) -> None:
    lines = _lines_of_this_request.get()
    if lines is not None:
        lines.append(entry.pk)
