"""Sign and withdraw consent: by the person on their own device, or before a witness."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.clinic.people.roles import OwnActor
from holdspace.clinic.tasks.actions import open_task
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.consult.announcing import announce_consent
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import IN_THE_ROOM, ItemOfConsent, item_of_consent
from holdspace.pathway.consult.signature import AS_WRITTEN, Allows, signature_of
from holdspace.pathway.consult.teach_back_queries import understanding_of
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.queries import is_medicine_acting

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.clinic.people.roles import Actor


class ConsentClosed(Exception):
    """The medicine acts: what a person agrees to now does not count."""


class AlreadySigned(Exception):
    """This item is signed on its current text, and goes as far already."""


class AlreadyWithdrawn(Exception):
    """This consent was withdrawn before."""


class NotYetTalkedThrough(Exception):
    """Nobody has heard from the person, in their words, what the treatment is."""


class ScopeMissing(Exception):
    """The text asks how far it goes, and nothing was said."""


class DeleteOnMissing(Exception):
    """A recording has a last day, and it is to come."""


CLOSED = (
    "No consent is given or widened while the medicine acts, from the dose until the person is "
    "found ready to go home. Withdrawing is open at any time."
)
NOT_YET_TALKED_THROUGH = (
    "First the questions about the treatment: the person answers them on their own phone, or you "
    "talk them through and note what was said."
)


@transaction.atomic
def give_consent(
    *,
    actor: Actor,
    course: Course,
    item: str,
    signed_name: str,
    now: datetime,
    allows: Allows = AS_WRITTEN,
) -> Consent:
    """A person signs one item on its current text before a witness. A signature that goes as far
    as `allows` says takes the place of the one before.

    Raises ConsentClosed, AlreadySigned, NotYetTalkedThrough, ScopeMissing, DeleteOnMissing.
    """
    consent = Consent(clinic_id=actor.clinic_id, recorded_by_id=actor.staff_id)
    return _sign(actor, _filled(consent, course, item, signed_name, allows), now)


@transaction.atomic
def give_own_consent(
    *,
    person: OwnActor,
    course: Course,
    item: str,
    signed_name: str,
    now: datetime,
    allows: Allows = AS_WRITTEN,
) -> Consent:
    """The same, by the person on their own device: whoever calls has asked again who they are."""
    consent = Consent(clinic_id=person.clinic_id, signed_by_person=True)
    return _sign(person, _filled(consent, course, item, signed_name, allows), now)


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent: Consent, now: datetime) -> None:
    """Open at any time, also while the medicine acts. Raises AlreadyWithdrawn."""
    _withdraw(actor, consent, now)


@transaction.atomic
def withdraw_own_consent(*, person: OwnActor, consent: Consent, now: datetime) -> None:
    """By the person, on their own device, at any time. Raises AlreadyWithdrawn."""
    _withdraw(person, consent, now)


def _filled(
    consent: Consent, course: Course, item: str, signed_name: str, allows: Allows
) -> Consent:
    consent.course, consent.item, consent.signed_name = course, item, signed_name.strip()
    consent.scope, consent.delete_on = allows.scope.strip(), allows.delete_on
    return consent


def _sign(signer: Actor | OwnActor, consent: Consent, now: datetime) -> Consent:
    course, item = consent.course, consent.item
    # The session locks the same row before its first dose: one of the two comes first.
    Course.objects.select_for_update().get(pk=course.pk)
    if is_medicine_acting(course.patient_id):
        raise ConsentClosed(CLOSED)
    standing = item_of_consent(course, item)
    _look_at(consent, standing, now)
    text = standing.text
    consent.text_version, consent.text_sha256 = text.version, text.fingerprint
    consent.meaning, consent.given_at = text.meaning, now.astimezone(UTC)
    consent.signature_sha256 = signature_of(consent)
    try:
        with transaction.atomic():
            Consent.objects.in_force().filter(course=course, item=item).update(replaced_at=now)
            consent.save(force_insert=True)
    except IntegrityError as clash:
        raise AlreadySigned(f"{text.title} is signed already.") from clash
    _note(signer, consent, "record a consent")
    announce_consent(course.patient_id)
    return consent


def _look_at(consent: Consent, standing: ItemOfConsent, now: datetime) -> None:
    """Whether this may be signed as it is filled in."""
    text, latest = standing.text, standing.latest
    if not text.asks_scope:
        consent.scope = ""
    elif not consent.scope:
        raise ScopeMissing(f"Say first: {text.asks_scope[0].lower()}{text.asks_scope[1:]}.")
    if not text.asks_delete_on:
        consent.delete_on = None
    elif consent.delete_on is None or consent.delete_on <= _today(consent.course, now):
        raise DeleteOnMissing("Name the day on which it is deleted. It is a day to come.")
    same = latest and (latest.scope, latest.delete_on) == (consent.scope, consent.delete_on)
    if standing.is_agreed and same:
        raise AlreadySigned(f"{text.title} is signed already.")
    if text.is_needed_for_dose and not understanding_of(consent.course).is_done:
        raise NotYetTalkedThrough(NOT_YET_TALKED_THROUGH)


def _today(course: Course, now: datetime) -> date:
    return now.astimezone(ZoneInfo(course.clinic.time_zone)).date()


def _withdraw(signer: Actor | OwnActor, consent: Consent, now: datetime) -> None:
    # A dose that begins holds the same row: it is before the withdrawal, or does not begin.
    Course.objects.select_for_update().get(pk=consent.course_id)
    noted_by = None if isinstance(signer, OwnActor) else signer.staff_id
    changed = (
        Consent.objects.in_force()
        .filter(pk=consent.pk)
        .update(withdrawn_at=now, withdrawn_by_id=noted_by, withdrawn_by_person=noted_by is None)
    )
    if not changed:
        raise AlreadyWithdrawn("This consent was withdrawn before.")
    _note(signer, consent, "withdraw a consent")
    open_task(
        clinic_id=consent.clinic_id,
        patient=consent.course.patient,
        kind=TaskKind.CONSENT_WITHDRAWN
        if consent.item in IN_THE_ROOM
        else TaskKind.CONSENT_CHANGED,
        now=now,
        about_kind="consent",
        about_id=consent.pk,
    )
    announce_consent(consent.course.patient_id)


def _note(signer: Actor | OwnActor, consent: Consent, act: str) -> None:
    if isinstance(signer, OwnActor):
        record_by_person(person=signer, act=act, object_kind="consent", object_id=consent.pk)
        return
    record(
        actor=signer,
        act=act,
        patient_id=consent.course.patient_id,
        object_kind="consent",
        object_id=consent.pk,
    )
