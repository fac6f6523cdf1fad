"""The clinic view as words: each rate with how many it is of, and small numbers kept back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.outcome_cases import END_FROM_DAYS, END_UNTIL_DAYS
from holdspace.domain.outcome_report import OutcomeReport, outcome_report
from holdspace.domain.proportions import Rate, difference, hidden_cells
from holdspace.domain.published_cohorts import KEPT_RESPONSE, Outcome, beside
from holdspace.domain.quantities import round_half_up
from holdspace.domain.session_rates import SessionRates, session_rates
from holdspace.pathway.outcomes.report_charts import (
    CurveChart,
    SurvivalChart,
    curve_chart,
    survival_chart,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from holdspace.domain.effect_size import EffectSize
    from holdspace.domain.outcome_report import BothWays, Case
    from holdspace.domain.proportions import Interval
    from holdspace.domain.published_cohorts import Cohort, Figure
    from holdspace.domain.scales.instrument import Instrument
    from holdspace.domain.session_facts import SessionFacts
    from holdspace.domain.session_rates import AnswerTimes

HIDDEN = "too few to show"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A rate in words. Empty words mean that there was nobody to count."""

    words: str
    interval: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One outcome, by both denominators where it has two."""

    name: str
    cells: Sequence[Cell]
    note: str = ""
    is_bad: bool = False


@dataclass(frozen=True, kw_only=True)
class Count:
    name: str
    words: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One published figure beside ours."""

    cohort: Cohort
    figure: Figure
    percent: str
    interval: str
    ours_less_theirs: str


@dataclass(frozen=True, kw_only=True)
class ClinicPage:
    """Everything the clinic view shows of one questionnaire and one period."""

    report: OutcomeReport
    counts: Sequence[Count]
    rows: Sequence[Row]
    published: Sequence[tuple[str, Sequence[Beside]]]
    effect: Sequence[Count]
    curve: CurveChart | None
    survival: SurvivalChart | None
    kept: Sequence[str]
    sessions: SessionRates
    session_rows: Sequence[Row]
    times: Sequence[Count]
    hides_small: bool


def clinic_page(
    instrument: Instrument,
    cases: Sequence[Case],
    facts: Sequence[SessionFacts],
    *,
    hides_small: bool,
) -> ClinicPage:
    report, sessions = outcome_report(instrument, cases), session_rates(facts)
    few = hides_small and report.responders_followed < SHOWN_FROM
    return ClinicPage(
        report=report,
        counts=_counts(report, hides_small=hides_small),
        rows=_rows(report, hides_small=hides_small),
        published=_published(report, hides_small=hides_small),
        effect=_effect(report.effect, hides_small=hides_small),
        curve=curve_chart(instrument, report.curve),
        survival=None if few else survival_chart(report.loss, report.responders_followed),
        kept=[
            f"{name}: about {percent} % after {days} days, without maintenance"
            for name, days, percent in KEPT_RESPONSE
        ],
        sessions=sessions,
        session_rows=[
            Row(
                name=one.words,
                cells=[cell(one.rate, hides_small=hides_small)],
                note=_nobody_looked(one.nobody_looked, sessions.sessions),
                is_bad=True,
            )
            for one in sessions.happened
        ],
        times=_times(sessions),
        hides_small=hides_small,
    )


SHOWN_FROM = 5


def cell(rate: Rate, *, hides_small: bool) -> Cell:
    """ "12 of 40, 30.0 %" with its Wilson interval."""
    if rate.of == 0 or rate.percent is None:
        return Cell(words="nobody to count")
    if hides_small and rate.is_small:
        return Cell(words=HIDDEN, is_hidden=True)
    interval = rate.interval
    return Cell(
        words=f"{rate.count} of {rate.of}, {_percent(rate.percent)}",
        interval=_interval(interval) if interval else "",
    )


def _percent(value: Decimal) -> str:
    return f"{round_half_up(value, 1)} %"


def _interval(interval: Interval) -> str:
    low, high = interval.rounded(1)
    return f"{low} to {high}"


def _counts(report: OutcomeReport, *, hides_small: bool) -> list[Count]:
    """Two families, each a whole that is said: where one part is small, two are kept back."""
    with_end = report.due - report.lost.count
    hidden = {
        **_hidden({"under_way": report.under_way, "due": report.due}, hides_small),
        **_hidden({"with_end": with_end, "lost": report.lost.count}, hides_small),
        **_hidden({"no_baseline": report.no_baseline, "other": 0}, hides_small),
        **_hidden({"began_low": report.began_low, "other": 0}, hides_small),
    }

    def said(name: str, count: int) -> str:
        return HIDDEN if hidden.get(name) else str(count)

    return [
        Count(name="Started", words=str(report.started)),
        Count(
            name="Still under way",
            words=said("under_way", report.under_way),
            note="their last score is not due yet; they are in no rate",
        ),
        Count(name="Due by now", words=said("due", report.due)),
        Count(
            name="With a score at the end",
            words=said("with_end", with_end),
            note=f"{END_FROM_DAYS} to {END_UNTIL_DAYS} days after the last dose of the series",
        ),
        Count(name="Lost: no score at the end", words=said("lost", report.lost.count)),
        Count(
            name="Nobody asked before the first dose",
            words=said("no_baseline", report.no_baseline),
            note="they count as not better",
        ),
        Count(
            name="Began too low for response",
            words=said("began_low", report.began_low),
            note="response and remission are not asked of them",
        ),
    ]


