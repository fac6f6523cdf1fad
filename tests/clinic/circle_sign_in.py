"""Somebody whom a patient invited, on their own phone, for tests of the circle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.test import Client
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.queries import as_person
from holdspace.clinic.supporters import actions
from holdspace.domain.grants import Bundle
from tests.clinic.own_sign_in import own_sign_in

if TYPE_CHECKING:
    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import OwnActor
    from holdspace.clinic.supporters.models import Supporter

PIN = "480613"


@dataclass(frozen=True)
class Invited:
    """A place that a person made, and the address of its link."""

    person: OwnActor
    supporter: Supporter
    link: str


def invited(
    patient: Patient, bundle: Bundle = Bundle.DAY_OF_HELPER, *, name: str = "Sam"
) -> Invited:
    """By the person's own act; nobody came in yet."""
    sign_in = own_sign_in(patient)
    with clinic_context(patient.clinic_id):
        person = as_person(sign_in.patient, sign_in.account_id)
        supporter, secret = actions.invite(
            person=person, name=name, relation="friend", bundle=bundle, now=timezone.now()
        )
    return Invited(person, supporter, f"/circle/join/{secret}/")


def came_in(invited: Invited, phone: Client | None = None) -> Client:
    """Their phone, after they chose a PIN by the link."""
    phone = phone or Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/130"})
    phone.post(invited.link)
    answer = phone.post("/circle/join-way", {"pin": PIN, "again": PIN})
    assert answer["Location"] == page_of(invited)
    return phone


def page_of(invited: Invited) -> str:
    return f"/circle/{invited.supporter.pk}/"
