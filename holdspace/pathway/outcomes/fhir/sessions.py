"""A session: Encounter, what was given, and an Observation for each thing that was measured."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.session_event_body import Route
from holdspace.pathway.outcomes.export_tables import described
from holdspace.pathway.outcomes.fhir.codes import (
    ABSENT,
    DRUGS,
    HL7,
    LOINC,
    OWN,
    SIGNS,
    absent,
    coding,
    column_code,
    concept,
    effective,
    known_as,
    observation,
    on_day,
    quantity,
    refer,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.pathway.outcomes.export_tables import Described, SessionRow
    from holdspace.pathway.outcomes.fhir.codes import Element, Resource

SAID_ELSEWHERE = frozenset(
    {"person", "course", "own_id", "given_at", "day", "drug", "route", "dose_mg"}
)
"""Columns that the encounter and the dose hold themselves."""


def of_session(row: SessionRow) -> Iterator[Resource]:
    made_up = f"{row.course}-{row.session}"
    yield _encounter(row, made_up)
    yield _dose(row, made_up)
    for column in described("sessions"):
        if column.name not in SAID_ELSEWHERE:
            yield _measured(row, made_up, column)


def _encounter(row: SessionRow, made_up: str) -> Resource:
    start = {"start": row.given_at.isoformat()} if row.given_at else on_day(row.day)
    return {
        "resourceType": "Encounter",
        "id": made_up,
        **known_as(row.own_id),
        "status": "finished",
        "class": coding(f"{HL7}/v3-ActCode", "AMB", "ambulatory"),
        "type": [concept(coding(f"{OWN}:encounter", "dosing_session"), text="Dosing session")],
        "subject": refer("Patient", row.person),
        "episodeOfCare": [refer("EpisodeOfCare", row.course)],
        "period": start,
    }


def _dose(row: SessionRow, made_up: str) -> Resource:
    """All of it as one; where the milligrams are not known it says so."""
    known = DRUGS.get(row.drug)
    codings = [coding(*known)] if known else []
    when = effective(row.given_at, row.day)
    if row.given_at and row.dosing_minutes:
        until = row.given_at + timedelta(minutes=row.dosing_minutes)
        when = {"effectivePeriod": {"start": row.given_at.isoformat(), "end": until.isoformat()}}
    dose: Element = {"extension": [{"url": ABSENT, "valueCode": "unknown"}]}
    if row.dose_mg is not None:
        dose = quantity(row.dose_mg, "mg")
    return {
        "resourceType": "MedicationAdministration",
        "id": made_up,
        "status": "completed",
        "medicationCodeableConcept": concept(
            *codings, coding(f"{OWN}:drug", row.drug), text=row.drug
        ),
        "subject": refer("Patient", row.person),
        "context": refer("Encounter", made_up),
        **when,
        "dosage": {"route": _route(row.route), "dose": dose},
    }


def _route(code: str) -> Element:
    return concept(coding(f"{OWN}:route", code), text=Route(code).name.lower())


def _measured(row: SessionRow, made_up: str, column: Described) -> Resource:
    loinc = SIGNS.get(column.name)
    codings = [coding(LOINC, loinc)] if loinc else []
    return observation(
        f"{made_up}-{column.name}",
        concept(*codings, column_code(column)),
        row.person,
        "vital-signs" if loinc else "procedure",
        {
            "encounter": refer("Encounter", made_up),
            **effective(row.given_at, row.day),
            **value_of(column, getattr(row, column.name), _why_absent(row, column)),
        },
    )


def _why_absent(row: SessionRow, column: Described) -> Element | None:
    if column.name == "slowest_answer_seconds" and not row.help_calls:
        return absent("not-applicable", "Nobody called.")
    return None
