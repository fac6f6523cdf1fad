"""Whose account it is that asks for a page of their own; what staff see of a person's way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from holdspace.clinic.context import account_context, clinic_context, own_key_context
from holdspace.clinic.own_access.models import OwnDevice, PatientLink, PatientSignIn
from holdspace.clinic.own_access.phone import key_of, known_phone
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.people.roles import OwnActor
from holdspace.clinic.reach.queries import people_to_reach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpRequest

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.reach.queries import Reach


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
    return OwnActor(
        patient_id=patient.pk,
        account_id=account_id,
        clinic_id=patient.clinic_id,
        name=patient.first_name,
        clinic_name=patient.clinic.name,
        time_zone=patient.zone,
    )


def link_of(token: str, now: datetime) -> PatientLink | None:
    """The link that this secret opens; None for one that is over, and for one that never was."""
    with own_key_context(key_of(token)):
        return PatientLink.objects.standing(now).filter(secret_sha256=key_of(token)).first()


def clinic_of(request: HttpRequest) -> Clinic | None:
    """Whose numbers this phone shows, signed in or not; None when that cannot be known."""
    if request.user.is_authenticated and request.user.is_patients:
        person = person_of(request.user.pk)
        if person is not None:
            return Clinic.objects.get(pk=person.clinic_id)
    phone = known_phone(request)
    if phone is not None:
        return phone.clinic
    # Most sites are one clinic. Where there are more, a guess could send a call to the wrong one.
    clinics = list(Clinic.objects.all()[:2])
    return clinics[0] if len(clinics) == 1 else None


def whom_to_call(request: HttpRequest) -> tuple[Reach, ...]:
    """Of the person's clinic; on a phone that is not known, what every clinic here would say."""
    clinic = clinic_of(request)
    if clinic is not None:
        return people_to_reach(clinic)
    said = [people_to_reach(each) for each in Clinic.objects.all()]
    return tuple(one for one in said[0] if all(one in each for each in said)) if said else ()


@dataclass(frozen=True, kw_only=True)
class Passkey:
    """One that a person uses instead of a PIN."""

    made_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Companion:
    """What staff see of a person's way into their own pages. Never a secret, never a PIN."""

    link: PatientLink | None
    sign_in: PatientSignIn | None
    phones: Sequence[OwnDevice]
    passkeys: Sequence[Passkey]

    @property
    def is_used(self) -> bool:
        return bool(self.phones or self.passkeys)

    @property
    def places(self) -> str:
        """Where it opens: "iPhone, Safari" or "2 phones and a passkey"."""
        phones = len(self.phones)
        named = self.phones[0].name if phones == 1 else f"{phones} phones" if phones else ""
        passkey = "a passkey" if len(self.passkeys) == 1 else f"{len(self.passkeys)} passkeys"
        return " and ".join(each for each in (named, passkey if self.passkeys else "") if each)

    @property
    def last_used_at(self) -> datetime | None:
        phones = [one.last_used_at for one in self.phones]
        passkeys = [one.last_used_at for one in self.passkeys if one.last_used_at]
        return max([*phones, *passkeys], default=None)


def companion_of(patient: Patient, now: datetime) -> Companion:
    """Inside the clinic's context."""
    sign_in = PatientSignIn.objects.open().filter(patient=patient).first()
    links = PatientLink.objects.filter(patient=patient).standing(now).select_related("made_by")
    return Companion(
        link=links.first(),
        sign_in=sign_in,
        phones=list(sign_in.devices.known()) if sign_in else [],
        passkeys=_passkeys(sign_in.account_id) if sign_in else [],
    )


def _passkeys(account_id: int) -> list[Passkey]:
    kept = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.WEBAUTHN)
    return [Passkey(made_at=one.created_at, last_used_at=one.last_used_at) for one in kept]
