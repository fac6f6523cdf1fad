"""Going home: discharge facts a person saw, the escort, the signature, the hand-over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from holdspace.domain.session_events import (
    CriterionNoted,
    DischargeSigned,
    EscortArrived,
    HandedOver,
    HomeEvent,
)

if TYPE_CHECKING:
    from holdspace.domain.session_standing import Kept


@dataclass(frozen=True, kw_only=True)
class Home:
    """What was seen and done for the way home."""

    criteria: tuple[Kept[CriterionNoted], ...] = ()
    escort: Kept[EscortArrived] | None = None
    discharge_signed: Kept[DischargeSigned] | None = None
    handed_over: Kept[HandedOver] | None = None

    def criterion(self, code: str) -> Kept[CriterionNoted] | None:
        """The latest answer to one discharge fact."""
        return next((one for one in reversed(self.criteria) if one.body.code == code), None)


def file_home(home: Home, kept: Kept[object], body: HomeEvent) -> Home:
    """What is known of the way home after one more event."""
    match body:
        case CriterionNoted():
            home = replace(home, criteria=(*home.criteria, kept.holding(body)))
        case EscortArrived():
            home = replace(home, escort=kept.holding(body))
        case DischargeSigned():
            home = replace(home, discharge_signed=kept.holding(body))
        case HandedOver():
            home = replace(home, handed_over=kept.holding(body))
    return home
