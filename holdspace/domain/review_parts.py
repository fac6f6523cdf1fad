"""What a review of one cycle is made of: parts of a proposal, and points at which to think again.

A proposal supports a clinician's decision and never makes it. Each part says on which rule, source
and inputs it rests, how sure that is, and what would change it; or that there is none, and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Part(StrEnum):
    """What is proposed for the next session, in the order of the page."""

    DOSE = "dose"
    INTERVAL = "interval"
    LENGTH = "length"
    PREMEDICATION = "premedication"
    MONITORING = "monitoring"
    GUIDANCE = "guidance"
    SUPPORT = "support"


TITLES = {
    Part.DOSE: "Dose",
    Part.INTERVAL: "When",
    Part.LENGTH: "Time in the room",
    Part.PREMEDICATION: "Beforehand, to consider",
    Part.MONITORING: "Watching",
    Part.GUIDANCE: "Guidance",
    Part.SUPPORT: "Support",
}


@dataclass(frozen=True, kw_only=True)
class ReviewRule:
    """One numbered rule of `review_rules`."""

    id: str
    title: str
    source: str
    version: int = 1

    @property
    def basis(self) -> str:
        return f"Rule {self.id}, version {self.version}: {self.title}"


@dataclass(frozen=True, kw_only=True)
class Input:
    """One thing a proposal rests on: what, its value in words, when it was so, and whose it is."""

    name: str
    words: str
    as_of: datetime | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One part that is proposed, to consider."""

    part: Part
    rule: ReviewRule
    words: str
    value: str
    """The same for a form: mg/kg or mg, a day, minutes, a level; "" where there is no number."""
    inputs: tuple[Input, ...]
    uncertainty: str
    would_change: tuple[str, ...]

    @property
    def basis(self) -> str:
        return self.rule.basis

    @property
    def source(self) -> str:
        return self.rule.source

    @property
    def is_proposed(self) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class NoProposal:
    """One part of which nothing is proposed: which input keeps it back, and why."""

    part: Part
    rule: ReviewRule
    why: tuple[str, ...]
    inputs: tuple[Input, ...]
    would_change: tuple[str, ...]

    @property
    def basis(self) -> str:
        return self.rule.basis

    @property
    def source(self) -> str:
        return self.rule.source

    @property
    def is_proposed(self) -> bool:
        return False


Proposed = Suggestion | NoProposal


@dataclass(frozen=True, kw_only=True)
class ThinkPoint:
    """A stop-and-think point of the course: a decision to make anew, never one made."""

    rule: ReviewRule
    words: str
    inputs: tuple[Input, ...]

    @property
    def basis(self) -> str:
        return self.rule.basis

    @property
    def source(self) -> str:
        return self.rule.source


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Everything there is to say about the next session, part by part."""

    parts: tuple[Proposed, ...]
    think: tuple[ThinkPoint, ...]
    fingerprint: str
    """Of every input and rule: the same facts give the same, one other fact another."""

    def part(self, part: Part) -> Proposed:
        return next(one for one in self.parts if one.part is part)
