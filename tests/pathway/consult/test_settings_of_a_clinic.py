"""What a clinic sets for its screening rules: who may, and what stays as it was signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from holdspace.clinic.context import clinic_context
from holdspace.domain.screening import ScreeningSettings, SettingsContradict, Severity
from holdspace.domain.session_events import Met
from holdspace.domain.suitability import Needs, Verdict
from holdspace.pathway.consult.decision_actions import (
    DecisionMade,
    NotDecided,
    NotResolved,
    resolve,
)
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.demo_answers import answer_harmlessly, sign_for_and_decide
from holdspace.pathway.consult.models import SettingsVersion
from holdspace.pathway.consult.screening_queries import protocol_considered, screening_of
from holdspace.pathway.consult.settings_actions import NotSet, keep_settings
from holdspace.pathway.consult.settings_forms import SettingsForm, as_values
from holdspace.pathway.consult.settings_queries import settings_of
from holdspace.pathway.consult.stated_actions import Answered, state_fact
from holdspace.pathway.consult.teller import staff_about
from holdspace.pathway.course.queries import latest_cycle_of
from holdspace.pathway.prepare.queries import readiness_facts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
STRICT = ScreeningSettings(numbers={"oxygen_low_percent": Decimal(97)})
MAY_PASS = ScreeningSettings(absolute_may_pass=True)


@pytest.fixture
def mara(in_clinic, course):
    patient = in_clinic.patients["mara"]
    answer_harmlessly(actor=in_clinic.actor("okafor"), patient=patient, now=NOW)
    return patient


def say(cast, patient, code, value, now=NOW):
    by = staff_about(cast.actor("okafor"), patient)
    state_fact(by=by, code=code, answer=Answered(value=value), now=now)


def keep(cast, wished, *, now=NOW, as_director=True):
    actor = replace(cast.actor("okafor"), is_medical_director=as_director)
    return keep_settings(actor=actor, wished=wished, reason="Read together.", now=now)


def finding(patient, rule_id, now=NOW):
    protocol = protocol_considered(patient)
    assert protocol is not None
    standings = screening_of(patient, protocol, now).standings
    return next(one for one in standings if one.finding.rule_id == rule_id)


def sign(cast, patient, rule_id, actor, now=NOW):
    return resolve(
        actor=cast.actor(actor),
        patient=patient,
        fingerprint=finding(patient, rule_id, now).fingerprint,
        reason="Weighed with the cardiologist's letter.",
        now=now,
    )


def sign_go(cast, patient, now=NOW):
    """Everything that is still open is signed for by whom it asks, but what only a director may."""
    return sign_for_and_decide(
        signers=(cast.actor("okafor"), cast.actor("ana")),
        patient=patient,
        made=DecisionMade(kind=Verdict.GO),
        reason="Looked at with the person.",
        now=now,
    )


def test_a_version_moves_the_limit_and_the_finding_names_it(in_clinic, mara) -> None:
    say(in_clinic, mara, "resting_oxygen", Decimal(96))
    with pytest.raises(StopIteration):
        finding(mara, "CI-RESP-01")

    row = keep(in_clinic, STRICT)

    assert (row.number, row.reason, row.noted_by.name) == (1, "Read together.", "Dr Okafor")
    assert [change["after"] for change in row.changes] == ["97 %"]
    assert finding(mara, "CI-RESP-01").finding.settings_version == 1


def test_what_was_in_force_at_a_moment_can_be_asked_later(in_clinic) -> None:
    keep(in_clinic, STRICT, now=NOW)
    keep(in_clinic, ScreeningSettings(), now=LATER)
    clinic_id = in_clinic.clinic.id

    assert settings_of(clinic_id, NOW - timedelta(seconds=1)).version == 0
    assert settings_of(clinic_id, NOW).number("oxygen_low_percent") == 97
    assert settings_of(clinic_id).number("oxygen_low_percent") == 94
    assert settings_of(clinic_id).version == 2


@pytest.mark.parametrize(
    ("wished", "refusal"),
    [
        (ScreeningSettings(), "Nothing is different"),
        (ScreeningSettings(scale_pack=frozenset({"audit_c"})), "thoughts of suicide"),
        (ScreeningSettings(diazepam_table={"lorazepam": Decimal(10)}), "outside 0.5 to 2"),
    ],
)
def test_a_slip_and_a_form_that_changes_nothing_write_no_version(
    in_clinic, wished, refusal
) -> None:
    with pytest.raises((NotSet, SettingsContradict), match=refusal):
        keep(in_clinic, wished)

    assert not SettingsVersion.objects.exists()


def test_only_a_prescriber_or_the_director_sets_it_and_says_why(in_clinic) -> None:
    with pytest.raises(NotSet, match="prescriber"):
        keep_settings(actor=in_clinic.actor("ana"), wished=STRICT, reason="So.", now=NOW)
    with pytest.raises(NotSet, match="why"):
        keep_settings(actor=in_clinic.actor("okafor"), wished=STRICT, reason=" ", now=NOW)


def test_a_signed_decision_stays_on_its_settings_and_says_what_others_would_find(
    in_clinic, mara
) -> None:
    say(in_clinic, mara, "resting_oxygen", Decimal(96))
    sign_go(in_clinic, mara)
    keep(in_clinic, STRICT, now=LATER)

    decision = decision_of(mara.pk, LATER)

    assert decision is not None
    assert decision.is_go
    assert (decision.settings.signed_version, decision.settings.now_version) == (0, 1)
    assert [one.rule_id for one in decision.settings.would_be_new] == ["CI-RESP-01"]


def test_a_new_fact_is_found_under_the_settings_a_decision_was_signed_under(
    in_clinic, mara
) -> None:
    sign_go(in_clinic, mara)
    keep(in_clinic, ScreeningSettings(numbers={"oxygen_low_percent": Decimal(90)}), now=LATER)
    say(in_clinic, mara, "resting_oxygen", Decimal(93), LATER)

    decision = decision_of(mara.pk, LATER)

    assert decision is not None
    assert [one.finding.rule_id for one in decision.appeared] == ["CI-RESP-01"]


def test_without_the_directors_leave_no_signature_lets_an_absolute_finding_pass(
    in_clinic, mara
) -> None:
    say(in_clinic, mara, "mania_now", value=True)

    with pytest.raises(NotResolved, match="No signature"):
        sign(in_clinic, mara, "CI-MAN-01", "okafor")
    with pytest.raises(NotSet, match="Only the medical director"):
        keep(in_clinic, MAY_PASS, as_director=False)


def test_with_it_the_director_and_a_second_sign_and_the_gate_names_them(
    in_clinic, course, mara
) -> None:
    say(in_clinic, mara, "mania_now", value=True)
    keep(in_clinic, MAY_PASS)
    sign(in_clinic, mara, "CI-MAN-01", "ana")
    assert finding(mara, "CI-MAN-01").needs is Needs.DIRECTOR
    with pytest.raises(NotDecided, match="Mania, hypomania"):
        sign_go(in_clinic, mara)

    sign(in_clinic, mara, "CI-MAN-01", "okafor")
    sign_go(in_clinic, mara)

    decision = decision_of(mara.pk, NOW)
    assert decision is not None
    assert [one.finding.rule_id for one in decision.let_pass] == ["CI-MAN-01"]
    cycle = latest_cycle_of(course)
    assert cycle is not None
    fact = next(one for one in readiness_facts(cycle, NOW) if one.code == "label_contraindication")
    assert fact.met is Met.MET
    assert "Let pass" in fact.detail
    assert "Ana Silva and Dr Okafor" in fact.detail


def test_with_it_the_label_takes_no_signature_all_the_same(in_clinic, mara) -> None:
    say(in_clinic, mara, "allergy_ketamine", value=True)
    keep(in_clinic, MAY_PASS)

    assert finding(mara, "CI-ALLERGY-01").finding.severity is Severity.ABSOLUTE_LABEL
    with pytest.raises(NotResolved, match="No signature"):
        sign(in_clinic, mara, "CI-ALLERGY-01", "okafor")


def test_turned_off_again_nothing_new_is_let_pass_and_what_was_signed_stays(
    in_clinic, mara
) -> None:
    say(in_clinic, mara, "mania_now", value=True)
    keep(in_clinic, MAY_PASS)
    sign(in_clinic, mara, "CI-MAN-01", "ana")
    sign(in_clinic, mara, "CI-MAN-01", "okafor")
    sign_go(in_clinic, mara)
    keep(in_clinic, ScreeningSettings(), now=LATER, as_director=False)

    decision = decision_of(mara.pk, LATER)

    assert finding(mara, "CI-MAN-01", LATER).needs is Needs.CANNOT
    assert decision is not None
    assert decision.is_go
    assert [one.rule_id for one in decision.settings.would_be_new] == []
    with pytest.raises(NotDecided, match="cannot be treated"):
        sign_go(in_clinic, mara, LATER)


def test_the_database_lets_no_version_change(in_clinic) -> None:
    row = keep(in_clinic, STRICT)

    with pytest.raises(DatabaseError), transaction.atomic():
        SettingsVersion.objects.filter(pk=row.pk).update(reason="Another.")


def test_the_page_keeps_what_was_typed_and_then_shows_the_version(client, cast) -> None:
    client.force_login(cast.staff["okafor"].account)
    change = reverse("consult:set_screening")
    opened_on = client.get(change).context["opened_on"]
    sent = {
        **{name: value for name, value in as_values(ScreeningSettings()).items() if value},
        "oxygen_low_percent": "98",
        "reason": "Our pulmonologist asks for it.",
        "opened_on": opened_on,
    }

    refused = client.post(change, sent)
    assert refused.status_code == 422
    assert "98 is outside 90 to 97 %" in refused.content.decode()
    assert "Our pulmonologist asks for it." in refused.content.decode()

    taken = client.post(change, {**sent, "oxygen_low_percent": "96"}, follow=True)
    shown = taken.content.decode()
    assert "Version 1" in shown
    assert "Our pulmonologist asks for it." in shown
    assert "94 %, now 96 %." in shown


def test_each_number_that_may_be_set_is_on_the_form_and_an_empty_one_is_its_default(cast) -> None:
    with clinic_context(cast.clinic.id):
        form = SettingsForm(
            {"reason": "All as proposed.", "scale_pack": ["phq9", "audit_c"]},
            STRICT,
            as_director=True,
        )

    assert form.is_valid(), form.errors
    wished = form.wished()
    assert wished.number("oxygen_low_percent") == 94
    assert "clonazepam" not in wished.diazepam_table
