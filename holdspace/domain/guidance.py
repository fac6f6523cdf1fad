"""How much company, which card is open, which rung of the ladder: help for whoever sits there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from holdspace.domain.guidance_cards import CARDS, Card, Step
from holdspace.domain.guidance_ladder import LADDER
from holdspace.domain.presence import medicine_acts_until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.domain.protocol import Protocol
    from holdspace.domain.session import Session

MINUTE = timedelta(minutes=1)
OPEN_FOR = timedelta(minutes=30)
"""How long a card stays open after the observation that opened it (design default)."""

RATING_OPENS = {"distress": (4, "distress"), "nausea": (4, "nausea")}
"""A rating at or above this opens the card of that code (clinical reference 3.3, 6.2)."""


@dataclass(frozen=True, kw_only=True)
class Touch:
    """What was agreed about touch for this session. Nothing agreed is no touch."""

    is_allowed: bool = False
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownStep:
    """A step as it stands on the card now."""

    code: str
    text: str
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ShownRung:
    """A rung of the ladder as it stands now."""

    rung: int
    trigger: str
    action: str
    role: str
    taken_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ShownCard:
    """A card as it is shown: opened by what and when, its steps filled in."""

    id: str
    title: str
    opened_by: str | None
    opened_at: datetime | None
    steps: tuple[ShownStep, ...]
    source: str


def wears_off_in_minutes(session: Session, protocol: Protocol, now: datetime) -> int | None:
    """Minutes until the acute effects are expected to be over, at most; None before a dose.

    From the protocol's window, counted from the last dose. Said to the person, never a reason to
    send anybody home.
    """
    until = medicine_acts_until(session, protocol)
    return None if until is None else max(-(-(until - now) // MINUTE), 0)


def ladder(session: Session, protocol: Protocol, now: datetime) -> tuple[ShownRung, ...]:
    """The rungs for a hard experience, each with when it was last taken."""
    minutes = _words_for(wears_off_in_minutes(session, protocol, now))
    taken = {one.body.rung: one.at for one in session.person.rungs}
    return tuple(
        ShownRung(
            rung=rung.rung,
            trigger=rung.trigger,
            action=rung.action.replace("{minutes}", minutes),
            role=rung.role,
            taken_at=taken.get(rung.rung),
        )
        for rung in LADDER
    )


def _words_for(minutes: int | None) -> str:
    return "a few" if minutes in {None, 0} else str(minutes)


def open_cards(
    session: Session,
    protocol: Protocol,
    touch: Touch,
    now: datetime,
    *,
    raised: Mapping[str, datetime] | None = None,
) -> tuple[ShownCard, ...]:
    """The cards that what was observed in the last 30 minutes has opened, the latest first.

    `raised` brings codes from elsewhere with their time, such as `high_pressure` from our limits.
    """
    seen = {**_observed_codes(session, now), **(raised or {})}
    minutes = wears_off_in_minutes(session, protocol, now)
    opened = []
    for card in CARDS:
        openers = [(seen[code], code) for code in card.opened_by if code in seen]
        if openers and now - max(openers)[0] <= OPEN_FOR:
            opened_at, code = max(openers)
            opened.append(_shown(card, session, touch, minutes, (code, opened_at)))
    return tuple(sorted(opened, key=lambda card: (card.opened_at or now, card.id), reverse=True))


def all_cards(
    session: Session, protocol: Protocol, touch: Touch, now: datetime
) -> tuple[ShownCard, ...]:
    """Every card, for whoever wants to open one without an observation."""
    minutes = wears_off_in_minutes(session, protocol, now)
    return tuple(_shown(card, session, touch, minutes, None) for card in CARDS)


def _observed_codes(session: Session, now: datetime) -> dict[str, datetime]:
    seen = {one.body.code: one.at for one in session.person.observations if one.at <= now}
    for rating in session.person.ratings:
        opens_at, code = RATING_OPENS.get(rating.body.scale, (None, ""))
        if opens_at is not None and rating.body.score >= opens_at and rating.at <= now:
            seen[code] = max(rating.at, seen.get(code, rating.at))
    return seen


def _shown(
    card: Card,
    session: Session,
    touch: Touch,
    minutes: int | None,
    opened: tuple[str, datetime] | None,
) -> ShownCard:
    steps = tuple(
        ShownStep(
            code=step.code,
            text=_filled(step, touch, minutes),
            done_at=_done_at(card, step, session, opened[1] if opened else None),
        )
        for step in card.steps
        if not step.is_touch or (touch.is_allowed and touch.where.strip())
    )
    return ShownCard(
        id=card.id,
        title=card.title,
        opened_by=opened[0] if opened else None,
        opened_at=opened[1] if opened else None,
        steps=steps,
        source=card.source,
    )


def _filled(step: Step, touch: Touch, minutes: int | None) -> str:
    text = step.text.replace("{where}", touch.where.strip())
    return text.replace("{minutes}", _words_for(minutes))


def _done_at(card: Card, step: Step, session: Session, since: datetime | None) -> datetime | None:
    """When the step was last logged, since the card was opened this time."""
    done = [
        one.at
        for one in session.person.guidance_steps
        if one.body.card == card.id
        and one.body.step == step.code
        and (since is None or one.at >= since)
    ]
    return max(done, default=None)
