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
"""Only a corrected fact does away with these. The second may be signed for where the clinic's
medical director turned that on (clinical reference 1); the first never."""


class Needs(StrEnum):
    """What must happen about a finding, most urgent first."""

    CANNOT = "cannot"
    ANSWER = "answer"
    """Not known, and no signature stands in for an answer."""
    DIRECTOR = "director"
    """The medical director and a second clinician: only where this clinic turned that on."""
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
    as_medical_director: bool = False


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A finding, and who said what about it on these facts."""

    finding: Finding
    words: tuple[Word, ...] = ()
    absolute_may_pass: bool = False
    """By the settings it was found with."""

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.finding)

    @property
    def needs(self) -> Needs:
        if not self.finding.is_blocking:
            return Needs.TO_KNOW
        if self.finding.never_overridden:
            return Needs.ANSWER if self.finding.is_unknown else Needs.CANNOT
        asked = self._asked_for
        return Needs.SETTLED if asked in self._has else asked

    @property
    def _asked_for(self) -> Needs:
        """By the severity alone, whoever has signed."""
        match self.finding.severity:
            case Severity.ABSOLUTE if self.absolute_may_pass:
                return Needs.DIRECTOR
            case Severity.REVIEW_BY_TWO:
                return Needs.TWO
            case Severity.REVIEW:
                return Needs.PRESCRIBER
            case Severity.SAME_DAY:
                return Needs.ON_THE_DAY
            case _:
                return Needs.CANNOT

    @property
    def _has(self) -> frozenset[Needs]:
        """What the words on it are enough for."""
        by_two = len({word.by_id for word in self.words}) >= ENOUGH_FOR_TWO
        enough = {
            Needs.PRESCRIBER: self._has_prescriber,
            Needs.TWO: by_two and self._has_prescriber,
            Needs.DIRECTOR: by_two and self._has_director,
        }
        return frozenset(needs for needs, is_enough in enough.items() if is_enough)

    @property
    def is_open(self) -> bool:
        """Whether it keeps back a decision to treat."""
        return self.needs in OPEN

    @property
    def is_let_pass(self) -> bool:
        """Whether it would not be treated by our default, and two people signed for it."""
        return self.finding.severity is Severity.ABSOLUTE and self.needs is Needs.SETTLED

    @property
    def _has_prescriber(self) -> bool:
        return any(word.as_prescriber for word in self.words)

    @property
    def _has_director(self) -> bool:
        return any(word.as_medical_director for word in self.words)

    def why_not_by(
        self, by_id: str, *, is_prescriber: bool, is_medical_director: bool = False
    ) -> str:
        """Why this person's word would not help here; empty when it would."""
        shut = _NO_SIGNATURE.get(self.needs, "")
        if shut:
            return shut
        if any(word.by_id == by_id for word in self.words):
            return "You have signed for this. It takes a second person."
        if self.needs is Needs.SETTLED:
            return "This is settled already."
        if self.needs is Needs.DIRECTOR:
            waits = bool(self.words) and not self._has_director and not is_medical_director
            return "The medical director signs for this." if waits else ""
        is_last_for_two = bool(self.words) and not self._has_prescriber
        if not is_prescriber and (self.finding.severity is Severity.REVIEW or is_last_for_two):
            return "A prescriber signs for this."
        return ""


OPEN = frozenset({Needs.CANNOT, Needs.ANSWER, Needs.DIRECTOR, Needs.TWO, Needs.PRESCRIBER})
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
