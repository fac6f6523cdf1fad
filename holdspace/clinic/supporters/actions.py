"""Invite, give, pause, take up again, end; and a clinician's word that nothing is offered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record, record_by_person
from holdspace.clinic.own_access.phone import key_of
from holdspace.clinic.people.models import Patient
from holdspace.clinic.supporters.announcing import announce
from holdspace.clinic.supporters.models import CircleHold, GrantChange, Invitation, Supporter
from holdspace.clinic.supporters.phone import new_link_secret
from holdspace.clinic.supporters.queries import is_circle_held, member_of
from holdspace.domain.grants import Bundle, Item, ends_by_itself

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor, OwnActor

LINK_HOURS = 48
FOR_ONE_VISIT = frozenset({Bundle.RIDE_ONLY, Bundle.DAY_OF_HELPER})


class NotOffered(Exception):
    """A clinician said that nobody is invited here for now."""


class PlaceEnded(Exception):
    """The place ended; to be shown anything again takes a new invitation."""


class AlreadyJoined(Exception):
    """They are in: a link would be of no use to them."""


# --- by the person --------------------------------------------------------------------------------


@transaction.atomic
def invite(
    *,
    person: OwnActor,
    name: str,
    relation: str,
    bundle: Bundle,
    now: datetime,
    visit_ends_at: datetime | None = None,
) -> tuple[Supporter, str]:
    """Another place in this person's circle, and the secret of its link. Raises NotOffered."""
    _hold_the_circle(person)
    if is_circle_held(person.patient_id):
        raise NotOffered
    supporter = Supporter.objects.create(
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        name=name,
        relation=relation,
        invited_at=now,
    )
    until = ends_by_itself(bundle, given_at=now, visit_ends_at=visit_ends_at)
    _give(supporter, bundle, frozenset(), until, now)
    secret = _link(supporter, now)
    _note(person, supporter, "invite into their circle")
    return supporter, secret


@transaction.atomic
def new_link(*, person: OwnActor, supporter: Supporter, now: datetime) -> str:
    """Another link for who has not come in yet; the one before is over.

    Raises NotOffered, AlreadyJoined, PlaceEnded.
    """
    _hold_the_circle(person)
    if is_circle_held(person.patient_id):
        raise NotOffered
    standing = Supporter.objects.select_for_update().get(pk=supporter.pk)
    if standing.joined_at is not None:
        raise AlreadyJoined
    _refuse_ended(supporter, now)
    _end_links(supporter, now)
    _note(person, supporter, "make another link for their circle")
    return _link(supporter, now)


@transaction.atomic
def give(
    *,
    person: OwnActor,
    supporter: Supporter,
    bundle: Bundle,
    items: frozenset[Item],
    until: datetime,
    now: datetime,
) -> None:
    """Another bundle in place of the one before, from now on. A pause stays. Raises PlaceEnded."""
    _hold_the_circle(person)
    _refuse_ended(supporter, now)
    _give(supporter, bundle, items if bundle is Bundle.CIRCLE else frozenset(), until, now)
    _note(person, supporter, "change what a supporter is shown")
    announce(person.patient_id)


@transaction.atomic
def pause(*, person: OwnActor, supporter: Supporter, now: datetime) -> None:
    """They see a day without news, at once. Nobody tells them that it is a pause."""
    _change(person, supporter, GrantChange.Kind.PAUSED, "pause a supporter", now)


@transaction.atomic
def resume(*, person: OwnActor, supporter: Supporter, now: datetime) -> None:
    _change(person, supporter, GrantChange.Kind.RESUMED, "take a supporter up again", now)


@transaction.atomic
def end(*, person: OwnActor, supporter: Supporter, now: datetime) -> None:
    """Their page is dark and a link that waits is over, at once. Raises PlaceEnded."""
    _change(person, supporter, GrantChange.Kind.ENDED, "end a supporter's place", now)
    _end_links(supporter, now)


# --- by a clinician -------------------------------------------------------------------------------


@transaction.atomic
def hold_circle(
    *, actor: Actor, patient: Patient, is_held: bool, reason: str, now: datetime
) -> CircleHold:
    """Nobody is invited, and whoever is in it sees nothing new; or no longer so."""
    Patient.objects.select_for_update().get(pk=patient.pk)
    hold = CircleHold.objects.create(
        clinic_id=actor.clinic_id,
        patient=patient,
        is_held=is_held,
        reason=reason.strip(),
        noted_by_id=actor.staff_id,
        noted_at=now,
    )
    act = "hold a person's circle" if is_held else "offer a circle again"
    record(actor=actor, act=act, patient_id=patient.pk, object_kind="circle", object_id=hold.pk)
    announce(patient.pk)
    return hold


# --- what these share -----------------------------------------------------------------------------


def _hold_the_circle(person: OwnActor) -> None:
    """One change of a circle at a time: an end and a gift in the same moment come one by one."""
    Patient.objects.select_for_update().get(pk=person.patient_id)


def _refuse_ended(supporter: Supporter, now: datetime) -> None:
    if member_of(supporter, now).is_dark:
        raise PlaceEnded


def _give(
    supporter: Supporter, bundle: Bundle, items: frozenset[Item], until: datetime, now: datetime
) -> None:
    purposes = GrantChange.Purpose
    GrantChange.objects.create(
        clinic_id=supporter.clinic_id,
        supporter=supporter,
        kind=GrantChange.Kind.GIVEN,
        at=now,
        bundle=bundle.value,
        items=sorted(item.value for item in items),
        purpose=purposes.NEXT_VISIT if bundle in FOR_ONE_VISIT else purposes.WEEKS_AHEAD,
        begins_at=now,
        until=until,
    )


def _change(
    person: OwnActor, supporter: Supporter, kind: GrantChange.Kind, act: str, now: datetime
) -> None:
    _hold_the_circle(person)
    _refuse_ended(supporter, now)
    GrantChange.objects.create(
        clinic_id=supporter.clinic_id, supporter=supporter, kind=kind, at=now
    )
    _note(person, supporter, act)
    announce(person.patient_id)


def _link(supporter: Supporter, now: datetime) -> str:
    secret = new_link_secret()
    Invitation.objects.create(
        clinic_id=supporter.clinic_id,
        supporter=supporter,
        secret_sha256=key_of(secret),
        made_at=now,
        expires_at=now + timedelta(hours=LINK_HOURS),
    )
    return secret


def _end_links(supporter: Supporter, now: datetime) -> None:
    Invitation.objects.filter(supporter=supporter).standing(now).update(ended_at=now)


def _note(person: OwnActor, supporter: Supporter, act: str) -> None:
    record_by_person(person=person, act=act, object_kind="circle", object_id=supporter.pk)
