"""Make a link for a person, let them in by it, and end all of it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.urls import reverse

from holdspace.clinic.access.ending import end_all_sessions
from holdspace.clinic.access.pins import WeakPin, refuse_weak
from holdspace.clinic.audit.actions import record, record_by_person, record_without_staff
from holdspace.clinic.outbox.actions import queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.own_access.models import (
    MOST_WRONG_BIRTHDAYS,
    MOST_WRONG_PINS,
    OwnDevice,
    PatientLink,
    PatientSignIn,
    PinnedPhone,
)
from holdspace.clinic.own_access.phone import key_of, new_secret
from holdspace.clinic.own_access.queries import as_person
from holdspace.clinic.people.models import PATIENT_EMAIL_DOMAIN, Account

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor, OwnActor

LINK_DAYS = 7


class LinkOver(Exception):
    """The link was used, ended, ran out, or there never was one: whoever asks is told the same."""


class NothingToEnd(Exception):
    """Somebody ended it before, or it never was."""


# --- by staff -------------------------------------------------------------------------------------


@transaction.atomic
def make_link(
    *, actor: Actor, patient: Patient, now: datetime, is_by_mail: bool = False
) -> tuple[PatientLink, str]:
    """A link that lets this person in once, and the secret in it. Links made before are over."""
    PatientLink.objects.filter(patient=patient).standing(now).update(ended_at=now)
    secret = new_secret()
    link = PatientLink.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        secret_sha256=key_of(secret),
        made_by_id=actor.staff_id,
        made_at=now,
        expires_at=now + timedelta(days=LINK_DAYS),
    )
    if is_by_mail:
        queue_mail(
            clinic_id=actor.clinic_id,
            patient=patient,
            kind=MailKind.OWN_LINK,
            not_before=now,
            link=reverse("own_access:join", args=[secret]),
            not_after=link.expires_at,
            about_kind="companion link",
            about_id=link.pk,
        )
    _note(actor, patient, "send a companion link" if is_by_mail else "make a companion link")
    return link, secret


@transaction.atomic
def end_access(*, actor: Actor, patient: Patient, now: datetime) -> None:
    """Nothing of the companion opens any more, on any phone, from now on. Raises NothingToEnd.

    What the person wrote stays in the chart. A new link lets them in again.
    """
    links = PatientLink.objects.filter(patient=patient).standing(now).update(ended_at=now)
    sign_in = PatientSignIn.objects.select_for_update().filter(patient=patient, ended_at=None)
    held = sign_in.first()
    if held is None and not links:
        raise NothingToEnd("There is nothing to end: no link and no phone.")
    if held is not None:
        PatientSignIn.objects.filter(pk=held.pk).update(ended_at=now, ended_by_id=actor.staff_id)
        OwnDevice.objects.filter(sign_in=held, ended_at=None).update(ended_at=now)
        Account.objects.filter(pk=held.account_id).update(is_active=False)
        Authenticator.objects.filter(user_id=held.account_id).delete()
        end_all_sessions(held.account)
    _note(actor, patient, "end companion access")


@transaction.atomic
def end_phone(*, actor: Actor, device: OwnDevice, now: datetime) -> None:
    """A phone was lost: its PIN opens nothing, and whatever is open anywhere closes.

    Other phones stay known, and ask for their PIN again. Raises NothingToEnd.
    """
    if not OwnDevice.objects.filter(pk=device.pk, ended_at=None).update(ended_at=now):
        raise NothingToEnd("This phone was ended before.")
    end_all_sessions(device.sign_in.account)
    _note(actor, device.sign_in.patient, "end a phone of the companion")


# --- by the person --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of a try: whether it was right, and how many more there are."""

    is_right: bool
    tries_left: int


@transaction.atomic
def try_birthday(*, link_id: UUID, born_on: date, now: datetime) -> Tried:
    """Whether whoever holds the link knows whose it is. Counted before it is judged.

    Raises LinkOver. Keep what this wrote whatever is answered.
    """
    link = _standing_link(link_id, now)
    is_right = link.patient.born_on == born_on
    tries = link.wrong_tries + (not is_right)
    PatientLink.objects.filter(pk=link.pk).update(wrong_tries=tries)
    if not is_right:
        _note_wrong(link.patient, "give a wrong date of birth")
    return Tried(is_right=is_right, tries_left=MOST_WRONG_BIRTHDAYS - tries)


@transaction.atomic
def open_sign_in(*, link_id: UUID, now: datetime) -> PatientSignIn:
    """The account behind a link, made on first use; the link still stands. Raises LinkOver."""
    link = _standing_link(link_id, now)
    return _sign_in_of(link.patient, now)


@transaction.atomic
def join_with_pin(
    *, link_id: UUID, pin: str, phone_name: str, now: datetime
) -> tuple[OwnDevice, str]:
    """The link is used, and this phone known by a new secret. Raises LinkOver, WeakPin."""
    link = _standing_link(link_id, now)
    _refuse_weak(pin, link.patient)
    sign_in = _sign_in_of(link.patient, now)
    _use(link, sign_in, now)
    return _new_phone(sign_in, pin=pin, name=phone_name, now=now)


