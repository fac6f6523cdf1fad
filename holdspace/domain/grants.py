"""What somebody in a person's circle is shown at a moment: by their bundle, by time, by a pause.

A person gives somebody they trust one of four bundles. It is looked at afresh on each request: it
begins, it may rest, it ends by itself or at once. A pause looks like a day without news. What a
bundle can never show is no part here at all: dose, readings, notes, diagnoses, scores, what is
kept apart by law. The numbers of hours and days are our own choice; none is a published standard.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

SOURCE = "Holdspace's own; no published standard."
RIDE_HOURS_AFTER_VISIT = 12
"""So long after a visit its driver still reads where and when it was."""
HELPER_HOURS_AFTER_VISIT = 72
"""The evening, the night and the days in which sleepiness would be a reason to call."""
DAYS_WITHOUT_VISIT = 30
"""How long a bundle for one visit stands while no visit is booked."""
DAYS_OF_A_CIRCLE = 90


class Bundle(StrEnum):
    """What a person gives in one choice."""

    RIDE_ONLY = "ride_only"
    DAY_OF_HELPER = "day_of_helper"
    CIRCLE = "circle"
    NOTHING_YET = "nothing_yet"


class Part(StrEnum):
    """One part of a supporter's page. There is no part for what they are never shown."""

    REACH = "reach"
    """Whom to call: stands on every page that is not dark."""
    SOMETHING_WRONG = "something_wrong"
    WHEN_AND_WHERE = "when_and_where"
    RIDE = "ride"
    WHAT_YOU_MAY_SEE = "what_you_may_see"
    WHAT_HELPS = "what_helps"
    TONIGHT = "tonight"
    CALL_IF = "call_if"
    THANKS = "thanks"
    THEIR_WORDS = "their_words"
    CHECK_INS = "check_ins"
    JOURNAL = "journal"
    """Entries that the person shared with this one, each by itself."""


class Item(StrEnum):
    """What a person chooses one by one, on top of the bundle *circle*."""

    WORDS_THAT_HELP = "words_that_help"
    WHEN_IT_GETS_HARD = "when_it_gets_hard"
    WHAT_TO_AVOID = "what_to_avoid"
    CHECK_INS = "check_ins"


class Look(StrEnum):
    """How a page stands as a whole."""

    OPEN = "open"
    QUIET = "quiet"
    """Nothing new: the same to see in a pause, before the bundle begins, and when nothing is on."""
    DARK = "dark"
    """It ended. By itself or at once: the page says the same."""


QUIET_PARTS = frozenset({Part.REACH, Part.SOMETHING_WRONG})
RIDE_PARTS = frozenset({Part.WHEN_AND_WHERE, Part.RIDE})
DAY_PARTS = RIDE_PARTS | {Part.WHAT_YOU_MAY_SEE, Part.WHAT_HELPS, Part.TONIGHT, Part.CALL_IF}
WITH_A_VISIT: dict[Bundle, frozenset[Part]] = {
    Bundle.RIDE_ONLY: RIDE_PARTS,
    Bundle.DAY_OF_HELPER: DAY_PARTS,
    Bundle.CIRCLE: DAY_PARTS,
    Bundle.NOTHING_YET: frozenset(),
}
HOURS_AFTER_VISIT: dict[Bundle, int] = {
    Bundle.RIDE_ONLY: RIDE_HOURS_AFTER_VISIT,
    Bundle.DAY_OF_HELPER: HELPER_HOURS_AFTER_VISIT,
    Bundle.CIRCLE: HELPER_HOURS_AFTER_VISIT,
    Bundle.NOTHING_YET: 0,
}
CHOSEN_WORDS = frozenset({Item.WORDS_THAT_HELP, Item.WHEN_IT_GETS_HARD, Item.WHAT_TO_AVOID})


# --- how a grant came to stand as it does ---------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Given:
    """A bundle was given, or another in its place. It stands from a moment until another."""

    bundle: Bundle
    begins_at: datetime
    until: datetime
    items: frozenset[Item] = frozenset()


@dataclass(frozen=True)
class Paused:
    """It rests."""


