"""Whose account asks for a page of a circle, what stands for it now, and who is in a circle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.clinic.context import account_context, clinic_context, own_key_context
from holdspace.clinic.own_access.phone import key_of
from holdspace.clinic.people.roles import SupporterActor
from holdspace.clinic.supporters.models import CircleHold, GrantChange, Invitation, Supporter
from holdspace.domain.grants import (
    Bundle,
    Change,
    Ended,
    Given,
    Item,
    Look,
    Paused,
    Resumed,
    Standing,
    VisitTimes,
    look_of,
    parts_shown,
    standing_of,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.grants import Part


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place in one circle as it stands at a moment."""

    supporter: Supporter
    standing: Standing | None
    is_held: bool
    """A clinician said that no circle is offered to this person."""
    now: datetime

    @property
    def look(self) -> Look:
        return look_of(self.standing, now=self.now, is_withheld=self.is_held)

    @property
    def is_dark(self) -> bool:
        return self.look is Look.DARK

    @property
    def bundle(self) -> Bundle:
        return self.standing.bundle if self.standing else Bundle.NOTHING_YET

    @property
    def items(self) -> frozenset[Item]:
        return self.standing.items if self.standing else frozenset()

    def parts(self, visit: VisitTimes | None) -> frozenset[Part]:
        return parts_shown(self.standing, now=self.now, is_withheld=self.is_held, visit=visit)


@dataclass(frozen=True, kw_only=True)
class Member(Place):
    """One of a person's circle, as the person sees them."""

    invitation: Invitation | None
    """The link that waits to be used."""

    @property
    def may_read_journal(self) -> bool:
        """Whether an entry that is shared with them would be seen."""
        return self.supporter.joined_at is not None and self.bundle is Bundle.CIRCLE


# --- who asks -------------------------------------------------------------------------------------


def place_of(account_id: int, supporter_id: UUID, now: datetime) -> Place | None:
    """The place of this account under this id, asked afresh; None for anybody else's."""
    with account_context(account_id):
        found = Supporter.objects.of_account(account_id).filter(pk=supporter_id).first()
    if found is None:
        return None
    with clinic_context(found.clinic_id):
        return _place(_with_person(found.pk), now)


def places_of(account_id: int, now: datetime) -> tuple[Place, ...]:
    """All of an account's places, each from its own clinic."""
    with account_context(account_id):
        found = list(Supporter.objects.of_account(account_id).order_by("joined_at"))
    places = []
    for one in found:
        with clinic_context(one.clinic_id):
            places.append(_place(_with_person(one.pk), now))
    return tuple(places)


def as_supporter(supporter: Supporter) -> SupporterActor:
    """Inside the clinic's context."""
    patient = supporter.patient
    return SupporterActor(
        supporter_id=supporter.pk,
        account_id=supporter.account_id or 0,
        clinic_id=supporter.clinic_id,
        patient_id=supporter.patient_id,
        name=supporter.name,
        person_name=patient.first_name,
        clinic_name=patient.clinic.name,
        time_zone=patient.zone,
    )


def invitation_of(token: str, now: datetime) -> Invitation | None:
    """The invitation that this secret opens; None for one that is over, or never was."""
    with own_key_context(key_of(token)):
        return Invitation.objects.standing(now).filter(secret_sha256=key_of(token)).first()


# --- a person's circle ----------------------------------------------------------------------------


def members_of(patient_id: UUID, now: datetime) -> tuple[Member, ...]:
    """Everybody who is in it or was invited, but for those whose place ended. In the context."""
    rows = Supporter.objects.filter(patient_id=patient_id).select_related("patient__clinic")
    waiting = Invitation.objects.standing(now).filter(supporter__patient_id=patient_id)
    links = {one.supporter_id: one for one in waiting}
    changes = _changes_of(patient_id)
    is_held = is_circle_held(patient_id)
    members = [
        Member(
            supporter=row,
            standing=standing_of(changes.get(row.pk, [])),
            is_held=is_held,
            now=now,
            invitation=links.get(row.pk),
        )
        for row in rows
    ]
    return tuple(one for one in members if not one.is_dark)


def grants_of(patient_id: UUID, now: datetime) -> tuple[Member, ...]:
    """Those who came in and whose place stands, paused or not. Inside the clinic's context."""
    return tuple(one for one in members_of(patient_id, now) if one.supporter.joined_at is not None)


def member_of(supporter: Supporter, now: datetime) -> Member:
    """One of them, whether it stands or ended."""
    place = _place(_with_person(supporter.pk), now)
    invitation = Invitation.objects.standing(now).filter(supporter=supporter).first()
    return Member(
        supporter=place.supporter,
        standing=place.standing,
        is_held=place.is_held,
        now=now,
        invitation=invitation,
    )


def is_circle_held(patient_id: UUID) -> bool:
    latest = CircleHold.objects.filter(patient_id=patient_id).first()
    return latest is not None and latest.is_held


def _with_person(supporter_id: UUID) -> Supporter:
    return Supporter.objects.select_related("patient__clinic").get(pk=supporter_id)


def _place(supporter: Supporter, now: datetime) -> Place:
    changes = GrantChange.objects.filter(supporter=supporter)
    return Place(
        supporter=supporter,
        standing=standing_of([_change(one) for one in changes]),
        is_held=is_circle_held(supporter.patient_id),
        now=now,
    )


def _changes_of(patient_id: UUID) -> dict[UUID, list[Change]]:
    found: dict[UUID, list[Change]] = {}
    for row in GrantChange.objects.filter(supporter__patient_id=patient_id):
        found.setdefault(row.supporter_id, []).append(_change(row))
    return found


def _change(row: GrantChange) -> Change:
    match GrantChange.Kind(row.kind):
        case GrantChange.Kind.PAUSED:
            return Paused()
        case GrantChange.Kind.RESUMED:
            return Resumed()
        case GrantChange.Kind.ENDED:
            return Ended()
        case GrantChange.Kind.GIVEN:
            assert row.begins_at is not None  # noqa: S101 - the database holds both
            assert row.until is not None  # noqa: S101
            return Given(
                bundle=Bundle(row.bundle),
                begins_at=row.begins_at,
                until=row.until,
                items=frozenset(Item(one) for one in row.items),
            )
