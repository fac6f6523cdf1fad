"""The clinic's licensed copy: what makes no sense is refused with its place, the rest is worded.

Every word in here is made up: no licensed wording is in this repository.
"""

import pytest

from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.scales.licensed_copy import (
    CopyMakesNoSense,
    has_wording,
    read_copy,
    worded,
    wording_fingerprint,
)
from tests.domain.scales.made_up_copy import CHOICES, SIX, copy

MEQ_PARTS = {
    "mystical": list(range(1, 16)),
    "positive_mood": list(range(16, 22)),
    "transcendence": list(range(22, 28)),
    "ineffability": [28, 29, 30],
}


def meq(**changed):
    return copy("meq30", 30, **{"choices": SIX, "parts": MEQ_PARTS, **changed})


def complaints(data):
    with pytest.raises(CopyMakesNoSense) as refused:
        read_copy(data)
    return refused.value.complaints


def test_a_whole_copy_gives_the_instrument_its_words_and_leaves_its_arithmetic():
    isi = worded(INSTRUMENTS["isi"], read_copy(copy()))

    assert has_wording(isi)
    assert not has_wording(INSTRUMENTS["isi"])
    assert isi.questions[6].text == "Made-up question 7"
    assert isi.score(dict.fromkeys(range(1, 8), 2)).total == 14


def test_an_item_map_gives_the_parts_their_questions():
    meq30 = worded(INSTRUMENTS["meq30"], read_copy(meq()))

    scored = meq30.score(dict.fromkeys(range(1, 31), 3))

    assert [part.percent for part in scored.parts] == [60, 60, 60, 60]
    assert scored.flag("complete").is_set


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (copy("nothing"), "code: nothing is not known."),
        (copy(count=6), "questions: ISI has the numbers 1 to 7, each once."),
        (copy(count=8), "questions: ISI has the numbers 1 to 7, each once."),
        (copy(choices=CHOICES[:4]), "questions.1: words for each answer 0 to 4, once."),
        (copy(choices=SIX), "questions.1: words for each answer 0 to 4, once."),
        (copy(edition=" "), "edition: String should have at least 1 character"),
        (copy(stem=3), "stem: Input should be a valid string"),
        (copy(surprise="x"), "surprise: Extra inputs are not permitted"),
        (copy(parts={"sleep": [1]}), "parts.sleep: ISI has no such part to be filled in."),
        (
            meq(parts={}),
            "parts.mystical: say which 15 questions make “Mystical”.",
        ),
        (
            meq(parts={**MEQ_PARTS, "ineffability": [28, 29]}),
            "parts.ineffability: 3 different questions, not 2.",
        ),
        (
            meq(parts={**MEQ_PARTS, "ineffability": [28, 29, 29]}),
            "parts.ineffability: 3 different questions, not 3.",
        ),
        (
            meq(parts={**MEQ_PARTS, "ineffability": [28, 29, 31]}),
            "parts.ineffability: names a question that MEQ30 does not have.",
        ),
        (
            meq(parts={**MEQ_PARTS, "ineffability": [1, 29, 30]}),
            "parts.ineffability: a question that another part has already.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(data, complaint):
    assert any(each.startswith(complaint) for each in complaints(data))


def test_a_line_of_numbers_needs_words_for_its_ends_only():
    ends = [{"value": 0, "words": "made-up low"}, {"value": 100, "words": "made-up high"}]

    assert has_wording(worded(INSTRUMENTS["ebi"], read_copy(copy("ebi", 6, choices=ends))))
    assert complaints(copy("ebi", 6, choices=ends[:1]))


def test_the_refusal_repeats_no_word_of_the_file():
    said = " ".join(complaints(copy(count=6, notice=5, edition="secret wording")))

    assert "secret" not in said


def test_each_change_of_wording_has_a_fingerprint_of_its_own():
    isi = INSTRUMENTS["isi"]
    one, other = read_copy(copy()), read_copy(copy(stem="Made-up words above"))

    assert one.fingerprint == read_copy(copy()).fingerprint
    assert one.fingerprint != other.fingerprint
    assert wording_fingerprint(worded(isi, one)) != wording_fingerprint(worded(isi, other))
    assert wording_fingerprint(worded(isi, one)) != wording_fingerprint(isi)


SHIPPED = {
    "phq9": "6c93ccee4d50418e",
    "gad7": "f20cb39d8b985938",
    "pcl5": "f402ffa661a695d8",
    "peg": "466ece3231e00474",
    "audit_c": "3b3b65543908345d",
    "fatigue": "7f8769bb65c97410",
}


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_the_wording_that_is_shipped_does_not_change_unseen(code):
    """A changed word is another wording: change it on purpose, and this line with it."""
    assert wording_fingerprint(INSTRUMENTS[code])[:16] == SHIPPED[code]