@dataclass(frozen=True)
class Resumed:
    """It rests no longer."""


@dataclass(frozen=True)
class Ended:
    """It is over, for good: to be shown anything again takes a new invitation."""


Change = Given | Paused | Resumed | Ended


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A grant after all its changes."""

    bundle: Bundle
    begins_at: datetime
    until: datetime
    items: frozenset[Item] = frozenset()
    is_paused: bool = False
    is_ended: bool = False


def standing_of(changes: Iterable[Change]) -> Standing | None:
    """What a history comes to; None before anything was given. After an end nothing counts."""
    standing: Standing | None = None
    for change in changes:
        if isinstance(change, Ended):
            return standing and replace(standing, is_ended=True)
        standing = _after(standing, change)
    return standing


def _after(standing: Standing | None, change: Given | Paused | Resumed) -> Standing | None:
    match change:
        case Given():
            return Standing(
                bundle=change.bundle,
                begins_at=change.begins_at,
                until=change.until,
                items=change.items,
                # Another bundle is no end of a pause: what rests, rests until it is taken up.
                is_paused=standing is not None and standing.is_paused,
            )
        case Paused():
            return standing and replace(standing, is_paused=True)
        case Resumed():
            return standing and replace(standing, is_paused=False)


# --- what it shows --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class VisitTimes:
    """From when to when the visit is that a page is about."""

    starts_at: datetime
    ends_at: datetime


def look_of(standing: Standing | None, *, now: datetime, is_withheld: bool) -> Look:
    """How the page stands. `is_withheld`: a clinician said that nothing is offered here."""
    if standing is None or standing.is_ended or now >= standing.until:
        return Look.DARK
    is_quiet = (
        is_withheld
        or standing.is_paused
        or now < standing.begins_at
        or standing.bundle is Bundle.NOTHING_YET
    )
    return Look.QUIET if is_quiet else Look.OPEN


def parts_shown(
    standing: Standing | None, *, now: datetime, is_withheld: bool, visit: VisitTimes | None
) -> frozenset[Part]:
    """The parts of the page at this moment. The visit is the next one, or the one that just was."""
    look = look_of(standing, now=now, is_withheld=is_withheld)
    if look is Look.DARK or standing is None:
        return frozenset()
    if look is Look.QUIET:
        return QUIET_PARTS
    parts = set(QUIET_PARTS)
    if is_about(standing.bundle, visit, now):
        parts |= WITH_A_VISIT[standing.bundle]
        if visit is not None and now >= visit.ends_at:
            parts.add(Part.THANKS)
    return frozenset(parts | _chosen(standing))


def is_about(bundle: Bundle, visit: VisitTimes | None, now: datetime) -> bool:
    """Whether a visit is still to come, goes on, or was not long ago, as far as a bundle goes."""
    if visit is None:
        return False
    return now < visit.ends_at + timedelta(hours=HOURS_AFTER_VISIT[bundle])


def _chosen(standing: Standing) -> set[Part]:
    if standing.bundle is not Bundle.CIRCLE:
        return set()
    parts = {Part.JOURNAL}
    if standing.items & CHOSEN_WORDS:
        parts.add(Part.THEIR_WORDS)
    if Item.CHECK_INS in standing.items:
        parts.add(Part.CHECK_INS)
    return parts


# --- when it ends by itself -----------------------------------------------------------------------


def ends_by_itself(
    bundle: Bundle, *, given_at: datetime, visit_ends_at: datetime | None
) -> datetime:
    """Until when a bundle stands that nobody says another end for."""
    if bundle in {Bundle.CIRCLE, Bundle.NOTHING_YET}:
        return given_at + timedelta(days=DAYS_OF_A_CIRCLE)
    if visit_ends_at is None:
        return given_at + timedelta(days=DAYS_WITHOUT_VISIT)
    return visit_ends_at + timedelta(hours=HOURS_AFTER_VISIT[bundle])


def ends_too_early(standing: Standing, visit_ends_at: datetime | None) -> bool:
    """Whether a booked visit lies after the end: the person is told, and may keep it longer."""
    return visit_ends_at is not None and standing.until <= visit_ends_at
