"""Which touch counts now: what was planned, as long as the consent to touch stands under it.

Touch is opted into, place by place, and ends with a word (clinical reference 7.4). So a plan alone
allows nothing: without a consent in force, or written before the consent it would rest on, the
answer is no touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.guidance import Touch

if TYPE_CHECKING:
    from datetime import datetime

NO_TOUCH = "No touch"
NONE_AGREED = Touch()


@dataclass(frozen=True, kw_only=True)
class PlannedTouch:
    """What the guidance plan says, and when it was written."""

    is_allowed: bool
    where: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class TouchConsent:
    """The consent to touch, as far as it was signed."""

    signed_at: datetime
    counts: bool
    """On the text of today, unaltered, not withdrawn."""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TouchNow:
    """What may be done now, and why not more."""

    touch: Touch = NONE_AGREED
    why_not: str = ""
    """Why a planned touch does not count; empty when it does, and when none was planned."""

    @property
    def words(self) -> str:
        if self.touch.is_allowed:
            return f"{self.touch.where}, ask first"
        return f"{NO_TOUCH}: {self.why_not}" if self.why_not else NO_TOUCH


def touch_now(planned: PlannedTouch | None, consent: TouchConsent | None) -> TouchNow:
    """What the plan allows under the consent as it stands."""
    if consent is not None and consent.withdrawn_at is not None:
        return TouchNow(why_not="the person withdrew it")
    if planned is None or not planned.is_allowed:
        return TouchNow()
    if consent is None or not consent.counts:
        return TouchNow(why_not="the consent to touch is not signed")
    if planned.written_at < consent.signed_at:
        return TouchNow(why_not="the consent was signed after the plan, ask where again")
    return TouchNow(touch=Touch(is_allowed=True, where=planned.where))
