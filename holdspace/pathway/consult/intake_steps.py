"""The intake as a person goes through it: parts, and in each a few questions a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.screening_facts import FACTS, Section
from holdspace.pathway.consult.intake_companion_words import PARTS
from holdspace.pathway.consult.screening_queries import person_screened
from holdspace.pathway.consult.stated_queries import facts_known

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from holdspace.clinic.people.models import Patient
    from holdspace.domain.screening import Screened
    from holdspace.domain.screening_facts import FactAsked
    from holdspace.pathway.consult.stated_queries import KnownFact

MOST_ON_A_SCREEN = 3
WITH_A_LIST = frozenset({"medicines", "medicines_listed_all"})
"""Answered on the page of the list itself."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A few questions that are asked together."""

    number: int
    facts: tuple[FactAsked, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the intake: its screens, and how many of its questions are open."""

    section: Section
    screens: tuple[Screen, ...]
    open_count: int
    is_begun: bool
    has_old_answers: bool

    @property
    def title(self) -> str:
        return PARTS[self.section][0]

    @property
    def lead(self) -> str:
        return PARTS[self.section][1]

    @property
    def is_done(self) -> bool:
        return self.open_count == 0

    @property
    def is_list(self) -> bool:
        return self.section is Section.MEDICINES

    def screen_from(self, number: int) -> Screen | None:
        """The first screen of this number or a later one that has something to ask."""
        return next((screen for screen in self.screens if screen.number >= number), None)

    def screen_before(self, number: int) -> Screen | None:
        earlier = [screen for screen in self.screens if screen.number < number]
        return earlier[-1] if earlier else None


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Everything asked of one person, with what is known so far."""

    parts: tuple[Part, ...]
    known: Mapping[str, KnownFact]
    screened: Screened

    @property
    def open_count(self) -> int:
        return sum(part.open_count for part in self.parts)

    @property
    def is_begun(self) -> bool:
        return any(part.is_begun for part in self.parts)

    @property
    def has_old_answers(self) -> bool:
        """Whether something was answered once, and so long ago that it is asked anew."""
        return any(part.has_old_answers for part in self.parts)

    def part(self, section: str) -> Part | None:
        return next((part for part in self.parts if part.section.value == section), None)

    def after(self, part: Part) -> Part | None:
        place = self.parts.index(part) + 1
        return self.parts[place] if place < len(self.parts) else None

    @property
    def next_part(self) -> Part | None:
        """Where to go on: the first part with an open question."""
        return next((part for part in self.parts if not part.is_done), None)


def intake_of(patient: Patient, now: datetime) -> Intake:
    known = facts_known(patient.pk)
    screened = person_screened(patient, now)
    parts = (_part(section, screened, known) for section in PARTS)
    return Intake(
        parts=tuple(part for part in parts if part.screens or part.is_list),
        known=known,
        screened=screened,
    )


def _part(section: Section, screened: Screened, known: Mapping[str, KnownFact]) -> Part:
    asked = [fact for fact in _of(section) if applies(fact, screened)]
    answered = [fact for fact in asked if is_answered(fact, screened, known)]
    shown = [fact for fact in asked if fact.code not in WITH_A_LIST]
    screens = (
        Screen(number=number, facts=tuple(fact for fact in facts if fact in shown))
        for number, facts in enumerate(screens_of(section), start=1)
    )
    return Part(
        section=section,
        screens=tuple(screen for screen in screens if screen.facts),
        open_count=len(asked) - len(answered),
        is_begun=bool(answered),
        has_old_answers=any(fact.code in known for fact in asked if fact not in answered),
    )


def _of(section: Section) -> tuple[FactAsked, ...]:
    return tuple(
        fact
        for fact in FACTS
        if fact.section is section and fact.question and fact.kind != "medicines"
    )


def screens_of(section: Section) -> tuple[tuple[FactAsked, ...], ...]:
    """A few questions each. One that hangs on another comes on a later screen: by then it is known
    whether it is to be asked, also where no script runs."""
    screens: list[list[FactAsked]] = []
    for fact in _of(section):
        if fact.code in WITH_A_LIST:
            continue
        before = {other.code for other in screens[-1]} if screens else set()
        hangs_on = fact.asked_if[0] if fact.asked_if else ""
        if not screens or len(screens[-1]) == MOST_ON_A_SCREEN or hangs_on in before:
            screens.append([])
        screens[-1].append(fact)
    return tuple(tuple(screen) for screen in screens)


def applies(fact: FactAsked, screened: Screened) -> bool:
    """Whether it is to be asked, by what it hangs on. What hangs on an unknown is not asked yet."""
    if fact.asked_if is None:
        return True
    code, value = fact.asked_if
    gate = screened.known(code)
    return gate.applies and gate.value == value


def is_answered(fact: FactAsked, screened: Screened, known: Mapping[str, KnownFact]) -> bool:
    """Answered, and not so long ago that it is asked anew. "I do not know" is an answer."""
    said = known.get(fact.code)
    if said is None:
        return False
    return not said.is_known or screened.known(fact.code).value is not None
