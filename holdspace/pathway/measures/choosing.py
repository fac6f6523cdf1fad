"""Which questionnaires there are to ask, and which are ticked beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.pathway.course.queries import open_course_of
from holdspace.pathway.measures.wording import can_be_on_a_phone, copies_in_use, instrument_with

if TYPE_CHECKING:
    from holdspace.clinic.people.models import Patient

SUGGESTED = {
    "treatment_resistant_depression": ["phq9", "gad7"],
    "generalised_anxiety": ["phq9", "gad7"],
    "ptsd": ["phq9", "pcl5"],
    "chronic_pain": ["phq9", "peg"],
    "other": ["phq9"],
}
"""What is ticked beforehand for each indication: our own choice; whoever asks changes it."""


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
    course = open_course_of(patient)
    return SUGGESTED.get(course.indication, []) if course else SUGGESTED["other"]
