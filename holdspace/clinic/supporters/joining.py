"""From a link to a place: the first phone that goes on is bound to it, then a PIN or a passkey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction

from holdspace.clinic.access.pins import refuse_weak
from holdspace.clinic.audit.actions import record_without_staff
from holdspace.clinic.own_access.actions import LinkOver, Tried, judge_pin
from holdspace.clinic.own_access.phone import key_of, new_secret
from holdspace.clinic.people.models import SUPPORTER_EMAIL_DOMAIN, Account
from holdspace.clinic.supporters.announcing import announce
from holdspace.clinic.supporters.models import Invitation, Supporter, SupporterPhone
from holdspace.clinic.supporters.queries import member_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@transaction.atomic
def bind(*, invitation_id: UUID, phone_secret: str, now: datetime) -> str:
    """This phone goes on with the link, and no other may from now on. Raises LinkOver.

    What it is known by: the secret it had, or a new one.
    """
    secret = phone_secret or new_secret()
    invitation = _standing(invitation_id, now)
    if invitation.bound_sha256 is None:
        Invitation.objects.filter(pk=invitation.pk).update(bound_sha256=key_of(secret))
    elif not is_bound_to(invitation, secret):
        raise LinkOver
    return secret


def is_bound_to(invitation: Invitation, phone_secret: str) -> bool:
    return bool(phone_secret) and invitation.bound_sha256 == key_of(phone_secret)


@transaction.atomic
def bound_invitation(*, invitation_id: UUID, phone_secret: str, now: datetime) -> Invitation:
    """The link that this phone goes on with. Raises LinkOver."""
    invitation = _standing(invitation_id, now)
    if not is_bound_to(invitation, phone_secret):
        raise LinkOver
    return invitation


@transaction.atomic
def account_for(*, invitation_id: UUID, phone_secret: str, now: datetime) -> Account:
    """An account for somebody new; the link still stands. Raises LinkOver."""
    bound_invitation(invitation_id=invitation_id, phone_secret=phone_secret, now=now)
    # One name for one link: who comes back to choose a passkey finds the account made before.
    email = f"{invitation_id.hex}@{SUPPORTER_EMAIL_DOMAIN}"
    account = Account.objects.filter(email=email).first()
    if account is None:
        account = Account(email=email)
        account.set_unusable_password()
        account.save()
    return account


@transaction.atomic
def join_with_pin(
    *, invitation_id: UUID, phone_secret: str, pin: str, phone_name: str, now: datetime
) -> Supporter:
    """The link is used, and this phone opens by the PIN. Raises LinkOver, WeakPin."""
    invitation = bound_invitation(invitation_id=invitation_id, phone_secret=phone_secret, now=now)
    refuse_weak(pin)
    account = account_for(invitation_id=invitation_id, phone_secret=phone_secret, now=now)
    SupporterPhone.objects.create(
        clinic_id=invitation.clinic_id,
        account=account,
        key_sha256=key_of(phone_secret),
        name=phone_name,
        pin_hash=make_password(pin),
        made_at=now,
        last_used_at=now,
    )
    return _use(invitation, account, now)


@transaction.atomic
def join_as(
    *, invitation_id: UUID, phone_secret: str, account: Account, now: datetime
) -> Supporter:
    """The link is used by an account that proved itself: by a passkey, or signed in before.

    Raises LinkOver.
    """
    invitation = bound_invitation(invitation_id=invitation_id, phone_secret=phone_secret, now=now)
    return _use(invitation, account, now)


@transaction.atomic
def try_pin(*, phone: SupporterPhone, pin: str, now: datetime) -> Tried:
    """One at a time, counted before it is judged. Keep what this wrote whatever is answered."""
    phones = SupporterPhone.objects.select_for_update(of=("self",)).known()
    held = phones.filter(pk=phone.pk).first()
    if held is None or held.is_void:
        return Tried(is_right=False, tries_left=0)
    return judge_pin(held, pin, now)


def _standing(invitation_id: UUID, now: datetime) -> Invitation:
    """The row, kept as it is until this is over; its place must stand too. Raises LinkOver."""
    links = Invitation.objects.select_for_update(of=("self",)).standing(now)
    found = links.select_related("supporter").filter(pk=invitation_id).first()
    if found is None or member_of(found.supporter, now).is_dark:
        raise LinkOver
    return found


def _use(invitation: Invitation, account: Account, now: datetime) -> Supporter:
    Invitation.objects.filter(pk=invitation.pk).update(used_at=now)
    supporter = invitation.supporter
    Supporter.objects.filter(pk=supporter.pk).update(account=account, joined_at=now)
    supporter.account, supporter.joined_at = account, now
    record_without_staff(
        clinic_id=invitation.clinic_id,
        act="join somebody's circle",
        patient_id=supporter.patient_id,
        object_kind="supporter",
        object_id=supporter.pk,
    )
    announce(supporter.patient_id)
    return supporter
