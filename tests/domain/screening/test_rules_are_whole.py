"""The rules as a set: none is missing, each says what it must, and none tells anybody to stop."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from holdspace.domain import medicine_groups
from holdspace.domain.medicines import BENZODIAZEPINES, MedicineGroup, ingredient
from holdspace.domain.screening import (
    RULES,
    ScreeningSettings,
    SettingOutOfRange,
    Severity,
    SeverityIsFixed,
    check_severities,
    screen,
)
from holdspace.domain.screening_conditions_person import AGE
from holdspace.domain.screening_facts import FACTS, Section
from holdspace.domain.screening_settings import NUMBERS
from tests.domain.screening.harmless import found, person

REFERENCE = [
    "CI-VASC-01", "CI-VASC-02", "CI-ICH-01", "CI-ICH-02", "CI-ALLERGY-01", "CI-CV-01", "CI-CV-02",
    "CI-CV-03", "CI-BP-HX", "CI-HTNENC", "CI-PREECL", "CI-ICP-01", "CI-IOP-01", "CI-PSY-01",
    "CI-PSY-02", "CI-PSY-03", "CI-MAN-01", "CI-MAN-02", "CI-PREG-01", "CI-PREG-02", "CI-LACT-01",
    "CI-HEP-01", "CI-HEP-02", "CI-HEP-03", "CI-URO-01", "CI-URO-02", "CI-SUD-01", "CI-SUD-02",
    "CI-SUD-03", "CI-SI-01", "CI-SI-02", "CI-SEIZ-01", "CI-RESP-01", "CI-RESP-02", "CI-RESP-03",
    "CI-THY-01", "CI-PHEO-01", "CI-PORPH-01", "CI-NEURO-01", "CI-NEURO-02", "CI-AGE-01",
    "CI-AGE-02", "CI-AGE-03", "CI-AGE-04", "CI-BMI-01", "CI-CAP-01", "CI-RENAL", "D-ESC", "D-FAST",
    "D-NASAL", "D-INTOX", "D-MED", "D-PREG", "D-VIT", "D-SI", "D-URI", "D-SYMP", "D-CONS",
    "D-SCALE", "D-REMS", "DI-BZD-01", "DI-BZD-02", "DI-Z", "DI-CNS", "DI-ALC", "DI-LAM", "DI-MAOI",
    "DI-STIM", "DI-SYMP", "DI-THEO", "DI-3A4-INH", "DI-2B6-INH", "DI-IND", "DI-NTX", "DI-BUP",
    "DI-AP", "DI-LI", "DI-AD", "DI-NMDA", "DI-A2", "DI-BB", "DI-THYR", "DI-GLP1", "DI-PSY",
    "DI-GRAPE",
]  # fmt: skip
"""Ids of clinical reference 1.1 (47), 1.3 (13) and 1.4 (25)."""
OUR_OWN = {
    "CI-BP-LABEL",  # the Swiss row of 1.2
    "CI-AGE-MAX",  # 11.1, age.max
    "CI-ALLERGY-LIST", "DI-LIST", "DI-UNKNOWN",  # section 1: a missing answer raises review
    "SI-ITEM", "SI-LOW", "SI-MODERATE", "SI-HIGH", "SI-WORSE", "SI-FALL",  # the six rows of 1.5
}  # fmt: skip
BY_ID = {rule.id: rule for rule in RULES}
LEVELS = [(rule, level) for rule in RULES for level in rule.levels]
TEXTS = [
    text
    for rule in RULES
    for text in (
        rule.title,
        rule.reason,
        rule.would_clear,
        *(part for level in rule.levels for part in (level.reason, level.would_clear)),
    )
    if text
]
STOPPING = re.compile(
    r"\b(stop|stops|stopped|stopping|discontinu\w*|withh[eo]ld\w*|hold|skip|pause|taper\w*|wean\w*"
    r"|reduce|lower the|come off|leave out|switch to|replace|avoid|start)\b",
    re.IGNORECASE,
)


def test_every_rule_of_the_reference_is_here_once() -> None:
    assert len(REFERENCE) == 85
    assert {rule.id for rule in RULES} == {*REFERENCE, *OUR_OWN}
    assert len(BY_ID) == len(RULES) == 96


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_says_what_it_must(rule) -> None:
    said = (rule.title, rule.reason, rule.source, rule.would_clear)

    assert all(said)
    assert rule.version >= 1
    assert rule.levels
    assert max(len(part) for part in said) <= 110


def test_no_text_advises_to_stop_a_medicine() -> None:
    assert [text for text in TEXTS if STOPPING.search(text)] == []
    assert len(TEXTS) > 3 * len(RULES)


def test_every_fact_a_rule_rests_on_is_asked() -> None:
    asked = {fact.code for fact in FACTS} | {AGE}

    assert frozenset().union(*(rule.facts for rule in RULES)) - asked == set()


def test_every_fact_is_used_by_a_rule_or_says_what_it_is_asked_for() -> None:
    used = frozenset().union(*(rule.facts for rule in RULES))
    gates = {fact.asked_if[0] for fact in FACTS if fact.asked_if}

    idle = {fact.code for fact in FACTS if fact.code not in used | gates and not fact.why}
    assert idle == set()


def test_no_fact_is_asked_twice() -> None:
    codes = [fact.code for fact in FACTS]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.code)
def test_each_fact_can_be_asked(fact) -> None:
    earlier = [one.code for one in FACTS[: FACTS.index(fact)]]

    assert bool(fact.question) is (fact.by != "staff")
    assert bool(fact.choices) is (fact.kind in {"choice", "choices"})
    assert fact.asked_if is None or fact.asked_if[0] in earlier
    assert not fact.question or fact.question.endswith("?")
    assert fact.section is not Section.DAY or fact.by == "staff"


@pytest.mark.parametrize(("rule", "level"), LEVELS)
def test_a_label_contraindication_is_no_setting(rule, level) -> None:
    assert not (level.severity is Severity.ABSOLUTE_LABEL and level.may_be)
    assert Severity.ABSOLUTE_LABEL not in level.may_be


@pytest.mark.parametrize(("rule", "level"), [pair for pair in LEVELS if pair[1].may_be])
def test_where_a_clinic_may_choose_the_default_is_one_of_the_choices(rule, level) -> None:
    assert level.severity in level.may_be


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_levels_stand_strictest_first(rule) -> None:
    ranks = [level.severity.rank for level in rule.levels if level.moments is None]

    assert all(first <= then for first, then in pairwise(ranks))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_level_has_a_name_of_its_own_where_a_clinic_may_set_it(rule) -> None:
    keys = [rule.key(level) for level in rule.levels if level.may_be]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("key", "severity", "rule", "facts"),
    [
        ("CI-PSY-03", Severity.ABSOLUTE, "CI-PSY-03", {"schizophrenia": True}),
        ("CI-MAN-02", Severity.REVIEW_BY_TWO, "CI-MAN-02", {"bipolar": True}),
        ("CI-RESP-02.screen", Severity.REVIEW_BY_TWO, "CI-RESP-02", {"stop_bang_points": 3}),
    ],
)
def test_a_clinic_chooses_where_programmes_differ(key, severity, rule, facts) -> None:
    settings = ScreeningSettings(severities={key: severity})

    assert found(screen(person(facts, settings=settings))) == {rule: severity}


@pytest.mark.parametrize(
    ("key", "severity"),
    [
        ("CI-VASC-01", Severity.REVIEW),
        ("CI-ALLERGY-01", Severity.INFORMATION),
        ("CI-MAN-01", Severity.REVIEW),
        ("CI-PSY-03", Severity.INFORMATION),
        ("D-ESC", Severity.INFORMATION),
        ("D-CONS", Severity.REVIEW),
        ("D-REMS", Severity.REVIEW),
        ("CI-CAP-01", Severity.REVIEW),
        ("CI-MAN-02", Severity.ABSOLUTE_LABEL),
    ],
)
def test_what_is_fixed_cannot_be_set(key, severity) -> None:
    with pytest.raises(SeverityIsFixed):
        screen(person(settings=ScreeningSettings(severities={key: severity})))


def test_a_severity_for_a_rule_that_there_is_not_is_refused_when_it_is_set() -> None:
    mistyped = ScreeningSettings(severities={"CI-TYPO": Severity.REVIEW})

    with pytest.raises(SeverityIsFixed):
        check_severities(mistyped)


def test_a_severity_for_a_rule_that_is_gone_does_not_keep_an_old_decision_from_being_judged() -> (
    None
):
    old = ScreeningSettings(severities={"CI-GONE": Severity.REVIEW})

    assert screen(person(settings=old)) == ()


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.name)
def test_each_number_has_unit_source_and_bounds_around_its_default(number) -> None:
    assert number.unit
    assert number.source
    assert number.low <= number.default <= number.high


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heart_event_weeks", Decimal("5.9")),
        ("label_systolic", Decimal("180.1")),
        ("nasal_spray_minutes", Decimal(59)),
        ("solids_esketamine_hours", Decimal("1.9")),
        ("age_low_years", Decimal(17)),
        ("diazepam_mg_a_day", Decimal("NaN")),
        ("heart_event_weeks", Decimal("6.5")),
        ("seizure_months", Decimal("3.5")),
        ("no_such_number", Decimal(1)),
    ],
)
def test_a_number_out_of_bounds_is_refused(name, value) -> None:
    with pytest.raises(SettingOutOfRange):
        ScreeningSettings(numbers={name: value})


@pytest.mark.parametrize("milligrams", [Decimal(0), Decimal(-1), Decimal("NaN")])
def test_a_table_of_equivalents_without_sense_is_refused(milligrams) -> None:
    with pytest.raises(SettingOutOfRange):
        ScreeningSettings(diazepam_table={"diazepam": milligrams})


def test_another_number_moves_the_limit() -> None:
    strict = ScreeningSettings(numbers={"oxygen_low_percent": Decimal(96)})

    assert found(screen(person({"resting_oxygen": 95}, settings=strict))) == {
        "CI-RESP-01": Severity.REVIEW_BY_TWO
    }


def test_the_groups_name_only_ingredients_that_the_list_holds() -> None:
    groups = [one for one in vars(medicine_groups).values() if isinstance(one, MedicineGroup)]
    named = {name for group in (*groups, BENZODIAZEPINES) for name in (
        *group.ingredients, *group.without)}  # fmt: skip

    assert len(groups) == 21
    assert {ingredient(name).name for name in named} == named
