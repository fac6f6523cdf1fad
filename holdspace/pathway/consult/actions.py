"""Sign and withdraw consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from holdspace.clinic.audit.actions import record
from holdspace.pathway.consult.consent_texts import CURRENT
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.course.models import Course
from holdspace.pathway.course.queries import is_medicine_acting

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor


class ConsentClosed(Exception):
    """The medicine acts: what a person agrees to now does not count."""


class AlreadySigned(Exception):
    """This item is signed on its current text."""


class AlreadyWithdrawn(Exception):
    """This consent was withdrawn before."""


CLOSED = (
    "No consent is given or widened while the medicine acts, from the dose until the person is "
    "found ready to go home. Withdrawing is open at any time."
)


@transaction.atomic
def give_consent(
    *, actor: Actor, course: Course, item: str, signed_name: str, now: datetime
) -> Consent:
    """A person signs one item on its current text. Raises ConsentClosed, AlreadySigned."""
    text = CURRENT[item]
    # The session locks the same row before its first dose: one of the two comes first.
    Course.objects.select_for_update().get(pk=course.pk)
    if is_medicine_acting(course.patient_id):
        raise ConsentClosed(CLOSED)
    if not item_of_consent(course, item).may_be_signed:
        raise AlreadySigned(f"{text.title} is signed already.")
    try:
        with transaction.atomic():
            consent = Consent.objects.create(
                clinic_id=actor.clinic_id,
                course=course,
                item=item,
                text_version=text.version,
                text_sha256=text.fingerprint,
                signed_name=signed_name,
                meaning=text.meaning,
                given_at=now,
                recorded_by_id=actor.staff_id,
            )
    except IntegrityError as clash:
        raise AlreadySigned(f"{text.title} is signed already.") from clash
    _note(actor, consent, "record a consent")
    return consent


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent: Consent, now: datetime) -> None:
    """Open at any time, also while the medicine acts. Raises AlreadyWithdrawn."""
    changed = Consent.objects.filter(pk=consent.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=now, withdrawn_by_id=actor.staff_id
    )
    if not changed:
        raise AlreadyWithdrawn("This consent was withdrawn before.")
    _note(actor, consent, "withdraw a consent")


def _note(actor: Actor, consent: Consent, act: str) -> None:
    record(
        actor=actor,
        act=act,
        patient_id=consent.course.patient_id,
        object_kind="consent",
        object_id=consent.pk,
    )
