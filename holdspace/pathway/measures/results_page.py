"""What is shown of a person's measures: the tier, what is open, and each score over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.outcomes import Judged, Outcome, outcome
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.measures.models import Answer
from holdspace.pathway.measures.queries import (
    NotedTier,
    Result,
    latest_suicide_answer,
    outstanding,
    results_of,
    risk_tier_of,
)
from holdspace.pathway.measures.trend_chart import TrendChart, trend_chart
from holdspace.pathway.measures.wording import instrument_with

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.scales.instrument import Instrument
    from holdspace.pathway.measures.models import Asked

SMALL, LARGE = (150, 44, 8.0), (560, 150, 110.0)
"""Width, height, and what is kept free on the right for the names of the bands."""


@dataclass(frozen=True, kw_only=True)
class OpenOne:
    """A questionnaire that is asked and not finished."""

    asked: Asked
    instrument: Instrument
    answered: int
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Trend:
    """One instrument over time."""

    instrument: Instrument
    latest: Result
    baseline: Result | None
    """The first with a score; None when the latest is that one, or none has a score."""
    outcome: Outcome | None
    results: Sequence[Result]
    """Newest first."""
    small: TrendChart
    large: TrendChart
    unanswered_risk: bool
    """A question about suicide was skipped: that is not a "no"."""

    @property
    def up_is(self) -> str:
        return {"higher is worse": "Up is worse.", "higher is better": "Up is better."}.get(
            self.instrument.direction, ""
        )

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Each definition the latest result was held against."""
        if self.outcome is None:
            return ()
        found = self.outcome
        return (found.reliable, found.important, found.response, found.remission)

    @property
    def change_words(self) -> str:
        """Points and percent since the baseline, with their sign: "-14 (-70 %)"."""
        if self.outcome is None or self.outcome.change is None:
            return ""
        said = f"{self.outcome.change:+f}"
        if self.outcome.percent is None:
            return said
        percent = f"{self.outcome.percent:+f}".removesuffix(".0")
        return f"{said} ({percent} %)"

    @property
    def spoken(self) -> str:
        """The drawing in one sentence, for who does not see it."""
        said = ", ".join(
            f"{each.score_words} on {each.finished_at:%d %B %Y}"
            for each in reversed(self.results)
            if each.total is not None
        )
        return f"{self.instrument.name} over time: {said or 'no score'}. {self.up_is}"


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Everything one person's measures say today."""

    tier: NotedTier | None
    suicide_answer_at: datetime | None
    open: Sequence[OpenOne]
    trends: Sequence[Trend]
    """Those that got worse first."""

    @property
    def tier_response(self) -> str:
        return Tier(self.tier.tier).minimum_response if self.tier else ""

    @property
    def is_tier_urgent(self) -> bool:
        return self.tier is not None and self.tier.tier in {Tier.MODERATE, Tier.HIGH}


def measures_of(patient_id: UUID, now: datetime) -> Measures:
    results = results_of(patient_id)
    doses = list(
        MedicineActing.objects.filter(cycle__course__patient_id=patient_id)
        .order_by("from_at")
        .values_list("from_at", flat=True)
    )
    by_code: dict[str, list[Result]] = {}
    for result in results:
        by_code.setdefault(result.code, []).append(result)
    trends = [_trend(code, each, doses) for code, each in by_code.items()]
    # A stable sort: among equals the one that was answered last stands first.
    trends.sort(key=lambda trend: not (trend.outcome and trend.outcome.worse))
    return Measures(
        tier=risk_tier_of(patient_id),
        suicide_answer_at=latest_suicide_answer(patient_id),
        open=_open_ones(patient_id, now),
        trends=trends,
    )


def _trend(code: str, results: list[Result], doses: list[datetime]) -> Trend:
    instrument = INSTRUMENTS[code]
    latest, oldest_first = results[0], results[::-1]
    scored = [each for each in oldest_first if each.exact is not None]
    baseline = scored[0] if scored and scored[0].id != latest.id else None
    charts = [
        trend_chart(instrument, oldest_first, doses, width=width, height=height, right=right)
        for width, height, right in (SMALL, LARGE)
    ]
    return Trend(
        instrument=instrument,
        latest=latest,
        baseline=baseline,
        outcome=outcome(instrument, baseline.measured, latest.measured) if baseline else None,
        results=results,
        small=charts[0],
        large=charts[1],
        unanswered_risk=any(latest.answers.get(each) is None for each in _asked_risk(latest)),
    )


def _asked_risk(result: Result) -> list[int]:
    """The questions about suicide that the answers led to."""
    instrument = result.instrument
    return [each for each in instrument.suicide_items if instrument.is_asked(each, result.answers)]


def _open_ones(patient_id: UUID, now: datetime) -> list[OpenOne]:
    asked = outstanding(patient_id, now)
    reached: dict[UUID, set[int]] = {}
    rows = Answer.objects.filter(asked__in=asked).values_list("asked_id", "number")
    for asked_id, number in rows:
        reached.setdefault(asked_id, set()).add(number)
    return [
        OpenOne(
            asked=each,
            instrument=instrument_with(each.code, each.copy),
            answered=len(reached.get(each.pk, ())),
            is_late=each.due_at is not None and each.due_at < now,
        )
        for each in asked
    ]
