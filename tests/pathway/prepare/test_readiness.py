"""Readiness: every question is answered today, or it is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from holdspace.clinic.audit.models import AuditEntry
from holdspace.domain.quantities import NotANumber
from holdspace.domain.session_events import Met
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.consult.actions import ConsentClosed, withdraw_consent
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.stated_actions import Answered, state_facts
from holdspace.pathway.consult.teller import staff_about
from holdspace.pathway.course.actions import medicine_begins_to_act
from holdspace.pathway.measures.risk_actions import note_tier
from holdspace.pathway.prepare import actions
from holdspace.pathway.prepare.models import OwnTimes, ReadinessNote
from holdspace.pathway.prepare.queries import guidance_plan_of, readiness_facts, weight_of
from tests.pathway.consult.decided import decide_go
from tests.pathway.consult.signed import signed
from tests.pathway.measures.asked import asked_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
JUST_BEFORE_MIDNIGHT_IN_BERLIN = datetime(2026, 3, 9, 22, 59, tzinfo=UTC)


def facts(cycle, now=NOW):
    return {fact.code: fact for fact in readiness_facts(cycle, now)}


def note(cast, cycle, code, met=Met.MET, now=NOW):
    return actions.note_readiness(
        actor=cast.actor("ana"), cycle=cycle, code=code, met=met, detail="", now=now
    )


def sign(cast, cycle, item="treatment"):
    return signed(cast, cycle.course, item, NOW - timedelta(days=3))


def state(cast, at=NOW, **answers):
    """What is asked on the day, said by staff."""
    state_facts(
        by=staff_about(cast.actor("ana"), cast.patients["mara"]),
        answers={code: Answered(value=value) for code, value in answers.items()},
        now=at,
    )


def weigh(cast, cycle, typed="71.5", measured_on=date(2026, 3, 9)):
    return actions.measure_weight(
        actor=cast.actor("ana"), cycle=cycle, typed=typed, measured_on=measured_on, now=NOW
    )


def test_what_nobody_answered_is_unknown(in_clinic, cycle) -> None:
    assert {fact.met for fact in readiness_facts(cycle, NOW)} == {Met.UNKNOWN}


def test_an_answer_of_today_counts(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "fasting")

    assert facts(cycle)["fasting"].met is Met.MET
    assert facts(cycle)["fasting"].as_of == NOW


def test_a_newer_answer_takes_the_place_of_an_older(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "fasting")
    note(in_clinic, cycle, "fasting", Met.UNMET)

    assert facts(cycle)["fasting"].met is Met.UNMET


def test_an_answer_counts_until_midnight_in_the_clinic(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "fasting")

    assert facts(cycle, JUST_BEFORE_MIDNIGHT_IN_BERLIN)["fasting"].met is Met.MET


def test_an_answer_of_yesterday_is_not_known(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "fasting")

    midnight = JUST_BEFORE_MIDNIGHT_IN_BERLIN + timedelta(minutes=1)
    assert facts(cycle, midnight)["fasting"].met is Met.UNKNOWN


def test_a_hand_answer_is_no_decision(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "label_contraindication")

    assert facts(cycle)["label_contraindication"].met is Met.UNKNOWN


def test_a_signed_decision_answers_for_contraindications(in_clinic, cycle) -> None:
    decide_go(in_clinic, in_clinic.patients["mara"], NOW - timedelta(days=5))

    assert facts(cycle)["label_contraindication"].met is Met.MET


def test_a_fact_that_appeared_since_overtakes_the_decision(in_clinic, cycle) -> None:
    decide_go(in_clinic, in_clinic.patients["mara"], NOW - timedelta(days=5))
    state(in_clinic, aneurysm_or_malformation=True)

    fact = facts(cycle)["label_contraindication"]
    assert (fact.met, "Since it was signed" in fact.detail) == (Met.UNKNOWN, True)


def test_the_tier_of_today_counts_and_yesterdays_does_not(in_clinic, cycle) -> None:
    note_tier(
        actor=in_clinic.actor("jonas"), patient=in_clinic.patients["mara"], tier=Tier.NONE,
        basis="Asked.", now=NOW,
    )  # fmt: skip
    midnight = JUST_BEFORE_MIDNIGHT_IN_BERLIN + timedelta(minutes=1)

    assert facts(cycle)["suicide_risk_tier"].met is Met.MET
    assert facts(cycle, midnight)["suicide_risk_tier"].met is Met.UNKNOWN


def test_a_hand_answer_is_no_tier(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "suicide_risk_tier")

    assert facts(cycle)["suicide_risk_tier"].met is Met.UNKNOWN


def test_the_same_day_rules_answer_for_what_was_asked_today(in_clinic, cycle) -> None:
    state(
        in_clinic, cough_or_fever=False, airway_infection=False, asthma_flare=False,
        nose_blocked=False,
    )  # fmt: skip

    assert facts(cycle)["infection"].met is Met.MET


def test_a_cough_today_keeps_the_dose_back_and_says_why(in_clinic, cycle) -> None:
    state(
        in_clinic, cough_or_fever=True, airway_infection=False, asthma_flare=False,
        nose_blocked=False,
    )  # fmt: skip

    fact = facts(cycle)["infection"]
    assert (fact.met, "Cough, wheeze, fever or a blocked nose." in fact.detail) == (
        Met.UNMET,
        True,
    )


def test_half_of_a_question_is_not_known(in_clinic, cycle) -> None:
    state(in_clinic, cough_or_fever=False)

    assert facts(cycle)["infection"].met is Met.UNKNOWN


@pytest.mark.parametrize(
    ("ago", "met"),
    [
        (timedelta(hours=5, minutes=59), Met.UNMET),
        (timedelta(hours=6), Met.MET),
        (timedelta(hours=6, minutes=1), Met.MET),
    ],
    ids=["just under six hours", "six hours", "just over"],
)
def test_a_fast_is_counted_from_the_last_meal(in_clinic, cycle, ago, met) -> None:
    state(in_clinic, last_meal_at=NOW - ago, last_drink_at=NOW - timedelta(hours=3))

    assert facts(cycle)["fasting"].met is met


def test_a_fast_that_was_too_short_is_kept_once_the_time_is_up(in_clinic, cycle) -> None:
    state(in_clinic, last_meal_at=NOW - timedelta(hours=5), last_drink_at=NOW - timedelta(hours=3))

    assert facts(cycle, NOW + timedelta(hours=1))["fasting"].met is Met.MET


def test_the_gate_asks_for_the_fast_that_the_clinic_tells_people(in_clinic, cycle) -> None:
    OwnTimes.objects.create(
        clinic=in_clinic.clinic, product="racemic", route="iv",
        minutes={"last_meal_minutes": 240}, noted_by=in_clinic.staff["okafor"], noted_at=NOW,
    )  # fmt: skip
    state(in_clinic, last_meal_at=NOW - timedelta(hours=4), last_drink_at=NOW - timedelta(hours=3))

    assert facts(cycle)["fasting"].met is Met.MET


def test_what_was_asked_yesterday_is_asked_again(in_clinic, cycle) -> None:
    state(
        in_clinic, bladder_symptoms_today=False, memory_worse=False, mood_lifted=False,
        at=NOW - timedelta(days=1),
    )  # fmt: skip

    assert facts(cycle)["symptoms"].met is Met.UNKNOWN


def test_a_questionnaire_that_waits_keeps_the_dose_back(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "scales_done")
    asked_of(in_clinic, "gad7", NOW)

    fact = facts(cycle)["scales_done"]
    assert (fact.met, "GAD-7" in fact.detail) == (Met.UNMET, True)


def test_what_only_esketamine_asks_is_not_asked_of_racemic(in_clinic, cycle) -> None:
    with pytest.raises(actions.NotAsked):
        note(in_clinic, cycle, "rems_enrolment")


def test_of_answers_that_are_noted_together_none_is_kept_when_one_is_not_asked(
    in_clinic, cycle
) -> None:
    noted = [
        actions.Noted(code="fasting", met=Met.MET),
        actions.Noted(code="rems_enrolment", met=Met.MET),
    ]

    with pytest.raises(actions.NotAsked):
        actions.note_each(actor=in_clinic.actor("ana"), cycle=cycle, noted=noted, now=NOW)

    assert not ReadinessNote.objects.exists()


def test_a_signed_consent_is_said_again_on_the_day(in_clinic, cycle) -> None:
    sign(in_clinic, cycle)

    before = facts(cycle)["consent"].met
    note(in_clinic, cycle, "consent_reaffirmed")

    assert (before, facts(cycle)["consent"].met) == (Met.UNKNOWN, Met.MET)


def test_saying_consent_again_signs_nothing(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "consent_reaffirmed")

    assert facts(cycle)["consent"].met is Met.UNKNOWN


def test_a_withdrawn_consent_is_a_no(in_clinic, cycle) -> None:
    consent = sign(in_clinic, cycle)
    note(in_clinic, cycle, "consent_reaffirmed")

    withdraw_consent(actor=in_clinic.actor("jonas"), consent=consent, now=NOW)

    assert facts(cycle)["consent"].met is Met.UNMET


def test_a_consent_on_an_older_text_is_not_known(in_clinic, cycle, monkeypatch) -> None:
    sign(in_clinic, cycle)
    note(in_clinic, cycle, "consent_reaffirmed")
    current = "holdspace.pathway.consult.consent_texts.ConsentText.fingerprint"

    monkeypatch.setattr(current, "another text")

    assert Consent.objects.in_force().count() == 1
    assert facts(cycle)["consent"].met is Met.UNKNOWN


@pytest.mark.parametrize(
    ("confirmed", "met"), [(False, Met.UNKNOWN), (True, Met.MET)], ids=["named", "confirmed"]
)
def test_an_escort_counts_once_they_said_they_come(in_clinic, cycle, confirmed, met) -> None:
    escort = actions.PlannedEscort(name="Ines", phone="0151 000", is_confirmed=confirmed)

    actions.name_escort(actor=in_clinic.actor("ana"), cycle=cycle, escort=escort, now=NOW)

    assert facts(cycle)["escort"].met is met


@pytest.mark.parametrize(
    ("measured_on", "met"),
    [
        (date(2026, 3, 3), Met.MET),
        (date(2026, 3, 2), Met.MET),
        (date(2026, 3, 1), Met.UNMET),
    ],
    ids=["six days", "seven days", "eight days"],
)
def test_a_weight_is_used_for_seven_days(in_clinic, cycle, measured_on, met) -> None:
    weigh(in_clinic, cycle, measured_on=measured_on)

    assert facts(cycle)["weight"].met is met


@pytest.mark.parametrize("typed", ["157 lb", "71,5", "24.99", "300.01", "", "O71"])
def test_a_weight_that_can_be_read_two_ways_is_refused(in_clinic, cycle, typed) -> None:
    with pytest.raises(NotANumber):
        weigh(in_clinic, cycle, typed)

    assert weight_of(cycle) is None


@pytest.mark.parametrize("typed", ["25", "71.5 kg", "300"])
def test_a_weight_in_kilograms_is_taken(in_clinic, cycle, typed) -> None:
    weigh(in_clinic, cycle, typed)

    assert weight_of(cycle) is not None


def test_a_weight_of_tomorrow_is_refused(in_clinic, cycle) -> None:
    with pytest.raises(actions.MeasuredInFuture):
        weigh(in_clinic, cycle, measured_on=date(2026, 3, 10))


def test_no_touch_is_planned_without_the_consent_to_it(in_clinic, cycle) -> None:
    plan = actions.PlannedGuidance(level=1, is_touch_allowed=True, touch_areas="Hand only")

    with pytest.raises(actions.TouchWithoutConsent):
        actions.plan_guidance(actor=in_clinic.actor("jonas"), cycle=cycle, plan=plan, now=NOW)


def test_touch_says_where(in_clinic, cycle) -> None:
    sign(in_clinic, cycle, "touch")
    plan = actions.PlannedGuidance(level=1, is_touch_allowed=True)

    with pytest.raises(actions.TouchWithoutPlace):
        actions.plan_guidance(actor=in_clinic.actor("jonas"), cycle=cycle, plan=plan, now=NOW)


def test_touch_is_not_widened_while_the_medicine_acts(in_clinic, cycle) -> None:
    sign(in_clinic, cycle, "touch")
    hand = actions.PlannedGuidance(level=1, is_touch_allowed=True, touch_areas="Hand only")
    more = actions.PlannedGuidance(level=1, is_touch_allowed=True, touch_areas="Hand, shoulder")
    actions.plan_guidance(actor=in_clinic.actor("jonas"), cycle=cycle, plan=hand, now=NOW)
    medicine_begins_to_act(cycle=cycle, at=NOW)

    with pytest.raises(ConsentClosed):
        actions.plan_guidance(actor=in_clinic.actor("jonas"), cycle=cycle, plan=more, now=NOW)

    assert guidance_plan_of(cycle).touch_as_written == "Hand only, ask first"


def test_touch_is_taken_back_while_the_medicine_acts(in_clinic, cycle) -> None:
    sign(in_clinic, cycle, "touch")
    medicine_begins_to_act(cycle=cycle, at=NOW)
    none = actions.PlannedGuidance(level=1)

    actions.plan_guidance(actor=in_clinic.actor("jonas"), cycle=cycle, plan=none, now=NOW)

    assert guidance_plan_of(cycle).touch_as_written == "No touch"


def test_consent_is_not_said_again_while_the_medicine_acts(in_clinic, cycle) -> None:
    medicine_begins_to_act(cycle=cycle, at=NOW)

    with pytest.raises(ConsentClosed):
        note(in_clinic, cycle, "consent_reaffirmed")


def test_nothing_noted_is_ever_changed(in_clinic, cycle) -> None:
    row = note(in_clinic, cycle, "fasting")

    with pytest.raises(DatabaseError), transaction.atomic():
        ReadinessNote.objects.filter(pk=row.pk).update(met="unmet")


def test_every_entry_leaves_a_line_in_the_audit_trail(in_clinic, cycle) -> None:
    note(in_clinic, cycle, "fasting")

    line = AuditEntry.objects.first()
    assert (line.act, line.patient_id) == ("write answer", in_clinic.patients["mara"].pk)
