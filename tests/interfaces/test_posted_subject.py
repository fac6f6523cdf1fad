"""Whom a posted body names, in each way in which FHIR says it, by the rule of test_named_person."""

from __future__ import annotations

import json
from datetime import UTC, date
from typing import Any

import pytest

from holdspace.interfaces.fhir.observation import NotFhir
from holdspace.interfaces.monitors.named_person import NOBODY, our_person, what_differs
from holdspace.interfaces.monitors.posted.subject import whom
from holdspace.interfaces.monitors.posted.translate import read_posted
from tests.interfaces.posting import bundle, observation

NUMBER = "3f2b6c1e-0000-4000-8000-000000000001"
ANOTHER = "3f2b6c1e-0000-4000-8000-000000000002"
MARA = our_person(
    number=NUMBER, family="Müller-Keller", given=("Mara Luise", "Mali"), born_on=date(1988, 3, 4)
)


def named_by(body: object) -> Any:
    return whom(read_posted(json.dumps(body).encode(), UTC))


def contained(*, pointer: str = "#p", **patient: Any) -> Any:
    inside = {"resourceType": "Patient", "id": "p", **patient}
    other = {"resourceType": "Device", "id": "d", "name": "a name"}
    return {"contained": [other, inside], "subject": {"reference": pointer}}


def displayed(display: str) -> Any:
    return {"subject": {"display": display}}


def pointed(reference: str) -> Any:
    return {"subject": {"reference": reference}}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"subject": {}},
        displayed(""),
        displayed("Unknown"),
        displayed("Patient 4711"),
        displayed("Frau Keller"),
        displayed("Keller, Mara (1988)"),
        displayed("M. Müller-Keller"),
        pointed("Patient/4711"),
        pointed(f"Patient/{NUMBER}"),
        pointed(f"https://elsewhere.example/fhir/Patient/{ANOTHER}"),
        pointed(f"urn:uuid:{ANOTHER}"),
        {"subject": {"identifier": {"system": "urn:hospital", "value": "4711"}}},
        {"subject": {"identifier": {"value": f"urn:uuid:{NUMBER}"}}},
        {"subject": {"reference": "Location/4", "display": "Room Four"}},
        {"subject": {"type": "Device", "display": "Cuff"}},
        contained(name=[{"family": "MUELLER-KELLER", "given": ["Mara"]}], birthDate="1988-03-04"),
        contained(name=[{"text": "Mali Keller"}], birthDate="1988"),
        contained(pointer="#another", name=[{"family": "Weber", "given": ["Theo"]}]),
    ],
)
def test_the_same_person_and_nobody_at_all_differ_in_nothing(more: Any) -> None:
    assert what_differs(named_by(observation(**more)), MARA) == ()


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (displayed("Weber, Theo"), ("the name",)),
        (displayed("Herr Weber"), ("the name",)),
        (pointed(f"Patient/{ANOTHER}"), ("the number",)),
        (pointed(f"Patient/{ANOTHER}/_history/2"), ("the number",)),
        ({"subject": {"identifier": {"value": ANOTHER}}}, ("the number",)),
        (contained(birthDate="1988-03-05"), ("the date of birth",)),
        (
            contained(name=[{"family": "Weber", "given": ["Theo"]}], birthDate="1970-01-01"),
            ("the name", "the date of birth"),
        ),
        (contained(identifier=[{"value": ANOTHER}]), ("the number",)),
    ],
)
def test_another_person_differs_in_what_is_said(more: Any, what: tuple[str, ...]) -> None:
    assert what_differs(named_by(observation(**more)), MARA) == what


def test_values_that_name_one_person_and_values_that_name_nobody_are_of_one() -> None:
    named = {"subject": {"reference": "Patient/7", "display": "Theo Weber"}}
    body = bundle("batch", observation(), observation(**named), observation(**pointed("Patient/7")))

    assert what_differs(named_by(body), MARA) == ("the name",)
    assert named_by(bundle("batch", observation(), observation())) == NOBODY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (displayed("Mara Keller"), displayed("Theo Weber")),
        (pointed("Patient/7"), pointed("Patient/8")),
        (contained(birthDate="1988-03-04"), contained(birthDate="1970-01-01")),
    ],
)
def test_of_several_people_none_is_chosen(one: Any, other: Any) -> None:
    assert named_by(bundle("collection", observation(**one), observation(**other))) is None


def test_a_contained_patient_that_cannot_be_read_is_refused_in_words() -> None:
    with pytest.raises(NotFhir, match="the contained Patient cannot be read"):
        named_by(observation(**contained(birthDate=1988)))
