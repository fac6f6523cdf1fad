"""The worked examples of the questionnaires, by number (18, 28, 29 are in `test_scales.py`)."""

from decimal import Decimal

import pytest

from holdspace.domain.outcomes import Measured, outcome, remission
from holdspace.domain.scales.cssrs import screener_answers
from holdspace.domain.scales.instrument import Subscale
from holdspace.domain.scales.instruments import INSTRUMENTS
from holdspace.domain.suicide_risk import Tier, tier_of


def answers(*values):
    return dict(enumerate(values, start=1))


def score(code, *values, **options):
    return INSTRUMENTS[code].score(answers(*values), **options)


def change(code, before, after):
    return outcome(
        INSTRUMENTS[code],
        Measured(total=Decimal(before), answers={}),
        Measured(total=Decimal(after), answers={}),
    )


def tier(*values):
    return tier_of(screener_answers(INSTRUMENTS["cssrs"].given(answers(*values))))


def test_example_1_a_severe_score_with_an_answer_that_touches_suicide():
    scored = score("phq9", 3, 3, 2, 3, 2, 3, 2, 1, 1)

    assert (scored.total, scored.band) == (20, "severe")
    assert INSTRUMENTS["phq9"].touches_suicide(9, 1)


def test_example_2_response_without_remission():
    scored = score("phq9", 1, 1, 1, 1, 1, 0, 1, 0, 0)
    changed = change("phq9", 20, scored.total)

    assert (scored.total, scored.band) == (6, "mild")
    assert (changed.change, changed.percent) == (-14, -70)
    assert (changed.response.holds, changed.remission.holds) == (True, False)
    assert changed.reliable.holds


def test_example_3_one_missing_answer_is_filled_in_half_up_and_said():
    scored = score("phq9", 2, 1, 3, 2, 1, 2, None, 1, 0)

    assert (scored.total, scored.band, scored.is_prorated) == (14, "moderate", True)
    assert scored.sentence == "PHQ-9 14 of 27, moderate, worked out from 8 of 9 answers."


def test_example_4_severe_anxiety():
    scored = score("gad7", 2, 2, 3, 2, 1, 2, 3)

    assert (scored.total, scored.band) == (15, "severe")


def test_example_5_a_change_that_counts_and_is_no_response():
    scored = score("gad7", 1, 1, 2, 1, 1, 1, 1)
    changed = change("gad7", 15, scored.total)

    assert (scored.total, scored.band) == (8, "mild")
    assert (changed.change, changed.percent) == (-7, Decimal("-46.7"))
    assert (changed.important.holds, changed.reliable.holds) == (True, True)
    assert changed.response.holds is False


def test_example_6_total_and_cluster_rule_agree():
    scored = score("pcl5", 3, 2, 1, 3, 2, 3, 2, 1, 2, 2, 3, 2, 3, 2, 1, 0, 3, 2, 3, 3)

    assert [part.value for part in scored.parts] == [11, 5, 15, 12]
    assert scored.total == 43
    assert (scored.flag("cut_off").is_set, scored.flag("clusters").is_set) == (True, True)


def test_example_7_over_the_cut_off_and_the_cluster_rule_is_not_met():
    scored = score("pcl5", 4, 4, 4, 4, 4, 1, 1, 3, 3, 3, 3, 0, 0, 0, 2, 2, 0, 0, 0, 0)

    assert [part.value for part in scored.parts] == [20, 2, 12, 4]
    assert scored.total == 38
    assert (scored.flag("cut_off").is_set, scored.flag("clusters").is_set) == (True, False)


def test_example_8_under_the_cut_off_and_the_cluster_rule_is_met():
    scored = score("pcl5", 2, 0, 0, 0, 0, 2, 0, 2, 2, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0)

    assert scored.total == 12
    assert (scored.flag("cut_off").is_set, scored.flag("clusters").is_set) == (False, True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param((1, 1, 0, 0, 0, 0, None), Tier.LOW, id="9"),
        pytest.param((0, 0, None, None, None, 1, 0), Tier.MODERATE, id="10"),
        pytest.param((1, 1, 1, 1, 0, 0, None), Tier.HIGH, id="11"),
        pytest.param((0, 0, None, None, None, 1, 1), Tier.HIGH, id="31"),
    ],
)
def test_examples_9_10_11_and_31_the_tier_of_the_screener(said, expected):
    assert tier(*said) is expected


def test_example_12_the_highest_of_each_group_and_not_the_sum():
    scored = score("qids16", 2, 1, 3, 0, 2, 1, 0, 2, 0, 2, 3, 1, 2, 2, 1, 0)

    assert (scored.total, scored.band) == (18, "severe")


def test_example_13_remission_on_the_qids():
    scored = score("qids16", 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0)

    assert scored.total == 5
    assert remission(INSTRUMENTS["qids16"], scored.total).holds


def test_example_14_low_well_being():
    scored = score("who5", 2, 1, 2, 1, 1)

    assert scored.total == 28
    assert scored.flag("very_low").is_set


def test_example_15_more_well_being_is_no_worsening():
    scored = score("who5", 3, 3, 2, 3, 3)
    changed = change("who5", 28, scored.total)

    assert (scored.total, changed.change, changed.worse) == (56, 28, ())


