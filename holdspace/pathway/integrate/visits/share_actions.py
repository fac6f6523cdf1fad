"""Share a summary, open it with its link and its word, and end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person, record_without_staff
from holdspace.clinic.context import share_key_context
from holdspace.clinic.own_access.phone import key_of, new_secret
from holdspace.pathway.consult.queries import item_of_consent
from holdspace.pathway.course.queries import is_medicine_acting, own_course
from holdspace.pathway.integrate.visits.models import Share, ShareOpening
from holdspace.pathway.integrate.visits.share_content import content_of, fingerprint
from holdspace.pathway.integrate.visits.told_words import as_told, new_word

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.models import Patient
    from holdspace.clinic.people.roles import Actor, OwnActor
    from holdspace.pathway.consult.models import Consent
    from holdspace.pathway.integrate.visits.share_content import Chosen

ABOUT = "share"


class NotAgreed(Exception):
    """There is no signature under *my therapist elsewhere* that counts."""


class NotNow(Exception):
    """While the medicine acts nothing new is agreed to, and nothing new is shared."""


class NotWhatWasSeen(Exception):
    """The chart has grown since the person looked: they look again first."""


class ShareOver(Exception):
    """It was ended, or ran out, or is void, or never was: whoever asks is told the same."""


def consent_to_share(person: OwnActor) -> Consent | None:
    """The signature in force that names the one to share with. None: nothing may be shared."""
    course = own_course(person)
    standing = item_of_consent(course, "sharing") if course else None
    return standing.latest if standing and standing.is_agreed else None


@transaction.atomic
def share(
    *, person: OwnActor, patient: Patient, chosen: Chosen, seen: str, now: datetime
) -> tuple[Share, str, str]:
    """The share, the secret of its link and its word; neither is kept. Raises as above."""
    if is_medicine_acting(person.patient_id):
        raise NotNow
    consent = consent_to_share(person)
    if consent is None:
        raise NotAgreed
    content = content_of(patient, chosen, now)
    if fingerprint(content) != seen:
        raise NotWhatWasSeen
    secret, word = new_secret(), new_word()
    made = Share.objects.create(
        clinic_id=person.clinic_id,
        patient=patient,
        consent=consent,
        to_whom=chosen.to_whom,
        purpose=chosen.purpose,
        items=list(chosen.items),
        content=content,
        secret_sha256=key_of(secret),
        word_hash=make_password(word),
        made_at=now,
        until=chosen.until,
    )
    record_by_person(person=person, act="share a summary", object_kind=ABOUT, object_id=made.pk)
    return made, secret, word


@transaction.atomic
def end_own(*, person: OwnActor, share: Share, now: datetime) -> bool:
    """The link opens nothing from now on. False when it was ended before."""
    ended = Share.objects.of_person(person).filter(pk=share.pk, ended_at=None)
    if not ended.update(ended_at=now):
        return False
    record_by_person(person=person, act="end a share", object_kind=ABOUT, object_id=share.pk)
    return True


@transaction.atomic
def end_for_person(*, actor: Actor, share: Share, now: datetime) -> bool:
    """The same by the staff, for a person who asks for it. False when it was ended before."""
    ended = Share.objects.filter(pk=share.pk, ended_at=None)
    done = bool(ended.update(ended_at=now, ended_by_id=actor.staff_id))
    record(
        actor=actor,
        act="end a share" if done else "see that a share is over",
        patient_id=share.patient_id,
        object_kind=ABOUT,
        object_id=share.pk,
    )
    return done


# --- by whoever has the link ----------------------------------------------------------------------


def share_of(token: str) -> tuple[UUID, int] | None:
    """Which share this link is for, and of which clinic; None for a link that never was."""
    with share_key_context(key_of(token)):
        found = Share.objects.filter(secret_sha256=key_of(token)).first()
        return (found.pk, found.clinic_id) if found else None


def is_standing(share_id: UUID, now: datetime) -> bool:
    """Whether it would still open. Inside the clinic's context."""
    return Share.objects.standing(now).filter(pk=share_id).exists()


@transaction.atomic
def try_word(*, share_id: UUID, typed: str, now: datetime) -> bool:
    """Whether this is the word; each wrong one is counted and shown to the person.

    Inside the clinic's context. Raises ShareOver.
    """
    held = _standing(share_id, now, is_held=True)
    if check_password(as_told(typed), held.word_hash):
        return True
    Share.objects.filter(pk=held.pk).update(wrong_tries=held.wrong_tries + 1)
    _note(held, ShareOpening.Kind.WRONG_WORD, now)
    return False


@transaction.atomic
def open_share(*, share_id: UUID, kind: ShareOpening.Kind, now: datetime) -> Share:
    """The summary, with a line that the person reads. Inside the clinic's context.

    Raises ShareOver: it may have ended since the word was given.
    """
    found = _standing(share_id, now)
    _note(found, kind, now)
    return found


def _standing(share_id: UUID, now: datetime, *, is_held: bool = False) -> Share:
    shares = Share.objects.standing(now).select_related("consent")
    if is_held:
        shares = shares.select_for_update(of=("self",))
    found = shares.filter(pk=share_id).first()
    if found is None:
        raise ShareOver
    return found


def _note(share: Share, kind: ShareOpening.Kind, now: datetime) -> None:
    ShareOpening.objects.create(clinic_id=share.clinic_id, share=share, kind=kind, at=now)
    record_without_staff(
        clinic_id=share.clinic_id,
        act=f"a shared summary: {kind.label.lower()}",
        patient_id=share.patient_id,
        object_kind=ABOUT,
        object_id=share.pk,
    )
