"""Who tells something about a person: the person on their own phone, or a member of staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.clinic.audit.actions import line_of, line_of_person, record_together

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from holdspace.clinic.audit.models import AuditEntry
    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor, OwnActor


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Whose word it is, and about whom. A person tells of themselves and of nobody else."""

    clinic_id: int
    patient_id: UUID
    actor: Actor | None = None
    person: OwnActor | None = None

    @property
    def staff_id(self) -> UUID | None:
        return self.actor.staff_id if self.actor else None

    def note(self, act: str, object_kind: str, object_id: object = "") -> None:
        """Leave a line in the trail."""
        self.note_each(act, object_kind, [object_id])

    def note_each(self, act: str, object_kind: str, object_ids: Iterable[object]) -> None:
        """A line for each, written together."""
        lines = [self._line(act, object_kind, object_id) for object_id in object_ids]
        record_together([line for line in lines if line is not None])

    def _line(self, act: str, object_kind: str, object_id: object) -> AuditEntry | None:
        if self.actor is not None:
            return line_of(
                actor=self.actor,
                act=act,
                patient_id=self.patient_id,
                object_kind=object_kind,
                object_id=object_id,
            )
        if self.person is not None:
            return line_of_person(
                person=self.person, act=act, object_kind=object_kind, object_id=object_id
            )
        return None


def staff_about(actor: Actor, patient: Patient) -> Teller:
    return Teller(clinic_id=actor.clinic_id, patient_id=patient.pk, actor=actor)


def the_person(person: OwnActor) -> Teller:
    return Teller(clinic_id=person.clinic_id, patient_id=person.patient_id, person=person)