def _hidden(family: dict[str, int], hides_small: bool) -> dict[str, bool]:  # noqa: FBT001
    if not hides_small:
        return {}
    return dict(zip(family, hidden_cells(tuple(family.values())), strict=True))


def _rows(report: OutcomeReport, *, hides_small: bool) -> list[Row]:
    def of(rate: Rate) -> Cell:
        return cell(rate, hides_small=hides_small)

    rows = [
        Row(
            name="Worse",
            cells=[of(report.worse)],
            note="a rise by the reliable change, into another band, or on the question about"
            " suicide; of those with both scores",
            is_bad=True,
        ),
        Row(
            name="Worse by the reliable change alone",
            cells=[of(report.worse_by_points)],
            note="of those with both scores",
            is_bad=True,
        ),
        Row(name="Lost to follow-up", cells=[of(report.lost)], note="of those due", is_bad=True),
    ]
    for name, both in (("Response", report.response), ("Remission", report.remission)):
        if both is None:
            rows.append(Row(name=name, cells=[Cell(words="not defined for this questionnaire")]))
        else:
            rows.append(Row(name=name, cells=[of(both.completers), of(both.all_started)]))
    return rows


def _published(report: OutcomeReport, *, hides_small: bool) -> list[tuple[str, Sequence[Beside]]]:
    found: list[tuple[str, Sequence[Beside]]] = []
    for outcome, ours in (
        (Outcome.WORSE, report.worse),
        (Outcome.RESPONSE, _completers(report.response)),
        (Outcome.REMISSION, _completers(report.remission)),
    ):
        rows = [
            _beside(cohort, figure, ours, hides_small=hides_small)
            for cohort, figure in beside(report.instrument.code, outcome)
        ]
        if rows:
            found.append((outcome.value.capitalize(), rows))
    return found


def _completers(both: BothWays | None) -> Rate | None:
    return both.completers if both else None


def _beside(cohort: Cohort, figure: Figure, ours: Rate | None, *, hides_small: bool) -> Beside:
    theirs = figure.rate
    interval = theirs.interval
    return Beside(
        cohort=cohort,
        figure=figure,
        percent=f"{figure.percent} % of {figure.of}",
        interval=_interval(interval) if interval else "",
        ours_less_theirs=_less(ours, theirs, hides_small=hides_small),
    )


def _less(ours: Rate | None, theirs: Rate, *, hides_small: bool) -> str:
    if ours is None or ours.of == 0:
        return "nobody to compare"
    if hides_small and ours.is_small:
        return HIDDEN
    found = difference(ours, theirs)
    points = round_half_up(found.points, 1)
    return f"{points:+f} (Wald {_interval(found.wald)}; Newcombe {_interval(found.newcombe)})"


def _effect(effect: EffectSize | None, *, hides_small: bool) -> list[Count]:
    if effect is None or (hides_small and effect.people < SHOWN_FROM):
        return []
    said = [
        Count(
            name="Mean improvement",
            words=f"{round_half_up(effect.mean_improvement, 1)} points",
            note=f"from {round_half_up(effect.mean_before, 1)} to"
            f" {round_half_up(effect.mean_after, 1)}, {effect.people} people with both scores",
        )
    ]
    for value, by in (
        (effect.d_by_baseline, "by the spread of the baseline"),
        (effect.d_by_change, "by the spread of the change"),
    ):
        words = "not defined" if value is None else f"{round_half_up(value, 2)}"
        said.append(Count(name=f"Cohen's d {by}", words=words))
    return said


def _nobody_looked(count: int, sessions: int) -> str:
    return f"in {count} of {sessions} sessions nobody looked" if count else ""


def _times(sessions: SessionRates) -> list[Count]:
    return [
        _time("Calls for help from the chair", sessions.help_calls, "not answered"),
        _time("Signals somebody took", sessions.signals, "with no time that can be worked out"),
    ]


def _time(name: str, times: AnswerTimes, without: str) -> Count:
    if times.asked == 0:
        return Count(name=name, words="none")
    said = [f"{times.asked}"]
    if times.median_seconds is not None:
        said.append(f"half within {round_half_up(times.median_seconds, 0)} s")
        said.append(f"the slowest {times.slowest_seconds} s")
    if times.unanswered:
        said.append(f"{times.unanswered} {without}")
    return Count(name=name, words=", ".join(said))
