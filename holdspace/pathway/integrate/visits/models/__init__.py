"""Visits after a session, the people who do them, what is shared, and notes kept apart."""

from holdspace.pathway.integrate.visits.models.note import NotesKey, PsychotherapyNote
from holdspace.pathway.integrate.visits.models.record import VisitRecord
from holdspace.pathway.integrate.visits.models.share import Share, ShareOpening
from holdspace.pathway.integrate.visits.models.specialist import (
    OtherCare,
    Specialist,
    SpecialistWord,
)
from holdspace.pathway.integrate.visits.models.visit import IntegrationVisit, VisitWord

__all__ = [
    "IntegrationVisit",
    "NotesKey",
    "OtherCare",
    "PsychotherapyNote",
    "Share",
    "ShareOpening",
    "Specialist",
    "SpecialistWord",
    "VisitRecord",
    "VisitWord",
]
