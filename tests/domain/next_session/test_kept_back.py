"""What keeps a proposal back, and the points at which to think again."""

from __future__ import annotations

import pytest

from holdspace.domain.review import propose
from holdspace.domain.review_inputs import RiskKnown
from holdspace.domain.review_parts import NoProposal, Part
from tests.domain.next_session.conftest import (
    ESKETAMINE,
    a_session,
    a_wish,
    inputs_of,
    named,
    scored,
)


def kept_back(**changes) -> dict[str, str]:
    proposal = propose(inputs_of(**changes))
    return {
        one.part.value: one.rule.id
        for one in proposal.parts
        if isinstance(one, NoProposal) and one.rule.id.startswith("REV-X")
    }


def thought_of(**changes) -> list[str]:
    return [one.rule.id for one in propose(inputs_of(**changes)).think]


def test_nothing_is_kept_back_when_everything_is_known():
    assert kept_back() == {}


def test_what_rules_the_treatment_out_leaves_nothing_but_support():
    found = kept_back(ruled_out=(named("Aneurysm", "said yes"),))

    assert set(found) == set(Part) - {Part.SUPPORT}
    assert set(found.values()) == {"REV-X1"}


def test_it_says_which_and_why():
    part = propose(inputs_of(ruled_out=(named("Aneurysm", "said yes"),))).part(Part.DOSE)

    assert part.why == ("As things stand this person cannot be treated: Aneurysm (said yes).",)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"signs": (named("Blood in the urine", "check-in of yesterday"),)}, "REV-X2"),
        ({"risk": RiskKnown(tier="high", words="high")}, "REV-X2"),
        ({"open_findings": (named("Could be pregnant", "not known"),)}, "REV-X3"),
        ({"not_understood": "Line 7 is of an unknown kind."}, "REV-X3"),
        ({"risk": RiskKnown(tier="", words="nobody has said")}, "REV-X4"),
        ({"wish": a_wish(enough=True)}, "REV-X5"),
        ({"number": 6}, "REV-X6"),
    ],
)
def test_each_reason_keeps_dose_and_day_back(changed, rule):
    found = kept_back(**changed)

    assert (found["dose"], found["interval"]) == (rule, rule)


@pytest.mark.parametrize(("number", "is_kept"), [(5, False), (6, True), (7, True)])
def test_after_the_last_planned_session_nothing_follows_by_itself(number, is_kept):
    assert ("dose" in kept_back(number=number)) is is_kept


def test_the_gravest_reason_is_the_one_that_is_said():
    found = kept_back(ruled_out=(named("Aneurysm"),), open_findings=(named("Pregnancy"),), number=6)

    assert found["dose"] == "REV-X1"


# --- stop and think -------------------------------------------------------------------------------


def had(sessions: int):
    return {"earlier": tuple(a_session() for _ in range(sessions - 1)), "number": sessions}


@pytest.mark.parametrize(
    ("sessions", "percent", "points"),
    [
        (2, "10", []),
        (3, "19.9", ["REV-T1"]),
        (3, "20", []),
        (5, "30", []),
        (6, "49.9", ["REV-T2"]),
        (6, "50", []),
        (7, "30", ["REV-T2"]),
        (8, "49.9", ["REV-T3"]),
        (8, "50", []),
        (11, "60", []),
        (12, "60", ["REV-T5"]),
    ],
)
def test_a_course_is_thought_over_after_three_six_eight_and_twelve(sessions, percent, points):
    assert thought_of(scores=scored(percent), planned_sessions=20, **had(sessions)) == points


@pytest.mark.parametrize(("sessions", "points"), [(2, []), (3, ["REV-T10"])])
def test_three_sessions_without_a_score_are_said(sessions, points):
    assert thought_of(scores=None, **had(sessions)) == points


def test_losing_the_gain_and_signs_of_relapse_are_said():
    lost = scored("55", is_losing=True, relapse="PHQ-9 is 12, 7 above its lowest, 5.")

    assert thought_of(scores=lost) == ["REV-T7", "REV-T4"]


def test_having_had_enough_is_said_before_any_score():
    assert thought_of(wish=a_wish(enough=True), scores=scored("10"), **had(3))[0] == "REV-T8"


def test_a_sign_is_said_first_of_all():
    found = thought_of(signs=(named("Mania"),), wish=a_wish(enough=True))

    assert found == ["REV-T9", "REV-T8"]


@pytest.mark.parametrize(("sessions", "is_there"), [(7, False), (8, True), (9, False)])
def test_eight_doses_of_esketamine_are_judged(sessions, is_there):
    found = thought_of(
        protocol=ESKETAMINE, scores=scored("60"), planned_sessions=20, **had(sessions)
    )

    assert ("REV-T6" in found) is is_there
