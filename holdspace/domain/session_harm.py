"""Harm and its handling: acknowledged signals, adverse events, emergencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from holdspace.domain.session_events import (
    AdverseEventFollowed,
    AdverseEventNoted,
    EmergencyDeclared,
    EmergencyEnded,
    EmergencyStepTaken,
    HarmEvent,
    SignalAcknowledged,
)

if TYPE_CHECKING:
    from holdspace.domain.session_standing import Kept


@dataclass(frozen=True, kw_only=True)
class AdverseEvent:
    """One adverse event with all that was noted of it later, oldest first."""

    noted: Kept[AdverseEventNoted]
    follow_ups: tuple[Kept[AdverseEventFollowed], ...]

    @property
    def outcome(self) -> Literal["ongoing", "resolved", "transferred"]:
        """What is known of it now."""
        return self.follow_ups[-1].body.outcome if self.follow_ups else self.noted.body.outcome


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """An emergency, its steps as they happened, and its end once it has one."""

    declared: Kept[EmergencyDeclared]
    steps: tuple[Kept[EmergencyStepTaken], ...] = ()
    ended: Kept[EmergencyEnded] | None = None


@dataclass(frozen=True, kw_only=True)
class Harm:
    """What went wrong or might, and what was done."""

    acknowledgements: tuple[Kept[SignalAcknowledged], ...] = ()
    noted: tuple[Kept[AdverseEventNoted], ...] = ()
    followed: tuple[Kept[AdverseEventFollowed], ...] = ()
    emergencies: tuple[Emergency, ...] = ()

    @property
    def adverse_events(self) -> tuple[AdverseEvent, ...]:
        """The adverse events, each with its follow-ups."""
        return tuple(
            AdverseEvent(
                noted=noted,
                follow_ups=tuple(
                    follow
                    for follow in self.followed
                    if follow.body.adverse_event_id == noted.event_id
                ),
            )
            for noted in self.noted
        )

    @property
    def emergency(self) -> Emergency | None:
        """The emergency that is going on now, if one is."""
        latest = self.emergencies[-1] if self.emergencies else None
        return latest if latest is not None and latest.ended is None else None


def file_harm(harm: Harm, kept: Kept[object], body: HarmEvent) -> Harm:
    """What is known of harm after one more event."""
    match body:
        case SignalAcknowledged():
            harm = replace(harm, acknowledgements=(*harm.acknowledgements, kept.holding(body)))
        case AdverseEventNoted():
            harm = replace(harm, noted=(*harm.noted, kept.holding(body)))
        case AdverseEventFollowed():
            harm = replace(harm, followed=(*harm.followed, kept.holding(body)))
        case EmergencyDeclared():
            harm = _declare(harm, kept.holding(body))
        case EmergencyStepTaken():
            harm = _add_to_emergency(harm, step=kept.holding(body))
        case EmergencyEnded():
            harm = _add_to_emergency(harm, end=kept.holding(body))
    return harm


def _declare(harm: Harm, declared: Kept[EmergencyDeclared]) -> Harm:
    """A second press during an emergency is the same emergency."""
    if harm.emergency is not None:
        return harm
    return replace(harm, emergencies=(*harm.emergencies, Emergency(declared=declared)))


def _add_to_emergency(
    harm: Harm,
    *,
    step: Kept[EmergencyStepTaken] | None = None,
    end: Kept[EmergencyEnded] | None = None,
) -> Harm:
    """Steps belong to the latest emergency, also when they are written down after its end."""
    if not harm.emergencies:
        return harm
    latest = harm.emergencies[-1]
    steps = (*latest.steps, step) if step is not None else latest.steps
    mended = replace(latest, steps=steps, ended=end or latest.ended)
    return replace(harm, emergencies=(*harm.emergencies[:-1], mended))
