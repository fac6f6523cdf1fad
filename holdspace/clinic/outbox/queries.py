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

    @property
    def is_empty(self) -> bool:
        return not (self.not_reached or self.waiting or self.sent)


def mails_of(actor: Actor) -> Mails:
    mails = Mail.objects.visible_to(actor).select_related("patient", "staff__account")
    waiting = mails.filter(state__in=(Mail.State.WAITING, Mail.State.BEING_SENT))
    not_reached = mails.filter(state__in=Mail.NOT_REACHED)
    return Mails(
        not_reached=list(not_reached.order_by("-changed_at")[:SHOWN]),
        waiting=list(waiting.order_by("try_at")[:SHOWN]),
        sent=list(mails.filter(state=Mail.State.SENT).order_by("-changed_at")[:SHOWN]),
        waiting_count=waiting.count(),
    )
