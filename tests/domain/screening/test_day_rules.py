"""Each rule of clinical reference 1.3, and the parts of 1.1 and 1.4 that are asked on the day."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from holdspace.domain.screening import ScreeningSettings, Severity, screen, screen_today
from holdspace.domain.session_event_body import Route
from tests.domain.screening.harmless import NOW, TODAY, found, person, without

ABSOLUTE, TODAY_NOT, TWO = Severity.ABSOLUTE, Severity.SAME_DAY, Severity.REVIEW_BY_TWO
REVIEW, INFO = Severity.REVIEW, Severity.INFORMATION
ESK = {"product": "esketamine", "route": Route.NASAL}
RAC: dict[str, object] = {}
SL = {"route": Route.SUBLINGUAL}
NASAL = {"route": Route.NASAL}


def ago(**span: float) -> object:
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("rule", "facts", "where", "severity"),
    [
        ("D-ESC", {"escort_named": False}, RAC, TODAY_NOT),
        ("D-ESC", {"escort_phone_noted": False}, RAC, TODAY_NOT),
        ("D-ESC", {"drives_self": True}, RAC, TODAY_NOT),
        ("D-INTOX", {"intoxicated": True}, RAC, TODAY_NOT),
        ("D-INTOX", {"breath_test_done": True, "breath_test_positive": True}, RAC, TODAY_NOT),
        ("D-INTOX", {"breath_test_done": True, "breath_test_positive": False}, RAC, None),
        ("D-MED", {"medicine_changed": True}, RAC, REVIEW),
        ("D-MED", {"blood_pressure_medicine_missed": True}, RAC, REVIEW),
        ("D-VIT", {"vitals_taken_today": False}, RAC, TODAY_NOT),
        ("D-URI", {"cough_or_fever": True}, RAC, TODAY_NOT),
        ("D-URI", {"nose_blocked": True}, RAC, TODAY_NOT),
        ("CI-RESP-03", {"airway_infection": True}, RAC, TODAY_NOT),
        ("CI-RESP-03", {"asthma_flare": True}, RAC, TODAY_NOT),
        ("CI-RESP-03", {"nose_blocked": True}, NASAL, TODAY_NOT),
        ("CI-RESP-03", {"nose_blocked": True}, RAC, None),
        ("D-SYMP", {"bladder_symptoms_today": True}, RAC, REVIEW),
        ("D-SYMP", {"memory_worse": True}, RAC, REVIEW),
        ("D-SYMP", {"mood_lifted": True}, RAC, REVIEW),
        ("D-CONS", {"consent_current": False}, RAC, TODAY_NOT),
        ("D-CONS", {"preferences_confirmed": False}, RAC, TODAY_NOT),
        ("CI-CAP-01", {"consent_current": False}, RAC, ABSOLUTE),
        ("CI-CAP-01", {"capacity_to_consent": False}, RAC, ABSOLUTE),
        ("D-SCALE", {"scales_done": False}, RAC, REVIEW),
        ("D-REMS", {"rems_enrolled": False}, ESK, TODAY_NOT),
        ("D-REMS", {"rems_site_certified": False}, ESK, TODAY_NOT),
        ("D-REMS", {"rems_enrolled": False}, {**ESK, "region": "eu"}, None),
        ("D-REMS", {"rems_enrolled": False}, {**ESK, "region": ""}, TODAY_NOT),
        ("D-REMS", {"rems_enrolled": False}, RAC, None),
        ("CI-SUD-03", {"urine_screen_done": True, "urine_screen_unexplained": True}, RAC,
         TODAY_NOT),
        ("CI-PREG-01", {"pregnancy_applies": True, "pregnant": True}, RAC, ABSOLUTE),
    ],
)  # fmt: skip
def test_what_is_not_right_today(rule, facts, where, severity) -> None:
    assert found(screen_today(person(facts, **where))).get(rule) == severity


@pytest.mark.parametrize(
    ("rule", "facts", "where", "severity"),
    [
        ("D-FAST", {"last_meal_at": ago(hours=5, minutes=59)}, RAC, TODAY_NOT),
        ("D-FAST", {"last_meal_at": ago(hours=6)}, RAC, None),
        ("D-FAST", {"last_meal_at": ago(hours=5, minutes=59)}, NASAL, TODAY_NOT),
        ("D-FAST", {"last_meal_at": ago(hours=3, minutes=59)}, SL, TODAY_NOT),
        ("D-FAST", {"last_meal_at": ago(hours=4)}, SL, None),
        ("D-FAST", {"last_meal_at": ago(hours=1, minutes=59)}, ESK, TODAY_NOT),
        ("D-FAST", {"last_meal_at": ago(hours=2)}, ESK, None),
        ("D-FAST", {"last_drink_at": ago(minutes=119)}, RAC, TODAY_NOT),
        ("D-FAST", {"last_drink_at": ago(minutes=120)}, RAC, None),
        ("D-FAST", {"last_drink_at": ago(minutes=119)}, SL, TODAY_NOT),
        ("D-FAST", {"last_drink_at": ago(minutes=29)}, ESK, TODAY_NOT),
        ("D-FAST", {"last_drink_at": ago(minutes=30)}, ESK, None),
        ("D-NASAL", {"nasal_spray_today": True, "nasal_spray_at": ago(minutes=59)}, ESK,
         TODAY_NOT),
        ("D-NASAL", {"nasal_spray_today": True, "nasal_spray_at": ago(minutes=60)}, ESK, None),
        ("D-NASAL", {"nasal_spray_today": True, "nasal_spray_at": ago(minutes=59)}, RAC, None),
        ("DI-ALC", {"alcohol_lately": True, "last_alcohol_at": ago(hours=23, minutes=59)}, RAC,
         TODAY_NOT),
        ("DI-ALC", {"alcohol_lately": True, "last_alcohol_at": ago(hours=24)}, RAC, None),
        ("DI-PSY", {"drugs_lately": True, "last_drug_at": ago(hours=23, minutes=59)}, RAC,
         TODAY_NOT),
        ("DI-PSY", {"drugs_lately": True, "last_drug_at": ago(hours=24)}, RAC, None),
        ("D-VIT", {"vitals_at": ago(minutes=30)}, RAC, None),
        ("D-VIT", {"vitals_at": ago(minutes=30, seconds=1)}, RAC, TODAY_NOT),
    ],
)  # fmt: skip
def test_just_before_at_and_just_after_the_time(rule, facts, where, severity) -> None:
    assert found(screen_today(person(facts, **where))).get(rule) == severity


@pytest.mark.parametrize(("days", "severity"), [(6, None), (7, None), (8, TODAY_NOT)])
def test_a_pregnancy_test_counts_for_seven_days(days, severity) -> None:
    facts = {
        "pregnancy_applies": True,
        "pregnant": False,
        "pregnancy_test_done": True,
        "pregnancy_test_positive": False,
        "pregnancy_test_on": TODAY - timedelta(days=days),
    }

    assert found(screen_today(person(facts))).get("D-PREG") == severity


def test_who_could_be_pregnant_and_was_not_tested_is_not_dosed_today() -> None:
    facts = {"pregnancy_applies": True, "pregnant": False, "pregnancy_test_done": False}

    assert found(screen_today(person(facts))) == {"D-PREG": TODAY_NOT}


@pytest.mark.parametrize(
    ("hours", "seconds", "expected"),
    [(12, 0, {}), (12, 1, {"UNKNOWN-intoxicated": REVIEW})],
)
def test_an_answer_of_the_day_counts_for_twelve_hours(hours, seconds, expected) -> None:
    plain = person()
    said = NOW - timedelta(hours=hours, seconds=seconds)
    stated = dict(plain.stated)
    stated["intoxicated"] = type(stated["intoxicated"])(value=False, as_of=said, source="Ana")

    assert found(screen_today(person(stated=stated))) == expected


@pytest.mark.parametrize("fact", ["last_meal_at", "vitals_at"])
def test_a_time_in_the_future_is_not_believed(fact) -> None:
    (finding,) = screen_today(person({fact: NOW + timedelta(seconds=1)}))

    assert (finding.rule_id, finding.is_unknown) == (f"UNKNOWN-{fact}", True)


def test_a_time_is_said_by_the_clocks_of_the_clinic() -> None:
    facts = {"last_meal_at": ago(hours=1)}
    in_berlin = person(facts, at=NOW.astimezone(timezone(timedelta(hours=1))))

    (finding,) = screen_today(in_berlin)

    assert finding.used[0].words == "Last meal: 2026-11-26 10:00"


def test_what_a_gate_answers_itself_is_left_out() -> None:
    unready = without(person(), "escort_named", "consent_current")

    left = screen_today(unready, answered_elsewhere=frozenset({"D-ESC", "D-CONS", "CI-CAP-01"}))

    assert left == ()


def test_the_intake_says_nothing_about_the_day_and_the_day_nothing_about_the_intake() -> None:
    facts = {"escort_named": False, "glaucoma": True}

    assert found(screen(person(facts))) == {"CI-IOP-01": REVIEW}
    assert found(screen_today(person(facts))) == {"D-ESC": TODAY_NOT}


@pytest.mark.parametrize("rule", ["D-ESC", "D-CONS", "D-REMS"])
def test_nobody_overrides_escort_consent_and_enrolment(rule) -> None:
    facts = {"escort_named": False, "consent_current": False, "rems_enrolled": False}

    findings = {one.rule_id: one for one in screen_today(person(facts, **ESK))}

    assert findings[rule].never_overridden


def test_a_clinic_may_make_a_broken_fast_a_review() -> None:
    settings = ScreeningSettings(severities={"D-FAST.racemic": REVIEW})
    ate = person({"last_meal_at": ago(hours=1)}, settings=settings)

    assert found(screen_today(ate)) == {"D-FAST": REVIEW}
