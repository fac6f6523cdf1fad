"""What an export may hold: each table, each column, its unit. The data dictionary is this file.

Nothing that anybody wrote in words is here, and no column can hold it: a text is a `Code`, out of a
list the program knows, or a number made up for the export. Names, journals, notes, messages and
psychotherapy notes are therefore in no export, whoever asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, NewType, get_args, get_origin, get_type_hints

Code = NewType("Code", str)
"""A word out of a closed list, or a made-up number. Never what somebody typed."""
KINDS: Mapping[type, str] = {
    int: "whole number",
    Decimal: "decimal number",
    bool: "yes or no",
    date: "day",
    datetime: "moment, UTC",
    str: "code",
}
"""What a column may be. Each may also be empty: not known, not asked or not measured."""
Value = int | Decimal | bool | date | datetime | str | None


OLDEST_SHOWN_YEARS = 90
"""It stands for itself and for everybody older."""


@dataclass(frozen=True)
class Column:
    """What a column says, for the data dictionary."""

    words: str
    unit: str = ""
    only_with_ids: bool = False
    """Left empty unless the export was asked for with the record's own numbers and days."""


Person = Annotated[Code, Column("the person; another number in each export")]
Course = Annotated[Code, Column("the course of treatment; another number in each export")]
Result = Annotated[Code, Column("the finished questionnaire; another number in each export")]
Day = Annotated[
    int | None, Column("days since the first dose of the course; below 0: before it", "days")
]
OwnId = Annotated[Code | None, Column("the record's own number", only_with_ids=True)]


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One line for each person."""

    person: Person
    own_id: OwnId
    age_years: Annotated[
        int | None, Column("age at the first dose; 90 stands for 90 and over", "years")
    ]


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """One line for each course of treatment that began in the period."""

    person: Person
    course: Course
    own_id: OwnId
    first_dose_on: Annotated[date | None, Column("day of the first dose", only_with_ids=True)]
    indication: Annotated[Code, Column("why the person is treated")]
    protocol: Annotated[Code, Column("name of the protocol")]
    protocol_version: Annotated[int, Column("version of the protocol")]
    planned_sessions: Annotated[int, Column("sessions that were planned for the series", "count")]
    sessions: Annotated[int, Column("sessions with a dose", "count")]
    series_sessions: Annotated[
        int | None,
        Column("of them in the series, the others are maintenance; empty: not ended", "count"),
    ]
    has_ended: Annotated[bool, Column("whether the course was ended")]


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """One line for each session with a dose. Empty is "not measured", "not asked"."""

    person: Person
    course: Course
    session: Annotated[int, Column("number of the session in its course")]
    own_id: OwnId
    given_at: Annotated[datetime | None, Column("time of the first dose", only_with_ids=True)]
    day: Day
    drug: Annotated[Code, Column("drug of the protocol")]
    route: Annotated[Code, Column("route of the protocol")]
    dose_mg: Annotated[Decimal | None, Column("dose given in all", "mg")]
    dose_mg_per_kg: Annotated[Decimal | None, Column("dose by body weight", "mg/kg")]
    dosing_minutes: Annotated[
        int | None, Column("from the first dose until the last was in", "min")
    ]
    baseline_systolic_mmhg: Annotated[Decimal | None, Column("before the dose", "mmHg")]
    baseline_diastolic_mmhg: Annotated[Decimal | None, Column("before the dose", "mmHg")]
    peak_systolic_mmhg: Annotated[Decimal | None, Column("highest after the dose", "mmHg")]
    peak_diastolic_mmhg: Annotated[Decimal | None, Column("highest after the dose", "mmHg")]
    lowest_spo2_percent: Annotated[Decimal | None, Column("lowest after the dose", "%")]
    highest_nausea: Annotated[int | None, Column("highest rating, own wording", "0 to 10")]
    highest_distress: Annotated[int | None, Column("highest rating, own wording", "0 to 10")]
    deepest_sedation: Annotated[int | None, Column("lowest MOAA/S; 5 is awake", "0 to 5")]
    highest_dissociation: Annotated[int | None, Column("highest CADSS-6", "0 to 24")]
    vomited: Annotated[bool | None, Column("empty where nobody asked about nausea")]
    rescue_drugs: Annotated[int, Column("rescue drugs that were given", "count")]
    adverse_events: Annotated[int, Column("adverse events that were charted", "count")]
    severe_adverse_events: Annotated[int, Column("of them severe or life-threatening", "count")]
    emergencies: Annotated[int, Column("times emergency mode was begun", "count")]
    help_calls: Annotated[int, Column("calls for help from the chair", "count")]
    slowest_answer_seconds: Annotated[
        int | None, Column("until the slowest call was answered", "s")
    ]
    guidance_at_most: Annotated[int | None, Column("most company the person had", "0 to 4")]
    minutes_to_ready: Annotated[
        int | None, Column("from the first dose until a clinician signed", "min")
    ]


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One line for each finished questionnaire that counts, of people in the period."""

    person: Person
    result: Result
    own_id: OwnId
    finished_at: Annotated[datetime | None, Column("when it was finished", only_with_ids=True)]
    day: Annotated[
        int | None, Column("days since the first dose of the first course in the period", "days")
    ]
    questionnaire: Annotated[Code, Column("code of the questionnaire")]
    score: Annotated[Decimal | None, Column("its score; empty where too little was answered")]
    answered: Annotated[int, Column("questions that were answered", "count")]
    of: Annotated[int, Column("questions that were asked", "count")]
    is_prorated: Annotated[bool, Column("worked out from fewer answers than questions")]
    days_since_dose: Annotated[
        int | None, Column("since the last dose; empty: none before", "days")
    ]
    scoring_version: Annotated[int, Column("version of the scoring")]


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One line for each answer to a question of those questionnaires. Empty: skipped."""

    person: Person
    result: Result
    day: Annotated[
        int | None, Column("days since the first dose of the first course in the period", "days")
    ]
    questionnaire: Annotated[Code, Column("code of the questionnaire")]
    question: Annotated[int, Column("number of the question")]
    value: Annotated[int | None, Column("the answer as a number")]


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """One line for each course and questionnaire, by the definitions of the clinic view."""

    person: Person
    course: Course
    questionnaire: Annotated[Code, Column("code of the questionnaire")]
    is_due: Annotated[bool, Column("whether the score at the end should be there by now")]
    is_completer: Annotated[bool, Column("had every planned session")]
    baseline: Annotated[Decimal | None, Column("last score before the first dose")]
    end: Annotated[Decimal | None, Column("score at the end of the series")]
    change: Annotated[Decimal | None, Column("end less baseline", "points")]
    percent: Annotated[Decimal | None, Column("of the baseline; empty from 0", "%")]
    is_worse: Annotated[bool | None, Column("worse in any of the ways that are defined")]
    response: Annotated[bool | None, Column("empty: cannot be said")]
    remission: Annotated[bool | None, Column("empty: cannot be said")]


Row = PersonRow | CourseRow | SessionRow | ResultRow | AnswerRow | OutcomeRow
TABLES: Mapping[str, type[Row]] = {
    "people": PersonRow,
    "courses": CourseRow,
    "sessions": SessionRow,
    "results": ResultRow,
    "answers": AnswerRow,
    "outcomes": OutcomeRow,
}
"""In the order in which they are written."""


@dataclass(frozen=True, kw_only=True)
class Described:
    """One column, as the dictionary and every format read it."""

    table: str
    name: str
    kind: type
    may_be_empty: bool
    column: Column


def described(table: str) -> tuple[Described, ...]:
    """The columns of a table, from its types alone."""
    row = TABLES[table]
    hints = get_type_hints(row, include_extras=True)
    return tuple(_described(table, each.name, hints[each.name]) for each in fields(row))


def dictionary() -> tuple[Described, ...]:
    """The data dictionary: every column of every table."""
    return tuple(column for table in TABLES for column in described(table))


def _described(table: str, name: str, hint: object) -> Described:
    plain, column = get_args(hint)
    kinds = [_plain(each) for each in (get_args(plain) or (plain,)) if each is not type(None)]
    if get_origin(hint) is not Annotated or len(kinds) != 1 or kinds[0] not in KINDS:
        raise TypeError(f"{table}.{name} is of a kind that an export cannot hold.")
    return Described(
        table=table,
        name=name,
        kind=kinds[0],
        may_be_empty=type(None) in get_args(plain),
        column=column,
    )


def _plain(kind: object) -> type:
    """A `Code` is a text underneath; a bare `str` is not a code, and is refused."""
    if kind is Code:
        return str
    if kind is str or not isinstance(kind, type):
        raise TypeError("A text in an export is a Code.")
    return kind
