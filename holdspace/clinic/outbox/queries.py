"""What waits in the outbox, what did not reach anybody, and what left lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.clinic.outbox.models import Mail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.clinic.people.roles import Actor

SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Mails:
    """The outbox of a clinic: what somebody has to look at first."""

    not_reached: Sequence[Mail]
    waiting: Sequence[Mail]
    sent: Sequence[Mail]
    waiting_count: int
    """Of people's."""
    waiting_to_staff: int

    @property
    def is_empty(self) -> bool:
        return not (self.not_reached or self.waiting or self.sent or self.waiting_to_staff)


def mails_of(actor: Actor) -> Mails:
    mails = Mail.objects.visible_to(actor).select_related("patient", "staff__account")
    not_reached = mails.filter(state__in=Mail.NOT_REACHED)
    all_waiting = mails.filter(state__in=(Mail.State.WAITING, Mail.State.BEING_SENT))
    waiting = all_waiting.filter(patient__isnull=False)
    sent = mails.filter(state=Mail.State.SENT, patient__isnull=False)
    return Mails(
        not_reached=list(not_reached.order_by("-changed_at")[:SHOWN]),
        waiting=list(waiting.order_by("try_at")[:SHOWN]),
        sent=list(sent.order_by("-changed_at")[:SHOWN]),
        waiting_count=waiting.count(),
        waiting_to_staff=all_waiting.filter(staff__isnull=False).count(),
    )
