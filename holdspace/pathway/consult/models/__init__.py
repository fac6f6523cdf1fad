"""Consents, and what is known of a person before a decision, as rows."""

from holdspace.pathway.consult.models.consent import Consent
from holdspace.pathway.consult.models.decision import Resolution, SignedDecision
from holdspace.pathway.consult.models.settings import SettingsVersion
from holdspace.pathway.consult.models.stated import (
    IntakeFinished,
    ListedThing,
    MedicineLine,
    Said,
    StatedFact,
)
from holdspace.pathway.consult.models.teach_back import SaidBack, TalkedThrough

__all__ = [
    "Consent",
    "IntakeFinished",
    "ListedThing",
    "MedicineLine",
    "Resolution",
    "Said",
    "SaidBack",
    "SettingsVersion",
    "SignedDecision",
    "StatedFact",
    "TalkedThrough",
]
