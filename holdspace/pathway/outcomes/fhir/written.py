"""The files: one for each kind of resource, a resource a line, as bulk data are laid out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

import msgspec

from holdspace.pathway.outcomes.export_tables import TABLES, described, dictionary
from holdspace.pathway.outcomes.fhir.codes import COLUMN, Json, Resource
from holdspace.pathway.outcomes.fhir.people import of_course, of_person
from holdspace.pathway.outcomes.fhir.places import is_own_code
from holdspace.pathway.outcomes.fhir.results import outcome_of, response_of, score_of
from holdspace.pathway.outcomes.fhir.sessions import of_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from holdspace.pathway.outcomes.export_tables import (
        AnswerRow,
        CourseRow,
        OutcomeRow,
        PersonRow,
        ResultRow,
        Row,
        SessionRow,
        Value,
    )

KINDS = (
    "Patient",
    "Condition",
    "EpisodeOfCare",
    "Encounter",
    "MedicationAdministration",
    "QuestionnaireResponse",
    "Observation",
    "CodeSystem",
)
# Decimals stay the digits they are: 0.1 is not turned into a binary fraction on its way.
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def fhir_files(tables: Mapping[str, Sequence[Sequence[Value]]]) -> Iterator[tuple[str, bytes]]:
    """Each kind has its file, empty where there is nothing of it."""
    lines: dict[str, list[bytes]] = defaultdict(list)
    for resource in resources(tables):
        lines[str(resource["resourceType"])].append(_ENCODER.encode(resource) + b"\n")
    for kind in KINDS:
        yield f"{kind}.ndjson", b"".join(lines[kind])


def resources(tables: Mapping[str, Sequence[Sequence[Value]]]) -> Iterator[Resource]:
    """Everything the tables say."""
    for person in _rows("people", tables):
        yield from of_person(cast("PersonRow", person))
    for course in _rows("courses", tables):
        yield from of_course(cast("CourseRow", course))
    for session in _rows("sessions", tables):
        yield from of_session(cast("SessionRow", session))
    yield from _questionnaires(tables)
    for outcome in _rows("outcomes", tables):
        yield outcome_of(cast("OutcomeRow", outcome))
    yield code_system()


def code_system() -> Resource:
    """What our own codes mean: the data dictionary once more."""
    codes: list[Json] = [
        {
            "code": f"{each.table}.{each.name}",
            "display": each.column.words,
            **({"definition": f"Unit: {each.column.unit}."} if each.column.unit else {}),
        }
        for each in dictionary()
        if is_own_code(each)
    ]
    return {
        "resourceType": "CodeSystem",
        "id": "columns",
        "url": COLUMN,
        "name": "ExportColumns",
        "status": "active",
        "content": "complete",
        "count": len(codes),
        "concept": codes,
    }


def _questionnaires(tables: Mapping[str, Sequence[Sequence[Value]]]) -> Iterator[Resource]:
    answers: dict[str, list[AnswerRow]] = defaultdict(list)
    for row in _rows("answers", tables):
        answer = cast("AnswerRow", row)
        answers[answer.result].append(answer)
    for row in _rows("results", tables):
        result = cast("ResultRow", row)
        yield response_of(result, answers[result.result])
        yield score_of(result)


def _rows(table: str, tables: Mapping[str, Sequence[Sequence[Value]]]) -> Iterator[Row]:
    """Rows of their own kind again."""
    names = [each.name for each in described(table)]
    for values in tables.get(table, ()):
        yield TABLES[table](**dict(zip(names, values, strict=True)))  # type: ignore[arg-type]
