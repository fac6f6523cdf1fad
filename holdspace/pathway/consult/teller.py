"""Who tells something about a person: the person on their own phone, or a member of staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.clinic.audit.actions import record, record_by_person

if TYPE_CHECKING:
    from uuid import UUID

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
        if self.actor is not None:
            record(
                actor=self.actor,
                act=act,
                patient_id=self.patient_id,
                object_kind=object_kind,
                object_id=object_id,
            )
        elif self.person is not None:
            record_by_person(
                person=self.person, act=act, object_kind=object_kind, object_id=object_id
            )


def staff_about(actor: Actor, patient: Patient) -> Teller:
    return Teller(clinic_id=actor.clinic_id, patient_id=patient.pk, actor=actor)


def the_person(person: OwnActor) -> Teller:
    return Teller(clinic_id=person.clinic_id, patient_id=person.patient_id, person=person)
