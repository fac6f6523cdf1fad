"""What is next for a person, as one card of the companion's home."""

from __future__ import annotations

from dataclasses import dataclass

STANDING = 90
"""From this rank on a card is a place that is always there: a row below, never the one card."""


@dataclass(frozen=True, kw_only=True)
class NextCard:
    """One thing to do or to know. The lowest rank stands on the card, the rest are rows below."""

    rank: int
    kicker: str
    """A few words above: when it is, or why it is asked."""
    title: str
    words: str
    action: str
    """What the button says."""
    href: str
    can_wait: bool = True
    """Whether it may wait for a day: the home of the first day after a session leaves it out."""
