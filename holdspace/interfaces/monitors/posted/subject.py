"""Whom a posted body says it is about (`subject`): compared as the name in an HL7 message is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from holdspace.interfaces.fhir.resources import Kind, Patient
from holdspace.interfaces.monitors.named_person import (
    NOBODY,
    NamedPerson,
    name_in_text,
    person_said,
)

if TYPE_CHECKING:
    from holdspace.interfaces.fhir.observation import Posted
    from holdspace.interfaces.fhir.resources import Observation, Reference

SEVERAL_PEOPLE = "the body is about several people, and the device that posts it stands with one"
_RESOURCE = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/.*)?$")
_NO_PERSON = frozenset({"Device", "Group", "Location"})


def whom(posted: Posted) -> NamedPerson | None:
    """None for several people: none of them is chosen here, so the whole waits."""
    about = [one for one in posted.observations if one.subject and not _is_a_thing(one.subject)]
    named = {_named(one) for one in about} - {NOBODY}
    pointed_at = {_pointed_at(one.subject) for one in about if one.subject} - {""}
    if len(named) > 1 or len(pointed_at) > 1:
        return None
    return next(iter(named), NOBODY)


def _named(observation: Observation) -> NamedPerson:
    subject = observation.subject
    if subject is None:
        return NOBODY
    patient = _contained(observation, subject.reference)
    own = [name for name in patient.name if name.family or name.given]
    in_one_piece = [name.text for name in patient.name if name.text] if not own else []
    if not own and not in_one_piece:
        in_one_piece = [subject.display]
    identifiers = [*patient.identifier, *([subject.identifier] if subject.identifier else [])]
    return person_said(
        family=" ".join(name.family for name in own) or name_in_text(" ".join(in_one_piece)),
        given=" ".join(given for name in own for given in name.given),
        born=patient.birth_date,
        numbers=[*(one.value for one in identifiers), _number_here(subject.reference)],
    )


def _contained(observation: Observation, reference: str) -> Patient:
    """The patient inside the observation that is pointed at, else one that says nothing."""
    for raw in observation.contained if reference.startswith("#") else ():
        if msgspec.json.decode(raw, type=Kind).resource_type == "Patient":
            patient = msgspec.json.decode(raw, type=Patient)
            if patient.id == reference[1:]:
                return patient
    return Patient()


def _is_a_thing(subject: Reference) -> bool:
    """An observation may be of a room or a device, whose display is nobody's name."""
    found = _RESOURCE.search(subject.reference)
    return (subject.type or (found[1] if found else "")) in _NO_PERSON


def _number_here(reference: str) -> str:
    """Of a reference that is relative to us. An absolute one names another system's number, and
    that is nothing we could compare."""
    found = _RESOURCE.match(reference)
    return found[2] if found else ""


def _pointed_at(subject: Reference) -> str:
    """What tells two people apart though neither can be compared."""
    if subject.reference and not subject.reference.startswith("#"):
        return subject.reference.split("/_history/")[0]
    return subject.identifier.value if subject.identifier else ""
