"""How the person was, and who was with them: observations, supports, presence, guidance, scales."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from holdspace.domain.session_events import (
    GuidanceLevelSet,
    GuidanceStepTaken,
    LadderRungTaken,
    LookedIn,
    NoteWritten,
    Observed,
    PersonEvent,
    PresenceBegan,
    PresenceEnded,
    Rated,
    ScaleScored,
    SupportGiven,
)

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.domain.session_standing import Kept


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Somebody was with the person, from when to when. An open end means: still there."""

    person: str
    manner: Literal["quiet", "guiding"]
    began_at: datetime
    ended_at: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether this person was there at that moment."""
        return self.began_at <= moment and (self.ended_at is None or moment < self.ended_at)


@dataclass(frozen=True, kw_only=True)
class Person:
    """Everything seen, said, done for and asked of the person."""

    observations: tuple[Kept[Observed], ...] = ()
    supports: tuple[Kept[SupportGiven], ...] = ()
    looks: tuple[Kept[LookedIn], ...] = ()
    presences: tuple[Presence, ...] = ()
    guidance_levels: tuple[Kept[GuidanceLevelSet], ...] = ()
    guidance_steps: tuple[Kept[GuidanceStepTaken], ...] = ()
    rungs: tuple[Kept[LadderRungTaken], ...] = ()
    notes: tuple[Kept[NoteWritten], ...] = ()
    ratings: tuple[Kept[Rated], ...] = ()
    scores: tuple[Kept[ScaleScored], ...] = ()

    def with_the_person(self, moment: datetime) -> tuple[Presence, ...]:
        """Who is with the person at a moment."""
        return tuple(presence for presence in self.presences if presence.covers(moment))

    def ratings_of(self, scale: str) -> tuple[Kept[Rated], ...]:
        """The 0-10 ratings of one scale, oldest first."""
        return tuple(rating for rating in self.ratings if rating.body.scale == scale)

    def scores_of(self, scale: str) -> tuple[Kept[ScaleScored], ...]:
        """The scores of one instrument, oldest first."""
        return tuple(score for score in self.scores if score.body.scale == scale)

    def observed(self, *codes: str) -> tuple[Kept[Observed], ...]:
        """The observations with one of these codes, oldest first."""
        return tuple(one for one in self.observations if one.body.code in codes)


def file_person(  # noqa: C901 - a flat match over a closed union
    person: Person, kept: Kept[object], body: PersonEvent
) -> Person:
    """What is known of the person after one more event."""
    match body:
        case Observed():
            person = replace(person, observations=(*person.observations, kept.holding(body)))
        case SupportGiven():
            person = replace(person, supports=(*person.supports, kept.holding(body)))
        case LookedIn():
            person = replace(person, looks=(*person.looks, kept.holding(body)))
        case PresenceBegan():
            person = replace(person, presences=_came(person.presences, body, kept.at))
        case PresenceEnded():
            person = replace(person, presences=_left(person.presences, body.person, kept.at))
        case GuidanceLevelSet():
            person = replace(person, guidance_levels=(*person.guidance_levels, kept.holding(body)))
        case GuidanceStepTaken():
            person = replace(person, guidance_steps=(*person.guidance_steps, kept.holding(body)))
        case LadderRungTaken():
            person = replace(person, rungs=(*person.rungs, kept.holding(body)))
        case NoteWritten():
            person = replace(person, notes=(*person.notes, kept.holding(body)))
        case Rated():
            person = replace(person, ratings=(*person.ratings, kept.holding(body)))
        case ScaleScored():
            person = replace(person, scores=(*person.scores, kept.holding(body)))
    return person


def _came(
    presences: tuple[Presence, ...], came: PresenceBegan, at: datetime
) -> tuple[Presence, ...]:
    """Coming again in another manner ends the first presence where the second begins."""
    return (
        *_left(presences, came.person, at),
        Presence(person=came.person, manner=came.manner, began_at=at),
    )


def _left(presences: tuple[Presence, ...], person: str, at: datetime) -> tuple[Presence, ...]:
    return tuple(
        replace(presence, ended_at=at)
        if presence.person == person and presence.ended_at is None
        else presence
        for presence in presences
    )
