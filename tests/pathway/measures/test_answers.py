"""Asking, answering, finishing: what is stored, and what a missing answer is."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.domain.scales import BadAnswers
from holdspace.pathway.measures import actions
from holdspace.pathway.measures.models import Answer, Finished
from holdspace.pathway.measures.queries import (
    answers_of,
    latest_result,
    outstanding,
    results_of,
)
from tests.pathway.measures.asked import asked_of, finish, own

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def clinic(cast):
    with clinic_context(cast.clinic.id):
        yield cast


def test_what_is_asked_is_outstanding_until_it_is_finished(clinic):
    mara = clinic.patients["mara"].pk
    asked = asked_of(clinic, "gad7", NOW, before=LATER)

    before = outstanding(mara, NOW)
    finish(asked, [1] * 7, by=own(clinic), now=LATER)

    assert [(each.code, each.due_at, each.is_on_phone) for each in before] == [
        ("gad7", LATER, True)
    ]
    assert outstanding(mara, LATER) == ()


def test_asking_twice_is_asking_once(clinic):
    assert asked_of(clinic, "gad7", NOW).pk == asked_of(clinic, "gad7", LATER).pk


def test_a_result_keeps_score_band_versions_and_who_answered(clinic):
    finish(asked_of(clinic, "phq9", NOW), [2, 1, 3, 2, 1, 2, None, 1, 0], by=own(clinic), now=LATER)

    result = latest_result(clinic.patients["mara"].pk, "phq9")

    assert (result.total, result.band, result.is_prorated) == (14, "moderate", True)
    assert (result.by, result.scoring_version, result.days_since_dose) == ("the person", 1, None)
    assert (result.answers[7], result.answers[10]) == (None, None)
    assert len(result.wording_sha256) == 64
    assert result.after_dose == "before any dose"


def test_a_mean_is_kept_rounded_and_exact(clinic):
    finish(asked_of(clinic, "peg", NOW), [4, 4, 5], by=own(clinic), now=LATER)

    result = latest_result(clinic.patients["mara"].pk, "peg")

    assert (result.total, result.exact) == (Decimal("4.3"), Decimal("4.33333333"))


def test_the_newest_answer_to_a_question_counts_and_the_first_stays(clinic):
    asked = asked_of(clinic, "gad7", NOW)
    actions.answer(by=own(clinic), asked=asked, number=1, value=3, now=NOW)
    actions.answer(by=own(clinic), asked=asked, number=1, value=1, now=LATER)

    assert answers_of(asked) == {1: 1}
    assert list(Answer.objects.values_list("value", flat=True)) == [3, 1]


def test_nothing_answered_is_no_result(clinic):
    asked = asked_of(clinic, "gad7", NOW)
    actions.answer(by=own(clinic), asked=asked, number=1, value=None, now=NOW)

    with pytest.raises(actions.NothingAnswered):
        actions.finish(by=own(clinic), asked=asked, now=NOW)


def test_too_many_gaps_leave_a_result_without_a_score(clinic):
    finish(asked_of(clinic, "gad7", NOW), [1, 1, 1, 1, 1, None, None], by=own(clinic), now=NOW)

    result = latest_result(clinic.patients["mara"].pk, "gad7")

    assert (result.total, result.band, result.why_none) == (None, "", "Not answered: 6, 7.")


@pytest.mark.parametrize(("number", "value"), [(1, 4), (1, -1), (8, 0)])
def test_what_is_no_answer_is_refused_and_not_kept(clinic, number, value):
    asked = asked_of(clinic, "gad7", NOW)

    with pytest.raises(BadAnswers):
        actions.answer(by=own(clinic), asked=asked, number=number, value=value, now=NOW)
    assert not Answer.objects.exists()


def test_the_person_may_not_skip_where_the_clinic_asks_for_each_and_staff_may(clinic):
    asked = asked_of(clinic, "gad7", NOW, may_skip=False)

    with pytest.raises(actions.MayNotSkip):
        actions.answer(by=own(clinic), asked=asked, number=1, value=None, now=NOW)
    actions.answer(by=clinic.actor("ana"), asked=asked, number=1, value=None, now=NOW)
    assert answers_of(asked) == {1: None}


def test_what_is_finished_or_withdrawn_takes_no_more_answers(clinic):
    done, gone = asked_of(clinic, "gad7", NOW), asked_of(clinic, "phq9", NOW)
    finish(done, [1] * 7, by=own(clinic), now=NOW)
    actions.withdraw_questionnaire(actor=clinic.actor("ana"), asked=gone, now=NOW)

    for asked in (done, gone):
        with pytest.raises(actions.QuestionnaireClosed):
            actions.answer(by=own(clinic), asked=asked, number=1, value=1, now=LATER)


def test_a_result_that_was_struck_does_not_count_and_stays_readable(clinic):
    finished = finish(asked_of(clinic, "gad7", NOW), [1] * 7, by=own(clinic), now=NOW)
    mara = clinic.patients["mara"].pk

    actions.strike(
        actor=clinic.actor("ana"), finished=finished, reason="Her brother answered.", now=LATER
    )

    assert latest_result(mara, "gad7") is None
    assert results_of(mara) == ()
    assert [each.struck_reason for each in results_of(mara, with_struck=True)] == [
        "Her brother answered."
    ]
    with pytest.raises(actions.AlreadyStruck):
        actions.strike(actor=clinic.actor("ana"), finished=finished, reason="Again.", now=LATER)


def test_a_questionnaire_without_wording_cannot_be_put_on_a_phone(clinic):
    with pytest.raises(actions.CannotBeOnAPhone, match="Load your licensed copy"):
        asked_of(clinic, "qids16", NOW, on_phone=True)
    with pytest.raises(actions.CannotBeOnAPhone, match="rated by a clinician"):
        asked_of(clinic, "madrs", NOW, on_phone=True)
    assert not asked_of(clinic, "qids16", NOW).is_on_phone


def test_staff_enter_answers_alone_and_they_are_scored_without_wording(clinic):
    ana = clinic.actor("ana")
    finish(
        asked_of(clinic, "qids16", NOW),
        [2, 1, 3, 0, 2, 1, 0, 2, 0, 2, 3, 0, 2, 2, 1, 0],
        by=ana,
        now=NOW,
    )

    result = latest_result(clinic.patients["mara"].pk, "qids16")

    assert (result.total, result.by) == (17, "Ana Silva")


@pytest.mark.parametrize("table", [Answer, Finished])
def test_the_database_refuses_to_change_an_answer_or_a_result(clinic, table):
    finish(asked_of(clinic, "gad7", NOW), [1] * 7, by=own(clinic), now=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        table.objects.update(clinic_id=clinic.clinic.id)


def test_asking_finishing_and_striking_are_in_the_audit_trail(clinic):
    finished = finish(asked_of(clinic, "gad7", NOW), [1] * 7, by=own(clinic), now=NOW)
    actions.strike(actor=clinic.actor("ana"), finished=finished, reason="A slip.", now=NOW)

    lines = AuditEntry.objects.filter(object_kind="GAD-7").order_by("id")

    assert [(line.act, line.by_patient) for line in lines] == [
        ("ask a questionnaire", False),
        ("finish a questionnaire", True),
        ("strike out a result", False),
    ]


def test_several_answers_at_once_are_each_kept(clinic):
    asked = asked_of(clinic, "gad7", NOW)
    actions.answer(by=own(clinic), asked=asked, number=1, value=3, now=NOW)

    touches = actions.answer_each(by=own(clinic), asked=asked, answers={1: 1, 2: None}, now=LATER)

    assert (touches, answers_of(asked)) == (False, {1: 1, 2: None})
    assert Answer.objects.count() == 3


def test_of_several_answers_at_once_none_is_kept_when_one_is_no_answer(clinic):
    asked = asked_of(clinic, "gad7", NOW)

    with pytest.raises(BadAnswers):
        actions.answer_each(by=own(clinic), asked=asked, answers={1: 1, 2: 9}, now=NOW)

    assert answers_of(asked) == {}
