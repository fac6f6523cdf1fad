"""What an owner does about staff, a colleague about a lockout, the medical director about rules."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from holdspace.clinic.access.ending import end_all_sessions
from holdspace.clinic.audit.actions import record
from holdspace.clinic.people.models import Account, SignedStatement, StaffMember
from holdspace.clinic.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from holdspace.clinic.access.statements import Statement
    from holdspace.clinic.people.roles import Actor

_STARTING_PASSWORD_BYTES = 12


class EmailTaken(Exception):
    """The address signs in somewhere already."""


class NobodyWouldOwn(Exception):
    """The last owner of a clinic cannot give up being one."""


class NotYourOwn(Exception):
    """Something a colleague does, never the person themselves."""


class AlreadySo(Exception):
    """Somebody did this before."""


class NotMedicalDirector(Exception):
    """Only the medical director signs statements."""


@transaction.atomic
def enter_staff(
    *, actor: Actor, name: str, email: str, roles: Iterable[Role], is_medical_director: bool
) -> tuple[StaffMember, str]:
    """A new member of staff, and the password they start with. Raises EmailTaken."""
    password = secrets.token_urlsafe(_STARTING_PASSWORD_BYTES)
    try:
        with transaction.atomic():
            account = Account.objects.create_account(email=email.lower(), password=password)
    except IntegrityError as clash:
        raise EmailTaken("This e-mail address cannot be used.") from clash
    member = StaffMember.objects.create(
        clinic_id=actor.clinic_id,
        account=account,
        name=name,
        roles=[role.value for role in roles],
        is_medical_director=is_medical_director,
    )
    _note(actor, member, "enter staff")
    return member, password


@transaction.atomic
def change_staff(
    *,
    actor: Actor,
    member: StaffMember,
    name: str,
    roles: Iterable[Role],
    is_medical_director: bool,
) -> None:
    """Name and roles; they count from the next request on. Raises NobodyWouldOwn."""
    given = [role.value for role in roles]
    if Role.OWNER not in given:
        _refuse_without_owner(member)
    StaffMember.objects.filter(pk=member.pk).update(
        name=name, roles=given, is_medical_director=is_medical_director
    )
    _note(actor, member, "change staff")


@transaction.atomic
def disable_member(*, actor: Actor, member: StaffMember) -> None:
    """Whatever they have open ends now, on every device. Raises NobodyWouldOwn, AlreadySo."""
    _refuse_without_owner(member)
    if not StaffMember.objects.filter(pk=member.pk, is_active=True).update(is_active=False):
        raise AlreadySo(f"{member.name} is disabled already.")
    Account.objects.filter(pk=member.account_id).update(is_active=False)
    end_all_sessions(member.account)
    _note(actor, member, "disable staff")


@transaction.atomic
def enable_member(*, actor: Actor, member: StaffMember) -> None:
    """They may sign in again. Raises AlreadySo."""
    if not StaffMember.objects.filter(pk=member.pk, is_active=False).update(is_active=True):
        raise AlreadySo(f"{member.name} can sign in already.")
    Account.objects.filter(pk=member.account_id).update(is_active=True)
    _note(actor, member, "enable staff")


@transaction.atomic
def give_new_password(*, actor: Actor, member: StaffMember) -> str:
    """For who lost password or phone: a new password, no second step, nothing open.

    Raises NotYourOwn: one's own is changed on one's own page, where the old one is asked for.
    """
    if member.pk == actor.staff_id:
        raise NotYourOwn("Your own password is changed on your account page.")
    password = secrets.token_urlsafe(_STARTING_PASSWORD_BYTES)
    account = member.account
    account.set_password(password)
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    end_all_sessions(account)
    _note(actor, member, "give staff a new password")
    return password


def note_unlock(*, actor: Actor, member: StaffMember) -> None:
    """A lockout is ended by a second person. Raises NotYourOwn."""
    if member.pk == actor.staff_id:
        raise NotYourOwn("A colleague ends a lockout, not you.")
    _note(actor, member, "unlock staff")


@transaction.atomic
def sign_statement(*, actor: Actor, statement: Statement, now: datetime) -> SignedStatement:
    """The medical director signs. Raises NotMedicalDirector, AlreadySo."""
    _refuse_unless_director(actor)
    try:
        with transaction.atomic():
            signed = SignedStatement.objects.create(
                clinic_id=actor.clinic_id,
                subject=statement.subject,
                detail=statement.detail,
                text=statement.text,
                signed_by_id=actor.staff_id,
                signed_at=now,
            )
    except IntegrityError as clash:
        raise AlreadySo("This statement is in force already.") from clash
    record(actor=actor, act="sign a statement", object_kind="statement", object_id=signed.pk)
    return signed


@transaction.atomic
def end_statement(*, actor: Actor, signed: SignedStatement, now: datetime) -> None:
    """From now on it is not in force. Raises NotMedicalDirector, AlreadySo."""
    _refuse_unless_director(actor)
    changed = SignedStatement.objects.filter(pk=signed.pk, ended_at__isnull=True).update(
        ended_at=now
    )
    if not changed:
        raise AlreadySo("This statement had ended.")
    record(actor=actor, act="end a statement", object_kind="statement", object_id=signed.pk)


def _refuse_unless_director(actor: Actor) -> None:
    if not actor.is_medical_director:
        raise NotMedicalDirector("Only the medical director signs and ends statements.")


def _refuse_without_owner(member: StaffMember) -> None:
    owners = StaffMember.objects.filter(clinic_id=member.clinic_id).holding(Role.OWNER)
    locked = {owner.pk for owner in owners.select_for_update()}
    if locked == {member.pk}:
        raise NobodyWouldOwn(f"{member.name} is the only owner. Make somebody else one first.")


def _note(actor: Actor, member: StaffMember, act: str) -> None:
    record(actor=actor, act=act, object_kind="staff", object_id=member.pk)
