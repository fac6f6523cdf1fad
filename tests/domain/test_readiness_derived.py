"""Facts of readiness that a decision, a tier, a questionnaire or a second person answers."""

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.domain.gates import NEVER_OVERRIDABLE
from holdspace.domain.readiness import QUESTIONS, Answer
from holdspace.domain.readiness_derived import (
    Decided,
    TierNoted,
    decision_fact,
    scales_fact,
    tier_fact,
)
from holdspace.domain.readiness_passed import Passed, with_passes
from holdspace.domain.session_events import Fact, Met
from holdspace.domain.suicide_risk import Tier

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
SCALES = next(each for each in QUESTIONS if each.code == "scales_done")


def decided(**more):
    standard = {
        "words": "Go", "is_go": True, "lets_treat": True, "why_not_current": "",
        "conditions": "", "by": "Dr Okafor", "at": NOW - timedelta(days=3),
    }  # fmt: skip
    return Decided(**{**standard, **more})


def tier(which=Tier.NONE, by="Jonas Weber", at=NOW, *, is_current=True):
    return TierNoted(tier=which, is_current=is_current, by=by, at=at)


def answer(met=Met.MET, by="Ana Silva", at=NOW):
    return Answer(met=met, detail="Seen together.", by=by, at=at)


def told(noted, agreed=None, now=NOW, dosed_at=None):
    return tier_fact(noted, agreed, now, UTC, dosed_at).met


@pytest.mark.parametrize(
    ("decision", "met"),
    [
        (None, Met.UNKNOWN),
        (decided(), Met.MET),
        (decided(is_go=False, why_not_current="Since it was signed: x."), Met.UNKNOWN),
        (decided(words="Not suitable", is_go=False, lets_treat=False), Met.UNMET),
    ],
    ids=["nobody decided", "go", "something appeared", "not suitable"],
)
def test_a_decision_answers_only_as_long_as_it_stands(decision, met) -> None:
    assert decision_fact(decision).met is met


def test_the_conditions_of_a_decision_are_said_at_the_gate() -> None:
    assert (
        "Two people in the room."
        in decision_fact(decided(conditions="Two people in the room.")).detail
    )


@pytest.mark.parametrize(
    ("which", "met"),
    [
        (Tier.NONE, Met.MET),
        (Tier.LOW, Met.MET),
        (Tier.MODERATE, Met.UNMET),
        (Tier.HIGH, Met.UNMET),
    ],
)
def test_each_tier_has_its_answer(which, met) -> None:
    assert told(tier(which)) is met


def test_nobody_asked_is_not_no_risk() -> None:
    assert told(None) is Met.UNKNOWN
    assert told(None, answer()) is Met.UNKNOWN


def test_an_answer_that_touched_suicide_since_makes_the_tier_unknown() -> None:
    assert told(tier(is_current=False)) is Met.UNKNOWN


@pytest.mark.parametrize(
    ("at", "met"),
    [
        (datetime(2026, 3, 8, 23, 59, tzinfo=UTC), Met.UNKNOWN),
        (datetime(2026, 3, 9, 0, 0, tzinfo=UTC), Met.MET),
    ],
    ids=["a minute before midnight", "at midnight"],
)
def test_a_tier_is_of_one_day(at, met) -> None:
    assert told(tier(at=at)) is met


def test_past_midnight_the_tier_of_the_dose_still_counts() -> None:
    after = NOW + timedelta(hours=17)

    assert told(tier(), now=after) is Met.UNKNOWN
    assert told(tier(), now=after, dosed_at=NOW) is Met.MET


@pytest.mark.parametrize(
    ("agreed", "met"),
    [
        (answer(), Met.MET),
        (answer(by="Jonas Weber"), Met.UNMET),
        (answer(at=NOW - timedelta(minutes=1)), Met.UNMET),
        (answer(met=Met.UNMET), Met.UNMET),
    ],
    ids=["a second person", "the same person", "said before", "says no"],
)
def test_a_moderate_tier_takes_a_second_person_after_it(agreed, met) -> None:
    assert told(tier(Tier.MODERATE), agreed) is met


def test_nobody_agrees_to_a_high_tier() -> None:
    assert told(tier(Tier.HIGH), answer()) is Met.UNMET


@pytest.mark.parametrize(
    ("waiting", "done_at", "by_hand", "met"),
    [
        ([], None, None, Met.UNKNOWN),
        ([], None, answer(), Met.MET),
        ([], NOW, None, Met.MET),
        (["PHQ-9"], NOW, answer(), Met.UNMET),
    ],
    ids=["nothing asked", "nothing asked, said so", "filled in", "one waits"],
)
def test_questionnaires_answer_for_themselves(waiting, done_at, by_hand, met) -> None:
    assert scales_fact(SCALES, waiting, done_at, by_hand, NOW, UTC).met is met


# --- let pass at preparation ----------------------------------------------------------------------


def fact(code="infection", met=Met.UNMET, as_of=NOW):
    return Fact(code=code, met=met, detail="A cough.", source="", as_of=as_of)


def passed(**more):
    standard = {
        "code": "infection", "reason": "Hay fever.", "by": "Dr Okafor",
        "asked_for_by": "Ana Silva", "at": NOW + timedelta(minutes=5), "about_as_of": NOW,
    }  # fmt: skip
    return Passed(**{**standard, **more})


def after(facts, *passes, now=NOW + timedelta(minutes=10)):
    return with_passes(facts, passes, now, UTC)[0]


def test_a_second_person_lets_it_pass_and_both_names_stay() -> None:
    let = after([fact()], passed())

    assert let.met is Met.MET
    assert "Let pass by Dr Okafor, asked for by Ana Silva: Hay fever." in let.detail


@pytest.mark.parametrize("code", sorted(NEVER_OVERRIDABLE))
def test_what_nobody_may_override_nobody_lets_pass(code) -> None:
    assert after([fact(code=code)], passed(code=code)).met is Met.UNMET


def test_a_newer_answer_is_another_matter() -> None:
    assert after([fact(as_of=NOW + timedelta(minutes=7))], passed()).met is Met.UNMET


def test_it_is_for_that_day_alone() -> None:
    assert after([fact()], passed(), now=NOW + timedelta(days=1)).met is Met.UNMET


def test_nobody_is_their_own_second_person() -> None:
    assert after([fact()], passed(asked_for_by="Dr Okafor")).met is Met.UNMET


def test_it_is_about_one_fact() -> None:
    assert after([fact(code="fasting")], passed()).met is Met.UNMET
