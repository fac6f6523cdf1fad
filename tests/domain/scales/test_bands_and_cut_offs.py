"""Each edge of each band and cut-off, and the traps seen in public pages and code."""

from decimal import Decimal

import pytest

from holdspace.domain.quantities import round_half_up
from holdspace.domain.scales.instruments import INSTRUMENTS


def filled(code, total):
    """Answers that add up to this total, from the first question on."""
    instrument = INSTRUMENTS[code]
    left = total - sum(question.low for question in instrument.questions)
    answers = {}
    for question in instrument.questions:
        more = min(question.high - question.low, left)
        answers[question.number], left = question.low + more, left - more
    return instrument.score(answers)


@pytest.mark.parametrize(
    ("code", "edges"),
    [
        (
            "phq9",
            (
                "0 minimal,4 minimal,5 mild,9 mild,10 moderate,14 moderate,15 moderately severe,"
                "19 moderately severe,20 severe,27 severe"
            ),
        ),
        ("gad7", "0 minimal,4 minimal,5 mild,9 mild,10 moderate,14 moderate,15 severe,21 severe"),
        (
            "qids16",
            (
                "0 none,5 none,6 mild,10 mild,11 moderate,15 moderate,16 severe,20 severe,"
                "21 very severe,27 very severe"
            ),
        ),
        ("madrs", "0 none,6 none,7 mild,19 mild,20 moderate,34 moderate,35 severe,60 severe"),
        (
            "isi",
            (
                "0 none,7 none,8 subthreshold,14 subthreshold,15 moderate,21 moderate,22 severe,"
                "28 severe"
            ),
        ),
        (
            "dast10",
            (
                "0 none,1 low,2 low,3 moderate,5 moderate,6 substantial,8 substantial,9 severe,"
                "10 severe"
            ),
        ),
        ("audit_c", "0 ,6 ,7 higher risk,12 higher risk"),
        ("pcl5", "0 ,20 ,40 ,80 "),
        ("who5", "0 ,28 ,50 ,100 "),
        ("peg", "0 ,5 ,10 "),
    ],
)
def test_each_band_begins_and_ends_where_the_literature_says(code, edges):
    bands = [edge.partition(" ") for edge in edges.split(",")]

    found = [INSTRUMENTS[code].band_of(Decimal(total)) for total, _, _ in bands]

    assert found == [words for _, _, words in bands]


@pytest.mark.parametrize(
    ("code", "flag", "total", "is_set"),
    [
        ("phq9", "cut_off", 9, False),
        ("phq9", "cut_off", 10, True),
        ("phq9", "cut_off", 11, True),
        ("gad7", "cut_off", 9, False),
        ("gad7", "cut_off", 10, True),
        ("gad7", "cut_off", 11, True),
        ("pcl5", "cut_off", 32, False),
        ("pcl5", "cut_off", 33, True),
        ("pcl5", "cut_off", 34, True),
        ("isi", "cut_off", 13, False),
        ("isi", "cut_off", 14, True),
        ("isi", "cut_off", 15, True),
        ("audit_c", "higher_risk", 6, False),
        ("audit_c", "higher_risk", 7, True),
        ("audit_c", "higher_risk", 8, True),
        ("cadss", "not_dissociated", 3, True),
        ("cadss", "not_dissociated", 4, True),
        ("cadss", "not_dissociated", 5, False),
        ("fss", "fatigue", 35, False),
        ("fss", "fatigue", 36, True),
        ("fss", "fatigue", 37, True),
        ("who5", "very_low", 6, True),
        ("who5", "very_low", 7, True),
        ("who5", "very_low", 8, False),
        ("who5", "low", 12, True),
        ("who5", "low", 13, False),
    ],
)
def test_each_cut_off_just_under_at_and_just_over(code, flag, total, is_set):
    assert filled(code, total).flag(flag).is_set is is_set


@pytest.mark.parametrize("total", [5, 6])
def test_the_qids_calls_it_depression_from_six(total):
    scored = INSTRUMENTS["qids16"].score(
        dict.fromkeys(range(1, 17), 0) | {5: 3, 10: 2, 11: total - 5}
    )

    assert scored.flag("cut_off").is_set is (total == 6)


