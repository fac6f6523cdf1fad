"""An answer that is missing is not a zero, whatever the reason."""

from decimal import Decimal

import pytest

from holdspace.domain.scales import BadAnswers
from holdspace.domain.scales.cssrs import screener_answers
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.suicide_risk import ScreenerAnswers, Tier, at_least, tier_of


def all_but(code, *gaps, value=1):
    numbers = INSTRUMENTS[code].scored_numbers
    return {number: None if number in gaps else value for number in numbers}


SUMMED = [
    "pcl5", "peg", "audit_c", "fatigue", "who5", "madrs", "isi", "dast10", "fss", "cadss",
    "meq30", "ceq", "ebi",
]  # fmt: skip


@pytest.mark.parametrize("code", SUMMED)
def test_one_missing_answer_leaves_no_total_and_says_which(code):
    last = INSTRUMENTS[code].scored_numbers[-1]

    scored = INSTRUMENTS[code].score(all_but(code, last))

    assert scored.total is None
    assert scored.why_none == f"Not answered: {last}."


@pytest.mark.parametrize("code", SUMMED)
def test_a_question_that_was_never_asked_is_missing_too(code):
    answers = all_but(code)
    del answers[1]

    assert INSTRUMENTS[code].score(answers).total is None


@pytest.mark.parametrize(("gaps", "has_total"), [((1,), True), ((1, 2), True), ((1, 2, 3), False)])
def test_the_phq9_is_filled_in_for_two_missing_and_not_for_three(gaps, has_total):
    scored = INSTRUMENTS["phq9"].score(all_but("phq9", *gaps, value=3))

    assert (scored.total == 27) is has_total
    assert scored.is_prorated is has_total


@pytest.mark.parametrize(("gaps", "has_total"), [((1,), True), ((1, 2), False)])
def test_the_gad7_is_filled_in_for_one_missing_and_not_for_two(gaps, has_total):
    scored = INSTRUMENTS["gad7"].score(all_but("gad7", *gaps, value=3))

    assert (scored.total == 21) is has_total


def test_the_difficulty_question_does_not_count_and_is_not_missed():
    answers = all_but("phq9")

    assert INSTRUMENTS["phq9"].score(answers | {10: 3}).total == 9
    assert not INSTRUMENTS["phq9"].score(answers | {10: None}).is_prorated


def test_the_qids_needs_one_answer_of_each_group():
    whole = INSTRUMENTS["qids16"].score(all_but("qids16", 2, 3, 4, 7, 8, 9, 16))
    without = INSTRUMENTS["qids16"].score(all_but("qids16", 15, 16))

    assert whole.total == 9
    assert (without.total, without.why_none) == (None, "Not answered: 15, 16.")


def test_nothing_answered_is_no_score_and_not_zero():
    scored = INSTRUMENTS["phq9"].score({})

    assert (scored.total, scored.band, scored.answered) == (None, "", 0)
    assert scored.flag("cut_off").is_set is None


def test_a_part_with_a_missing_answer_has_no_value():
    scored = INSTRUMENTS["pcl5"].score(all_but("pcl5", 6))

    assert scored.part("B").value == 5
    assert scored.part("C").value is None


def test_the_cluster_rule_is_known_where_what_is_missing_cannot_matter():
    pcl5 = INSTRUMENTS["pcl5"]

    assert pcl5.score(all_but("pcl5", 20, value=2)).flag("clusters").is_set is True
    assert pcl5.score(all_but("pcl5", 20, value=1)).flag("clusters").is_set is False
    assert pcl5.score({1: 2, 6: 2, 8: 2, 9: 2, 15: 2}).flag("clusters").is_set is None


def test_without_its_item_map_the_meq30_has_a_total_and_no_parts():
    scored = INSTRUMENTS["meq30"].score(all_but("meq30", value=5))

    assert (scored.total, scored.parts) == (150, ())
    assert scored.flag("complete").is_set is None


@pytest.mark.parametrize("value", [-1, 4])
def test_an_answer_outside_its_range_is_refused_by_question(value):
    with pytest.raises(BadAnswers, match="PHQ-9, question 2"):
        INSTRUMENTS["phq9"].score({2: value})


def test_a_question_that_does_not_exist_is_refused():
    with pytest.raises(BadAnswers, match="no question 11"):
        INSTRUMENTS["phq9"].score({11: 0})


def said(**answers):
    return ScreenerAnswers(**answers)


NO_TO_ALL = {"question_1": False, "question_2": False, "behaviour_ever": False}


@pytest.mark.parametrize("gap", sorted(NO_TO_ALL))
def test_the_tier_is_none_only_when_all_three_were_denied(gap):
    assert tier_of(said(**NO_TO_ALL)) is Tier.NONE
    assert tier_of(said(**NO_TO_ALL | {gap: None})) is None


def test_a_missing_answer_that_could_raise_the_tier_keeps_it_unknown():
    unasked = said(question_1=True, question_2=True, behaviour_ever=False)
    recent = said(question_1=False, question_2=False, behaviour_ever=True)

    assert (tier_of(unasked), at_least(unasked)) == (None, Tier.LOW)
    assert (tier_of(recent), at_least(recent)) == (None, Tier.MODERATE)


@pytest.mark.parametrize("high", ["question_4", "question_5", "behaviour_within_3_months"])
def test_what_is_high_is_high_whatever_is_missing(high):
    assert tier_of(said(**{high: True})) is Tier.HIGH


def test_since_the_last_contact_any_behaviour_is_high():
    lifetime = {**NO_TO_ALL, "behaviour_ever": True, "behaviour_within_3_months": False}

    assert tier_of(said(**lifetime)) is Tier.MODERATE
    assert tier_of(said(**lifetime, is_since_last_contact=True)) is Tier.HIGH


def test_the_screener_asks_on_after_a_skipped_question_and_not_after_a_no():
    cssrs = INSTRUMENTS["cssrs"]

    assert [cssrs.is_asked(3, {2: each}) for each in (1, None, 0)] == [True, True, False]
    assert [cssrs.is_asked(7, {6: each}) for each in (1, None, 0)] == [True, True, False]


def test_an_answer_to_a_question_that_was_left_out_does_not_count():
    given = INSTRUMENTS["cssrs"].given({1: 0, 2: 0, 4: 1, 6: 0})

    assert tier_of(screener_answers(given)) is Tier.NONE


@pytest.mark.parametrize(
    ("code", "number", "value", "touches"),
    [
        ("phq9", 9, 0, False),
        ("phq9", 9, 1, True),
        ("phq9", 9, None, False),
        ("phq9", 8, 3, False),
        ("qids16", 12, 0, False),
        ("qids16", 12, 1, True),
        ("cssrs", 1, 0, False),
        ("cssrs", 1, 1, True),
        ("cssrs", 7, 1, True),
        ("madrs", 10, 1, False),
        ("madrs", 10, 2, True),
        ("gad7", 7, 3, False),
    ],
)
def test_which_answer_asks_for_somebody_at_once(code, number, value, touches):
    assert INSTRUMENTS[code].touches_suicide(number, value) is touches


def test_the_mean_of_the_fss_is_judged_by_its_sum():
    scored = INSTRUMENTS["fss"].score({**dict.fromkeys(range(1, 9), 4), 9: 3})

    assert scored.total == Decimal("3.89")
    assert scored.flag("fatigue").is_set is False
