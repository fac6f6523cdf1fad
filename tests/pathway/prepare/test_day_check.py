"""The day-of check: one page, one act; what is let pass; the room; readiness without one fact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.gates import NEVER_OVERRIDABLE
from holdspace.domain.session_events import Met
from holdspace.domain.suicide_risk import Tier
from holdspace.pathway.measures.queries import risk_tier_of
from holdspace.pathway.prepare.day_actions import (
    DayAnswers,
    NeverPasses,
    NotASecondPerson,
    NothingToPass,
    check_the_day,
    let_pass,
    look_over_room,
)
from holdspace.pathway.prepare.history import preparation_of
from holdspace.pathway.prepare.models import LetPass, SettingChecked
from holdspace.pathway.prepare.queries import readiness_facts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
HARMLESS = {
    "medicine_changed": False, "blood_pressure_medicine_missed": False, "intoxicated": False,
    "breath_test_done": False, "alcohol_lately": False, "drugs_lately": False,
    "cough_or_fever": False, "airway_infection": False, "asthma_flare": False,
    "nose_blocked": False, "bladder_symptoms_today": False, "memory_worse": False,
    "mood_lifted": False,
}  # fmt: skip


def check(cast, cycle, now=NOW, **more):
    check_the_day(actor=cast.actor("ana"), cycle=cycle, answers=DayAnswers(**more), now=now)


def fact(cycle, code, now=NOW):
    return next(each for each in readiness_facts(cycle, now) if each.code == code)


def passes(cast, cycle, code, now=NOW, asked_for_by="ana", by="okafor"):
    return let_pass(
        actor=cast.actor(by), cycle=cycle, code=code, requested_by=cast.staff[asked_for_by],
        reason="Hay fever, not a cold.", now=now,
    )  # fmt: skip


def coughing(cast, cycle, now=NOW):
    check(cast, cycle, now, facts={**HARMLESS, "cough_or_fever": True})


def test_one_act_answers_the_day(in_clinic, cycle) -> None:
    known_before = {"urine_screen_done": False}
    check(
        in_clinic, cycle, facts={**HARMLESS, **known_before}, notes={"identity": (Met.MET, "")},
        tier=Tier.NONE, tier_basis="Asked.",
    )  # fmt: skip

    answered = ("identity", "infection", "symptoms", "intoxication", "suicide_risk_tier")
    assert {fact(cycle, code).met for code in answered} == {Met.MET}


def test_what_is_left_open_stays_unknown(in_clinic, cycle) -> None:
    check(in_clinic, cycle, notes={"identity": (Met.MET, "")})

    assert fact(cycle, "infection").met is Met.UNKNOWN
    assert risk_tier_of(cycle.course.patient_id) is None


def test_a_second_person_lets_a_cough_pass_for_the_day(in_clinic, cycle) -> None:
    coughing(in_clinic, cycle)

    passes(in_clinic, cycle, "infection")

    let = fact(cycle, "infection")
    assert (let.met, "Let pass by Dr Okafor, asked for by Ana Silva" in let.detail) == (
        Met.MET,
        True,
    )


def test_a_newer_answer_ends_what_was_let_pass(in_clinic, cycle) -> None:
    coughing(in_clinic, cycle)
    passes(in_clinic, cycle, "infection")

    coughing(in_clinic, cycle, NOW + timedelta(minutes=5))

    assert fact(cycle, "infection", NOW + timedelta(minutes=6)).met is Met.UNMET


@pytest.mark.parametrize("code", sorted(NEVER_OVERRIDABLE))
def test_nobody_lets_these_pass(in_clinic, cycle, code) -> None:
    with pytest.raises(NeverPasses):
        passes(in_clinic, cycle, code)

    assert LetPass.objects.count() == 0


def test_nobody_is_their_own_second_person(in_clinic, cycle) -> None:
    coughing(in_clinic, cycle)

    with pytest.raises(NotASecondPerson):
        passes(in_clinic, cycle, "infection", asked_for_by="okafor")


def test_what_is_met_needs_no_passing(in_clinic, cycle) -> None:
    check(in_clinic, cycle, facts=HARMLESS)

    with pytest.raises(NothingToPass):
        passes(in_clinic, cycle, "infection")


def test_what_was_not_looked_at_in_the_room_is_said(in_clinic, cycle) -> None:
    row = look_over_room(
        actor=in_clinic.actor("ana"), cycle=cycle, room="Room 1",
        answers={"oxygen": "unmet", "blanket": "met"}, note="", now=NOW,
    )  # fmt: skip

    assert "Not there: Oxygen with mask, and there is enough in it." in row.words
    assert "Suction runs" in row.words.split("Not looked at:")[1]


def titles(lines):
    return {line.title for line in lines}


def test_before_the_day_what_is_only_asked_on_it_stands_apart(in_clinic, cycle) -> None:
    preparation = preparation_of(cycle, NOW)

    assert {"Identity", "Fast kept"} <= titles(preparation.on_the_day)
    assert titles(preparation.now) == {"Consent", "Escort", "No contraindication", "Weight"}
    assert "Identity" not in preparation.unknown


@pytest.mark.parametrize(
    ("starts", "is_apart"),
    [
        (datetime(2026, 3, 9, 22, 30, tzinfo=UTC), False),
        (datetime(2026, 3, 9, 23, tzinfo=UTC), True),
    ],
    ids=["tonight", "at midnight in the clinic"],
)
def test_on_the_day_everything_stands_together(in_clinic, cycle, starts, is_apart) -> None:
    Appointment.objects.create(
        clinic=in_clinic.clinic, kind="dosing", patient=in_clinic.patients["mara"],
        room=in_clinic.rooms["Room 1"], starts_at=starts, ends_at=starts + timedelta(hours=3),
        zone="Europe/Berlin",
    )  # fmt: skip

    preparation = preparation_of(cycle, NOW)

    assert bool(preparation.on_the_day) is is_apart
    assert titles([*preparation.now, *preparation.on_the_day]) == titles(preparation.lines)


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def tablet(client, in_clinic, cycle):
    with time_machine.travel(NOW, tick=False):
        client.force_login(in_clinic.staff["ana"].account)
        yield client


def page_of(client, cycle):
    return client.get(reverse("prepare:day", args=[cycle.pk]))


def test_the_page_has_what_is_known_and_what_is_asked(tablet, cycle) -> None:
    page = page_of(tablet, cycle).content.decode()

    assert "keep the dose back" in page
    assert "Nobody has signed a decision about this person yet." in page
    assert "Cough, wheeze or fever" in page
    assert 'name="last_meal_at"' in page


def test_the_page_writes_the_days_answers_at_once(tablet, cycle) -> None:
    address = reverse("prepare:day", args=[cycle.pk])
    sent = dict.fromkeys(HARMLESS, "no") | {
        "identity": "met", "last_meal_at": "0130", "last_drink_at": "0600",
        "suicide_tier": "none", "tier_basis": "Asked.",
    }  # fmt: skip

    assert tablet.post(address, sent).status_code == 302
    met = {each.code for each in readiness_facts(cycle, NOW) if each.met is Met.MET}
    assert {"identity", "fasting", "infection", "symptoms", "suicide_risk_tier"} <= met


def test_a_meal_later_than_now_was_yesterday_evening(tablet, cycle) -> None:
    tablet.post(
        reverse("prepare:day", args=[cycle.pk]), {"last_meal_at": "2130", "last_drink_at": "0600"}
    )

    assert fact(cycle, "fasting").met is Met.MET


def test_a_tier_without_its_basis_is_asked_for_and_nothing_is_lost(tablet, cycle) -> None:
    answer = tablet.post(
        reverse("prepare:day", args=[cycle.pk]), {"suicide_tier": "low", "identity": "met"}
    )

    assert answer.status_code == 422
    assert "Say what the tier rests on" in answer.content.decode()
    assert fact(cycle, "identity").met is Met.UNKNOWN


def test_the_room_is_looked_over_on_its_page(tablet, cycle) -> None:
    address = reverse("prepare:room", args=[cycle.pk])
    opened_on = tablet.get(address).context["opened_on"]

    tablet.post(address, {"opened_on": opened_on, "oxygen": "met", "note": "All in place."})

    assert SettingChecked.objects.get(cycle=cycle).answers == {"oxygen": "met"}
