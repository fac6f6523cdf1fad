"""A fact that is missing, old, impossible or said to be unknown never passes for a "no"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.domain.screening import (
    RULES,
    FactOfWrongKind,
    Moment,
    Severity,
    Stated,
    screen,
    screen_today,
)
from holdspace.domain.screening_facts import FACTS, NoSuchFact, Section, fact_asked
from holdspace.domain.session_event_body import Route
from tests.domain.screening.harmless import NOW, TODAY, found, harmless, person, without

REVIEW = Severity.REVIEW
MATTER_AT_INTAKE = frozenset().union(
    *(level.when.facts for rule in RULES if Moment.INTAKE in rule.moments for level in rule.levels)
)
INTAKE = tuple(
    fact.code
    for fact in FACTS
    if fact.code in MATTER_AT_INTAKE
    and fact.section is not Section.DAY
    and fact.code in harmless(NOW)
    and fact.code not in {"ecg_on", "sex_for_scoring"}
)
"""Facts that are asked of everybody: each of them missing must be said."""
DAY = tuple(
    fact.code
    for fact in FACTS
    if fact.section is Section.DAY
    and not fact.asked_if
    and fact.code not in {"rems_enrolled", "rems_site_certified"}
)
EVERYTHING_MATTERS = {"region": "ch", "route": Route.SUBLINGUAL}
"""Where every fact of the intake matters: a label of its own, and a route by mouth."""


@pytest.mark.parametrize("code", INTAKE)
def test_each_missing_fact_is_named(code) -> None:
    findings = screen(without(person(**EVERYTHING_MATTERS), code))

    assert found(findings) == {f"UNKNOWN-{code}": REVIEW}
    assert findings[0].title == f"Not known: {fact_asked(code).staff_words}"
    assert findings[0].rules


@pytest.mark.parametrize("code", INTAKE)
def test_not_sure_is_as_unknown_as_silence(code) -> None:
    plain = person(**EVERYTHING_MATTERS)
    unsure = {**plain.stated, code: Stated(value=None, as_of=NOW, source="patient, intake")}

    findings = screen(replace(plain, stated=unsure))

    assert found(findings) == {f"UNKNOWN-{code}": REVIEW}
    assert findings[0].used[0].source == "patient, intake"


@pytest.mark.parametrize("code", DAY)
def test_each_missing_fact_of_the_day_is_named(code) -> None:
    findings = screen_today(without(person(route=Route.NASAL), code))

    assert f"UNKNOWN-{code}" in found(findings)


@pytest.mark.parametrize(
    ("gate", "detail", "facts"),
    [
        ("heart_event", "heart_event_on", {}),
        ("heart_failure", "heart_failure_state", {}),
        ("valve_disease", "valve_significant", {}),
        ("rhythm_problem", "rhythm_uncontrolled", {}),
        ("liver_disease", "child_pugh_points", {"severe_liver_disease": False}),
        ("overactive_thyroid", "thyroid_controlled", {}),
        ("seizures", "epilepsy_controlled", {"last_seizure_on": date(2020, 1, 1)}),
        ("seizures", "last_seizure_on", {"epilepsy_controlled": True}),
        ("sleep_apnoea", "sleep_apnoea_treated", {}),
        ("urine_screen_done", "urine_screen_unexplained", {}),
        ("pregnancy_applies", "contraception_plan", {"pregnancy_test_done": True,
                                                     "pregnancy_test_on": TODAY}),
    ],
)  # fmt: skip
def test_a_yes_makes_its_detail_needed(gate, detail, facts) -> None:
    assert f"UNKNOWN-{detail}" in found(screen(person({gate: True, **facts})))


@pytest.mark.parametrize("gate", ["heart_event", "liver_disease", "pregnancy_applies"])
def test_while_the_gate_is_unknown_only_the_gate_is_named(gate) -> None:
    (finding,) = screen(without(person(), gate))

    assert finding.used[0].code == gate


def test_a_known_detail_counts_even_where_its_gate_says_no() -> None:
    contradiction = person({"pregnancy_applies": False, "pregnant": True})

    assert found(screen(contradiction)) == {"CI-PREG-01": Severity.ABSOLUTE}


def test_one_known_yes_fires_while_others_are_unknown() -> None:
    half = without(person({"cystitis": True}), "bladder_symptoms")

    assert found(screen(half)) == {"CI-URO-02": REVIEW}


def test_a_weaker_level_fires_and_what_the_stricter_needs_is_named_too() -> None:
    half = without(person({"glaucoma": True}), "eye_emergency")

    assert found(screen(half)) == {"CI-IOP-01": REVIEW, "UNKNOWN-eye_emergency": REVIEW}


def test_what_waits_for_a_missing_fact_is_said_in_words_a_few_by_name() -> None:
    one_rule = screen(without(person(), "kidney_disease"))[0]
    many_rules = screen(person(medicines=None))[0]

    assert one_rule.reason == "Unknown is not no. It is needed to judge: Kidney disease."
    assert many_rules.reason.startswith("Unknown is not no. It is needed to judge: Benzod")
    assert many_rules.reason.endswith(f"; and {len(set(many_rules.rules)) - 3} more.")


def test_an_unknown_age_is_named() -> None:
    assert found(screen(person(age_years=None))) == {"UNKNOWN-age_years": REVIEW}


def test_the_sex_matters_only_between_the_two_limits() -> None:
    assert found(screen(without(person({"audit_c_score": 2}), "sex_for_scoring"))) == {}
    assert found(screen(without(person({"audit_c_score": 3}), "sex_for_scoring"))) == {
        "UNKNOWN-sex_for_scoring": REVIEW
    }
    assert found(screen(without(person({"audit_c_score": 4}), "sex_for_scoring"))) == {
        "CI-SUD-02": Severity.REVIEW_BY_TWO
    }


@pytest.mark.parametrize(
    ("product", "region", "fixed"),
    [("esketamine", "us", True), ("esketamine", "", True), ("racemic", "us", False)],
)
def test_what_no_signature_lets_pass_no_signature_lets_pass_unknown(product, region, fixed) -> None:
    asked = person(product=product, region=region, route=Route.NASAL)

    (finding,) = screen(without(asked, "aneurysm_or_malformation"))

    assert finding.never_overridden is fixed


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("glaucoma", 365),
        ("weight_kg", 90),
        ("resting_oxygen", 90),
        ("stop_bang_points", 365),
        ("psychosis_now", 90),
        ("suicide_tier", 90),
        ("capacity_to_consent", 90),
    ],
)
def test_an_answer_that_is_too_old_is_unknown(code, days) -> None:
    at_the_limit = _said(code, NOW - timedelta(days=days))
    over = _said(code, NOW - timedelta(days=days, seconds=1))

    assert found(screen(at_the_limit)) == {}
    assert found(screen(over)) == {f"UNKNOWN-{code}": REVIEW}
    assert f", but the answer is older than {days} days" in screen(over)[0].used[0].words


@pytest.mark.parametrize("as_of", [None, NOW + timedelta(seconds=1)])
def test_an_answer_without_a_credible_date_is_unknown(as_of) -> None:
    assert found(screen(_said("glaucoma", as_of))) == {"UNKNOWN-glaucoma": REVIEW}


def test_what_has_happened_once_does_not_age() -> None:
    long_ago = NOW - timedelta(days=9000)
    stated = {**person().stated, "brain_bleed": Stated(value=True, as_of=long_ago, source="Ana")}

    assert found(screen(person(stated=stated))) == {"CI-ICH-02": Severity.ABSOLUTE}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (TODAY, {"CI-CV-01": Severity.ABSOLUTE}),
        (TODAY + timedelta(days=1), {"CI-CV-01": Severity.ABSOLUTE}),
        (TODAY + timedelta(days=2), {"UNKNOWN-heart_event_on": REVIEW}),
    ],
)
def test_a_day_in_the_future_is_unknown(on, expected) -> None:
    findings = found(screen(person({"heart_event": True, "heart_event_on": on})))

    assert findings == expected


@pytest.mark.parametrize(
    ("code", "value"),
    [("resting_oxygen", 101), ("resting_oxygen", 49), ("stop_bang_points", 9), ("weight_kg", 24)],
)
def test_a_number_that_cannot_be_is_unknown(code, value) -> None:
    assert f"UNKNOWN-{code}" in found(screen(person({code: Decimal(value)})))


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("glaucoma", "no"),
        ("glaucoma", 0),
        ("weight_kg", "70"),
        ("weight_kg", True),
        ("ecg_on", NOW),
        ("last_meal_at", TODAY),
        ("last_meal_at", NOW.replace(tzinfo=None)),
        ("suicide_tier", "fine"),
        ("reasons", "pain"),
        ("reasons", ("pain", "fun")),
        ("medicines", "none"),
    ],
)
def test_a_value_of_another_kind_is_refused(code, value) -> None:
    with pytest.raises(FactOfWrongKind):
        person({code: value})


def test_a_fact_nobody_asks_is_refused() -> None:
    with pytest.raises(NoSuchFact):
        person({"shoe_size": 42})


YES_NO = tuple(fact.code for fact in FACTS if fact.kind == "yes_no")


@settings(max_examples=150, deadline=None)
@given(
    answers=st.dictionaries(st.sampled_from(YES_NO), st.booleans()),
    left_out=st.sets(st.sampled_from(YES_NO), min_size=1, max_size=6),
    product=st.sampled_from(["racemic", "esketamine"]),
    region=st.sampled_from(["us", "eu", "ch", ""]),
    run=st.sampled_from([screen, screen_today]),
)
def test_an_unknown_never_blocks_less_than_a_no(answers, left_out, product, region, run) -> None:
    where = {"product": product, "region": region, "route": Route.NASAL}
    said = person(dict(answers), **where)
    no = person({**answers, **dict.fromkeys(left_out, False)}, **where)

    unknown = run(without(said, *left_out))

    blocked_by_no = {one.rule_id for one in run(no) if one.is_blocking and not one.is_unknown}
    named = {rule for one in unknown if one.is_blocking for rule in (one.rule_id, *one.rules)}
    assert blocked_by_no <= named


def _said(code: str, as_of: object) -> object:
    plain = person()
    stated = {**plain.stated, code: replace(plain.stated[code], as_of=as_of)}
    return replace(plain, stated=stated)
