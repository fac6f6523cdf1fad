"""The FHIR shape of each shipped questionnaire says what the Python definition says."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from holdspace.domain.scales.instruments import INSTRUMENTS

FOLDER = files("holdspace.domain.scales") / "fhir"
SHIPPED = sorted(code for code, each in INSTRUMENTS.items() if each.is_shipped)
LOINC = "http://loinc.org"


def shape(code):
    return json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8"))


def questions(code):
    """Every numbered item, wherever it stands."""
    items = shape(code)["item"]
    inner = [each for group in items for each in group.get("item", []) if group["type"] == "group"]
    return [each for each in (*items, *inner) if each["linkId"].isdigit()]


def loinc(codes):
    return [each["code"] for each in codes if each["system"] == LOINC]


def said(item):
    """Each answer that has words, as (number, words)."""
    options = [
        (int(each["valueCoding"]["code"]), each["valueCoding"]["display"])
        for each in item.get("answerOption", [])
    ]
    ends = {each["linkId"].partition(".")[2]: each["text"] for each in item.get("item", [])}
    limits = {"low": limit(item, "minValue"), "high": limit(item, "maxValue")}
    return options or [(limits[end], ends[end]) for end in ("low", "high")]


def limit(item, name):
    found = [each for each in item.get("extension", []) if each["url"].endswith(name)]
    return found[0]["valueInteger"] if found else None


def test_each_shipped_questionnaire_has_a_shape_and_no_other():
    names = sorted(each.name for each in FOLDER.iterdir() if each.name.endswith(".json"))

    assert names == [f"{code}.json" for code in SHIPPED]


@pytest.mark.parametrize("code", SHIPPED)
def test_it_has_the_same_questions_word_for_word(code):
    ours = INSTRUMENTS[code].questions

    assert [(item["linkId"], item["text"]) for item in questions(code)] == [
        (str(question.number), question.text) for question in ours
    ]


@pytest.mark.parametrize("code", SHIPPED)
def test_it_has_the_same_answers_with_the_same_numbers(code):
    instrument = INSTRUMENTS[code]

    assert [said(item) for item in questions(code)] == [
        [(choice.value, choice.words) for choice in question.choices or instrument.choices]
        for question in instrument.questions
    ]


@pytest.mark.parametrize("code", SHIPPED)
def test_the_number_of_an_answer_is_its_ordinal_value(code):
    options = [option for item in questions(code) for option in item.get("answerOption", [])]

    assert [option["extension"][0]["valueDecimal"] for option in options] == [
        int(option["valueCoding"]["code"]) for option in options
    ]


@pytest.mark.parametrize("code", SHIPPED)
def test_it_carries_the_notice_the_version_and_the_words_above(code):
    instrument, found = INSTRUMENTS[code], shape(code)
    stems = [item["text"] for item in found["item"] if item["type"] == "group"]

    assert found["resourceType"] == "Questionnaire"
    assert (found["copyright"], found["version"]) == (instrument.notice, str(instrument.version))
    assert stems == [stem for stem in (instrument.stem,) if stem]


@pytest.mark.parametrize("code", SHIPPED)
def test_it_carries_the_codes_we_are_sure_of_and_no_other(code):
    instrument, found = INSTRUMENTS[code], shape(code)
    total = found["item"][-1]
    items = {int(item["linkId"]): loinc(item["code"]) for item in questions(code) if "code" in item}

    assert loinc(found.get("code", [])) == [each for each in (instrument.loinc_panel,) if each]
    assert loinc(total.get("code", [])) == [each for each in (instrument.loinc_total,) if each]
    assert items == {number: [each] for number, each in instrument.loinc_items.items()}


@pytest.mark.parametrize("code", SHIPPED)
def test_a_question_is_left_out_after_the_same_answers(code):
    conditions = [
        [(each["question"], each["answerCoding"]["code"]) for each in item.get("enableWhen", [])]
        for item in questions(code)
    ]

    assert conditions == [
        [
            (str(question.left_out_if.number), str(value))
            for value in sorted(question.left_out_if.values)
        ]
        if question.left_out_if
        else []
        for question in INSTRUMENTS[code].questions
    ]
