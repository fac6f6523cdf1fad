"""Cards, levels and the ladder: what opens, what is shown, and in which words."""

from __future__ import annotations

import re

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.guidance import (
    Touch,
    all_cards,
    ladder,
    open_cards,
    wears_off_in_minutes,
)
from holdspace.domain.guidance_cards import CARDS
from holdspace.domain.guidance_ladder import LADDER, LEVELS, level_of
from holdspace.domain.observations import OBSERVATIONS, SUPPORTS, group_of, tap_of

HAND = Touch(is_allowed=True, where="hand, shoulder")
EVERY_WORD = " ".join(
    [card.title + " " + " ".join(step.text for step in card.steps) for card in CARDS]
    + [f"{rung.trigger} {rung.action}" for rung in LADDER]
).casefold()


def open_ids(log, protocol, minute, **more):
    cards = open_cards(log.session, protocol, Touch(), log.at(minute), **more)
    return [card.id for card in cards]


@pytest.mark.parametrize(
    ("code", "card"),
    [
        ("tears", "tears"),
        ("grief", "tears"),
        ("fear", "hard_experience"),
        ("nausea", "nausea"),
        ("vomiting", "nausea"),
        ("dizzy", "dizziness"),
        ("restless", "restlessness"),
        ("tries_to_leave", "restlessness"),
    ],
)
def test_what_is_observed_opens_its_card(log, im, code, card):
    log.say(1, happened.Observed(code=code))

    assert open_ids(log, im, 2) == [card]


@pytest.mark.parametrize("code", ["peace", "laughter", "floating", "vision"])
def test_most_of_what_is_observed_needs_no_card(log, im, code):
    log.say(1, happened.Observed(code=code))

    assert open_ids(log, im, 2) == []


@pytest.mark.parametrize(("minute", "cards"), [(30.9, ["tears"]), (31, ["tears"]), (31.1, [])])
def test_a_card_stays_open_for_thirty_minutes(log, im, minute, cards):
    log.say(1, happened.Observed(code="tears"))

    assert open_ids(log, im, minute) == cards


@pytest.mark.parametrize(("score", "cards"), [(3, []), (4, ["hard_experience"])])
def test_distress_of_four_opens_the_hard_moment_card(log, im, score, cards):
    log.rate(1, "distress", score)

    assert open_ids(log, im, 2) == cards


def test_a_crossed_pressure_limit_may_open_its_card(log, im):
    assert open_ids(log, im, 2, raised={"high_pressure": log.at(1)}) == ["high_pressure"]


def test_an_undone_tap_closes_its_card(log, im):
    tap = log.say(1, happened.Observed(code="tears"))
    log.say(1.1, happened.EntryUndone(target_id=tap))

    assert open_ids(log, im, 2) == []


@pytest.mark.parametrize(
    ("touch", "shown"),
    [
        (Touch(), []),
        (Touch(is_allowed=True, where=" "), []),
        (Touch(is_allowed=False, where="hand"), []),
        (HAND, ["Touch as agreed: hand, shoulder."]),
    ],
)
def test_touch_is_shown_only_as_agreed(log, im, touch, shown):
    log.say(1, happened.Observed(code="tears"))
    (card,) = open_cards(log.session, im, touch, log.at(2))

    assert [step.text for step in card.steps if step.code == "touch"] == shown


def test_a_logged_step_is_ticked_since_the_card_was_opened(log, im):
    log.say(1, happened.GuidanceStepTaken(card="tears", step="stay"))
    log.say(2, happened.Observed(code="tears"))
    log.say(3, happened.GuidanceStepTaken(card="tears", step="comfort"))
    (card,) = open_cards(log.session, im, Touch(), log.at(4))

    assert {step.code: step.done_at for step in card.steps if step.done_at} == {
        "comfort": log.at(3)
    }


@pytest.mark.parametrize(
    ("minute", "minutes"), [(10, 90), (40, 60), (40.5, 60), (99.5, 1), (120, 0)]
)
def test_it_wears_off_in_so_many_minutes_by_the_protocol(log, im, minute, minutes):
    log.inject(10)

    assert wears_off_in_minutes(log.session, im, log.at(minute)) == minutes


def test_before_a_dose_nothing_wears_off(log, im):
    assert wears_off_in_minutes(log.session, im, log.at(1)) is None


def test_the_minutes_are_in_the_words_to_say(log, im):
    log.inject(10)
    log.say(40, happened.Observed(code="fear"))
    (card,) = open_cards(log.session, im, Touch(), log.at(40))
    orient = next(step.text for step in card.steps if step.code == "orient")

    assert "It wears off in about 60 minutes." in orient
    assert "{" not in " ".join(rung.action for rung in ladder(log.session, im, log.at(40)))


def test_every_card_can_be_opened_by_hand(log, im):
    assert [card.id for card in all_cards(log.session, im, HAND, log.at(1))] == [
        "tears",
        "hard_experience",
        "nausea",
        "dizziness",
        "high_pressure",
        "restlessness",
    ]


def test_a_taken_rung_shows_when(log, im):
    log.say(5, happened.LadderRungTaken(rung=2, effect="calmer"))

    assert [rung.taken_at for rung in ladder(log.session, im, log.at(6))][:4] == [
        None,
        None,
        log.at(5),
        None,
    ]


def test_five_levels_are_shown_as_three_words():
    assert [level.word for level in LEVELS] == [
        "quiet presence",
        "quiet presence",
        "light",
        "active",
        "active",
    ]
    assert level_of(2).name == "Light touchpoints"


@pytest.mark.parametrize("word", ["bad trip", "failed", "non-compliant", "hysterical", "should"])
def test_no_card_shames_anybody(word):
    assert word not in EVERY_WORD


@pytest.mark.parametrize("verb", ["give", "stop", "administer", "inject", "dose of"])
def test_no_card_tells_anybody_to_begin_or_end_a_drug(verb):
    assert re.search(rf"\b{verb}\b", EVERY_WORD) is None


def test_every_step_is_short():
    assert max(len(step.text.split()) for card in CARDS for step in card.steps) <= 24


def test_tears_are_neutral_and_every_code_is_there_once():
    codes = [tap.code for taps in (*OBSERVATIONS.values(), SUPPORTS) for tap in taps]

    assert tap_of("tears").tone == "neutral"
    assert len(codes) == len(set(codes))
    assert group_of("tears") == "feeling"


def test_every_sign_a_protocol_asks_staff_to_see_has_a_button(iv, im, esketamine, sublingual):
    asked = {
        code
        for protocol in (iv, im, esketamine, sublingual)
        for code in (
            *(sign.code for sign in protocol.signs),
            *(need for threshold in protocol.thresholds for need in threshold.needs),
        )
    }

    assert {code for code in asked if group_of(code) is None} == set()
