"""What FHIR R4 asks of a resource, beyond what its shape in `fhir.resources` holds.

That library knows R4B, in which each of our kinds of resource is as it was in R4. It checks
elements and their types, not which codes a required binding lets in, nor where a reference leads.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
STATUS = {
    "EpisodeOfCare": {"planned", "waitlist", "active", "onhold", "finished", "cancelled"},
    "Encounter": {"planned", "arrived", "in-progress", "finished", "cancelled"},
    "MedicationAdministration": {"in-progress", "not-done", "on-hold", "completed", "stopped"},
    "QuestionnaireResponse": {"in-progress", "completed", "amended", "stopped"},
    "Observation": {"registered", "preliminary", "final", "amended"},
    "CodeSystem": {"draft", "active", "retired", "unknown"},
}
CATEGORIES = {"social-history", "vital-signs", "survey", "therapy", "procedure", "exam"}
ABSENT = {"unknown", "not-asked", "masked", "not-applicable", "not-performed"}
UCUM = {"mg", "mg/kg", "min", "s", "mm[Hg]", "%", "d", "a", "{score}"}


def complaints(resources: Sequence[dict]) -> list[str]:
    """Everything that is wrong with these resources, as sentences. Empty: nothing is."""
    there = {f"{each['resourceType']}/{each['id']}" for each in resources}
    twice = [] if len(there) == len(resources) else ["Two have the same id."]
    return twice + [f"{each['id']}: {what}" for each in resources for what in _wrong(each, there)]


def _wrong(resource: dict, there: set[str]) -> Iterator[str]:
    kind = resource["resourceType"]
    try:
        get_fhir_model_class(kind).model_validate(resource)
    except ValidationError as refusal:
        yield str(refusal)
    if not ID.fullmatch(resource["id"]):
        yield "no id"
    if resource.get("status") not in STATUS.get(kind, {None}):
        yield f"status {resource.get('status')}"
    if kind == "Observation":
        yield from _wrong_observation(resource)
    yield from _wrong_elements(resource, there)


def _wrong_elements(resource: dict, there: set[str]) -> Iterator[str]:
    for name, value in _elements(resource):
        if value in (None, "", [], {}):
            yield f"{name} is empty"
        if name == "reference" and value not in there:
            yield f"{value} leads nowhere"
        if name == "valueCode" and value not in ABSENT:
            yield f"absent as {value}"
        if isinstance(value, dict) and "unit" in value and value["code"] not in UCUM:
            yield f"unit {value['code']}"


def _wrong_observation(resource: dict) -> Iterator[str]:
    if resource["category"][0]["coding"][0]["code"] not in CATEGORIES:
        yield "category"
    for part in (resource, *resource.get("component", [])):
        says = [name for name in part if name.startswith("value") or name == "dataAbsentReason"]
        if len(says) > 1 or (not says and "component" not in part):
            yield f"says {says}"


def _elements(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    yield name, value
    inner = value.items() if isinstance(value, dict) else ()
    for key, each in inner:
        yield from _elements(each, key)
    for each in value if isinstance(value, list) else ():
        yield from _elements(each, name)
