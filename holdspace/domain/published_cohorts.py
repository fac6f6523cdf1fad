"""What others published: cohorts to stand beside, and tables to check our arithmetic against.

Facts in our own words. None of these is a target: uncontrolled cohorts overstate what a treatment
does, and people who stayed differ from people who left.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from holdspace.domain.proportions import Rate
from holdspace.domain.quantities import round_half_up

if TYPE_CHECKING:
    from collections.abc import Sequence


class Outcome(StrEnum):
    """What a figure tells of."""

    RESPONSE = "response"
    REMISSION = "remission"
    WORSE = "worse"
    LEFT = "left the treatment"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One printed percentage of a cohort, on one questionnaire, at one time."""

    outcome: Outcome
    instrument: str
    percent: Decimal
    of: int
    when: str

    @property
    def rate(self) -> Rate:
        """The nearest whole number of people that prints so."""
        return Rate(count=int(round_half_up(self.percent * self.of / 100, 0)), of=self.of)


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """One published group of people."""

    key: str
    name: str
    people: int
    treatment: str
    figures: tuple[Figure, ...]
    source: str
    caution: str


def _figure(outcome: Outcome, percent: str, of: int, when: str, instrument: str = "phq9") -> Figure:
    return Figure(
        outcome=outcome, instrument=instrument, percent=Decimal(percent), of=of, when=when
    )


_AFTER_6, _AFTER_10 = "within 6 weeks (6 infusions)", "after 10 infusions"
_MCI = "14 to 31 days after 4 to 8 infusions"

COHORTS: Sequence[Cohort] = (
    Cohort(
        key="mcinnes_2022",
        name="McInnes 2022",
        people=537,
        treatment="intravenous, 4 to 8 infusions in 7 to 28 days, 178 practices",
        figures=(
            _figure(Outcome.RESPONSE, "53.6", 537, _MCI),
            _figure(Outcome.REMISSION, "28.9", 537, _MCI),
            _figure(Outcome.WORSE, "8.4", 537, _MCI),
        ),
        source="McInnes 2022, Journal of Affective Disorders, PMID 35027209",
        caution="537 of 9016 people had the scores; the others are not known.",
    ),
    # 72 % and 38 % are this cohort's, after ten infusions. Some quote them as McInnes's.
    Cohort(
        key="oliver_2022",
        name="Oliver 2022",
        people=424,
        treatment="intravenous, 0.5 mg/kg, 6 infusions in 21 days, then maintenance",
        figures=(
            _figure(Outcome.RESPONSE, "50", 424, _AFTER_6),
            _figure(Outcome.REMISSION, "20", 424, _AFTER_6),
            _figure(Outcome.RESPONSE, "72", 424, _AFTER_10),
            _figure(Outcome.REMISSION, "38", 424, _AFTER_10),
        ),
        source="Oliver 2022, Journal of Clinical Psychiatry 83(6):21m14336",
        caution="Who had ten infusions had stayed for ten. How many had is not in what we read.",
    ),
    Cohort(
        key="hull_2022",
        name="Hull 2022",
        people=1247,
        treatment="sublingual at home, 4 weeks",
        figures=(
            _figure(Outcome.RESPONSE, "62.8", 1247, "after 4 weeks"),
            _figure(Outcome.REMISSION, "32.6", 1247, "after 4 weeks"),
            _figure(Outcome.WORSE, "0.9", 1247, "after 4 weeks"),
            _figure(Outcome.RESPONSE, "62.9", 1247, "after 4 weeks", "gad7"),
            _figure(Outcome.REMISSION, "31.3", 1247, "after 4 weeks", "gad7"),
            _figure(Outcome.WORSE, "0.6", 1247, "after 4 weeks", "gad7"),
        ),
        source="Hull 2022 (read in a secondary page)",
        caution="At home, chosen by who answered; a company's own people.",
    ),
    Cohort(
        key="hassan_2022",
        name="Hassan 2022",
        people=664,
        treatment="sublingual, 3 doses",
        figures=(
            _figure(Outcome.RESPONSE, "47.6", 664, "after 3 doses"),
            _figure(Outcome.RESPONSE, "47.6", 664, "after 3 doses", "gad7"),
        ),
        source="Hassan 2022 (read in a secondary page)",
        caution="A fall of more than half, not of half.",
    ),
    Cohort(
        key="public_clinic_5_years",
        name="A public clinic over five years",
        people=71,
        treatment="intravenous",
        figures=(
            _figure(Outcome.RESPONSE, "54.93", 71, "at the end of the series", ""),
            _figure(Outcome.LEFT, "11.27", 71, "during the series", ""),
        ),
        source="read in a secondary page",
        caution="The questionnaire is not in what we read.",
    ),
)

