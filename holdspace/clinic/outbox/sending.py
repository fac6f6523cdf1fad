"""Send what is due, each mail at most once: it is claimed before the server hears of it.

A mail is written down as "being sent" and only then handed over. Cut off in between, or with the
line broken in the middle, nobody can know whether it went: it is then never tried again by the
program. It becomes "not known", the staff are told, and a person decides.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.outbox.server import (
    TIMEOUT_SECONDS,
    HandedOver,
    NotKnown,
    NotNow,
    Refused,
    Taken,
    hand_over,
)
from holdspace.clinic.outbox.words import CARRIES_A_SECRET, MailKind, letter
from holdspace.domain.mail_tries import wait_after

if TYPE_CHECKING:
    from datetime import datetime

CUT_OFF_AFTER = timedelta(seconds=TIMEOUT_SECONDS * 15)
"""Nothing takes so long to be handed over: whoever was sending it is gone."""
NO_ADDRESS = "There is no e-mail address for this person."
CUT_OFF = "The program was stopped while it was being sent."


def send_next(clinic_id: int, now: datetime) -> bool:
    """Send one mail that is due. Whether there may be more."""
    claimed = _claim(clinic_id, now)
    if claimed is None:
        return False
    if not claimed.address:
        came_of_it: HandedOver = Refused(said=NO_ADDRESS)
    else:
        subject, body = letter(MailKind(claimed.kind), _address_of(claimed))
        came_of_it = hand_over(claimed.pk, claimed.address, subject, body)
    _write_down(claimed, came_of_it, now)
    return True


def settle_what_was_cut_off(clinic_id: int, now: datetime) -> int:
    """Mails that somebody began to send and never finished, and those that are too late now."""
    with clinic_context(clinic_id):
        ours = Mail.objects.filter(clinic_id=clinic_id)
        cut_off = ours.filter(state=Mail.State.BEING_SENT, changed_at__lt=now - CUT_OFF_AFTER)
        count = cut_off.update(state=Mail.State.NOT_KNOWN, server_said=CUT_OFF, changed_at=now)
        late = ours.filter(state=Mail.State.WAITING, not_after__lt=now)
        # Asked for when its time had passed, as the first reminder of a visit booked for tomorrow.
        late.filter(queued_at__gt=F("not_after")).update(state=Mail.State.CANCELLED, changed_at=now)
        count += late.update(state=Mail.State.TOO_LATE, changed_at=now)
        gone = ours.exclude(link="").filter(
            kind__in=CARRIES_A_SECRET, state__in=(*Mail.NOT_REACHED, Mail.State.SENT)
        )
        gone.update(link="")
    return count


def _claim(clinic_id: int, now: datetime) -> Mail | None:
    """Say, in a transaction of its own, that this one is being sent now, by us and nobody else."""
    with clinic_context(clinic_id):
        due = Mail.objects.to_send(now).filter(clinic_id=clinic_id, not_after__gte=now)
        mail = due.order_by("try_at").select_for_update(skip_locked=True, of=("self",)).first()
        if mail is None:
            return None
        Mail.objects.filter(pk=mail.pk).update(
            state=Mail.State.BEING_SENT, tries=mail.tries + 1, changed_at=now
        )
        return Mail.objects.select_related("patient", "staff__account").get(pk=mail.pk)


def _address_of(mail: Mail) -> str:
    return f"{settings.SITE_ADDRESS}{mail.link}" if mail.link else ""


def _write_down(mail: Mail, came_of_it: HandedOver, now: datetime) -> None:
    changes: dict[str, object] = {"sent_to": mail.address, "changed_at": now}
    match came_of_it:
        case Taken():
            changes |= {"state": Mail.State.SENT, "server_said": ""}
        case Refused(said=said):
            changes |= {"state": Mail.State.NOT_TAKEN, "server_said": said}
        case NotKnown(said=said):
            changes |= {"state": Mail.State.NOT_KNOWN, "server_said": said}
        case NotNow(said=said):
            changes |= _again_later(mail, said, now)
    if changes["state"] != Mail.State.WAITING and MailKind(mail.kind) in CARRIES_A_SECRET:
        changes["link"] = ""
    with clinic_context(mail.clinic_id):
        # Only while it is still ours: what was settled meanwhile stays settled.
        Mail.objects.filter(pk=mail.pk, state=Mail.State.BEING_SENT, tries=mail.tries).update(
            **changes
        )


def _again_later(mail: Mail, said: str, now: datetime) -> dict[str, object]:
    wait = wait_after(mail.tries)
    if wait is None:
        return {"state": Mail.State.NOT_TAKEN, "server_said": said}
    return {"state": Mail.State.WAITING, "server_said": said, "try_at": now + wait}
