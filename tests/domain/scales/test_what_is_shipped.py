"""Wording only where it may be shipped, with its notice; numbers and our own names elsewhere."""

import pytest

from holdspace.domain.scales.instruments import INSTRUMENTS

SHIPPED = {"phq9", "gad7", "pcl5", "audit_c", "peg", "fatigue"}


def test_the_verdicts_on_wording_are_those_of_the_reference():
    assert {code: each.licence for code, each in INSTRUMENTS.items()} == {
        "phq9": "SHIP",
        "gad7": "SHIP",
        "pcl5": "SHIP",
        "peg": "SHIP",
        "audit_c": "SHIP",
        "fatigue": "SHIP",
        "cssrs": "NO-TEXT",
        "qids16": "NO-TEXT",
        "who5": "SHIP-NC",
        "madrs": "NO-TEXT",
        "isi": "NO-TEXT",
        "dast10": "ASK",
        "fss": "NO-TEXT",
        "cadss": "ASK",
        "meq30": "ASK",
        "ceq": "ASK",
        "ebi": "ASK",
    }


@pytest.mark.parametrize("code", sorted(set(INSTRUMENTS) - SHIPPED))
def test_no_wording_is_in_an_instrument_that_may_not_be_shipped(code):
    instrument = INSTRUMENTS[code]
    words = {each.words for each in instrument.choices}

    assert not any(question.text or question.choices for question in instrument.questions)
    assert instrument.stem == ""
    assert words <= {"Yes", "No"}


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_what_is_shipped_has_every_question_each_answer_and_its_notice(code):
    instrument = INSTRUMENTS[code]

    assert all(question.text for question in instrument.questions)
    assert all(question.choices or instrument.choices for question in instrument.questions)
    assert instrument.notice


@pytest.mark.parametrize("code", sorted(INSTRUMENTS))
def test_each_has_a_source_a_recall_window_and_a_reason(code):
    instrument = INSTRUMENTS[code]

    assert all((instrument.source, instrument.recall, instrument.why, instrument.measures))


def test_codes_of_other_systems_are_here_only_where_they_are_sure():
    coded = {
        code: (each.loinc_total, each.loinc_panel)
        for code, each in INSTRUMENTS.items()
        if each.loinc_total or each.loinc_panel
    }

    assert coded == {
        "phq9": ("44261-6", "44249-1"),
        "gad7": ("70274-6", "69737-5"),
        "peg": ("91147-9", "91148-7"),
        "audit_c": ("75626-2", "72109-2"),
        "dast10": ("82667-7", ""),
    }
    assert INSTRUMENTS["phq9"].loinc_items == {9: "44260-8"}


def test_parts_whose_questions_are_disputed_have_a_number_and_no_map():
    parts = {
        code: {part.code: part.count for part in each.subscales}
        for code, each in INSTRUMENTS.items()
        if each.needs_item_map
    }

    assert parts == {
        "meq30": {"mystical": 15, "positive_mood": 6, "transcendence": 6, "ineffability": 3},
        "ceq": {
            "grief": 6,
            "fear": 5,
            "physical_distress": 5,
            "insanity": 3,
            "isolation": 3,
            "death": 2,
            "paranoia": 2,
        },
    }
