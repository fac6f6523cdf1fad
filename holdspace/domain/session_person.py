"""How the person was, and who was with them: observations, supports, presence, guidance, scales."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, assert_never

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


@dataclass(kw_only=True)
class PersonDrawer:
    """The same while a log is being read: lists, since copying tuples at each entry adds up."""

    observations: list[Kept[Observed]] = field(default_factory=list)
    supports: list[Kept[SupportGiven]] = field(default_factory=list)
    looks: list[Kept[LookedIn]] = field(default_factory=list)
    presences: tuple[Presence, ...] = ()
    guidance_levels: list[Kept[GuidanceLevelSet]] = field(default_factory=list)
    guidance_steps: list[Kept[GuidanceStepTaken]] = field(default_factory=list)
    rungs: list[Kept[LadderRungTaken]] = field(default_factory=list)
    notes: list[Kept[NoteWritten]] = field(default_factory=list)
    ratings: list[Kept[Rated]] = field(default_factory=list)
    scores: list[Kept[ScaleScored]] = field(default_factory=list)

    def file(  # noqa: C901 - a flat match over a closed union
        self, kept: Kept[object], body: PersonEvent
    ) -> None:
        """Take in one more event."""
        match body:
            case Observed():
                self.observations.append(kept.holding(body))
            case SupportGiven():
                self.supports.append(kept.holding(body))
            case LookedIn():
                self.looks.append(kept.holding(body))
            case PresenceBegan():
                self.presences = _came(self.presences, body, kept.at)
            case PresenceEnded():
                self.presences = _left(self.presences, body.person, kept.at)
            case GuidanceLevelSet():
                self.guidance_levels.append(kept.holding(body))
            case GuidanceStepTaken():
                self.guidance_steps.append(kept.holding(body))
            case LadderRungTaken():
                self.rungs.append(kept.holding(body))
            case NoteWritten():
                self.notes.append(kept.holding(body))
            case Rated():
                self.ratings.append(kept.holding(body))
            case ScaleScored():
                self.scores.append(kept.holding(body))
            case _:
                assert_never(body)

    def closed(self) -> Person:
        """What is known of the person after all of them."""
        return Person(
            observations=tuple(self.observations),
            supports=tuple(self.supports),
            looks=tuple(self.looks),
            presences=self.presences,
            guidance_levels=tuple(self.guidance_levels),
            guidance_steps=tuple(self.guidance_steps),
            rungs=tuple(self.rungs),
            notes=tuple(self.notes),
            ratings=tuple(self.ratings),
            scores=tuple(self.scores),
        )


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