KEPT_RESPONSE = (
    ("McInnes 2022", 28, Decimal(80)),
    ("McInnes 2022", 56, Decimal(60)),
)
"""Of those who responded, how many still did after so many days without maintenance (about)."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two arms of a trial as printed. The counts are worked back by us from the percentages."""

    name: str
    active: Rate
    control: Rate
    printed_percent: tuple[Decimal, Decimal]
    printed_difference: Decimal | None
    """Percentage points; None where only the two rates are printed."""
    printed_interval: tuple[Decimal, Decimal] | None
    source: str
    is_wald: bool = True
    """Whether the printed interval is a Wald interval to the last printed digit."""


_T2 = "Transform 1 and 2, PMC7894501 tables 1 and 2"
_T3 = "Transform 3, PMC8921149 table 4"


def _trial(name: str, counts: str, percent: str, difference: str, source: str) -> Comparison:
    """Numbers as they stand in the table: "60/111 42/108", "54.1 38.9", "15.2 2.11 28.22"."""
    active, control = (part.split("/") for part in counts.split())
    first, second = (Decimal(part) for part in percent.split())
    points, low, high = (Decimal(part) for part in difference.split())
    return Comparison(
        name=name,
        active=Rate(count=int(active[0]), of=int(active[1])),
        control=Rate(count=int(control[0]), of=int(control[1])),
        printed_percent=(first, second),
        printed_difference=points,
        printed_interval=(low, high),
        source=source,
    )


COMPARISONS: Sequence[Comparison] = (
    _trial("T1 56 mg response", "60/111 42/108", "54.1 38.9", "15.2 2.11 28.22", _T2),
    _trial("T1 84 mg response", "52/98 42/108", "53.1 38.9", "14.2 0.68 27.67", _T2),
    _trial("T1 56 mg remission", "40/111 33/108", "36.0 30.6", "5.5 -6.98 17.94", _T2),
    _trial("T1 84 mg remission", "38/98 33/108", "38.8 30.6", "8.2 -4.76 21.20", _T2),
    _trial("T2 response", "70/101 52/100", "69.3 52.0", "17.3 4.01 30.60", _T2),
    _trial("T2 remission", "53/101 31/100", "52.5 31.0", "21.5 8.17 34.78", _T2),
    _trial("T3 response", "17/63 8/60", "27.0 13.3", "13.7 -0.28 27.58", _T3),
    _trial("T3 remission", "11/63 4/60", "17.5 6.7", "10.8 -0.51 22.09", _T3),
    Comparison(
        name="Elekt-D response",
        active=Rate(count=108, of=195),
        control=Rate(count=70, of=170),
        printed_percent=(Decimal("55.4"), Decimal("41.2")),
        printed_difference=Decimal("14.2"),
        printed_interval=(Decimal("3.9"), Decimal("24.2")),
        source="Elekt-D 2023, PMID 37224232",
        is_wald=False,
    ),
    Comparison(
        name="Sustain-1 relapse",
        active=Rate(count=24, of=90),
        control=Rate(count=39, of=86),
        printed_percent=(Decimal("26.7"), Decimal("45.3")),
        printed_difference=None,
        printed_interval=None,
        source="Sustain-1 (a poster)",
    ),
)


def beside(instrument: str, outcome: Outcome) -> tuple[tuple[Cohort, Figure], ...]:
    """Every published figure for one outcome on one questionnaire."""
    return tuple(
        (cohort, figure)
        for cohort in COHORTS
        for figure in cohort.figures
        if figure.instrument == instrument and figure.outcome is outcome
    )
