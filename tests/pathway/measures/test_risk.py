"""An answer that touches suicide, and the tier: somebody is asked, and no old tier counts on."""

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.clinic.tasks.models import Task
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.measures import actions, risk_actions
from holdspace.pathway.measures.queries import latest_suicide_answer, risk_tier_of, stated_of
from tests.pathway.measures.asked import asked_of, finish, own

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
LATEST = NOW + timedelta(hours=2)


@pytest.fixture
def clinic(cast):
    with clinic_context(cast.clinic.id):
        yield cast


def tasks():
    return [(task.kind, task.about_kind) for task in Task.objects.order_by("opened_at")]


def note(clinic, tier, now=NOW, basis="She said so."):
    return risk_actions.note_tier(
        actor=clinic.actor("okafor"),
        patient=clinic.patients["mara"],
        tier=tier,
        basis=basis,
        now=now,
    )


@pytest.mark.parametrize(
    ("code", "number", "value", "opened"),
    [
        ("phq9", 9, 0, []),
        ("phq9", 9, 1, [("suicide_answer", "questionnaire")]),
        ("phq9", 9, None, []),
        ("qids16", 12, 1, [("suicide_answer", "questionnaire")]),
        ("cssrs", 1, 1, [("suicide_answer", "questionnaire")]),
        ("gad7", 7, 3, []),
    ],
)
def test_an_answer_that_touches_suicide_opens_a_task(clinic, code, number, value, opened):
    asked = asked_of(clinic, code, NOW)

    touches = actions.answer(
        by=clinic.actor("ana"), asked=asked, number=number, value=value, now=NOW
    )

    assert touches is bool(opened)
    assert tasks() == opened


def test_the_task_is_there_though_the_questionnaire_is_left_unfinished(clinic):
    asked = asked_of(clinic, "phq9", NOW)

    actions.answer(by=own(clinic), asked=asked, number=9, value=2, now=NOW)

    assert tasks() == [("suicide_answer", "questionnaire")]
    assert latest_suicide_answer(clinic.patients["mara"].pk) == NOW


def test_taking_the_answer_back_leaves_the_task(clinic):
    asked = asked_of(clinic, "phq9", NOW)
    actions.answer(by=own(clinic), asked=asked, number=9, value=2, now=NOW)
    actions.answer(by=own(clinic), asked=asked, number=9, value=0, now=LATER)

    assert Task.objects.not_closed().count() == 1


def test_nobody_noted_a_tier_is_not_a_tier_of_none(clinic):
    assert risk_tier_of(clinic.patients["mara"].pk) is None


def test_a_tier_by_hand_says_its_basis_and_by_whom(clinic):
    note(clinic, Tier.LOW)

    tier = risk_tier_of(clinic.patients["mara"].pk)

    assert (tier.tier, tier.basis, tier.by, tier.is_current) == (
        Tier.LOW,
        "She said so.",
        "Dr Okafor",
        True,
    )


def test_a_tier_without_a_basis_is_refused(clinic):
    with pytest.raises(risk_actions.NoReason):
        note(clinic, Tier.NONE, basis="  ")


@pytest.mark.parametrize(
    ("tier", "opened"),
    [
        (Tier.NONE, []),
        (Tier.LOW, []),
        (Tier.MODERATE, [("risk_tier", "risk tier")]),
        (Tier.HIGH, [("risk_tier", "risk tier")]),
    ],
)
def test_moderate_and_high_open_a_task(clinic, tier, opened):
    note(clinic, tier)

    assert tasks() == opened


def test_an_answer_given_after_it_makes_a_tier_not_known_any_more(clinic):
    note(clinic, Tier.NONE)
    mara = clinic.patients["mara"].pk
    actions.answer(
        by=own(clinic), asked=asked_of(clinic, "phq9", NOW), number=9, value=1, now=LATER
    )

    outdated = risk_tier_of(mara)
    note(clinic, Tier.LOW, now=LATEST)

    assert (outdated.tier, outdated.answered_since, outdated.is_current) == (
        Tier.NONE,
        LATER,
        False,
    )
    assert risk_tier_of(mara).is_current
    assert risk_tier_of(mara, at=NOW).is_current


def test_a_whole_screener_notes_its_tier_and_a_broken_one_none(clinic):
    mara = clinic.patients["mara"].pk
    finish(asked_of(clinic, "cssrs", NOW), [0, 0, None, None, None, None], by=own(clinic), now=NOW)
    broken = risk_tier_of(mara)
    finish(
        asked_of(clinic, "cssrs", LATER), [0, 0, None, None, None, 1, 0], by=own(clinic), now=LATER
    )

    whole = risk_tier_of(mara)

    assert broken is None
    assert (whole.tier, whole.by, whole.is_current) == (Tier.MODERATE, "the person", True)


def test_the_tier_of_a_screener_that_was_struck_does_not_count(clinic):
    note(clinic, Tier.LOW)
    finished = finish(
        asked_of(clinic, "cssrs", LATER), [0, 0, None, None, None, 0], by=own(clinic), now=LATER
    )
    mara = clinic.patients["mara"].pk

    before = risk_tier_of(mara)
    actions.strike(actor=clinic.actor("ana"), finished=finished, reason="Wrong person.", now=LATEST)

    assert before.tier is Tier.NONE
    assert risk_tier_of(mara).tier is Tier.LOW


def test_what_the_screening_is_told(clinic):
    finish(asked_of(clinic, "phq9", NOW), [1] * 8 + [None], by=own(clinic), now=NOW)
    finish(asked_of(clinic, "audit_c", NOW), [2, 1, 0], by=own(clinic), now=NOW)
    note(clinic, Tier.LOW)

    stated = stated_of(clinic.patients["mara"].pk)

    assert {code: each.value for code, each in stated.items()} == {
        "phq9_item9": None,
        "audit_c_score": 3,
        "suicide_tier": "low",
    }
    assert stated["phq9_item9"].source == "PHQ-9, answered by the person"
