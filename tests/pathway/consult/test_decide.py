"""A decision rests on findings that were read, each signed for by whom its severity asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from holdspace.clinic.tasks.models import Task
from holdspace.domain.suitability import Needs, Verdict, fingerprint_of_all
from holdspace.pathway.consult.condition_list import CONDITIONS
from holdspace.pathway.consult.decision_actions import (
    DecisionMade,
    NotDecided,
    NotResolved,
    decide,
    resolve,
    take_back,
)
from holdspace.pathway.consult.decision_queries import decision_of, under_todays_rules
from holdspace.pathway.consult.demo_answers import answer_harmlessly
from holdspace.pathway.consult.screening_queries import protocol_considered, screening_of
from holdspace.pathway.consult.stated_actions import (
    Answered,
    MedicineSaid,
    list_medicine,
    list_thing,
    state_fact,
)
from holdspace.pathway.consult.stated_queries import facts_known
from holdspace.pathway.consult.stated_values import FACTS_BY_CODE, UnknownFact, WrongKind
from holdspace.pathway.consult.teller import staff_about, the_person
from tests.clinic.own_sign_in import own_sign_in
from tests.pathway.consult.decided import IV, decide_go

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.fixture
def mara(in_clinic, course):
    patient = in_clinic.patients["mara"]
    answer_harmlessly(actor=in_clinic.actor("okafor"), patient=patient, now=NOW)
    return patient


def say(cast, patient, code, value, *, now=NOW, actor="okafor"):
    by = staff_about(cast.actor(actor), patient)
    return state_fact(by=by, code=code, answer=Answered(value=value), now=now)


def person_says(patient, code, value, now=NOW):
    sign_in = own_sign_in(patient)
    from holdspace.clinic.own_access.queries import as_person

    by = the_person(as_person(patient, sign_in.account_id))
    return state_fact(by=by, code=code, answer=Answered(value=value), now=now)


def standings(patient, now=NOW):
    protocol = protocol_considered(patient)
    assert protocol is not None
    return screening_of(patient, protocol, now).standings


def finding(patient, rule_id, now=NOW):
    return next(one for one in standings(patient, now) if one.finding.rule_id == rule_id)


def sign(cast, patient, rule_id, actor="okafor", now=NOW):
    return resolve(
        actor=cast.actor(actor),
        patient=patient,
        fingerprint=finding(patient, rule_id, now).fingerprint,
        reason="Talked it through.",
        now=now,
    )


def sign_the_rest(cast, patient, now=NOW):
    for one in standings(patient, now):
        if one.needs is Needs.PRESCRIBER:
            sign(cast, patient, one.finding.rule_id, now=now)


def go(cast, patient, kind=Verdict.GO, now=NOW, actor="okafor", **words):
    return decide(
        actor=cast.actor(actor),
        patient=patient,
        made=DecisionMade(kind=kind, **words),
        read=fingerprint_of_all(standings(patient, now)),
        now=now,
    )


def test_unknown_is_never_no_so_nothing_known_keeps_the_decision_back(in_clinic, course) -> None:
    patient = in_clinic.patients["mara"]

    with pytest.raises(NotDecided, match="Still open"):
        go(in_clinic, patient)


def test_a_person_with_nothing_open_may_be_treated(in_clinic, mara) -> None:
    sign_the_rest(in_clinic, mara)

    go(in_clinic, mara)

    assert decision_of(mara.pk, NOW).is_go


def test_a_finding_for_a_prescriber_is_not_signed_by_another(in_clinic, mara) -> None:
    say(in_clinic, mara, "hypertension", value=True)

    with pytest.raises(NotResolved, match="prescriber"):
        sign(in_clinic, mara, "CI-BP-HX", actor="jonas")


def test_a_finding_for_two_takes_two_people_and_one_of_them_a_prescriber(in_clinic, mara) -> None:
    say(in_clinic, mara, "schizophrenia", value=True)

    sign(in_clinic, mara, "CI-PSY-03", actor="ana")
    with pytest.raises(NotResolved, match="prescriber"):
        sign(in_clinic, mara, "CI-PSY-03", actor="jonas")
    with pytest.raises(NotResolved, match="second person"):
        sign(in_clinic, mara, "CI-PSY-03", actor="ana")
    sign(in_clinic, mara, "CI-PSY-03", actor="okafor")

    assert finding(mara, "CI-PSY-03").needs is Needs.SETTLED


def test_one_of_two_who_takes_it_back_opens_it_again(in_clinic, mara) -> None:
    say(in_clinic, mara, "schizophrenia", value=True)
    sign(in_clinic, mara, "CI-PSY-03", actor="ana")
    sign(in_clinic, mara, "CI-PSY-03", actor="okafor")

    take_back(
        actor=in_clinic.actor("ana"),
        patient=mara,
        fingerprint=finding(mara, "CI-PSY-03").fingerprint,
        now=NOW,
    )

    assert finding(mara, "CI-PSY-03").needs is Needs.TWO


def test_no_signature_lets_an_absolute_finding_pass(in_clinic, mara) -> None:
    say(in_clinic, mara, "aneurysm_or_malformation", value=True)

    with pytest.raises(NotResolved, match="No signature"):
        sign(in_clinic, mara, "CI-VASC-02")
    with pytest.raises(NotDecided, match="cannot be treated"):
        go(in_clinic, mara)


def test_a_word_is_void_when_its_fact_changes_and_stands_when_only_the_date_does(
    in_clinic, mara
) -> None:
    say(in_clinic, mara, "weight_kg", Decimal(151))
    sign(in_clinic, mara, "CI-BMI-01")

    later = NOW + timedelta(days=2)
    say(in_clinic, mara, "weight_kg", Decimal(151), now=later)
    assert finding(mara, "CI-BMI-01", later).needs is Needs.SETTLED
    say(in_clinic, mara, "weight_kg", Decimal(155), now=later)
    assert finding(mara, "CI-BMI-01", later).needs is Needs.PRESCRIBER


def test_a_new_finding_makes_the_decision_wait_for_another_look_and_asks_for_it(
    in_clinic, mara
) -> None:
    sign_the_rest(in_clinic, mara)
    go(in_clinic, mara)

    list_medicine(
        by=staff_about(in_clinic.actor("ana"), mara),
        said=MedicineSaid(typed="Grandma's drops"),
        now=NOW,
    )

    decision = decision_of(mara.pk, NOW)
    assert not decision.is_go
    assert "Since it was signed" in decision.why_not_current
    assert [task.kind for task in Task.objects.all()] == ["screening_again"]


def test_a_decision_signed_again_stands_again(in_clinic, mara) -> None:
    sign_the_rest(in_clinic, mara)
    go(in_clinic, mara)
    say(in_clinic, mara, "hypertension", value=True)
    sign_the_rest(in_clinic, mara)
    assert not decision_of(mara.pk, NOW).is_go

    go(in_clinic, mara, now=NOW + timedelta(minutes=1))

    assert decision_of(mara.pk, NOW + timedelta(minutes=2)).is_go


def test_an_answer_that_has_grown_too_old_is_not_known_any_more(in_clinic, mara) -> None:
    sign_the_rest(in_clinic, mara)
    go(in_clinic, mara)

    assert decision_of(mara.pk, NOW + timedelta(days=29)).is_go
    assert not decision_of(mara.pk, NOW + timedelta(days=400)).is_go


def test_looking_back_shows_what_was_known_then(in_clinic, mara) -> None:
    sign_the_rest(in_clinic, mara)
    go(in_clinic, mara)
    later = NOW + timedelta(hours=2)
    say(in_clinic, mara, "hypertension", value=True, now=later)

    assert decision_of(mara.pk, later, known_at=NOW).is_go
    assert not decision_of(mara.pk, later).is_go


def test_a_later_no_on_the_phone_does_not_wipe_out_what_a_clinician_wrote(in_clinic, mara) -> None:
    say(in_clinic, mara, "aneurysm_or_malformation", value=True)
    person_says(mara, "aneurysm_or_malformation", value=False, now=NOW + timedelta(minutes=1))

    assert finding(mara, "CI-VASC-02").needs is Needs.CANNOT


def test_a_later_yes_on_the_phone_counts_beside_a_clinicians_no(in_clinic, mara) -> None:
    person_says(mara, "aneurysm_or_malformation", value=True, now=NOW + timedelta(minutes=1))

    assert finding(mara, "CI-VASC-02").needs is Needs.CANNOT


def test_two_answers_are_settled_when_staff_ask_and_write_it_down_again(in_clinic, mara) -> None:
    person_says(mara, "aneurysm_or_malformation", value=True, now=NOW + timedelta(minutes=1))
    say(in_clinic, mara, "aneurysm_or_malformation", value=False, now=NOW + timedelta(minutes=2))

    assert "CI-VASC-02" not in {one.finding.rule_id for one in standings(mara)}


def test_findings_that_changed_since_they_were_read_are_not_signed_over(in_clinic, mara) -> None:
    sign_the_rest(in_clinic, mara)
    read = fingerprint_of_all(standings(mara))
    say(in_clinic, mara, "kidney_disease", value=True)

    with pytest.raises(NotDecided, match="have changed"):
        decide(
            actor=in_clinic.actor("okafor"),
            patient=mara,
            made=DecisionMade(kind=Verdict.GO),
            read=read,
            now=NOW,
        )


def test_only_a_prescriber_signs_the_decision(in_clinic, mara) -> None:
    sign_the_rest(in_clinic, mara)

    with pytest.raises(NotDecided, match="prescriber"):
        go(in_clinic, mara, actor="jonas")


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Verdict.GO_WITH_CONDITIONS, "conditions"),
        (Verdict.DEFER, "needed"),
        (Verdict.NOT_SUITABLE, "told"),
    ],
)
def test_a_decision_says_what_goes_with_it(in_clinic, mara, kind, asked) -> None:
    sign_the_rest(in_clinic, mara)

    with pytest.raises(NotDecided, match=asked):
        go(in_clinic, mara, kind)


def test_waiting_may_be_decided_on_open_findings(in_clinic, course) -> None:
    patient = in_clinic.patients["mara"]

    go(in_clinic, patient, Verdict.DEFER, needed="An ECG.")

    assert not decision_of(patient.pk, NOW).is_go


def test_a_decision_for_another_treatment_does_not_count(in_clinic) -> None:
    from datetime import date

    from holdspace.pathway.course.actions import CoursePlan, start_course

    patient = in_clinic.patients["theo"]
    decide_go(in_clinic, patient, NOW, protocol=IV)
    assert decision_of(patient.pk, NOW).is_go
    start_course(
        actor=in_clinic.actor("okafor"),
        patient=patient,
        plan=CoursePlan(
            indication="treatment_resistant_depression",
            protocol_name="nasal-esketamine-trd",
            protocol_version=1,
            planned_sessions=8,
        ),
        started_on=date(2026, 3, 9),
    )

    decision = decision_of(patient.pk, NOW)
    assert not decision.is_go
    assert "another treatment" in decision.why_not_current


def test_a_signed_decision_runs_again_under_todays_rules(in_clinic, mara) -> None:
    say(in_clinic, mara, "hypertension", value=True)
    sign_the_rest(in_clinic, mara)
    signed = go(in_clinic, mara)

    signed.refresh_from_db()
    assert under_todays_rules(signed).is_same


def test_a_decision_that_was_altered_counts_for_nothing(in_clinic, mara) -> None:
    from holdspace.pathway.consult.models import SignedDecision

    sign_the_rest(in_clinic, mara)
    signed = go(in_clinic, mara)
    forged = SignedDecision(**{
        field.attname: getattr(signed, field.attname) for field in SignedDecision._meta.fields
    })  # fmt: skip
    forged.pk, forged.conditions = None, "None."
    forged.signed_at = NOW + timedelta(minutes=1)
    forged._state.adding = True
    from uuid import uuid4

    forged.id = uuid4()
    forged.save(force_insert=True)

    assert not decision_of(mara.pk, NOW + timedelta(minutes=2)).is_go


@pytest.mark.parametrize("table", ["consult_statedfact", "consult_signeddecision"])
def test_the_database_lets_nothing_of_it_change(in_clinic, mara, table) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET clinic_id = clinic_id")


def test_a_fact_nobody_asks_for_and_an_answer_of_the_wrong_kind_are_refused(
    in_clinic, mara
) -> None:
    with pytest.raises(UnknownFact):
        say(in_clinic, mara, "shoe_size", Decimal(42))
    with pytest.raises(WrongKind):
        say(in_clinic, mara, "hypertension", "perhaps")


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("condition", "High blood pressure", "hypertension"),
        ("condition", "stroke", "stroke"),
        ("allergy", "Ketamine", "allergy_ketamine"),
        ("allergy", "Spravato", "allergy_ketamine"),
    ],
)
def test_what_is_named_on_a_list_answers_its_question(in_clinic, mara, kind, typed, code) -> None:
    by = staff_about(in_clinic.actor("ana"), mara)

    list_thing(by=by, kind=kind, typed=typed, detail="", now=NOW)

    assert facts_known(mara.pk)[code].latest.value is True


def test_each_condition_of_the_list_answers_a_question_that_is_asked() -> None:
    named = {one.fact for one in CONDITIONS if one.fact}

    assert {FACTS_BY_CODE[code].kind for code in named} == {"yes_no"}
