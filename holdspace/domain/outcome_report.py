"""What became of everybody who began, on one questionnaire: worse, lost, better, and of how many.

Two denominators stand side by side because each flatters in its own way: of those who completed
the series, and of all who started, with whoever did not complete it counted as not better.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.domain.effect_size import EffectSize, effect_size, mean
from holdspace.domain.loss_of_response import Followed, Step, followed, kaplan_meier
from holdspace.domain.outcomes import Measured, outcome
from holdspace.domain.proportions import SMALL_CELL, Rate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from holdspace.domain.outcomes import Outcome
    from holdspace.domain.scales.instrument import Instrument

CAUTION = (
    "Nobody here was compared with people who had no ketamine. Hope, time, other care and who"
    " stayed all move these numbers, most often upwards: they say what happened, not what caused"
    " it."
)
FEWEST_ON_A_CURVE = SMALL_CELL


@dataclass(frozen=True, kw_only=True)
class Case:
    """One person's course on one questionnaire, from the first dose on."""

    baseline: Measured | None
    """The last score before the first dose."""
    end: Measured | None
    """The score at the end of the series."""
    is_end_due: bool
    """Whether the score at the end should be there by now. Until then they are under way."""
    is_completer: bool
    """They had every session that was planned."""
    before_session: Mapping[int, Decimal]
    """Session number -> the last score before it."""
    since_end: Sequence[tuple[int, Decimal]] = ()
    """Scores after the end: (days after it, score), in order of time."""


@dataclass(frozen=True, kw_only=True)
class BothWays:
    """One outcome by both denominators."""

    completers: Rate
    all_started: Rate


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """The scores before one session. `mean` is None where it would be of fewer than five."""

    session: int
    people: int
    mean: Decimal | None


@dataclass(frozen=True, kw_only=True)
class OutcomeReport:
    """Worsening and who was lost come first; nothing is left out for being missing."""

    instrument: Instrument
    started: int
    under_way: int
    """Their score at the end is not due yet: they are in no rate below."""
    due: int
    evaluable: int
    """Of those who are due: with a score before and a score at the end."""
    no_baseline: int
    began_low: int
    """They began under the threshold: response and remission are not asked of them."""
    worse: Rate
    """Of those evaluable: worse in any of the ways the questionnaire defines."""
    worse_by_points: Rate
    lost: Rate
    """Of those who are due: no score at the end."""
    response: BothWays | None
    """None: the questionnaire defines none."""
    remission: BothWays | None
    better_but_left: int
    """They responded and left before the planned end: among all who started they count as not."""
    effect: EffectSize | None
    curve: tuple[CurvePoint, ...]
    loss: tuple[Step, ...]
    responders_followed: int
    caution: str = CAUTION


@dataclass(frozen=True, kw_only=True)
class _Judged:
    case: Case
    outcome: Outcome | None


def outcome_report(instrument: Instrument, cases: Sequence[Case]) -> OutcomeReport:
    """Work all of it out (clinical reference 8.4). An empty cohort is a report of nobody."""
    due = [case for case in cases if case.is_end_due or case.end is not None]
    judged = [_Judged(case=case, outcome=_outcome(instrument, case)) for case in due]
    both = [one for one in judged if one.outcome is not None]
    asked = [one for one in judged if not _began_low(instrument, one.case)]
    responders = [one for one in both if one.outcome and one.outcome.response.holds]
    loss = [_followed(instrument, one.case) for one in responders]
    return OutcomeReport(
        instrument=instrument,
        started=len(cases),
        under_way=len(cases) - len(due),
        due=len(due),
        evaluable=len(both),
        no_baseline=sum(_score(case.baseline) is None for case in due),
        began_low=len(judged) - len(asked),
        worse=Rate(count=sum(_is_worse(one) for one in both), of=len(both)),
        worse_by_points=Rate(
            count=sum(_is_worse_by_points(instrument, one) for one in both), of=len(both)
        ),
        lost=Rate(count=sum(_score(case.end) is None for case in due), of=len(due)),
        response=_both_ways(asked, _responded) if instrument.changes.response else None,
        remission=_both_ways(asked, _remitted) if instrument.changes.remission else None,
        better_but_left=sum(not one.case.is_completer for one in responders),
        effect=effect_size(
            [pair for one in both if (pair := _pair(one.case)) is not None],
            is_higher_better=instrument.direction == "higher is better",
        ),
        curve=_curve(cases),
        loss=kaplan_meier(loss),
        responders_followed=len(loss),
    )


def _outcome(instrument: Instrument, case: Case) -> Outcome | None:
    """None unless both scores are there."""
    if case.baseline is None or case.end is None or _pair(case) is None:
        return None
    return outcome(instrument, case.baseline, case.end)


def _score(measured: Measured | None) -> Decimal | None:
    return measured.total if measured else None


def _pair(case: Case) -> tuple[Decimal, Decimal] | None:
    before, after = _score(case.baseline), _score(case.end)
    return None if before is None or after is None else (before, after)


def _began_low(instrument: Instrument, case: Case) -> bool:
    """Under the threshold of response. An unknown baseline is not low: it counts as not better."""
    rule, before = instrument.changes.response, _score(case.baseline)
    if rule is None or before is None:
        return False
    return before < (rule.baseline_at_least or Decimal(1))


def _both_ways(asked: Sequence[_Judged], holds: Callable[[Outcome], bool]) -> BothWays:
    complete = [one for one in asked if one.case.is_completer and one.outcome is not None]
    count = sum(one.outcome is not None and holds(one.outcome) for one in complete)
    return BothWays(
        completers=Rate(count=count, of=len(complete)),
        all_started=Rate(count=count, of=len(asked)),
    )


def _responded(found: Outcome) -> bool:
    return found.response.holds is True


def _remitted(found: Outcome) -> bool:
    return found.remission.holds is True


def _is_worse(one: _Judged) -> bool:
    return bool(one.outcome and one.outcome.worse)


def _is_worse_by_points(instrument: Instrument, one: _Judged) -> bool:
    rules, pair = instrument.changes.reliable or instrument.changes.important, _pair(one.case)
    if not rules or pair is None or instrument.direction == "neither":
        return False
    rise = pair[1] - pair[0]
    return (-rise if instrument.direction == "higher is better" else rise) >= rules[0].points


def _followed(instrument: Instrument, case: Case) -> Followed:
    pair = _pair(case)
    assert pair is not None  # noqa: S101 - only responders are followed, and they have both
    return followed(instrument, pair[0], pair[1], case.since_end)


def _curve(cases: Sequence[Case]) -> tuple[CurvePoint, ...]:
    """Who comes to a later session stayed: the curve is of other people at each number."""
    numbers = sorted({number for case in cases for number in case.before_session})
    points = []
    for number in numbers:
        scores = [case.before_session[number] for case in cases if number in case.before_session]
        is_shown = len(scores) >= FEWEST_ON_A_CURVE
        points.append(
            CurvePoint(session=number, people=len(scores), mean=mean(scores) if is_shown else None)
        )
    return tuple(points)
