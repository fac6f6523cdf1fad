"""Everything prepared for one cycle, oldest words included: what a page of a person shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from holdspace.domain.gates import may_override
from holdspace.domain.readiness import TITLES, questions_for
from holdspace.domain.session_events import Met
from holdspace.pathway.course.queries import protocol_of
from holdspace.pathway.prepare.models import (
    Escort,
    GuidancePlan,
    Intention,
    ReadinessNote,
    WeightMeasured,
)
from holdspace.pathway.prepare.queries import readiness_facts, zone_of
from holdspace.pathway.prepare.touch import touch_of
from holdspace.pathway.prepare.visit_queries import next_dosing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from holdspace.domain.session_events import Fact
    from holdspace.domain.touch import TouchNow
    from holdspace.pathway.course.models import DoseCycle
    from holdspace.pathway.prepare.models import Prepared

Row = TypeVar("Row", bound="Prepared")

_ORDER = {Met.UNMET: 0, Met.UNKNOWN: 1, Met.MET: 2}
HOW_SPLIT = {"consent": "consent_reaffirmed"}
"""Facts whose answer on the day goes by another code."""

NOT_BY_HAND = frozenset({"label_contraindication"})
"""Only a signed decision answers it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One fact of readiness with the question that answers it, where one does."""

    fact: Fact
    title: str
    question: str
    is_of_the_day: bool = False
    """Asked on the day of the dose: before it, an answer would be worth nothing."""

    @property
    def may_pass(self) -> bool:
        """Whether a second named person may let it pass at all."""
        return may_override(self.fact.code)


@dataclass(frozen=True, kw_only=True)
class Entries(Generic[Row]):
    """The versions of one thing that was prepared: the newest, and those before it."""

    latest: Row | None
    earlier: Sequence[Row]


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """All of one cycle."""

    lines: tuple[Line, ...]
    intention: Entries[Intention]
    guidance: Entries[GuidancePlan]
    weight: Entries[WeightMeasured]
    escort: Entries[Escort]
    answers: Sequence[ReadinessNote]
    touch: TouchNow
    """What counts of the plan's touch now, under the consent to it."""
    is_the_day: bool
    """The dosing appointment is today."""

    @property
    def unmet(self) -> list[str]:
        return [line.title for line in self.now if line.fact.met is Met.UNMET]

    @property
    def unknown(self) -> list[str]:
        return [line.title for line in self.now if line.fact.met is Met.UNKNOWN]

    @property
    def on_the_day(self) -> list[Line]:
        """What is only asked on the day, while that is yet to come."""
        return [] if self.is_the_day else [each for each in self.lines if _waits(each)]

    @property
    def now(self) -> list[Line]:
        """What can be done now."""
        return [each for each in self.lines if self.is_the_day or not _waits(each)]


def preparation_of(cycle: DoseCycle, now: datetime) -> Preparation:
    guidance = _entries(GuidancePlan.objects.filter(cycle=cycle))
    return Preparation(
        lines=readiness_lines(cycle, now),
        intention=_entries(Intention.objects.filter(cycle=cycle)),
        guidance=guidance,
        weight=_entries(WeightMeasured.objects.filter(cycle=cycle)),
        escort=_entries(Escort.objects.filter(cycle=cycle)),
        answers=list(ReadinessNote.objects.filter(cycle=cycle).select_related("noted_by")),
        touch=touch_of(cycle, guidance.latest),
        is_the_day=_is_the_day(cycle, now),
    )


def _waits(line: Line) -> bool:
    return line.is_of_the_day and line.fact.met is Met.UNKNOWN


def _is_the_day(cycle: DoseCycle, now: datetime) -> bool:
    zone = zone_of(cycle)
    visit = next_dosing(cycle.course.patient_id, now)
    return (
        visit is not None and visit.starts_at.astimezone(zone).date() <= now.astimezone(zone).date()
    )


def readiness_lines(cycle: DoseCycle, now: datetime) -> tuple[Line, ...]:
    """What keeps the dose back comes first: not met, then not known."""
    questions = questions_for(protocol_of(cycle.course))
    asked = {question.code for question in questions} - NOT_BY_HAND
    of_the_day = {question.code for question in questions if question.of_the_day}
    lines = [
        Line(
            fact=fact,
            title=TITLES.get(fact.code, fact.code),
            question=code if (code := HOW_SPLIT.get(fact.code, fact.code)) in asked else "",
            is_of_the_day=fact.code in of_the_day,
        )
        for fact in readiness_facts(cycle, now)
    ]
    return tuple(sorted(lines, key=lambda line: _ORDER[line.fact.met]))


def _entries(rows_of_cycle: QuerySet[Row]) -> Entries[Row]:
    rows = list(rows_of_cycle.select_related("noted_by"))
    return Entries(latest=rows[0] if rows else None, earlier=rows[1:])
