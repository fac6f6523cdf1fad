"""The clinician's pages: what must happen first, facts in place, a signature that is one's own."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import PASSWORD
from holdspace.domain.suitability import fingerprint_of_all
from holdspace.pathway.consult.decision_queries import decision_of
from holdspace.pathway.consult.demo_answers import answer_harmlessly
from holdspace.pathway.consult.screening_queries import protocol_considered, screening_of
from holdspace.pathway.consult.stated_actions import Answered, state_fact
from holdspace.pathway.consult.stated_queries import facts_known
from holdspace.pathway.consult.stated_values import PROTOCOL_CONSIDERED
from holdspace.pathway.consult.teller import staff_about
from tests.pathway.consult.decided import IV

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara(cast, client):
    client.force_login(cast.staff["okafor"].account)
    patient = cast.patients["mara"]
    with clinic_context(cast.clinic.id):
        answer_harmlessly(actor=cast.actor("okafor"), patient=patient, now=timezone.now())
    return patient


def say(cast, patient, code, value):
    with clinic_context(cast.clinic.id):
        state_fact(
            by=staff_about(cast.actor("ana"), patient),
            code=code,
            answer=Answered(value=value),
            now=timezone.now(),
        )


def page(client, patient):
    return client.get(reverse("consult:screening", args=[patient.pk]))


def standing(cast, patient, rule_id):
    with clinic_context(cast.clinic.id):
        standings = screening_of(patient, protocol_considered(patient), timezone.now()).standings
    return next(one for one in standings if one.finding.rule_id == rule_id)


def test_it_asks_first_which_treatment_it_is_for(client, cast, mara) -> None:
    before = page(client, mara).content.decode()
    client.post(
        reverse("consult:treatment", args=[mara.pk]),
        {"protocol": IV, "opened_on": opened_on(client, "consult:treatment", mara.pk)},
    )

    assert "Say which treatment this is for" in before
    with clinic_context(cast.clinic.id):
        assert protocol_considered(mara).route == "iv"


def opened_on(client, name, *args):
    return client.get(reverse(name, args=args)).context["opened_on"]


def test_what_cannot_be_treated_comes_before_what_is_only_to_know(client, cast, mara) -> None:
    say(cast, mara, PROTOCOL_CONSIDERED, IV)
    say(cast, mara, "aneurysm_or_malformation", value=True)
    say(cast, mara, "hypertension", value=True)

    shown = page(client, mara).content.decode()

    assert shown.index("Cannot be treated as things stand") < shown.index(
        "A prescriber must decide"
    )


def test_a_fact_is_answered_in_place_with_the_day_it_was_so(client, cast, mara) -> None:
    address = reverse("consult:fact", args=[mara.pk, "weight_kg"])
    opened = opened_on(client, "consult:fact", mara.pk, "weight_kg")

    answer = client.post(
        address, {"weight_kg": "154 lb", "as_of": "2026-01-15", "opened_on": opened}
    )

    with clinic_context(cast.clinic.id):
        row = facts_known(mara.pk)["weight_kg"].latest
    assert answer.status_code == 302
    assert row.value.startswith("69.8")
    assert (row.source, row.as_of.date().isoformat()) == ("Dr Okafor", "2026-01-15")


def test_a_day_to_come_is_no_day_of_a_fact(client, cast, mara) -> None:
    opened = opened_on(client, "consult:fact", mara.pk, "weight_kg")

    answer = client.post(
        reverse("consult:fact", args=[mara.pk, "weight_kg"]),
        {"weight_kg": "70", "as_of": "2100-01-15", "opened_on": opened},
    )

    assert answer.status_code == 422
    assert "still to come" in answer.content.decode()


def test_two_who_answer_one_fact_see_both_versions(client, cast, mara) -> None:
    opened = opened_on(client, "consult:fact", mara.pk, "hypertension")
    say(cast, mara, "hypertension", value=True)

    answer = client.post(
        reverse("consult:fact", args=[mara.pk, "hypertension"]),
        {"hypertension": "no", "as_of": timezone.now().date().isoformat(), "opened_on": opened},
    )

    assert answer.status_code == 409
    with clinic_context(cast.clinic.id):
        assert facts_known(mara.pk)["hypertension"].latest.value is True


def test_a_finding_is_signed_for_with_a_reason_and_by_name(client, cast, mara) -> None:
    say(cast, mara, PROTOCOL_CONSIDERED, IV)
    say(cast, mara, "hypertension", value=True)
    found = standing(cast, mara, "CI-BP-HX")
    address = reverse("consult:screening", args=[mara.pk])

    without = client.post(address, {"finding": found.fingerprint, "reason": " "})
    client.post(address, {"finding": found.fingerprint, "reason": "Well controlled for years."})

    assert without.status_code == 422
    words = standing(cast, mara, "CI-BP-HX").words
    assert [(word.by, word.reason) for word in words] == [
        ("Dr Okafor", "Well controlled for years.")
    ]


def test_whose_word_would_not_help_is_told_why_and_nothing_typed_is_lost(
    client, cast, mara
) -> None:
    say(cast, mara, PROTOCOL_CONSIDERED, IV)
    say(cast, mara, "hypertension", value=True)
    client.force_login(cast.staff["jonas"].account)

    answer = client.post(
        reverse("consult:screening", args=[mara.pk]),
        {"finding": standing(cast, mara, "CI-BP-HX").fingerprint, "reason": "It is fine."},
    )

    assert answer.status_code == 422
    assert standing(cast, mara, "CI-BP-HX").words == ()


def test_the_decision_is_signed_after_the_password_and_read_with_its_basis(
    client, cast, mara
) -> None:
    say(cast, mara, PROTOCOL_CONSIDERED, IV)
    say(cast, mara, "hypertension", value=True)
    found = standing(cast, mara, "CI-BP-HX")
    client.post(
        reverse("consult:screening", args=[mara.pk]),
        {"finding": found.fingerprint, "reason": "Well controlled."},
    )
    sign_what_is_left(client, cast, mara)

    asked = client.post(
        reverse("consult:new_decision", args=[mara.pk]),
        {"kind": "go_with_conditions", "conditions": "A reading each morning.", "read": read(mara)},
    )
    assert "reauthenticate" in asked.url
    signed = client.post(asked.url, {"password": PASSWORD}, follow=True)

    shown = signed.content.decode()
    assert "Go with conditions" in shown
    assert "A reading each morning." in shown
    assert "Well controlled." in shown
    with clinic_context(cast.clinic.id):
        assert decision_of(mara.pk, timezone.now()).is_go


def read(patient):
    with clinic_context(patient.clinic_id):
        now = timezone.now()
        return fingerprint_of_all(
            screening_of(patient, protocol_considered(patient), now).standings
        )


def sign_what_is_left(client, cast, patient):
    with clinic_context(cast.clinic.id):
        still = screening_of(patient, protocol_considered(patient), timezone.now()).open
    for one in still:
        client.post(
            reverse("consult:screening", args=[patient.pk]),
            {"finding": one.fingerprint, "reason": "Looked at."},
        )


def test_a_decision_on_findings_that_changed_is_shown_again_with_all_that_was_typed(
    client, cast, mara
) -> None:
    say(cast, mara, PROTOCOL_CONSIDERED, IV)
    old = read(mara)
    say(cast, mara, "hypertension", value=True)
    asked = client.post(
        reverse("consult:new_decision", args=[mara.pk]),
        {"kind": "defer", "needed": "An ECG from her doctor.", "read": old},
    )

    answer = client.post(asked.url, {"password": PASSWORD}, follow=True)

    shown = answer.content.decode()
    assert "have changed" in shown
    assert "An ECG from her doctor." in shown


def test_a_medicine_that_is_not_recognised_is_said_to_be_unchecked(client, cast, mara) -> None:
    client.post(
        reverse("consult:new_medicine", args=[mara.pk]), {"typed": "Blue pill", "per": "day"}
    )

    assert "Not recognised: nothing is checked for it" in page(client, mara).content.decode()


def test_the_front_desk_does_not_read_a_screening(client, cast, mara) -> None:
    client.force_login(cast.staff["desk"].account)

    assert page(client, mara).status_code == 403