def test_example_16_moderate_on_the_madrs():
    scored = score("madrs", 4, 4, 3, 4, 2, 3, 4, 4, 3, 2)

    assert (scored.total, scored.band) == (33, "moderate")


def test_example_17_remission_by_one_cut_off_and_not_by_the_other():
    madrs = INSTRUMENTS["madrs"]
    scored = score("madrs", 2, 1, 1, 2, 1, 1, 1, 1, 1, 0)
    changed = change("madrs", 33, scored.total)

    assert (changed.change, changed.percent) == (-22, Decimal("-66.7"))
    assert changed.response.holds
    assert [remission(madrs, scored.total, option=each).holds for each in (0, 1, 2)] == [
        False,
        False,
        True,
    ]


MEQ_MAP = (
    Subscale(code="mystical", name="Mystical", items=tuple(range(1, 16)), count=15),
    Subscale(code="positive_mood", name="Mood", items=tuple(range(16, 22)), count=6),
    Subscale(code="transcendence", name="Time", items=tuple(range(22, 28)), count=6),
    Subscale(code="ineffability", name="Words", items=(28, 29, 30), count=3),
)
"""Made up: which question belongs where comes with the clinic's licensed copy."""


def test_example_19_all_threes_are_60_percent_of_each_part_and_complete():
    scored = score("meq30", *[3] * 30, subscales=MEQ_MAP)

    assert [part.percent for part in scored.parts] == [60, 60, 60, 60]
    assert scored.total == 90
    assert scored.flag("complete").is_set


def test_example_20_76_percent_in_all_and_not_complete():
    scored = score("meq30", *[4] * 27, 2, 2, 2, subscales=MEQ_MAP)

    assert [part.percent for part in scored.parts] == [80, 80, 80, 40]
    assert (scored.total, scored.total * 100 / scored.maximum) == (114, 76)
    assert scored.flag("complete").is_set is False


def test_example_21_sum_and_mean():
    scored = score("ebi", 80, 60, 70, 90, 50, 75)

    assert scored.total == 425
    assert scored.part("mean").percent == Decimal("70.8")


def test_example_22_a_fall_in_pain_of_more_than_30_percent():
    before, after = score("peg", 7, 6, 8), score("peg", 4, 4, 5)
    changed = change("peg", before.exact, after.exact)

    assert f"{before.total} {after.total}" == "7.0 4.3"
    assert (changed.change, changed.percent) == (Decimal("-2.7"), Decimal("-38.1"))
    assert changed.response.holds


def test_example_23_a_moderate_improvement_that_is_still_subthreshold():
    before = score("isi", 3, 2, 2, 3, 2, 3, 3)
    changed = change("isi", before.total, 10)

    assert (before.total, before.band) == (18, "moderate")
    assert (changed.change, changed.improvement) == (-8, "moderate improvement")
    assert INSTRUMENTS["isi"].band_of(Decimal(10)) == "subthreshold"


@pytest.mark.parametrize(
    ("said", "total", "woman", "man", "not_known"),
    [
        pytest.param((3, 1, 1), 5, True, True, True, id="24"),
        pytest.param((2, 1, 0), 3, True, False, True, id="25"),
    ],
)
def test_examples_24_and_25_the_cut_off_for_alcohol_by_sex(said, total, woman, man, not_known):
    scored = [score("audit_c", *said, is_man=each) for each in (False, True, None)]

    assert [each.total for each in scored] == [total] * 3
    assert [each.flag("positive").is_set for each in scored] == [woman, man, not_known]


@pytest.mark.parametrize(("able_to_stop", "total", "band"), [(1, 2, "low"), (0, 3, "moderate")])
def test_example_26_question_3_counts_the_other_way_round(able_to_stop, total, band):
    scored = score("dast10", 1, 0, able_to_stop, 0, 1, 0, 0, 0, 0, 0)

    assert (scored.total, scored.band) == (total, band)


def test_example_27_fatigue():
    scored = score("fss", 5, 5, 4, 6, 4, 5, 5, 4, 4)

    assert scored.total == Decimal("4.67")
    assert scored.flag("fatigue").is_set


def test_example_30_two_parts_of_the_ceq():
    made_up = (
        Subscale(code="fear", name="Fear", items=(1, 2, 3, 4, 5), count=5),
        Subscale(code="paranoia", name="Paranoia", items=(6, 7), count=2),
    )

    scored = score("ceq", 4, 3, 5, 2, 4, 1, 0, subscales=made_up)

    assert scored.total is None
    assert [(part.value, part.maximum, part.percent) for part in scored.parts] == [
        (18, 25, 72),
        (1, 10, 10),
    ]


@pytest.mark.parametrize(
    ("said", "total", "is_low"), [((3, 3, 2, 2, 2), 48, True), ((3, 3, 3, 2, 2), 52, False)]
)
def test_example_32_the_cut_off_for_well_being_and_the_raw_rule_agree(said, total, is_low):
    scored = score("who5", *said)

    assert scored.total == total
    assert scored.flag("low").is_set is is_low
    assert (sum(said) < 13) is is_low
