"""People and their courses: Patient, Condition, EpisodeOfCare, and what is counted of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.pathway.outcomes.export_tables import OLDEST_SHOWN_YEARS, described
from holdspace.pathway.outcomes.fhir.codes import (
    OWN,
    absent,
    column_code,
    concept,
    known_as,
    observation,
    own_code,
    period_from,
    refer,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.pathway.outcomes.export_tables import CourseRow, PersonRow
    from holdspace.pathway.outcomes.fhir.codes import Element, Resource

COUNTED = frozenset({"planned_sessions", "sessions", "series_sessions"})
"""Columns of a course that are observations about it."""
NOT_ENDED = absent("not-applicable", "Nobody ended the series.")


def of_person(row: PersonRow) -> Iterator[Resource]:
    yield {"resourceType": "Patient", "id": row.person, **known_as(row.own_id)}
    (age,) = (each for each in described("people") if each.name == "age_years")
    value = dict(value_of(age, row.age_years))
    if row.age_years == OLDEST_SHOWN_YEARS:
        value["valueQuantity"] = _at_least(value["valueQuantity"])
    code = concept(column_code(age))
    yield observation(f"{row.person}-age", code, row.person, "social-history", value)


def of_course(row: CourseRow) -> Iterator[Resource]:
    yield {
        "resourceType": "Condition",
        "id": row.course,
        "code": own_code("indication", row.indication),
        "subject": refer("Patient", row.person),
    }
    protocol = f"{row.protocol}, version {row.protocol_version}"
    yield {
        "resourceType": "EpisodeOfCare",
        "id": row.course,
        **known_as(row.own_id),
        "status": "finished" if row.has_ended else "active",
        "type": [
            concept(
                {
                    "system": f"{OWN}:protocol",
                    "version": str(row.protocol_version),
                    "code": row.protocol,
                },
                text=protocol,
            )
        ],
        "diagnosis": [{"condition": refer("Condition", row.course)}],
        "patient": refer("Patient", row.person),
        **period_from(row.first_dose_on),
    }
    for column in described("courses"):
        if column.name in COUNTED:
            yield observation(
                f"{row.course}-{column.name}",
                concept(column_code(column)),
                row.person,
                "therapy",
                {
                    "focus": [refer("EpisodeOfCare", row.course)],
                    **value_of(column, getattr(row, column.name), NOT_ENDED),
                },
            )


def _at_least(quantity: object) -> Element:
    assert isinstance(quantity, dict)  # noqa: S101 - an age is a quantity
    return {"value": quantity["value"], "comparator": ">=", **quantity}
