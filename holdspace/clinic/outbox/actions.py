"""Queue a mail with the act it belongs to, take it back, send it again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.audit.actions import record
from holdspace.clinic.outbox.models import Mail

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.outbox.words import MailKind
    from holdspace.clinic.people.models import Patient, StaffMember
    from holdspace.clinic.people.roles import Actor

WORTH_SENDING_FOR = timedelta(days=2)
"""After so long a mail says nothing useful any more, unless who queues it knows better."""


class NotToBeSentAgain(Exception):
    """It was sent, or it waits, or its link is gone."""


def queue_mail(  # noqa: PLR0913 - who, what, when, where to, what about
    *,
    clinic_id: int,
    patient: Patient,
    kind: MailKind,
    not_before: datetime,
    link: str = "",
    not_after: datetime | None = None,
    about_kind: str = "",
    about_id: object = "",
) -> Mail:
    """A mail that leaves once `not_before` has come, and never after `not_after`.

    Call it inside the transaction of the act it belongs to: both are there, or neither is. About
    the same thing at the same time there is one mail, however often it is queued. `link` is a path
    of this site. Whether there is an address is looked at when it is sent.
    """
    return _queue(
        Mail(
            clinic_id=clinic_id,
            patient=patient,
            kind=kind,
            about_kind=about_kind,
            about_id=str(about_id),
            link=link,
            not_before=not_before,
            not_after=not_after or not_before + WORTH_SENDING_FOR,
        )
    )


def queue_staff_mail(
    *,
    staff: StaffMember,
    kind: MailKind,
    not_before: datetime,
    link: str,
    about_kind: str,
    about_id: object,
) -> Mail:
    """The same, to a colleague, at the address they sign in with."""
    return _queue(
        Mail(
            clinic_id=staff.clinic_id,
            staff=staff,
            kind=kind,
            about_kind=about_kind,
            about_id=str(about_id),
            link=link,
            not_before=not_before,
            not_after=not_before + WORTH_SENDING_FOR,
        )
    )


def cancel_mails(*, clinic_id: int, about_kind: str, about_id: object, now: datetime) -> int:
    """What is not sent yet about this is not needed any more. How many there were."""
    waiting = Mail.objects.filter(
        clinic_id=clinic_id,
        about_kind=about_kind,
        about_id=str(about_id),
        state=Mail.State.WAITING,
    )
    return waiting.update(state=Mail.State.CANCELLED, changed_at=now, link="")


@transaction.atomic
def send_again(*, actor: Actor, mail: Mail, now: datetime) -> None:
    """Somebody decided that it goes out once more, at once. Raises NotToBeSentAgain."""
    if not mail.may_go_again:
        raise NotToBeSentAgain("This mail cannot be sent again.")
    changed = Mail.objects.filter(pk=mail.pk, state=mail.state).update(
        state=Mail.State.WAITING,
        tries=0,
        try_at=now,
        changed_at=now,
        not_after=now + WORTH_SENDING_FOR,
        server_said="",
        told_at=None,
    )
    if not changed:
        raise NotToBeSentAgain("A colleague has sent it again just now.")
    record(
        actor=actor,
        act="send a mail again",
        patient_id=mail.patient_id,
        object_kind="mail",
        object_id=mail.pk,
    )


@transaction.atomic
def take_back(*, actor: Actor, mail: Mail, now: datetime) -> bool:
    """A mail that still waits does not leave. False when it was too late for that."""
    waiting = Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING)
    if not waiting.update(state=Mail.State.CANCELLED, changed_at=now):
        return False
    record(
        actor=actor,
        act="take a mail back",
        patient_id=mail.patient_id,
        object_kind="mail",
        object_id=mail.pk,
    )
    return True


def _queue(mail: Mail) -> Mail:
    """A second one about the same thing at the same time is the first one."""
    found, _ = Mail.objects.exclude(state=Mail.State.CANCELLED).get_or_create(
        clinic_id=mail.clinic_id,
        patient_id=mail.patient_id,
        staff_id=mail.staff_id,
        kind=mail.kind,
        about_kind=mail.about_kind,
        about_id=mail.about_id,
        not_before=mail.not_before,
        defaults={
            "link": mail.link,
            "not_after": mail.not_after,
            "try_at": mail.not_before,
            "changed_at": mail.not_before,
        },
    )
    return found
