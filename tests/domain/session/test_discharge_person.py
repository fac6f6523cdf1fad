"""Going home by scales, by what the person says, and by what staff saw."""

from __future__ import annotations

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.discharge import NOTED, discharge_gate
from holdspace.domain.session_events import Met


def answers(log, protocol, ready, minute=130):
    gate = discharge_gate(log.session, protocol, ready, log.at(minute))
    return {fact.code: fact.met for fact in gate}


@pytest.mark.parametrize(("apart", "met"), [(14.9, Met.UNMET), (15, Met.MET), (15.1, Met.MET)])
def test_awake_takes_two_full_scores_15_minutes_apart(log, im, ready, apart, met):
    log.open(im)
    log.inject(10)
    log.score(100, "moaas", 5)
    log.score(100 + apart, "moaas", 5)

    assert answers(log, im, ready, 120)["awake"] is met


def test_a_lower_sedation_score_in_between_starts_the_15_minutes_anew(log, im, ready):
    log.open(im)
    log.inject(10)
    log.score(100, "moaas", 5)
    log.score(110, "moaas", 4)
    log.score(118, "moaas", 5)

    assert answers(log, im, ready, 120)["awake"] is Met.UNMET


def test_a_sedation_score_from_before_the_dose_says_nothing(log, im, ready):
    log.open(im)
    log.score(1, "moaas", 5)
    log.score(9, "moaas", 5)
    log.inject(10)

    assert answers(log, im, ready, 12)["awake"] is Met.UNKNOWN


@pytest.mark.parametrize(("score", "met"), [(0, Met.MET), (1, Met.MET), (2, Met.UNMET)])
def test_dissociation_may_be_one_point_above_baseline(home, im, ready, score, met):
    home.score(129, "cadss6", score, 0, 0, 0, 0, 0)

    assert answers(home, im, ready)["dissociation_resolved"] is met


def test_without_a_baseline_a_clinician_says_that_dissociation_is_over(log, im, ready):
    log.open(im)
    log.inject(10)
    log.score(120, "cadss6", 0, 0, 0, 0, 0, 0)

    assert answers(log, im, ready)["dissociation_resolved"] is Met.UNKNOWN

    log.note(121, "dissociation_resolved")

    assert answers(log, im, ready)["dissociation_resolved"] is Met.MET


@pytest.mark.parametrize("scale", ["aldrete", "padss"])
@pytest.mark.parametrize(("last_item", "met"), [(0, Met.UNMET), (1, Met.MET), (2, Met.MET)])
def test_aldrete_and_padss_pass_at_nine(home, im, ready, scale, last_item, met):
    home.score(129, scale, 2, 2, 2, 2, last_item)

    assert answers(home, im, ready)[scale] is met


@pytest.mark.parametrize("scale", ["nausea", "distress"])
@pytest.mark.parametrize(("score", "met"), [(2, Met.MET), (3, Met.MET), (4, Met.UNMET)])
def test_nausea_and_distress_are_at_most_three(home, im, ready, scale, score, met):
    home.rate(129, scale, score)

    assert answers(home, im, ready)[f"{scale}_low"] is met


@pytest.mark.parametrize(("minute", "met"), [(100.1, Met.UNMET), (100, Met.MET), (99.9, Met.MET)])
def test_thirty_minutes_must_pass_after_vomiting(home, im, ready, minute, met):
    home.say(minute, happened.Observed(code="vomiting"))

    assert answers(home, im, ready)["no_vomiting"] is met


@pytest.mark.parametrize(
    ("arrived", "met"),
    [
        (happened.EscortArrived(name="Jo", phone="1", name_matches_plan=True), Met.MET),
        (happened.EscortArrived(name="Jo", phone="1", name_matches_plan=False), Met.UNMET),
        (happened.EscortArrived(name="Jo", phone=" ", name_matches_plan=True), Met.UNMET),
    ],
)
def test_the_escort_is_here_with_the_name_agreed_and_a_phone(home, im, ready, arrived, met):
    home.say(129.5, arrived)

    assert answers(home, im, ready)["escort_present"] is met


@pytest.mark.parametrize("code", ["instructions_written", "instructions_spoken"])
def test_instructions_are_given_in_writing_and_in_words(home, im, ready, code):
    home.note(129.5, code, met=False)

    assert answers(home, im, ready)["instructions_given"] is Met.UNMET


@pytest.mark.parametrize(
    "code", ["steady_gait", "drank_fluids", "oriented", "adverse_events_recorded"]
)
def test_what_somebody_saw_last_counts(home, im, ready, code):
    home.note(129.5, code, met=False)

    assert answers(home, im, ready)[code] is Met.UNMET
    assert code in NOTED


def test_what_was_noted_before_the_dose_says_nothing(log, im, ready):
    log.open(im)
    log.note(1, "steady_gait", "oriented")
    log.inject(10)

    assert answers(log, im, ready)["steady_gait"] is Met.UNKNOWN
    assert answers(log, im, ready)["oriented"] is Met.UNKNOWN


def test_the_tier_of_suicide_risk_must_be_known_and_not_high(home, im, without):
    code = "no_high_suicide_risk"

    assert answers(home, im, ())[code] is Met.UNKNOWN
    assert answers(home, im, without("suicide_risk_tier", Met.UNMET))[code] is Met.UNMET


def test_a_worry_in_the_room_counts_more_than_the_answer_before(home, im, ready):
    home.note(129.5, "no_high_suicide_risk", met=False)

    assert answers(home, im, ready)["no_high_suicide_risk"] is Met.UNMET
