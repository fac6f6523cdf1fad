"""Whoever is tired or tender reads it with ease: short sentences, and no word that shames."""

from __future__ import annotations

import re

import pytest

from tests.web.plain_words import WORD, Text, catalogue, grade, of_template, syllables

HIGHEST_GRADE = 6.0
LONGEST_SENTENCE_WORDS = 22
BANNED = (
    r"bad trips?", r"(?<!heart )(?<!kidney )(?<!liver )fail(?:ed|s|ure|ing)?",
    r"non-?complian(?:t|ce)", r"complian(?:t|ce)",
    r"commit(?:ted|s)? suicide", r"addicts?", r"addicted", r"abus(?:e|er|ed|ers)", r"junk(?:y|ie)",
    r"crazy", r"insane", r"victims?", r"suffer(?:s|ing)? from", r"streaks?", r"we missed you",
    r"you forgot", r"overdue", r"late again", r"shame", r"blame", r"lapse", r"relapse[sd]?",
    r"manipulative", r"attention.seeking", r"dirty", r"refus(?:ed|es|al)",
)  # fmt: skip
SHAMES = re.compile(r"\b(?:" + "|".join(BANNED) + r")\b", re.IGNORECASE)
CATALOGUE = catalogue()


def shaming(text: Text) -> list[str]:
    return [found[0] for piece in text.pieces for found in SHAMES.finditer(piece)]


def too_long(text: Text) -> list[str]:
    return [one for one in text.sentences if len(WORD.findall(one)) > LONGEST_SENTENCE_WORDS]


@pytest.mark.parametrize("text", CATALOGUE, ids=lambda text: text.name)
def test_a_sixth_grader_reads_it_with_ease(text: Text) -> None:
    assert grade(text.sentences) <= HIGHEST_GRADE, text.sentences


@pytest.mark.parametrize("text", CATALOGUE, ids=lambda text: text.name)
def test_no_sentence_is_long(text: Text) -> None:
    assert too_long(text) == []


@pytest.mark.parametrize("text", CATALOGUE, ids=lambda text: text.name)
def test_no_word_shames(text: Text) -> None:
    assert shaming(text) == []


# --- the measure itself ---------------------------------------------------------------------------


def test_the_catalogue_is_found() -> None:
    names = {text.name for text in CATALOGUE}

    assert "clinic/own_access/templates/own_access/join.html" in names
    assert "pathway/today/templates/today/companion/home.html" in names
    assert len([one for one in CATALOGUE if one.sentences]) > 30


@pytest.mark.parametrize(
    ("word", "count"),
    [("phone", 1), ("people", 2), ("clinic", 2), ("being", 2), ("medicine", 3), ("emergency", 4)],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_text_for_a_lawyer_would_be_seen() -> None:
    hard = (
        "Notwithstanding the aforementioned provisions, participants acknowledge responsibility"
        " for communicating contraindications to appropriate clinical personnel immediately."
    )

    assert grade([hard]) > HIGHEST_GRADE


def test_a_text_for_a_friend_is_let_through() -> None:
    assert grade(["You can stop at any time.", "Just say so, or raise your hand."]) < HIGHEST_GRADE


def test_a_word_that_shames_would_be_seen() -> None:
    assert shaming(Text("page", ("Your last try failed.",))) == ["failed"]


def test_a_template_gives_its_words_and_nothing_else() -> None:
    source = (
        '{% extends "base.html" %}<h1>Hello {{ name }}</h1><p>One <b>step</b>\n at a time.</p>'
        '<a aria-label="To the clinic" href="/x">Go</a><script>var shown = "not read";</script>'
    )

    assert [piece.strip() for piece in of_template(source)] == [
        "Hello it",
        "One step at a time.",
        "To the clinic",
        "Go",
    ]
