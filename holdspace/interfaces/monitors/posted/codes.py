"""The LOINC codes of vital signs that have a column here; MDC codes are read as in HL7."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.mdc.nomenclature import BY_NAME, BY_NUMBER

if TYPE_CHECKING:
    from holdspace.interfaces.fhir.resources import CodeableConcept, Coding
    from holdspace.interfaces.monitors.reading import Column

LOINC = "http://loinc.org"
MDC = ("urn:iso:std:iso:11073:10101", "urn:oid:2.16.840.1.113883.6.24")

LOINC_COLUMNS: dict[str, Column] = {
    "8867-4": "heart_rate_per_min",
    "8889-8": "pulse_rate_per_min",
    "59408-5": "spo2_percent",
    "2708-6": "spo2_percent",  # the code of FHIR's own vital-signs profile, beside the one above
    "9279-1": "respiratory_rate_per_min",
    "8480-6": "systolic_mmhg",
    "8462-4": "diastolic_mmhg",
    "8478-0": "mean_pressure_mmhg",
    "19891-1": "etco2_mmhg",
    "8310-5": "temperature_celsius",
    "8331-1": "temperature_celsius",
    "8333-0": "temperature_celsius",
    "8328-7": "temperature_celsius",
    "8332-5": "temperature_celsius",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the codes of an observation say it is."""

    column: Column | None
    """None: kept beside the reading, never put in a column."""
    is_known: bool
    disagreement: str = ""


def meaning_of(concept: CodeableConcept) -> Meaning:
    """Of several codings each may be one we know; those that we know must say the same."""
    known = [found for coding in concept.coding for found in _known(coding)]
    columns = set(known)
    if len(columns) > 1:
        return Meaning(None, is_known=True, disagreement="its codes say different things")
    return Meaning(known[0] if known else None, is_known=bool(known))


def _known(coding: Coding) -> tuple[Column | None, ...]:
    """Empty for a code that is not known here."""
    if coding.system == LOINC:
        return (LOINC_COLUMNS[coding.code],) if coding.code in LOINC_COLUMNS else ()
    if coding.system in MDC:
        term = BY_NUMBER.get(coding.code) or BY_NAME.get(coding.code.upper())
        return (term.column,) if term else ()
    return ()
