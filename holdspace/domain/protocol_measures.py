"""Which questionnaires a protocol asks, and when. Its numbers are our own unless a source is named.

A protocol file that says nothing of it is asked by `OUR_OWN`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from holdspace.domain.sourced import Days, Hours, NonEmpty, Sourced, Strict

DESIGN = "design default"


class CountedFrom(StrEnum):
    """What the days of a time are counted from."""

    COURSE_START = "course_start"
    NEXT_DOSE = "next_dose"
    """Backwards, from the appointment."""
    EACH_DOSE = "each_dose"
    SERIES_END = "series_end"
    """From the last dose of the series, or of a course that ended before it was through."""


class MeasureTime(Strict):
    """One time at which questionnaires are asked: open from, to be answered by."""

    code: NonEmpty
    title: NonEmpty
    counted_from: CountedFrom
    opens: Days
    due: Days
    answered_lately: Days | None = None
    """One that was answered so shortly before is not asked again. None: as the schedule says."""
    with_copy: tuple[str, ...] = ()
    """Asked instead of those of the indication, and only where the clinic has its own wording."""
    is_chased: bool = True
    """Whether somebody on the staff is asked to call when nothing comes."""


class MeasureSchedule(Strict):
    """Everything a protocol asks in questionnaires."""

    instruments: Mapping[str, tuple[str, ...]] = Field(min_length=1)
    """Indication -> questionnaires, the first of them the one outcomes are told by."""
    times: tuple[MeasureTime, ...] = Field(min_length=1)
    quiet_after_dose: Hours
    """Nothing is asked for so long after a session."""
    answered_lately: Days
    """One that was answered so shortly before is not asked again."""
    remind_before_due: Days
    silent_after_due: Days
    """Then somebody calls."""

    def for_indication(self, indication: str) -> tuple[str, ...]:
        return self.instruments.get(indication, self.instruments["other"])


def _days(value: str, source: str = DESIGN) -> Sourced:
    return Sourced(value=Decimal(value), unit="days", source=source)


def _time(
    code: str, title: str, counted_from: CountedFrom, opens: Sourced, due: Sourced
) -> MeasureTime:
    return MeasureTime(
        code=code,
        title=title,
        counted_from=counted_from,
        opens=opens,
        due=due,
        is_chased=counted_from is not CountedFrom.NEXT_DOSE,
    )


_SERIES_END_SOURCE = "14 to 31 days after the series: McInnes 2022, PMID 35027209; due by design"
OUR_OWN = MeasureSchedule(
    instruments={
        "treatment_resistant_depression": ("phq9", "gad7"),
        "generalised_anxiety": ("gad7", "phq9"),
        "ptsd": ("pcl5", "phq9"),
        "chronic_pain": ("peg", "phq9"),
        "other": ("phq9",),
    },
    times=(
        MeasureTime(
            code="baseline",
            title="Before the first session",
            counted_from=CountedFrom.COURSE_START,
            opens=_days("0"),
            due=_days("5"),
            answered_lately=_days("14", "as far as the PHQ-9 looks back; by design"),
        ),
        _time("before_dose", "Before a session", CountedFrom.NEXT_DOSE, _days("2"), _days("0")),
        MeasureTime(
            code="experience",
            title="About the session itself",
            counted_from=CountedFrom.EACH_DOSE,
            opens=_days("1", "next day: Roseman 2019 (EBI validation)"),
            due=_days("3"),
            with_copy=("ebi", "ceq", "meq30"),
            is_chased=False,
        ),
        _time("day_7", "A week after a session", CountedFrom.EACH_DOSE, _days("7"), _days("9")),
        _time(
            "series_end",
            "After the series",
            CountedFrom.SERIES_END,
            _days("14", _SERIES_END_SOURCE),
            _days("21"),
        ),
        _time(
            "month_1", "A month after the series", CountedFrom.SERIES_END, _days("30"), _days("37")
        ),
        _time(
            "month_3",
            "Three months after the series",
            CountedFrom.SERIES_END,
            _days("90"),
            _days("104"),
        ),
    ),
    quiet_after_dose=Sourced(value=Decimal(24), unit="h", source=DESIGN),
    answered_lately=_days("2"),
    remind_before_due=_days("1"),
    silent_after_due=_days("2"),
)
"""When no protocol says otherwise."""
