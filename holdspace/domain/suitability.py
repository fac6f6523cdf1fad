"""May this person be treated? Findings, what clinicians said about each, and what may be decided.

A word on a finding counts on the facts it was given on. When one of them changes it is void, and
the finding stands open again. Source: clinical reference 1, severity words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from holdspace.domain.screening_settings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from holdspace.domain.screening_rule import Finding

ENOUGH_FOR_TWO = 2
SHUT = frozenset({Severity.ABSOLUTE_LABEL, Severity.ABSOLUTE})
"""No signature lets these pass; only a corrected fact does away with them."""


class Needs(StrEnum):
    """What must happen about a finding, most urgent first."""

    CANNOT = "cannot"
    ANSWER = "answer"
    """Not known, and no signature stands in for an answer."""
    TWO = "two"
    PRESCRIBER = "prescriber"
    SETTLED = "settled"
    ON_THE_DAY = "on_the_day"
    TO_KNOW = "to_know"


class Verdict(StrEnum):
    """What a decision says."""

    GO = "go"
    GO_WITH_CONDITIONS = "go_with_conditions"
    DEFER = "defer"
    NOT_SUITABLE = "not_suitable"


LETS_TREAT = frozenset({Verdict.GO, Verdict.GO_WITH_CONDITIONS})


@dataclass(frozen=True, kw_only=True)
class Word:
    """One clinician's word on a finding."""

    by_id: str
    by: str
    as_prescriber: bool
    reason: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A finding, and who said what about it on these facts."""

    finding: Finding
    words: tuple[Word, ...] = ()

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.finding)

    @property
    def needs(self) -> Needs:
        severity = self.finding.severity
        if severity.is_blocking and self.finding.never_overridden and self.finding.is_unknown:
            return Needs.ANSWER
        if severity in SHUT or (self.finding.never_overridden and severity.is_blocking):
            return Needs.CANNOT
        match severity:
            case Severity.REVIEW_BY_TWO:
                return Needs.SETTLED if self._agreed_by_two else Needs.TWO
            case Severity.REVIEW:
                return Needs.SETTLED if self._has_prescriber else Needs.PRESCRIBER
            case Severity.SAME_DAY:
                return Needs.ON_THE_DAY
            case _:
                return Needs.TO_KNOW

    @property
    def is_open(self) -> bool:
        """Whether it keeps back a decision to treat."""
        return self.needs in {Needs.CANNOT, Needs.ANSWER, Needs.TWO, Needs.PRESCRIBER}

    @property
    def _has_prescriber(self) -> bool:
        return any(word.as_prescriber for word in self.words)

    @property
    def _agreed_by_two(self) -> bool:
        people = {word.by_id for word in self.words}
        return self._has_prescriber and len(people) >= ENOUGH_FOR_TWO

    def why_not_by(self, by_id: str, *, is_prescriber: bool) -> str:
        """Why this person's word would not help here; empty when it would."""
        shut = _NO_SIGNATURE.get(self.needs, "")
        if shut:
            return shut
        if any(word.by_id == by_id for word in self.words):
            return "You have signed for this. It takes a second person."
        if self.needs is Needs.SETTLED:
            return "This is settled already."
        is_last_for_two = bool(self.words) and not self._has_prescriber
        if not is_prescriber and (self.finding.severity is Severity.REVIEW or is_last_for_two):
            return "A prescriber signs for this."
        return ""


_NO_SIGNATURE = {
    Needs.CANNOT: "No signature lets this pass. Only a corrected fact does.",
    Needs.ANSWER: "No signature stands in for this. Only an answer does.",
    Needs.ON_THE_DAY: "Nobody has to sign for this one: it is looked at on the day.",
    Needs.TO_KNOW: "Nobody has to sign for this one.",
}


def fingerprint(finding: Finding) -> str:
    """The same while rule, version, severity and facts are; a new date alone changes nothing."""
    facts = sorted((used.code, used.words) for used in finding.used)
    said = [finding.rule_id, finding.rule_version, finding.severity.value, finding.is_unknown]
    return sha256(json.dumps([*said, facts, *finding.rules]).encode()).hexdigest()


def fingerprint_of_all(standings: Iterable[Standing]) -> str:
    """Of everything that was on the page: a decision is signed on what was read."""
    said = sorted((one.fingerprint, *sorted(word.by_id for word in one.words)) for one in standings)
    return sha256(json.dumps(said).encode()).hexdigest()


def what_keeps_from(verdict: Verdict, standings: Sequence[Standing]) -> str:
    """Why this may not be decided on these findings; empty when it may."""
    if verdict not in LETS_TREAT:
        return ""
    shut = [one.finding.title for one in standings if one.needs is Needs.CANNOT]
    if shut:
        return f"As things stand this person cannot be treated: {'; '.join(shut)}."
    still_open = [one.finding.title for one in standings if one.is_open]
    if still_open:
        return f"Still open: {'; '.join(still_open)}. Each needs its signature first."
    return ""


def appeared_since(signed: Iterable[str], standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Findings that would keep a decision back and that were not there when it was signed.

    `signed` holds the fingerprints of the findings the decision rests on.
    """
    known = frozenset(signed)
    return tuple(
        one
        for one in standings
        if one.finding.severity in _KEEPS_BACK and one.fingerprint not in known
    )


_KEEPS_BACK = SHUT | {Severity.REVIEW_BY_TWO, Severity.REVIEW}