@pytest.mark.parametrize(
    ("total", "man", "woman"), [(2, False, False), (3, False, True), (4, True, True)]
)
def test_alcohol_is_positive_from_three_for_women_and_from_four_for_men(total, man, woman):
    audit_c = INSTRUMENTS["audit_c"]
    answers = {1: total, 2: 0, 3: 0}

    assert audit_c.score(answers, is_man=True).flag("positive").is_set is man
    assert audit_c.score(answers, is_man=False).flag("positive").is_set is woman


@pytest.mark.parametrize(
    ("total", "is_set", "says_so"), [(2, False, False), (3, True, True), (4, True, False)]
)
def test_where_the_sex_is_not_known_the_more_careful_cut_off_for_alcohol_counts_and_says_so(
    total, is_set, says_so
):
    flag = INSTRUMENTS["audit_c"].score({1: total, 2: 0, 3: 0}).flag("positive")

    assert flag.is_set is is_set
    assert ("more careful" in flag.words) is says_so


def test_who_never_drinks_is_not_asked_how_much_and_has_a_score():
    scored = INSTRUMENTS["audit_c"].score({1: 0})

    assert (scored.total, scored.answered, scored.of) == (0, 1, 1)


def test_how_much_is_asked_when_how_often_was_skipped():
    audit_c = INSTRUMENTS["audit_c"]

    assert audit_c.is_asked(2, {1: None})
    assert audit_c.score({1: None, 2: 1, 3: 0}).total is None


def test_well_being_is_the_raw_sum_times_four_and_nothing_less():
    assert filled("who5", 25).total == 100
    assert filled("who5", 0).total == 0


def test_the_qids_is_not_its_plain_sum():
    assert INSTRUMENTS["qids16"].score(dict.fromkeys(range(1, 17), 3)).total == 27


def test_the_suicide_screener_is_never_added_up():
    scored = INSTRUMENTS["cssrs"].score(dict.fromkeys(range(1, 8), 1))

    assert scored.total is None
    assert scored.flag("tier").words == "Risk tier: high"


def test_the_pcl5_has_no_severity_bands():
    assert INSTRUMENTS["pcl5"].bands == ()


@pytest.mark.parametrize(
    ("twos", "is_met"), [((1, 6, 8, 9, 15, 16), True), ((1, 6, 8, 9, 15), False)]
)
def test_the_cluster_rule_needs_one_one_two_and_two(twos, is_met):
    answers = {number: 2 if number in twos else 1 for number in range(1, 21)}

    assert INSTRUMENTS["pcl5"].score(answers).flag("clusters").is_set is is_met


def test_half_goes_up_as_in_printed_tables():
    assert round_half_up(Decimal("31.25"), 1) == Decimal("31.3")


@pytest.mark.parametrize(
    ("code", "ranges"),
    [
        ("phq9", "9x0-3 27"),
        ("gad7", "7x0-3 21"),
        ("pcl5", "20x0-4 80"),
        ("peg", "3x0-10 10"),
        ("audit_c", "3x0-4 12"),
        ("fatigue", "1x0-10 10"),
        ("qids16", "16x0-3 27"),
        ("who5", "5x0-5 100"),
        ("madrs", "10x0-6 60"),
        ("isi", "7x0-4 28"),
        ("dast10", "10x0-1 10"),
        ("fss", "9x1-7 7"),
        ("cadss", "23x0-4 92"),
        ("meq30", "30x0-5 150"),
        ("ceq", "26x0-5 130"),
        ("ebi", "6x0-100 600"),
    ],
)
def test_each_has_its_number_of_questions_their_range_and_its_most(code, ranges):
    instrument = INSTRUMENTS[code]
    scored = [question for question in instrument.questions if question.is_scored]
    low, high = {(question.low, question.high) for question in scored}.pop()

    assert f"{len(scored)}x{low}-{high} {instrument.maximum}" == ranges
    assert len({(question.low, question.high) for question in scored}) == 1
