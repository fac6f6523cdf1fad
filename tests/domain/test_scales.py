from decimal import Decimal

import pytest

from holdspace.domain.protocol import Score
from holdspace.domain.scales import BadAnswers, aldrete, cadss6, moaas, padss, ratings, scale_for


def test_example_18_the_six_items_add_up():
    scored = scale_for(Score.CADSS6).score((3, 2, 3, 1, 2, 2))

    assert (scored.total, scored.maximum, scored.passes) == (13, 24, None)
    assert scored.sentence == "CADSS-6 13 of 24."


def test_example_28_the_two_variants_of_aldrete_differ_for_the_same_person():
    pressure = {"systolic_mmhg": Decimal(150), "baseline_systolic_mmhg": Decimal(128)}
    percent = aldrete.circulation_points("percent", **pressure)
    mmhg = aldrete.circulation_points("mmhg", **pressure)

    assert scale_for(Score.ALDRETE).score((2, 2, percent, 2, 2)).total == 10
    assert scale_for(Score.ALDRETE, aldrete_variant="mmhg").score((2, 2, mmhg, 2, 2)).total == 9


def test_example_29_dissociation_rises_by_17_and_is_over_at_100_minutes():
    totals = [
        cadss6.SCALE.score(answers).total
        for answers in ((0, 0, 0, 0, 0, 0), (4, 3, 2, 3, 3, 2), (0, 1, 0, 0, 0, 0))
    ]

    assert totals == [0, 17, 1]
    assert cadss6.peak_change(totals[0], totals) == 17
    assert cadss6.is_resolved(totals[2], totals[0], above_baseline=1)


@pytest.mark.parametrize(("total", "resolved"), [(3, True), (4, True), (5, False)])
def test_dissociation_is_over_at_one_point_above_baseline(total, resolved):
    assert cadss6.is_resolved(total, 3, above_baseline=1) is resolved


@pytest.mark.parametrize(
    ("systolic", "percent", "mmhg"),
    [
        ("100", 2, 2),
        ("119", 2, 2),
        ("120", 2, 2),
        ("121", 1, 1),
        ("80", 2, 2),
        ("79", 1, 1),
        ("150", 1, 1),
        ("151", 0, 0),
        ("49", 0, 0),
    ],
)
def test_circulation_at_a_baseline_of_100_is_the_same_in_both_variants(systolic, percent, mmhg):
    pressure = {"systolic_mmhg": Decimal(systolic), "baseline_systolic_mmhg": Decimal(100)}

    assert aldrete.circulation_points("percent", **pressure) == percent
    assert aldrete.circulation_points("mmhg", **pressure) == mmhg


@pytest.mark.parametrize(
    ("value", "points"), [("119", 2), ("120", 2), ("121", 1), ("140", 1), ("141", 0), ("59", 0)]
)
def test_padss_counts_vital_signs_by_percent(value, points):
    assert padss.vital_points(value=Decimal(value), baseline=Decimal(100)) == points


@pytest.mark.parametrize(("last", "passes"), [(0, False), (1, True), (2, True)])
@pytest.mark.parametrize("code", [Score.ALDRETE, Score.PADSS])
def test_nine_of_ten_passes(code, last, passes):
    scored = scale_for(code).score((2, 2, 2, 2, last))

    assert scored.passes is passes


def test_a_score_under_the_pass_mark_says_so():
    assert scale_for(Score.PADSS).score((2, 2, 2, 2, 0)).sentence == (
        "PADSS 8 of 10, under the pass mark (9)."
    )


@pytest.mark.parametrize(("code", "maximum"), [(Score.MOAAS, 5), (Score.DISTRESS, 10)])
@pytest.mark.parametrize("beyond", [-1, 1])
def test_one_answer_has_its_range_and_no_more(code, maximum, beyond):
    scale = scale_for(code)
    outside = {-1: -1, 1: maximum + 1}[beyond]

    assert scale.score((0,)).total == 0
    assert scale.score((maximum,)).total == maximum
    with pytest.raises(BadAnswers):
        scale.score((outside,))


@pytest.mark.parametrize("answers", [(), (0,) * 5, (0,) * 7, (5, 0, 0, 0, 0, 0)])
def test_too_few_too_many_or_too_high_answers_are_refused(answers):
    with pytest.raises(BadAnswers):
        scale_for(Score.CADSS6).score(answers)


def test_every_scale_has_its_code_a_source_and_a_licence():
    scales = [scale_for(code) for code in Score]

    assert [scale.code for scale in scales] == list(Score)
    assert all(scale.source for scale in scales)
    assert {scale.code.value: scale.licence for scale in scales} == {
        "moaas": "ASK",
        "cadss6": "NO-TEXT",
        "aldrete": "ASK",
        "padss": "ASK",
        "distress": "SHIP",
        "nausea": "SHIP",
        "pain": "SHIP",
        "tiredness": "SHIP",
    }


def test_no_wording_of_the_dissociation_scale_is_shipped():
    assert [item.name for item in cadss6.SCALE.items] == [
        "CADSS item 1",
        "CADSS item 2",
        "CADSS item 6",
        "CADSS item 7",
        "CADSS item 15",
        "CADSS item 22",
    ]


def test_each_level_of_sedation_has_an_anchor_and_each_rating_a_question():
    assert sorted(moaas.ANCHORS) == [0, 1, 2, 3, 4, 5]
    assert set(ratings.QUESTIONS) == set(ratings.SCALES)
