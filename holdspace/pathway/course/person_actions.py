"""Enter a person, and change how they are called and reached."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Patient

if TYPE_CHECKING:
    from datetime import date

    from holdspace.clinic.people.roles import Actor


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """Who a person is and how to reach them."""

    given_name: str
    family_name: str
    born_on: date
    called: str = ""
    phone: str = ""
    email: str = ""
    time_zone: str = ""


@transaction.atomic
def enter_person(*, actor: Actor, details: PersonDetails) -> Patient:
    patient = Patient.objects.create(clinic_id=actor.clinic_id, **asdict(details))
    _note(actor, patient, "enter a person")
    return patient


@transaction.atomic
def change_person(*, actor: Actor, patient: Patient, details: PersonDetails) -> None:
    Patient.objects.filter(pk=patient.pk).update(**asdict(details))
    _note(actor, patient, "change a person")


def _note(actor: Actor, patient: Patient, act: str) -> None:
    record(actor=actor, act=act, patient_id=patient.pk, object_kind="person", object_id=patient.pk)
