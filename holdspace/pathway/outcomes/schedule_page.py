"""What the schedule has for one person: what is late, what is open, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.domain.measure_schedule import Standing, ToAsk
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.source_words import source_in_words
from holdspace.pathway.outcomes.followed import followed_course

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from holdspace.domain.protocol_measures import MeasureTime
    from holdspace.domain.scales.instrument import Instrument
    from holdspace.pathway.course.models import Course

WORDS = {
    Standing.NOT_YET: "comes",
    Standing.OPEN: "open",
    Standing.OVERDUE: "late",
    Standing.SILENT: "not answered",
    Standing.ANSWERED: "answered",
    Standing.MISSED: "not answered before the next dose",
}
NEEDS_SOMEBODY = frozenset({Standing.OVERDUE, Standing.SILENT})


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """One time of the schedule with its questionnaires."""

    title: str
    number: int
    opens_at: datetime
    due_at: datetime
    parts: Sequence[tuple[Instrument, Standing]]

    @property
    def words(self) -> str:
        """Each questionnaire by its standing: "PHQ-9 answered, GAD-7 late"."""
        return ", ".join(f"{one.name} {WORDS[standing]}" for one, standing in self.parts)

    @property
    def needs_somebody(self) -> bool:
        return any(standing in NEEDS_SOMEBODY for _, standing in self.parts)

    @property
    def is_past(self) -> bool:
        return all(
            standing in {Standing.ANSWERED, Standing.MISSED, Standing.SILENT}
            for _, standing in self.parts
        )


@dataclass(frozen=True, kw_only=True)
class SchedulePage:
    """Everything, and where the times are from."""

    lines: Sequence[TimeLine]
    sources: Sequence[tuple[str, str]]

    @property
    def late(self) -> Sequence[TimeLine]:
        return [line for line in self.lines if line.needs_somebody]

    @property
    def next(self) -> TimeLine | None:
        """The first that is open or comes."""
        ahead = [line for line in self.lines if not line.is_past and not line.needs_somebody]
        return ahead[0] if ahead else None


def schedule_of(course: Course, now: datetime) -> SchedulePage:
    """Of an open course, or of one that ended and is still followed."""
    followed = followed_course(course, now)
    grouped: dict[tuple[str, int], list[ToAsk]] = {}
    for each in followed.times():
        grouped.setdefault((each.time.code, each.number), []).append(each)
    return SchedulePage(
        lines=[
            TimeLine(
                title=found[0].time.title,
                number=found[0].number,
                opens_at=found[0].opens_at,
                due_at=found[0].due_at,
                parts=[(INSTRUMENTS[one.code], followed.standing(one, now)) for one in found],
            )
            for found in grouped.values()
        ],
        sources=[(time.title, _source_of(time)) for time in followed.schedule.times],
    )


def _source_of(time: MeasureTime) -> str:
    opens, due = time.opens, time.due
    begins, ends = source_in_words(opens.source), source_in_words(due.source)
    return f"from {opens.words} ({begins}), by {due.words} ({ends})"
