"""The words people sign: plain, whole, and never mistaken for others."""

from __future__ import annotations

import pytest

from holdspace.pathway.consult.consent_texts import (
    CURRENT,
    OF_MY_CHOICE,
    TEXTS,
    TREATMENT,
    current_text,
)
from holdspace.pathway.consult.consent_texts_first import FIRST_TEXTS
from holdspace.pathway.consult.teach_back_companion_words import QUESTIONS, questions_about
from tests.web.plain_words import Text, grade

NOW_SIGNED = (*TREATMENT, *OF_MY_CHOICE)
HIGHEST_GRADE_OF_A_CONSENT = 9.0
HIGHEST_GRADE = 6.0
FINGERPRINTS_OF_THE_FIRST_TEXTS = {
    "treatment": "e6ca3763af9b",
    "touch": "d9ac8e26c231",
    "recording": "86a0d5ce9160",
    "observers": "e9dd1206b4ca",
    "supporter": "b224bd42218e",
    "sharing": "786880d8110b",
    "research": "13fb8979c255",
}


def sentences_of(words: str) -> list[str]:
    return Text("", (words,)).sentences


def named(one) -> str:
    return f"{one.item} {one.product or ''}".strip()


@pytest.mark.parametrize("text", NOW_SIGNED, ids=named)
def test_a_consent_is_read_with_nine_years_of_school(text) -> None:
    assert grade(sentences_of(f"{text.words} {text.meaning}")) <= HIGHEST_GRADE_OF_A_CONSENT


@pytest.mark.parametrize("text", NOW_SIGNED, ids=named)
def test_what_follows_a_withdrawal_is_said_in_plain_words(text) -> None:
    asked = f"{text.asks_scope}. {text.scope_help} {text.after_withdrawal}"

    assert text.after_withdrawal
    assert grade(sentences_of(asked)) <= HIGHEST_GRADE


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.code)
def test_each_question_has_one_right_answer_and_a_word_to_each(question) -> None:
    said = " ".join(f"{one.words} {one.reply}" for one in question.choices)

    assert [one.is_right for one in question.choices].count(True) == 1
    assert all(one.reply for one in question.choices)
    assert grade(sentences_of(f"{question.words} {said}")) <= HIGHEST_GRADE


@pytest.mark.parametrize("product", ["racemic", "esketamine"])
def test_what_is_off_label_is_said_and_asked_or_how_long_they_stay(product) -> None:
    codes = {one.code for one in questions_about(product)}

    assert "off-label" in current_text("treatment", product).words
    assert {"driving", "home", "stop", "feels"} < codes
    assert ("off_label" in codes, "stay" in codes) == (
        product == "racemic", product == "esketamine",
    )  # fmt: skip


def test_no_two_texts_have_one_fingerprint() -> None:
    assert len({text.fingerprint for text in TEXTS}) == len(TEXTS)


def test_the_first_texts_keep_the_fingerprints_they_were_signed_under() -> None:
    kept = {text.item: text.fingerprint[:12] for text in FIRST_TEXTS}

    assert kept == FINGERPRINTS_OF_THE_FIRST_TEXTS


def test_only_the_treatment_is_needed_for_a_dose() -> None:
    assert [item for item, text in CURRENT.items() if text.is_needed_for_dose] == ["treatment"]
