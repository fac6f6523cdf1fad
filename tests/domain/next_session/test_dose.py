"""The dose of the next session: kept or one step along the ladder, and always with its reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from holdspace.domain.dose_ladder import ladder_for
from holdspace.domain.personal_limits import PersonalLimits, with_personal_limits
from holdspace.domain.review_parts import NoProposal, Part, Suggestion
from tests.domain.next_session.conftest import (
    ESKETAMINE,
    IM,
    IV,
    a_wish,
    inputs_of,
    named,
    part_of,
    rating,
    reading,
    rescue,
    scored,
)


def dose(**changes):
    return part_of(Part.DOSE, **changes)


def test_borne_well_and_a_third_better_the_ladders_next_step_is_named():
    said = dose()

    assert (said.rule.id, said.value) == ("REV-D10", "0.6")
    assert "The ladder's next step is 0.6 mg/kg, 42 mg for 70 kg." in said.words
    assert "by another route it is clinic convention" in said.uncertainty
    assert {"Dose given", "Peak pressure", "Response", "The person's wish"} <= {
        one.name for one in said.inputs
    }


@pytest.mark.parametrize(
    ("percent", "rule", "value"),
    [("49.9", "REV-D10", "0.6"), ("50", "REV-D6", "0.5"), ("50.1", "REV-D6", "0.5")],
)
def test_half_better_keeps_the_dose(percent, rule, value):
    said = dose(scores=scored(percent))

    assert (said.rule.id, said.value) == (rule, value)


@pytest.mark.parametrize(("percent", "rule"), [("49", "REV-D10"), ("50", "REV-D6")])
def test_half_is_half_also_where_no_response_is_defined(percent, rule):
    assert dose(scores=scored(percent, has_responded=None, is_remitted=None)).rule.id == rule


@pytest.mark.parametrize(
    ("given", "value"), [("0.496", "0.6"), ("0.6", "0.75"), ("0.75", "0.9"), ("0.55", "0.6")]
)
def test_a_step_is_the_next_one_of_the_ladder_and_no_other(given, value):
    assert dose(facts={"dose_mg_per_kg": Decimal(given)}).value == value


@pytest.mark.parametrize("given", ["0.9", "1.0"])
def test_above_the_highest_step_there_is_none(given):
    said = dose(facts={"dose_mg_per_kg": Decimal(given)})

    assert (said.rule.id, said.value) == ("REV-D8", Decimal(given).normalize().to_eng_string())


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"deepest_sedation": rating(4)}, "REV-D10"),
        ({"deepest_sedation": rating(3)}, "REV-D2"),
        ({"deepest_sedation": rating(2)}, "REV-D2"),
        ({"lowest_spo2": reading(93)}, "REV-D10"),
        ({"lowest_spo2": reading(92)}, "REV-D10"),
        ({"lowest_spo2": reading(91)}, "REV-D2"),
        ({"peak_systolic": reading(179)}, "REV-D10"),
        ({"peak_systolic": reading(180)}, "REV-D2"),
        ({"peak_systolic": reading(181)}, "REV-D2"),
        ({"peak_diastolic": reading(109)}, "REV-D10"),
        ({"peak_diastolic": reading(110)}, "REV-D2"),
        ({"vomited": True}, "REV-D2"),
        ({"rescues": (rescue(),)}, "REV-D2"),
    ],
)
def test_what_was_hard_on_the_body_is_asked_before_the_scores(changed, rule):
    assert dose(facts=changed).rule.id == rule


def test_hard_on_the_body_names_the_step_before():
    said = dose(facts={"dose_mg_per_kg": Decimal("0.6"), "vomited": True})

    assert said.value == "0.5"
    assert "The step before is 0.5 mg/kg, 35 mg for 70 kg." in said.words


def test_under_the_lowest_step_no_number_of_ours_is_made_up():
    said = dose(facts={"vomited": True})

    assert said.value == ""
    assert "no step below 0.5 mg/kg" in said.words


def test_a_wish_for_lighter_counts_more_than_a_score():
    said = dose(facts={"dose_mg_per_kg": Decimal("0.75")}, wish=a_wish(depth="lighter"))

    assert (said.rule.id, said.value) == ("REV-D3", "0.6")


def test_a_wish_for_the_same_is_said_beside_a_step():
    assert "They wish it as deep as it was" in dose(wish=a_wish(depth="same")).uncertainty


@pytest.mark.parametrize(("score", "rule"), [(7, "REV-D10"), (8, "REV-D4"), (9, "REV-D4")])
def test_very_high_distress_keeps_the_dose_where_it_is(score, rule):
    assert dose(facts={"highest_distress": rating(score)}).rule.id == rule


def test_a_dose_that_was_not_given_whole_was_not_tried():
    said = dose(
        facts={
            "was_given_in_part": True,
            "planned_mg": Decimal(42),
            "dose_mg": Decimal(20),
            "dose_mg_per_kg": Decimal("0.286"),
        }
    )

    assert (said.rule.id, said.value) == ("REV-D5", "0.6")


def test_worse_since_the_start_has_no_step_at_all():
    said = dose(scores=scored("-40", worse=("Worse by 8 points.",)))

    assert isinstance(said, NoProposal)
    assert (said.rule.id, said.why[0]) == ("REV-D1", "Worse by 8 points.")


def test_medicines_that_may_blunt_the_effect_are_looked_at_first():
    said = dose(blunting=(named("Benzodiazepines", "12 mg a day"),))

    assert (said.rule.id, said.value) == ("REV-D7", "0.5")
    assert "benzodiazepines" in said.words


def test_a_list_of_medicines_that_may_not_be_whole_is_not_a_list_without_any():
    said = dose(blunting=None)

    assert (said.rule.id, said.value) == ("REV-D7", "0.5")
    assert "Nobody knows" in said.words


@pytest.mark.parametrize(
    ("ceiling", "rule", "value"),
    [("0.59", "REV-D9", "0.5"), ("0.6", "REV-D10", "0.6"), ("0.61", "REV-D10", "0.6")],
)
def test_a_step_over_the_persons_own_ceiling_is_not_taken(ceiling, rule, value):
    limits = PersonalLimits(ceiling_mg_per_kg=Decimal(ceiling), set_by="Dr Okafor")
    said = dose(protocol=with_personal_limits(IV, limits), ladder=ladder_for(IV, 40))

    assert (said.rule.id, said.value) == (rule, value)


def test_the_same_dose_is_not_proposed_over_a_ceiling_that_came_since():
    limits = PersonalLimits(ceiling_mg_per_kg=Decimal("0.4"), set_by="Dr Okafor")
    said = dose(
        protocol=with_personal_limits(IV, limits), ladder=ladder_for(IV, 40), scores=scored("60")
    )

    assert (said.rule.id, said.value) == ("REV-D6", "")
    assert "own ceiling of 0.4 mg/kg" in said.words


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"peak_systolic": None}, "No blood pressure was charted after the dose."),
        ({"lowest_spo2": None}, "No oxygen value was charted after the dose."),
        ({"deepest_sedation": None}, "Sedation was not scored after the dose."),
        ({"vomited": None}, "Nobody asked about nausea after the dose."),
        ({"highest_distress": None}, "Nobody asked about distress after the dose."),
        ({"dose_mg_per_kg": None}, "No body weight: mg/kg cannot be said."),
        ({"dose_mg": None}, "No dose is charted in this session."),
        ({"dose_is_counted_on": True},
         "No stop of the infusion is charted: nobody knows how much went in."),
    ],
)  # fmt: skip
def test_an_unknown_input_proposes_nothing_and_says_which(changed, sentence):
    said = dose(facts=changed)

    assert isinstance(said, NoProposal)
    assert said.rule.id == "REV-X7"
    assert sentence in said.why


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"scores": None, "scores_unknown": "no PHQ-9 since this session"},
         "The response is not known: no PHQ-9 since this session."),
        ({"wish": None}, "Nobody has asked how deep the person wishes the next one to be."),
        ({"wish": a_wish(depth=None)},
         "Nobody has asked how deep the person wishes the next one to be."),
    ],
)  # fmt: skip
def test_without_the_response_or_the_wish_there_is_no_step(changed, sentence):
    said = dose(**changed)

    assert isinstance(said, NoProposal)
    assert said.why == (sentence,)


def test_where_the_prescriber_enters_the_mg_no_number_is_anybodys():
    said = dose(protocol=IM, ladder=ladder_for(IM, 40))

    assert isinstance(said, NoProposal)
    assert said.rule.id == "REV-D0"


@pytest.mark.parametrize(
    ("given", "percent", "rule", "value"),
    [
        (56, "30", "REV-D10", "84"),
        (84, "30", "REV-D8", "84"),
        (84, "60", "REV-D6", "84"),
    ],
)
def test_esketamine_goes_by_its_devices(given, percent, rule, value):
    said = dose(
        protocol=ESKETAMINE,
        ladder=ladder_for(ESKETAMINE, 40),
        facts={"dose_mg": Decimal(given), "route": ESKETAMINE.route, "drug": "esketamine"},
        scores=scored(percent),
    )

    assert isinstance(said, Suggestion)
    assert (said.rule.id, said.value) == (rule, value)


@pytest.mark.parametrize(("age", "value"), [(64, ""), (65, "28"), (66, "28"), (None, "")])
def test_the_smallest_device_dose_is_a_step_of_older_people_alone(age, value):
    inputs = inputs_of(protocol=ESKETAMINE)
    said = dose(
        protocol=ESKETAMINE,
        ladder=ladder_for(ESKETAMINE, age),
        facts={"dose_mg": Decimal(56), "vomited": True},
        person=replace(inputs.person, age_years=age),
    )

    assert (said.rule.id, said.value) == ("REV-D2", value)
