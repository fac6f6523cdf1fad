"""A patient who is signed in on their own phone, for tests of the companion."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.test import Client
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.models import PatientSignIn
from holdspace.clinic.own_access.queries import as_person
from holdspace.clinic.people.models import PATIENT_EMAIL_DOMAIN, Account

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import OwnActor


PIN = "480613"
MARAS_BIRTHDAY = {"day": "12", "month": "3", "year": "1984"}


def joined(link: str) -> Client:
    """Mara's phone, after she chose her PIN by a link."""
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; like Mac OS X) Safari/604.1"})
    phone.post(link, MARAS_BIRTHDAY)
    assert phone.post("/me/join-way", {"pin": PIN, "again": PIN})["Location"] == "/me/"
    return phone


def without_session(phone: Client) -> Client:
    """The same phone, signed out a month later."""
    del phone.cookies["session"]
    return phone


def sign_in_as_person(client: Client, patient: Patient) -> OwnActor:
    """Sign Django's client in as this patient, making the account on first use."""
    sign_in = own_sign_in(patient)
    client.force_login(sign_in.account)
    with clinic_context(patient.clinic_id):
        return as_person(sign_in.patient, sign_in.account_id)


def own_sign_in(patient: Patient) -> PatientSignIn:
    with clinic_context(patient.clinic_id):
        found = PatientSignIn.objects.open().filter(patient=patient).select_related("account")
        return found.first() or PatientSignIn.objects.create(
            clinic_id=patient.clinic_id,
            patient=patient,
            account=_account(),
            begun_at=timezone.now(),
        )


def open_companion(page: Page, origin: str, patient: Patient) -> OwnActor:
    """A browser that is signed in as this patient, on the companion's home."""
    client = Client()
    person = sign_in_as_person(client, patient)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": origin}])
    page.goto(f"{origin}/me/")
    return person


def _account() -> Account:
    account = Account(email=f"{uuid4().hex}@{PATIENT_EMAIL_DOMAIN}")
    account.set_unusable_password()
    account.save()
    return account
