"""Codes, units and the few shapes that every resource is made of.

A LOINC code stands only where `holdspace.domain` has it; everything else has a code of our own, and
a `CodeSystem` that says in words what it means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from holdspace.domain.protocol import Vital
from holdspace.domain.vitals import KINDS as VITALS

if TYPE_CHECKING:
    from datetime import date, datetime

    from holdspace.pathway.outcomes.export_tables import Described, Value

Json: TypeAlias = "str | int | bool | Decimal | Sequence[Json] | Mapping[str, Json]"
Element: TypeAlias = Mapping[str, Json]
Resource: TypeAlias = dict[str, Json]

UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
ATC = "http://www.whocc.no/atc"
HL7 = "http://terminology.hl7.org/CodeSystem"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
OWN = "urn:holdspace"
COLUMN = f"{OWN}:export:column"
DAY = f"{OWN}:export:day"
"""An extension: days since a first dose, where no calendar day is told."""
OWN_NUMBER = f"{OWN}:export:own-number"

UNITS: Mapping[str, str] = {
    "mg": "mg", "mg/kg": "mg/kg", "min": "min", "s": "s", "mmHg": "mm[Hg]", "%": "%", "days": "d",
    "years": "a", "points": "{score}",
}  # fmt: skip
"""A unit of the data dictionary -> its code in UCUM. What is not here is a bare number."""
DRUGS: Mapping[str, tuple[str, str]] = {
    "ketamine": (ATC, "N01AX03"),
    "esketamine": (ATC, "N06AX27"),
}
"""By the index of the WHO; esketamine as it is given against depression."""
SIGNS: Mapping[str, str] = {
    "peak_systolic_mmhg": VITALS[Vital.SYSTOLIC].loinc,
    "peak_diastolic_mmhg": VITALS[Vital.DIASTOLIC].loinc,
    "lowest_spo2_percent": VITALS[Vital.SPO2].loinc,
}
"""Columns that are one reading, as it was measured. A mean of several has no such code."""


def coding(system: str, code: str, display: str = "") -> Element:
    return {"system": system, "code": code} | ({"display": display} if display else {})


def concept(*codings: Element, text: str = "") -> Element:
    """At least one of both."""
    found: dict[str, Json] = {"coding": list(codings)} if codings else {}
    return found | ({"text": text} if text else {})


def own_code(kind: str, code: str) -> Element:
    """A word out of one of our closed lists."""
    return concept(coding(f"{OWN}:{kind}", code), text=code.replace("_", " "))


def column_code(column: Described) -> Element:
    return coding(COLUMN, f"{column.table}.{column.name}", column.column.words)


def refer(kind: str, made_up: str) -> Element:
    return {"reference": f"{kind}/{made_up}"}


def number(value: Decimal) -> Decimal:
    """Without the zeros that a column of the database puts behind it."""
    return Decimal(f"{value.normalize():f}")


def absent(code: str, text: str) -> Element:
    return concept(coding(f"{HL7}/data-absent-reason", code), text=text)


def quantity(value: Decimal, unit: str) -> Element:
    code = UNITS.get(unit, "{score}")
    return {"value": number(value), "unit": unit or "points", "system": UCUM, "code": code}


def value_of(column: Described, value: Value, why: Element | None = None) -> Element:
    """`value[x]`, or why there is none. What is not known is never 0 and never "no"."""
    unit = column.column.unit
    if value is None:
        return {"dataAbsentReason": why or absent("unknown", "Not measured, asked or known.")}
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, Decimal) or unit in UNITS:
        return {"valueQuantity": quantity(Decimal(str(value)), unit)}
    if isinstance(value, int):
        return {"valueInteger": value}
    raise TypeError(f"{column.table}.{column.name} is not a measurement.")


def on_day(day: int | None) -> Element:
    """An element of time without a calendar: it is kept back, and how many days it is."""
    since: list[Json] = [{"url": ABSENT, "valueCode": "masked" if day is not None else "unknown"}]
    if day is not None:
        since.append({"url": DAY, "valueDuration": quantity(Decimal(day), "days")})
    return {"extension": since}


def effective(at: datetime | None, day: int | None) -> Element:
    """When something was: the moment where the export tells it, else the day from the first dose.

    A period, because an element that is asked for may hold extensions alone only where it is one.
    """
    if at is not None:
        return {"effectiveDateTime": at.isoformat()}
    return {"effectivePeriod": on_day(day)}


def known_as(own_id: str | None) -> Element:
    """The record's own number, where the export was asked for with it."""
    return {"identifier": [own_number(own_id)]} if own_id else {}


def own_number(own_id: str) -> Element:
    return {"system": OWN_NUMBER, "value": own_id}


def period_from(day: date | None) -> Element:
    return {"period": {"start": day.isoformat()}} if day else {}


def observation(made_up: str, code: Element, person: str, category: str, rest: Element) -> Resource:
    return {
        "resourceType": "Observation",
        "id": made_up.replace("_", "-"),
        "status": "final",
        "category": [concept(coding(f"{HL7}/observation-category", category))],
        "code": code,
        "subject": refer("Patient", person),
        **rest,
    }
