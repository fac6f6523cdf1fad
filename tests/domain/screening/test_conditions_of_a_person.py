"""Each rule of clinical reference 1.1: no, yes, and just under, at and just over each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.screening import ScreeningSettings, Severity, screen, screen_today
from holdspace.domain.session_event_body import Route
from tests.domain.screening.harmless import NOW, TODAY, found, person

LABEL, ABSOLUTE = Severity.ABSOLUTE_LABEL, Severity.ABSOLUTE
TWO, REVIEW, INFO = Severity.REVIEW_BY_TWO, Severity.REVIEW, Severity.INFORMATION
ESK = {"product": "esketamine", "route": Route.NASAL}
ESK_EU = {**ESK, "region": "eu"}
ESK_SWISS = {**ESK, "region": "ch"}
ESK_NOWHERE = {**ESK, "region": ""}
SWISS = {"region": "ch"}
NOWHERE = {"region": ""}
"""Nobody has said in which country: the strictest label counts."""
RAC: dict[str, object] = {}


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("rule", "facts", "where", "severity"),
    [
        ("CI-VASC-01", {"aneurysm_or_malformation": True}, ESK, LABEL),
        ("CI-VASC-01", {"aneurysm_or_malformation": True}, RAC, None),
        ("CI-VASC-02", {"aneurysm_or_malformation": True}, RAC, ABSOLUTE),
        ("CI-VASC-02", {"aneurysm_or_malformation": True}, ESK, None),
        ("CI-ICH-01", {"brain_bleed": True}, ESK, LABEL),
        ("CI-ICH-01", {"stroke": True}, ESK, None),
        ("CI-ICH-02", {"brain_bleed": True}, RAC, ABSOLUTE),
        ("CI-ICH-02", {"stroke": True}, RAC, ABSOLUTE),
        ("CI-ICH-02", {"stroke": True}, SWISS, LABEL),
        ("CI-ICH-02", {"stroke": True}, NOWHERE, LABEL),
        ("CI-ICH-02", {"stroke": True}, ESK, None),
        ("CI-ICH-02", {"stroke": True}, ESK_SWISS, None),
        ("CI-ALLERGY-01", {"allergy_ketamine": True}, RAC, LABEL),
        ("CI-ALLERGY-01", {"allergy_excipient": True}, ESK, LABEL),
        ("CI-ALLERGY-LIST", {"allergies_listed_all": False}, RAC, REVIEW),
        ("CI-CV-02", {"unstable_angina": True}, RAC, ABSOLUTE),
        ("CI-CV-02", {"heart_failure": True, "heart_failure_state": "decompensated"}, ESK,
         ABSOLUTE),
        ("CI-CV-02", {"heart_failure": True, "heart_failure_state": "nyha_3_or_4"}, RAC, TWO),
        ("CI-CV-02", {"heart_failure": True, "heart_failure_state": "controlled"}, RAC, None),
        ("CI-CV-02", {"valve_disease": True, "valve_significant": True}, RAC, TWO),
        ("CI-CV-02", {"valve_disease": True, "valve_significant": False}, RAC, None),
        ("CI-CV-02", {"rhythm_problem": True, "rhythm_uncontrolled": True}, RAC, TWO),
        ("CI-CV-03", {"heart_failure": True, "heart_failure_state": "controlled"}, RAC, REVIEW),
        ("CI-CV-03", {"coronary_disease": True}, ESK, REVIEW),
        ("CI-CV-03", {"rhythm_problem": True, "rhythm_uncontrolled": False}, RAC, REVIEW),
        ("CI-CV-03", {"qtc_concern": True}, RAC, REVIEW),
        ("CI-BP-HX", {"hypertension": True}, RAC, REVIEW),
        ("CI-HTNENC", {"hypertensive_encephalopathy": True}, RAC, TWO),
        ("CI-PREECL", {"pregnancy_applies": True, "pre_eclampsia": True}, RAC, ABSOLUTE),
        ("CI-PREECL", {"pregnancy_applies": True, "pre_eclampsia": True}, SWISS, LABEL),
        ("CI-PREECL", {"pregnancy_applies": True, "pre_eclampsia": True}, ESK_SWISS, ABSOLUTE),
        ("CI-ICP-01", {"raised_brain_pressure": True}, RAC, ABSOLUTE),
        ("CI-ICP-01", {"brain_condition": True}, RAC, TWO),
        ("CI-IOP-01", {"eye_emergency": True}, RAC, ABSOLUTE),
        ("CI-IOP-01", {"glaucoma": True}, RAC, REVIEW),
        ("CI-PSY-01", {"psychosis_now": True}, RAC, ABSOLUTE),
        ("CI-PSY-01", {"psychosis_now": True}, ESK, None),
        ("CI-PSY-02", {"psychosis_now": True}, ESK, TWO),
        ("CI-PSY-02", {"psychosis_now": True}, RAC, None),
        ("CI-PSY-03", {"schizophrenia": True}, ESK, TWO),
        ("CI-MAN-01", {"mania_now": True}, RAC, ABSOLUTE),
        ("CI-MAN-02", {"bipolar": True}, RAC, REVIEW),
        ("CI-PREG-01", {"pregnancy_applies": True, "pregnant": True}, RAC, ABSOLUTE),
        ("CI-PREG-01", {"pregnancy_applies": True, "pregnancy_test_done": True,
                        "pregnancy_test_positive": True}, ESK, ABSOLUTE),
        ("CI-LACT-01", {"pregnancy_applies": True, "breastfeeding": True}, ESK, ABSOLUTE),
        ("CI-LACT-01", {"pregnancy_applies": True, "breastfeeding": True}, RAC, TWO),
        ("CI-HEP-01", {"liver_disease": True, "severe_liver_disease": True}, RAC, ABSOLUTE),
        ("CI-URO-01", {"ketamine_bladder_damage": True}, RAC, ABSOLUTE),
        ("CI-URO-02", {"cystitis": True}, RAC, REVIEW),
        ("CI-URO-02", {"bladder_symptoms": True}, RAC, REVIEW),
        ("CI-SUD-01", {"ketamine_or_pcp_problem": True}, RAC, ABSOLUTE),
        ("CI-SUD-01", {"diversion_concern": True}, RAC, ABSOLUTE),
        ("CI-SUD-02", {"substance_problem": True}, RAC, TWO),
        ("CI-SUD-03", {"urine_screen_done": True, "urine_screen_unexplained": True}, RAC, REVIEW),
        ("CI-SEIZ-01", {"seizures": True, "last_seizure_on": days_ago(900),
                        "epilepsy_controlled": False}, RAC, TWO),
        ("CI-SEIZ-01", {"seizures": True, "last_seizure_on": days_ago(900),
                        "epilepsy_controlled": True}, RAC, REVIEW),
        ("CI-RESP-01", {"lung_disease": True}, RAC, TWO),
        ("CI-RESP-02", {"sleep_apnoea": True, "sleep_apnoea_treated": False}, RAC, TWO),
        ("CI-RESP-02", {"sleep_apnoea": True, "sleep_apnoea_treated": True}, RAC, None),
        ("CI-THY-01", {"overactive_thyroid": True, "thyroid_controlled": False}, SWISS, LABEL),
        ("CI-THY-01", {"overactive_thyroid": True, "thyroid_controlled": False}, RAC, TWO),
        ("CI-THY-01", {"overactive_thyroid": True, "thyroid_controlled": False}, ESK_EU, TWO),
        ("CI-THY-01", {"overactive_thyroid": True, "thyroid_controlled": False}, ESK_SWISS, TWO),
        ("CI-THY-01", {"overactive_thyroid": True, "thyroid_controlled": True}, SWISS, None),
        ("CI-PHEO-01", {"adrenal_tumour": True}, RAC, ABSOLUTE),
        ("CI-PORPH-01", {"porphyria": True}, ESK, TWO),
        ("CI-NEURO-01", {"delirium": True}, RAC, ABSOLUTE),
        ("CI-NEURO-01", {"cognitive_condition": True}, RAC, TWO),
        ("CI-NEURO-02", {"brain_injury_symptoms": True}, RAC, TWO),
        ("CI-CAP-01", {"capacity_to_consent": False}, RAC, ABSOLUTE),
        ("CI-RENAL", {"kidney_disease": True}, RAC, INFO),
        ("DI-LIST", {"medicines_listed_all": False}, RAC, REVIEW),
    ],
)  # fmt: skip
def test_what_a_yes_asks_for(rule, facts, where, severity) -> None:
    assert found(screen(person(facts, **where))).get(rule) == severity


@pytest.mark.parametrize(
    ("rule", "facts", "where", "severity"),
    [
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(41)}, RAC, ABSOLUTE),
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(42)}, RAC, ABSOLUTE),
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(43)}, RAC, None),
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(42)}, ESK_EU, LABEL),
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(42)}, ESK_NOWHERE, LABEL),
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(42)}, ESK, ABSOLUTE),
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(43)}, ESK_EU, None),
        ("CI-CV-01", {"heart_event": True, "heart_event_on": days_ago(42)}, {"region": "eu"},
         ABSOLUTE),
        ("CI-CV-03", {"heart_event": True, "heart_event_on": days_ago(42)}, RAC, None),
        ("CI-CV-03", {"heart_event": True, "heart_event_on": days_ago(43)}, RAC, REVIEW),
        ("CI-BP-LABEL", {"resting_systolic": 180}, SWISS, None),
        ("CI-BP-LABEL", {"resting_systolic": 181}, SWISS, LABEL),
        ("CI-BP-LABEL", {"resting_diastolic": 100}, SWISS, None),
        ("CI-BP-LABEL", {"resting_diastolic": 101}, NOWHERE, LABEL),
        ("CI-BP-LABEL", {"resting_diastolic": 101}, RAC, None),
        ("CI-BP-LABEL", {"resting_diastolic": 101}, ESK_SWISS, None),
        ("CI-HEP-01", {"liver_disease": True, "severe_liver_disease": False,
                       "child_pugh_points": 9}, RAC, None),
        ("CI-HEP-01", {"liver_disease": True, "severe_liver_disease": False,
                       "child_pugh_points": 10}, RAC, ABSOLUTE),
        ("CI-HEP-02", {"liver_disease": True, "child_pugh_points": 6}, RAC, None),
        ("CI-HEP-02", {"liver_disease": True, "child_pugh_points": 7}, RAC, REVIEW),
        ("CI-HEP-02", {"liver_disease": True, "child_pugh_points": 9}, ESK, REVIEW),
        ("CI-HEP-02", {"liver_disease": True, "child_pugh_points": 10}, RAC, None),
        ("CI-HEP-03", {"alt_times": Decimal("3.0")}, RAC, None),
        ("CI-HEP-03", {"alt_times": Decimal("3.1")}, RAC, REVIEW),
        ("CI-HEP-03", {"ast_times": Decimal("3.0")}, RAC, None),
        ("CI-HEP-03", {"ast_times": Decimal("3.1")}, RAC, REVIEW),
        ("CI-HEP-03", {"bilirubin_times": Decimal("2.0")}, RAC, None),
        ("CI-HEP-03", {"bilirubin_times": Decimal("2.1")}, RAC, REVIEW),
        ("CI-HEP-03", {"alt_times": Decimal("3.1")}, ESK, None),
        ("CI-SUD-02", {"audit_c_score": 2, "sex_for_scoring": "female"}, RAC, None),
        ("CI-SUD-02", {"audit_c_score": 3, "sex_for_scoring": "female"}, RAC, TWO),
        ("CI-SUD-02", {"audit_c_score": 3, "sex_for_scoring": "male"}, RAC, None),
        ("CI-SUD-02", {"audit_c_score": 4, "sex_for_scoring": "male"}, RAC, TWO),
        ("CI-SUD-02", {"audit_c_score": 3, "sex_for_scoring": "neither"}, RAC, TWO),
        ("CI-SUD-02", {"dast10_score": 2}, RAC, None),
        ("CI-SUD-02", {"dast10_score": 3}, RAC, TWO),
        ("CI-SEIZ-01", {"seizures": True, "epilepsy_controlled": True,
                        "last_seizure_on": date(2026, 8, 27)}, RAC, TWO),
        ("CI-SEIZ-01", {"seizures": True, "epilepsy_controlled": True,
                        "last_seizure_on": date(2026, 8, 26)}, RAC, TWO),
        ("CI-SEIZ-01", {"seizures": True, "epilepsy_controlled": True,
                        "last_seizure_on": date(2026, 8, 25)}, RAC, REVIEW),
        ("CI-RESP-01", {"resting_oxygen": 94}, RAC, None),
        ("CI-RESP-01", {"resting_oxygen": 93}, RAC, TWO),
        ("CI-RESP-02", {"stop_bang_points": 2}, RAC, None),
        ("CI-RESP-02", {"stop_bang_points": 3}, RAC, REVIEW),
        ("CI-RESP-02", {"stop_bang_points": 4}, RAC, REVIEW),
        ("CI-RESP-02", {"stop_bang_points": 5}, RAC, TWO),
        ("CI-RESP-02", {"sleep_apnoea": True, "sleep_apnoea_treated": True,
                        "weight_kg": Decimal("101.1")}, RAC, None),
        ("CI-RESP-02", {"sleep_apnoea": True, "sleep_apnoea_treated": True,
                        "weight_kg": Decimal("101.15")}, RAC, TWO),
        ("CI-BMI-01", {"weight_kg": Decimal("115.5")}, RAC, None),
        ("CI-BMI-01", {"weight_kg": Decimal("115.6")}, RAC, REVIEW),
        ("CI-BMI-01", {"weight_kg": Decimal("115.6")}, ESK, None),
        ("CI-BMI-01", {"weight_kg": Decimal(40)}, RAC, None),
        ("CI-BMI-01", {"weight_kg": Decimal("39.9")}, RAC, REVIEW),
        ("CI-BMI-01", {"height_cm": Decimal(210), "weight_kg": Decimal(150)}, RAC, None),
        ("CI-BMI-01", {"height_cm": Decimal(210), "weight_kg": Decimal("150.1")}, RAC, REVIEW),
    ],
)  # fmt: skip
def test_just_under_at_and_just_over(rule, facts, where, severity) -> None:
    assert found(screen(person(facts, **where))).get(rule) == severity


@pytest.mark.parametrize(
    ("rule", "age", "where", "severity"),
    [
        ("CI-AGE-01", 17, ESK, ABSOLUTE),
        ("CI-AGE-01", 18, ESK, None),
        ("CI-AGE-01", 17, RAC, None),
        ("CI-AGE-02", 17, RAC, ABSOLUTE),
        ("CI-AGE-02", 18, RAC, None),
        ("CI-AGE-02", 17, ESK, None),
        ("CI-AGE-03", 17, ESK, None),
        ("CI-AGE-03", 18, ESK, INFO),
        ("CI-AGE-03", 24, ESK, INFO),
        ("CI-AGE-03", 25, ESK, None),
        ("CI-AGE-03", 20, RAC, None),
        ("CI-AGE-04", 64, ESK, None),
        ("CI-AGE-04", 65, ESK, REVIEW),
        ("CI-AGE-04", 65, RAC, None),
        ("CI-AGE-MAX", 99, RAC, None),
    ],
)
def test_ages(rule, age, where, severity) -> None:
    assert found(screen(person(age_years=age, **where))).get(rule) == severity


@pytest.mark.parametrize(("age", "severity"), [(75, None), (76, REVIEW)])
def test_an_upper_age_counts_where_the_clinic_set_one(age, severity) -> None:
    settings = ScreeningSettings(age_high_years=75)

    findings = found(screen(person(age_years=age, settings=settings)))

    assert findings.get("CI-AGE-MAX") == severity


def test_a_paediatric_protocol_makes_a_low_age_information() -> None:
    young = person(age_years=16, settings=ScreeningSettings(has_paediatric_protocol=True))

    assert found(screen(young))["CI-AGE-02"] == INFO


@pytest.mark.parametrize(
    ("tested", "plan", "severity"),
    [
        (days_ago(6), True, None),
        (days_ago(7), True, None),
        (days_ago(8), True, REVIEW),
        (days_ago(6), False, REVIEW),
    ],
)
def test_who_could_be_pregnant_needs_a_recent_test_and_a_plan(tested, plan, severity) -> None:
    facts = {
        "pregnancy_applies": True,
        "pregnant": False,
        "pregnancy_test_done": True,
        "pregnancy_test_positive": False,
        "pregnancy_test_on": tested,
        "contraception_plan": plan,
        "breastfeeding": False,
        "pre_eclampsia": False,
    }

    assert found(screen(person(facts))) == ({} if severity is None else {"CI-PREG-02": severity})


@pytest.mark.parametrize(
    ("ecg_on", "says_that_none_is_recent"),
    [(date(2025, 11, 27), False), (date(2025, 11, 26), False), (date(2025, 11, 25), True)],
)
def test_a_known_heart_wants_an_ecg_from_the_last_twelve_months(
    ecg_on, says_that_none_is_recent
) -> None:
    findings = screen(person({"coronary_disease": True, "ecg_on": ecg_on}))

    assert found(findings) == {"CI-CV-03": REVIEW}
    assert ("no recent ECG" in findings[0].reason) is says_that_none_is_recent


@pytest.mark.parametrize("route", list(Route))
@pytest.mark.parametrize("region", ["us", "eu", "ch", "other", ""])
@pytest.mark.parametrize("product", ["racemic", "esketamine"])
def test_nothing_is_found_about_a_person_who_has_nothing(product, region, route) -> None:
    plain = person(product=product, region=region, route=route)

    assert (screen(plain), screen_today(plain)) == ((), ())


def test_at_another_hour_of_the_same_day_the_same_is_found() -> None:
    ill = person({"heart_event": True, "heart_event_on": days_ago(42)})
    later = replace(ill, at=NOW + timedelta(hours=13))

    assert found(screen(later)) == found(screen(ill)) == {"CI-CV-01": ABSOLUTE}