@transaction.atomic
def join_with_passkey(*, link_id: UUID, now: datetime) -> PatientSignIn:
    """The link is used; the passkey was proved before. Raises LinkOver."""
    link = _standing_link(link_id, now)
    sign_in = _sign_in_of(link.patient, now)
    _use(link, sign_in, now)
    return sign_in


@transaction.atomic
def try_pin(*, device: OwnDevice, pin: str, now: datetime) -> Tried:
    """One at a time, counted before it is judged. Keep what this wrote whatever is answered."""
    held = OwnDevice.objects.select_for_update().known().filter(pk=device.pk).first()
    if held is None or held.is_void:
        return Tried(is_right=False, tries_left=0)
    tried = judge_pin(held, pin, now)
    if not tried.is_right:
        _note_wrong(held.sign_in.patient, "give a wrong PIN")
    return tried


def judge_pin(held: PinnedPhone, pin: str, now: datetime) -> Tried:
    """Whether it is this phone's PIN; the row is held, and the try on it, before anybody knows."""
    is_right = check_password(pin, held.pin_hash)
    held.wrong_tries = 0 if is_right else held.wrong_tries + 1
    held.last_used_at = now if is_right else held.last_used_at
    held.save(update_fields=["wrong_tries", "last_used_at"])
    return Tried(is_right=is_right, tries_left=MOST_WRONG_PINS - held.wrong_tries)


@transaction.atomic
def set_pin(
    *, person: OwnActor, device: OwnDevice | None, pin: str, phone_name: str, now: datetime
) -> str | None:
    """Another PIN on this phone; on one that is not known, the secret it is then known by.

    Raises WeakPin.
    """
    sign_in = PatientSignIn.objects.select_related("patient").get(account_id=person.account_id)
    _refuse_weak(pin, sign_in.patient)
    record_by_person(person=person, act="set a PIN", object_kind="own device")
    if device is None:
        _, secret = _new_phone(sign_in, pin=pin, name=phone_name, now=now)
        return secret
    OwnDevice.objects.of_person(person).filter(pk=device.pk).update(
        pin_hash=make_password(pin), wrong_tries=0
    )
    return None


def _standing_link(link_id: UUID, now: datetime) -> PatientLink:
    """The row, kept as it is until this is over: two who use it at once wait for each other."""
    links = PatientLink.objects.select_for_update(of=("self",)).standing(now)
    link = links.select_related("patient__clinic").filter(pk=link_id).first()
    if link is None:
        raise LinkOver
    return link


def _sign_in_of(patient: Patient, now: datetime) -> PatientSignIn:
    """Their open way in. A second link leads to the same account: another phone, not a person."""
    found = PatientSignIn.objects.open().filter(patient=patient).select_related("account").first()
    if found is not None:
        return found
    account = Account(email=f"{uuid4().hex}@{PATIENT_EMAIL_DOMAIN}")
    account.set_unusable_password()
    account.save()
    return PatientSignIn.objects.create(
        clinic_id=patient.clinic_id, patient=patient, account=account, begun_at=now
    )


def _use(link: PatientLink, sign_in: PatientSignIn, now: datetime) -> None:
    PatientLink.objects.filter(pk=link.pk).update(used_at=now)
    person = as_person(link.patient, sign_in.account_id)
    record_by_person(
        person=person, act="join the companion", object_kind="companion link", object_id=link.pk
    )


def _new_phone(
    sign_in: PatientSignIn, *, pin: str, name: str, now: datetime
) -> tuple[OwnDevice, str]:
    secret = new_secret()
    device = OwnDevice.objects.create(
        clinic_id=sign_in.clinic_id,
        sign_in=sign_in,
        key_sha256=key_of(secret),
        name=name,
        pin_hash=make_password(pin),
        made_at=now,
        last_used_at=now,
    )
    return device, secret


def _refuse_weak(pin: str, patient: Patient) -> None:
    """Raises WeakPin: on top of the rest, for the day of birth, which others know."""
    refuse_weak(pin)
    born = patient.born_on
    for shape in ("%d%m%y", "%m%d%y", "%y%m%d", "%d%m%Y", "%m%d%Y", "%Y%m%d"):
        if pin == born.strftime(shape):
            raise WeakPin("This is your date of birth. Others may know it. Choose another.")


def _note(actor: Actor, patient: Patient, act: str) -> None:
    record(actor=actor, act=act, patient_id=patient.pk, object_kind="companion")


def _note_wrong(patient: Patient, act: str) -> None:
    """Whoever it was: a line that names nobody but whose door it is."""
    record_without_staff(
        clinic_id=patient.clinic_id,
        act=act,
        patient_id=patient.pk,
        object_kind="companion",
        object_id="",
    )
