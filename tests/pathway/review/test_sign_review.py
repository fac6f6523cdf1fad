"""The review of a cycle as an act: part by part, on what was read, into the next plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.tasks.models import Task
from holdspace.domain.review_parts import Part
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.course.models import MedicineActing
from holdspace.pathway.course.plan_queries import plan_of
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.measures.models import Finished, Struck
from holdspace.pathway.review.actions import NotReviewed, seal_of, sign_review
from holdspace.pathway.review.chasing import open_reviews_due
from holdspace.pathway.review.gathering import reviewed
from holdspace.pathway.review.kept import PartSaid, ReviewSaid
from holdspace.pathway.review.models import SignedReview
from holdspace.pathway.review.next_plan import NextSession, NoDayPlanned, wished_plan
from holdspace.pathway.review.queries import agreed_for_next, goals_rated
from holdspace.pathway.review.review_page import review_in_short
from tests.pathway.review.story import PHQ9_8, score, wish

ACCEPT = PartSaid(choice="accept")


def proposal(lived):
    return reviewed(lived.cycle, lived.now).proposal


def said(lived, **parts):
    """Everything accepted, but for what is said."""
    read = proposal(lived)
    nothing = PartSaid(choice="decline")
    taken = {one.part: ACCEPT if one.is_proposed else nothing for one in read.parts}
    return ReviewSaid(
        parts={**taken, **{Part(name): one for name, one in parts.items()}},
        words="Borne well, they want to go on.",
        read=read.fingerprint,
    )


def sign(lived, what=None, *, by="okafor", **parts):
    return sign_review(
        actor=lived.cast.actor(by),
        cycle=lived.cycle,
        said=what or said(lived, **parts),
        now=lived.now,
    )


def test_the_record_of_a_session_becomes_a_proposal_with_its_reasons(lived) -> None:
    wish(lived)
    dose = proposal(lived).part(Part.DOSE)

    assert (dose.rule.id, dose.value) == ("REV-D10", "0.6")
    assert "42 mg for 70 kg" in dose.words
    assert [one.words for one in dose.inputs if one.name == "Peak pressure"] == [
        "151/93 mmHg, 30 min after the dose; 118 before"
    ]
    assert proposal(lived).part(Part.GUIDANCE).rule.id == "REV-G1"
    assert proposal(lived).part(Part.LENGTH).value == "150"


def test_without_a_wish_or_a_score_there_is_no_step(lived) -> None:
    Struck.objects.create(
        clinic=lived.cast.clinic,
        finished=Finished.objects.order_by("-finished_at")[0],
        reason="Of somebody else.",
        struck_by=lived.cast.staff["ana"],
        struck_at=lived.now,
    )
    dose = proposal(lived).part(Part.DOSE)

    assert not dose.is_proposed
    assert dose.why[0].startswith("The response is not known: no PHQ-9 or QIDS-SR16 from before")
    assert dose.why[1:] == ("Nobody has asked how deep the person wishes the next one to be.",)


def test_what_is_accepted_becomes_the_next_version_of_the_plan(lived) -> None:
    wish(lived)
    signed = sign(lived)
    plan = plan_of(lived.course)
    doses = [(one.on, one.mg_per_kg) for one in plan.sessions.order_by("number")][:3]

    assert signed.plan == plan
    assert plan.number == 2
    assert plan.reason == "Review after session 1: Borne well, they want to go on."
    assert doses == [
        (date(2026, 3, 2), Decimal("0.500")),
        (date(2026, 3, 5), Decimal("0.600")),
        (date(2026, 3, 9), Decimal("0.500")),
    ]


def test_an_edited_day_moves_the_sessions_after_it_along(lived) -> None:
    wish(lived)
    sign(lived, interval=PartSaid(choice="edit", value="2026-03-07", reason="Work trip."),
         dose=PartSaid(choice="decline", reason="Not yet."))  # fmt: skip
    days = [one.on.day for one in plan_of(lived.course).sessions.order_by("number")]

    assert days == [2, 7, 11, 14, 18, 21]


def test_a_course_without_a_plan_is_planned_first_and_loses_no_session(lived) -> None:
    wish(lived)
    unplanned = replace(reviewed(lived.cycle, lived.now), plan=None)

    with pytest.raises(NoDayPlanned, match="Plan its 6 sessions first"):
        wished_plan(unplanned, NextSession(on=date(2026, 3, 5), dose=Decimal("0.6")), "Why.")


def test_when_day_and_dose_are_declined_no_plan_is_made(lived) -> None:
    wish(lived)
    no = PartSaid(choice="decline", reason="We wait.")
    signed = sign(lived, dose=no, interval=no)

    assert signed.plan is None
    assert plan_of(lived.course).number == 1
    assert "Dose" not in [one.title for one in agreed_for_next(signed)]


def test_each_part_is_kept_with_what_was_proposed_and_why_not(lived) -> None:
    wish(lived)
    signed = sign(lived, guidance=PartSaid(choice="edit", value="1", reason="They said so to me."))
    kept = {one["title"]: one for one in signed.content["said"]}

    assert kept["Guidance"]["words"] == "Level 1."
    assert kept["Guidance"]["proposed"] == "Consider level 2, one more than agreed."
    assert kept["Guidance"]["reason"] == "They said so to me."
    assert len(signed.content["proposal"]) == len(Part)
    assert seal_of(signed) == signed.sha256


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"dose": PartSaid(choice="edit", value="0.55")}, "Dose: write down why"),
        ({"dose": PartSaid(choice="edit", reason="Less.")}, "Dose: write down what it is to be"),
        ({"support": PartSaid(choice="decline")}, "Support: write down why"),
    ],
)
def test_a_part_that_is_not_taken_has_its_reason(lived, parts, sentence) -> None:
    wish(lived)

    with pytest.raises(NotReviewed, match=sentence):
        sign(lived, **parts)


def test_what_is_not_proposed_cannot_be_accepted(lived) -> None:
    with pytest.raises(NotReviewed, match="nothing is proposed here"):
        sign(lived, dose=ACCEPT)


def test_only_a_prescriber_signs(lived) -> None:
    with pytest.raises(NotReviewed, match="prescriber"):
        sign(lived, by="jonas")


def test_facts_that_changed_since_the_page_was_opened_are_not_signed_over(lived) -> None:
    wish(lived)
    read = said(lived)
    lived.tablet.chart(lived.cast.actor("ana"), lived.now, "AdverseEventNoted", term="Headache",
                       grade="mild", action="Rest", outcome="resolved")  # fmt: skip

    with pytest.raises(NotReviewed, match="facts have changed"):
        sign(lived, read)


def test_a_review_on_older_facts_says_so_and_is_signed_again(lived) -> None:
    wish(lived)
    sign(lived)
    before = review_in_short(lived.course.patient, lived.now)
    score(lived.cast, PHQ9_8, lived.now + timedelta(hours=1))
    later = replace(lived, now=lived.now + timedelta(hours=2))
    after = review_in_short(lived.course.patient, later.now)
    sign(later)

    assert (before.is_older, after.is_older) == (False, True)
    assert review_in_short(lived.course.patient, later.now).is_older is False
    assert SignedReview.objects.count() == 2


def test_a_dose_over_a_ceiling_is_refused_whoever_writes_it(lived) -> None:
    from holdspace.pathway.course.plan_actions import PlanRefused

    wish(lived)
    with pytest.raises(PlanRefused, match=r"above 1\.0 mg/kg"):
        sign(lived, dose=PartSaid(choice="edit", value="1.1", reason="More."))


def test_grave_harm_keeps_the_next_session_back(lived) -> None:
    wish(lived)
    lived.tablet.chart(lived.cast.actor("ana"), lived.now, "AdverseEventNoted", term="Chest pain",
                       grade="severe", action="Sent to hospital")  # fmt: skip
    dose = proposal(lived).part(Part.DOSE)

    assert (dose.is_proposed, dose.rule.id) == (False, "REV-X2")
    assert "Chest pain, severe" in dose.why[0]


def test_an_ended_course_is_not_reviewed_into_a_plan(lived) -> None:
    wish(lived)
    read = said(lived)
    lived.course.ended_on = date(2026, 3, 3)
    lived.course.save(update_fields=["ended_on"])

    with pytest.raises(NotReviewed, match="ended"):
        sign(lived, read)


# --- the task -------------------------------------------------------------------------------------


def test_the_morning_after_a_review_is_due_once_and_its_signature_closes_it(lived) -> None:
    wish(lived)
    home = lived.now - timedelta(hours=24) + timedelta(minutes=147)
    too_early = open_reviews_due(lived.cast.clinic.pk, home + timedelta(hours=19, minutes=59))
    due = open_reviews_due(lived.cast.clinic.pk, home + timedelta(hours=20))
    again = open_reviews_due(lived.cast.clinic.pk, home + timedelta(hours=21))
    task = Task.objects.get(kind=TaskKind.REVIEW_DUE)
    sign(lived)
    task.refresh_from_db()

    assert (too_early, due, again) == (0, 1, 0)
    assert task.closed_at == lived.now
    assert open_reviews_due(lived.cast.clinic.pk, lived.now) == 0


def test_somebody_who_left_early_is_reviewed_too(lived) -> None:
    MedicineActing.objects.filter(cycle=lived.cycle).update(until_at=None)
    DosingSession.objects.filter(cycle=lived.cycle).update(closed_at=lived.now)

    assert open_reviews_due(lived.cast.clinic.pk, lived.now + timedelta(hours=19)) == 0
    assert open_reviews_due(lived.cast.clinic.pk, lived.now + timedelta(hours=20)) == 1
    assert review_in_short(lived.course.patient, lived.now).is_due


def test_the_signature_is_in_the_trail_and_the_rows_only_grow(lived) -> None:
    wish(lived)
    signed = sign(lived)

    assert AuditEntry.objects.filter(act="sign a review", object_id=str(signed.pk)).exists()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM review_signedreview")


# --- goals ----------------------------------------------------------------------------------------


def test_the_shape_of_a_goal_is_said_in_words(lived) -> None:
    wish(lived)
    goals = {one.goal: one.shape for one in goals_rated(lived.course)}

    assert goals == {"To sleep through.": "3 of 10", "To see my sister again.": "not rated yet"}
