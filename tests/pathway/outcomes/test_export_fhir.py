"""An export as FHIR: the facts of its tables, no more, and nothing unknown turned into a number."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from holdspace.pathway.outcomes.export_tables import (
    AnswerRow,
    Code,
    CourseRow,
    OutcomeRow,
    PersonRow,
    ResultRow,
    SessionRow,
    dictionary,
)
from holdspace.pathway.outcomes.fhir.codes import UNITS
from holdspace.pathway.outcomes.fhir.places import PLACES, place_of
from holdspace.pathway.outcomes.fhir.written import KINDS, fhir_files
from tests.pathway.outcomes.fhir_rules import complaints

PERSON = PersonRow(person=Code("p1"), own_id=None, age_years=44)
COURSE = CourseRow(
    person=Code("p1"),
    course=Code("c1"),
    own_id=None,
    first_dose_on=None,
    indication=Code("treatment_resistant_depression"),
    protocol=Code("iv-racemic-0.5mgkg-40min"),
    protocol_version=1,
    planned_sessions=6,
    sessions=2,
    series_sessions=None,
    has_ended=False,
)
SESSION = SessionRow(
    person=Code("p1"),
    course=Code("c1"),
    session=2,
    own_id=None,
    given_at=None,
    day=4,
    drug=Code("ketamine"),
    route=Code("iv"),
    dose_mg=Decimal("45.500"),
    dose_mg_per_kg=Decimal("0.5000"),
    dosing_minutes=40,
    baseline_systolic_mmhg=Decimal("121.5"),
    baseline_diastolic_mmhg=Decimal("78.0"),
    peak_systolic_mmhg=Decimal(180),
    peak_diastolic_mmhg=Decimal(96),
    lowest_spo2_percent=Decimal(95),
    highest_nausea=0,
    highest_distress=3,
    deepest_sedation=4,
    highest_dissociation=9,
    vomited=False,
    rescue_drugs=0,
    adverse_events=1,
    severe_adverse_events=0,
    emergencies=0,
    help_calls=0,
    slowest_answer_seconds=None,
    guidance_at_most=2,
    minutes_to_ready=112,
)
NOT_ASKED = replace(
    SESSION,
    session=1,
    day=0,
    dose_mg=None,
    dose_mg_per_kg=None,
    dosing_minutes=None,
    peak_systolic_mmhg=None,
    highest_nausea=None,
    vomited=None,
    help_calls=1,
)
RESULT = ResultRow(
    person=Code("p1"),
    result=Code("r1"),
    own_id=None,
    finished_at=None,
    day=-2,
    questionnaire=Code("phq9"),
    score=Decimal("13.50000000"),
    answered=2,
    of=9,
    is_prorated=True,
    days_since_dose=None,
    scoring_version=1,
)
ANSWERS = [
    AnswerRow(
        person=Code("p1"),
        result=Code("r1"),
        day=-2,
        questionnaire=Code("phq9"),
        question=number,
        value=value,
    )
    for number, value in ((1, 3), (2, None), (9, 0))
]
OUTCOME = OutcomeRow(
    person=Code("p1"),
    course=Code("c1"),
    questionnaire=Code("phq9"),
    is_due=True,
    is_completer=False,
    baseline=Decimal("20.00000000"),
    end=None,
    change=None,
    percent=None,
    is_worse=None,
    response=None,
    remission=None,
)
TABLES = {
    "people": [PERSON],
    "courses": [COURSE],
    "sessions": [NOT_ASKED, SESSION],
    "results": [RESULT],
    "answers": ANSWERS,
    "outcomes": [OUTCOME],
}


def written(**changed) -> dict[str, list[dict]]:
    """What stands in each file, after what stands in the tables."""
    tables = {name: [astuple(row) for row in rows] for name, rows in (TABLES | changed).items()}
    return {
        name.removesuffix(".ndjson"): [json.loads(line) for line in content.splitlines()]
        for name, content in fhir_files(tables)
    }


def observed(found: dict[str, list[dict]], made_up: str) -> dict:
    return next(each for each in found["Observation"] if each["id"] == made_up)


def test_every_resource_is_as_fhir_asks() -> None:
    found = written()

    assert complaints([each for kind in KINDS for each in found[kind]]) == []
    assert {kind: len(found[kind]) for kind in KINDS if kind != "Observation"} == {
        "Patient": 1,
        "Condition": 1,
        "EpisodeOfCare": 1,
        "Encounter": 2,
        "MedicationAdministration": 2,
        "QuestionnaireResponse": 1,
        "CodeSystem": 1,
    }


def test_with_own_numbers_and_days_too() -> None:
    at, own = datetime(2026, 3, 1, 9, 30, tzinfo=UTC), Code("0b5e")
    found = written(
        people=[replace(PERSON, own_id=own)],
        courses=[replace(COURSE, own_id=own, first_dose_on=date(2026, 3, 1), has_ended=True)],
        sessions=[replace(SESSION, own_id=own, given_at=at), replace(NOT_ASKED, given_at=at)],
        results=[replace(RESULT, own_id=own, finished_at=at)],
    )
    given, point = found["MedicationAdministration"]

    assert complaints([each for kind in KINDS for each in found[kind]]) == []
    assert given["effectivePeriod"] == {
        "start": "2026-03-01T09:30:00+00:00",
        "end": "2026-03-01T10:10:00+00:00",
    }
    assert point["effectiveDateTime"] == "2026-03-01T09:30:00+00:00"
    assert found["EpisodeOfCare"][0]["status"] == "finished"
    assert found["QuestionnaireResponse"][0]["identifier"]["value"] == "0b5e"


def test_an_export_of_nobody_has_every_file_and_only_the_codes_in_them() -> None:
    found = written(**{name: [] for name in TABLES})

    assert list(found) == list(KINDS)
    assert [kind for kind in KINDS if found[kind]] == ["CodeSystem"]


def test_a_patient_is_a_made_up_number_and_nothing_else() -> None:
    assert written()["Patient"] == [{"resourceType": "Patient", "id": "p1"}]


@pytest.mark.parametrize(("years", "comparator"), [(89, None), (90, ">=")])
def test_90_years_stand_for_90_and_over(years: int, comparator: str | None) -> None:
    age = observed(written(people=[replace(PERSON, age_years=years)]), "p1-age")["valueQuantity"]

    assert (age["value"], age["code"], age.get("comparator")) == (years, "a", comparator)


def test_a_measurement_has_its_unit_and_its_digits() -> None:
    found = written()
    peak, mean = (observed(found, f"c1-2-{name}-systolic-mmhg") for name in ("peak", "baseline"))
    (line,) = (
        line
        for name, content in fhir_files({"sessions": [astuple(SESSION)]})
        for line in content.splitlines()
        if name == "MedicationAdministration.ndjson"
    )

    assert peak["valueQuantity"] == {
        "value": 180,
        "unit": "mmHg",
        "system": "http://unitsofmeasure.org",
        "code": "mm[Hg]",
    }
    assert [each["code"] for each in peak["code"]["coding"]] == [
        "8480-6",
        "sessions.peak_systolic_mmhg",
    ]
    # A mean of several readings is no reading.
    assert [each["code"] for each in mean["code"]["coding"]] == ["sessions.baseline_systolic_mmhg"]
    assert b'"dose":{"value":45.5,"unit":"mg"' in line


@pytest.mark.parametrize("name", ["peak-systolic-mmhg", "highest-nausea", "vomited"])
def test_what_is_not_known_says_so_and_is_neither_zero_nor_no(name: str) -> None:
    asked, not_asked = (observed(written(), f"c1-{number}-{name}") for number in (2, 1))

    assert [key for key in asked if key.startswith("value")]
    assert not [key for key in not_asked if key.startswith("value")]
    assert not_asked["dataAbsentReason"]["coding"][0]["code"] == "unknown"


def test_a_dose_whose_milligrams_are_not_known_was_given_all_the_same() -> None:
    first = written()["MedicationAdministration"][0]

    assert (first["status"], "value" in first["dosage"]["dose"]) == ("completed", False)


@pytest.mark.parametrize(("number", "why"), [(1, "unknown"), (2, "not-applicable")])
def test_a_call_that_nobody_answered_is_not_a_call_that_nobody_made(number: int, why: str) -> None:
    found = observed(written(), f"c1-{number}-slowest-answer-seconds")

    assert found["dataAbsentReason"]["coding"][0]["code"] == why


def test_without_calendar_days_a_time_is_kept_back_and_counts_from_the_first_dose() -> None:
    found = written()
    since = found["MedicationAdministration"][1]["effectivePeriod"]["extension"]

    assert (since[0]["valueCode"], since[1]["valueDuration"]["value"]) == ("masked", 4)
    assert found["QuestionnaireResponse"][0]["_authored"]["extension"][1]["valueDuration"] == {
        "value": -2,
        "unit": "days",
        "system": "http://unitsofmeasure.org",
        "code": "d",
    }
    assert "2026" not in json.dumps(found)


def test_answers_stand_as_in_the_questionnaire_and_a_question_left_out_has_none() -> None:
    (group,) = written()["QuestionnaireResponse"][0]["item"]

    assert group == {
        "linkId": "questions",
        "item": [
            {"linkId": "1", "answer": [{"valueCoding": {"code": "3"}}]},
            {"linkId": "2"},
            {"linkId": "9", "answer": [{"valueCoding": {"code": "0"}}]},
        ],
    }


def test_of_a_questionnaire_whose_wording_is_not_ours_there_are_numbers() -> None:
    madrs = [replace(each, questionnaire=Code("madrs")) for each in ANSWERS]
    found = written(results=[replace(RESULT, questionnaire=Code("madrs"))], answers=madrs)

    assert found["QuestionnaireResponse"][0]["item"] == [
        {"linkId": "1", "answer": [{"valueInteger": 3}]},
        {"linkId": "2"},
        {"linkId": "9", "answer": [{"valueInteger": 0}]},
    ]
    assert complaints([each for kind in KINDS for each in found[kind]]) == []


def test_a_score_rests_on_its_answers_and_says_how_it_was_made() -> None:
    score = observed(written(), "r1")
    parts = {each["code"]["coding"][0]["code"]: each for each in score["component"]}

    assert score["code"]["coding"][0] == {"system": "http://loinc.org", "code": "44261-6"}
    assert (score["valueQuantity"]["value"], score["derivedFrom"][0]["reference"]) == (
        13.5,
        "QuestionnaireResponse/r1",
    )
    assert parts["results.is_prorated"]["valueBoolean"] is True
    absent = parts["results.days_since_dose"]["dataAbsentReason"]
    assert absent["coding"][0]["code"] == "not-applicable"


def test_a_questionnaire_with_too_few_answers_has_no_score_of_zero() -> None:
    score = observed(written(results=[replace(RESULT, score=None)]), "r1")

    assert "valueQuantity" not in score
    assert score["dataAbsentReason"]["text"] == "Too little was answered for a score."


def test_what_became_of_a_series_is_unknown_where_there_is_no_score_at_its_end() -> None:
    parts = {
        each["code"]["coding"][0]["code"]: each
        for each in observed(written(), "c1-phq9")["component"]
    }

    assert parts["outcomes.baseline"]["valueQuantity"]["value"] == 20
    assert parts["outcomes.is_completer"]["valueBoolean"] is False
    assert all("dataAbsentReason" in parts[f"outcomes.{name}"] for name in ("end", "response"))


def test_every_column_of_the_dictionary_has_its_place() -> None:
    """A column that is added to a table is an observation, or is named among the places."""
    found = written()
    said = json.dumps(found["Observation"])
    codes = [f"{each.table}.{each.name}" for each in dictionary()]
    told = [code for code in codes if code not in PLACES]

    assert set(PLACES) <= set(codes)
    assert [code for code in told if f'"{code}"' not in said] == []
    assert [each["code"] for each in found["CodeSystem"][0]["concept"]] == told
    assert {place_of(each) for each in dictionary() if each.name == "score"} == {
        "Observation.value, code results.score"
    }


def test_every_unit_of_the_dictionary_has_a_code_or_is_a_bare_number() -> None:
    units = {each.column.unit for each in dictionary()} - set(UNITS)

    assert units == {"", "count", "0 to 10", "0 to 5", "0 to 24", "0 to 4"}
