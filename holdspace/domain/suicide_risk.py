"""The risk tier: none, low, moderate, high. It is a flow, not a block (clinical reference 1.5).

It comes from a licensed screener's answers or from a clinician's own judgement with its basis.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def minimum_response(self) -> str:
        """The least that follows: a design default of ours (clinical reference 1.5)."""
        return RESPONSES[self]


ORDER = tuple(Tier)
RESPONSES: dict[Tier, str] = {
    Tier.NONE: "Nothing more is due today. Ask again at the next contact.",
    Tier.LOW: "Note it, offer a safety plan, agree the day of the next contact.",
    Tier.MODERATE: "A clinician assesses it today. Safety plan updated, contact within 24 to"
    " 72 hours.",
    Tier.HIGH: "Assess now. The person is not left alone and goes home only by the decision of a"
    " named clinician.",
}


@dataclass(frozen=True, kw_only=True)
class ScreenerAnswers:
    """The screener's answers by question. None: not asked, skipped or unknown; never "no"."""

    question_1: bool | None = None
    question_2: bool | None = None
    question_3: bool | None = None
    question_4: bool | None = None
    question_5: bool | None = None
    behaviour_ever: bool | None = None
    behaviour_within_3_months: bool | None = None
    is_since_last_contact: bool = False
    """The follow-up version: any behaviour since is recent."""


def at_least(answers: ScreenerAnswers) -> Tier:
    """The tier that the answers given already reach; what is missing may only raise it."""
    recent = answers.behaviour_within_3_months or (
        answers.is_since_last_contact and answers.behaviour_ever
    )
    if answers.question_4 or answers.question_5 or recent:
        return Tier.HIGH
    if answers.question_3 or answers.behaviour_ever:
        return Tier.MODERATE
    if answers.question_1 or answers.question_2:
        return Tier.LOW
    return Tier.NONE


def tier_of(answers: ScreenerAnswers) -> Tier | None:
    """The tier (Posner 2011; clinical reference 5.2). None while a missing answer could raise it.

    Questions 3 to 5 are asked only after a yes to 2, and the second part of 6 only after a yes to
    the first: left out in that way they do not count as missing.
    """
    reached = at_least(answers)
    if reached is Tier.HIGH:
        return reached
    needed = [answers.question_1, answers.question_2, answers.behaviour_ever]
    if answers.question_2:
        needed += [answers.question_3, answers.question_4, answers.question_5]
    if answers.behaviour_ever:
        needed.append(answers.behaviour_within_3_months)
    return None if None in needed else reached


def is_step_up(before: Tier, now: Tier) -> bool:
    return ORDER.index(now) > ORDER.index(before)
