"""Where each column of the data dictionary stands in FHIR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.pathway.outcomes.fhir.results import CAME_TO, HOW_IT_WAS_SCORED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdspace.pathway.outcomes.export_tables import Described

PERSON, COURSE = "Patient.id", "EpisodeOfCare.id"
QUESTIONNAIRE = "QuestionnaireResponse.questionnaire"
PLACES: Mapping[str, str] = {
    "people.person": PERSON,
    "people.own_id": "Patient.identifier",
    "courses.person": PERSON,
    "courses.course": COURSE,
    "courses.own_id": "EpisodeOfCare.identifier",
    "courses.first_dose_on": "EpisodeOfCare.period",
    "courses.indication": "Condition.code",
    "courses.protocol": "EpisodeOfCare.type",
    "courses.protocol_version": "EpisodeOfCare.type",
    "courses.has_ended": "EpisodeOfCare.status",
    "sessions.person": PERSON,
    "sessions.course": "Encounter.episodeOfCare",
    "sessions.own_id": "Encounter.identifier",
    "sessions.given_at": "MedicationAdministration.effective",
    "sessions.day": "MedicationAdministration.effective, extension",
    "sessions.drug": "MedicationAdministration.medication",
    "sessions.route": "MedicationAdministration.dosage.route",
    "sessions.dose_mg": "MedicationAdministration.dosage.dose",
    "results.person": PERSON,
    "results.result": "QuestionnaireResponse.id",
    "results.own_id": "QuestionnaireResponse.identifier",
    "results.finished_at": "QuestionnaireResponse.authored",
    "results.day": "QuestionnaireResponse.authored, extension",
    "results.questionnaire": QUESTIONNAIRE,
    "answers.person": PERSON,
    "answers.result": "QuestionnaireResponse.id",
    "answers.day": "QuestionnaireResponse.authored, extension",
    "answers.questionnaire": QUESTIONNAIRE,
    "answers.question": "QuestionnaireResponse.item.linkId",
    "answers.value": "QuestionnaireResponse.item.answer",
    "outcomes.person": PERSON,
    "outcomes.course": "Observation.focus",
    "outcomes.questionnaire": "Observation.code",
}
"""Of what is an element of its own. Every other column is an observation, or a part of one."""


def place_of(column: Described) -> str:
    """In words of FHIR, for the data dictionary."""
    named = PLACES.get(f"{column.table}.{column.name}")
    if named is not None:
        return named
    part = "component" if column.name in {*HOW_IT_WAS_SCORED, *CAME_TO} else "value"
    return f"Observation.{part}, code {column.table}.{column.name}"


def is_own_code(column: Described) -> bool:
    return f"{column.table}.{column.name}" not in PLACES
