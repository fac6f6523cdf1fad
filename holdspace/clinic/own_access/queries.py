"""Whose account it is that asks for a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.clinic.context import account_context, clinic_context
from holdspace.clinic.own_access.models import PatientSignIn
from holdspace.clinic.people.roles import OwnActor

if TYPE_CHECKING:
    from holdspace.clinic.people.models import Patient


def person_of(account_id: int) -> OwnActor | None:
    """The patient behind an account; None for staff, and for a way in that was ended."""
    with account_context(account_id):
        found = PatientSignIn.objects.open().filter(account_id=account_id).first()
    if found is None:
        return None
    with clinic_context(found.clinic_id):
        sign_in = PatientSignIn.objects.select_related("patient__clinic").get(pk=found.pk)
        return as_person(sign_in.patient, account_id)


def as_person(patient: Patient, account_id: int) -> OwnActor:
    clinic = patient.clinic
    return OwnActor(
        patient_id=patient.pk,
        account_id=account_id,
        clinic_id=patient.clinic_id,
        name=patient.first_name,
        clinic_name=clinic.name,
        time_zone=patient.zone,
    )
