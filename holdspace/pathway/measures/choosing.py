"""Which questionnaires there are to ask, and which are ticked beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.protocol_measures import OUR_OWN
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.course.queries import open_course_of, protocol_of
from holdspace.pathway.measures.wording import can_be_on_a_phone, copies_in_use, instrument_with

if TYPE_CHECKING:
    from holdspace.clinic.people.models import Patient


def choices(clinic_id: int) -> list[tuple[str, str]]:
    """Every questionnaire, with what it measures and where it can be answered."""
    copies = copies_in_use(clinic_id)
    found = []
    for code in INSTRUMENTS:
        instrument = instrument_with(code, copies.get(code))
        where = "" if can_be_on_a_phone(instrument) else " (entered by staff)"
        found.append((code, f"{instrument.name}: {instrument.measures}{where}"))
    return found


def suggested(patient: Patient) -> list[str]:
    """What is ticked beforehand: what the protocol asks for; whoever asks changes it."""
    course = open_course_of(patient)
    if course is None:
        return list(OUR_OWN.for_indication("other"))
    return list(protocol_of(course).measures.for_indication(course.indication))
