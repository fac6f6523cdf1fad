"""What was judged is kept, can be judged again by later rules, and the difference is said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from holdspace.domain.screening import (
    RULES,
    NotScreeningData,
    ScreeningSettings,
    Severity,
    Stated,
    as_data,
    compare,
    findings_as_data,
    findings_from_data,
    from_data,
    screen,
    screen_today,
    value_as_data,
    value_from_data,
)
from holdspace.domain.screening_conditions import yes
from tests.domain.screening.harmless import NOW, found, person, taking, without

BERLIN = timezone(timedelta(hours=1))


def through_json(data: object) -> object:
    return json.loads(json.dumps(data))


def test_a_person_comes_back_as_they_were() -> None:
    judged = person(
        {
            "reasons": ("depression", "pain"),
            "hopes": "To sleep again.",
            "weight_kg": Decimal("70.50"),
            "last_meal_at": datetime(2026, 11, 25, 20, 0, tzinfo=BERLIN),
            "openness": None,
        },
        medicines=(
            taking("Xanax", dose_mg=Decimal("0.5"), times_a_day=Decimal(2), last_taken_at=NOW),
            taking("some tea", as_needed=True),
        ),
        at_home=True,
        settings=ScreeningSettings(
            numbers={"ecg_months": Decimal(6)},
            severities={"CI-PSY-03": Severity.ABSOLUTE},
            scale_pack=frozenset({"phq9", "dast10"}),
            diazepam_table={"alprazolam": Decimal(1)},
        ),
    )

    again = from_data(through_json(as_data(judged)))

    assert again == judged
    assert screen(again) == screen(judged)
    assert screen_today(again) == screen_today(judged)


def test_nobody_asked_and_none_said_stay_apart() -> None:
    asked, unasked = person(medicines=()), person(medicines=None, age_years=None)

    assert from_data(through_json(as_data(asked))).medicines == ()
    assert from_data(through_json(as_data(unasked))).medicines is None
    assert from_data(through_json(as_data(unasked))).age_years is None


def test_the_same_person_gives_the_same_text() -> None:
    one = person(settings=ScreeningSettings(scale_pack=frozenset({"phq9", "peg", "gad7"})))
    other = person(settings=ScreeningSettings(scale_pack=frozenset({"gad7", "phq9", "peg"})))

    assert json.dumps(as_data(one)) == json.dumps(as_data(other))


def test_every_number_in_force_is_kept_with_the_person() -> None:
    kept = through_json(as_data(person()))

    assert kept["settings"]["numbers"]["diazepam_mg_a_day"] == "8"


@pytest.mark.parametrize(
    "value",
    [None, True, False, Decimal("0.10"), 3, "words", date(2026, 2, 28), ("a", "b"), (),
     datetime(2026, 2, 28, 9, 30, tzinfo=UTC)],
)  # fmt: skip
def test_each_kind_of_value_comes_back(value) -> None:
    kind, data = through_json(value_as_data(value))

    assert value_from_data(kind, data) == value
    assert type(value_from_data(kind, data)) is type(Decimal(3) if value == 3 else value)


@pytest.mark.parametrize("change", [{"format": 2}, {"format": None}, {"stated": None},
                                    {"medicines": "none"}, {"age_years": "40"}])  # fmt: skip
def test_what_is_not_such_data_is_refused(change) -> None:
    with pytest.raises(NotScreeningData):
        from_data({**as_data(person()), **change})


def test_a_value_of_no_known_kind_is_refused() -> None:
    with pytest.raises(NotScreeningData):
        value_from_data("colour", "blue")


def test_findings_come_back_as_they_were() -> None:
    findings = screen(without(person({"hypertension": True, "brain_bleed": True}), "glaucoma"))

    assert len(findings) == 3
    assert findings_from_data(through_json(findings_as_data(findings))) == findings


def test_the_same_again_is_no_change() -> None:
    findings = screen(person({"glaucoma": True}))

    assert compare(findings, findings).is_same


def test_the_same_answer_given_again_later_is_no_change() -> None:
    then = person({"glaucoma": True})
    later = NOW + timedelta(days=3)
    said_again = {**then.stated, "glaucoma": Stated(value=True, as_of=later, source="Samir")}

    now = replace(then, stated=said_again, at=later)

    assert compare(screen(then), screen(now)).is_same


def test_what_appeared_and_what_is_gone_is_named() -> None:
    before = screen(person({"glaucoma": True}))
    after = screen(person({"schizophrenia": True}))

    comparison = compare(before, after)

    assert found(comparison.appeared) == {"CI-PSY-03": Severity.REVIEW_BY_TWO}
    assert found(comparison.gone) == {"CI-IOP-01": Severity.REVIEW}
    assert not comparison.is_same


def test_another_value_of_a_fact_is_a_change() -> None:
    before = screen(person({"stop_bang_points": 3}))
    after = screen(person({"stop_bang_points": 4}))

    ((old, new),) = compare(before, after).changed

    assert (old.used[0].words, new.used[0].words) == ("STOP-BANG: 3 points", "STOP-BANG: 4 points")


def test_an_unknown_that_becomes_a_yes_is_a_new_finding() -> None:
    before = screen(without(person(), "glaucoma"))
    after = screen(person({"glaucoma": True}))

    comparison = compare(before, after)

    assert found(comparison.gone) == {"UNKNOWN-glaucoma": Severity.REVIEW}
    assert found(comparison.appeared) == {"CI-IOP-01": Severity.REVIEW}


@pytest.fixture
def kept() -> dict[str, object]:
    """A decision of the past: glaucoma, reviewed under version 1 of its rule."""
    judged = person({"glaucoma": True, "kidney_disease": True})
    return {"person": as_data(judged), "findings": findings_as_data(screen(judged))}


def changed_rules(**changes: object) -> tuple[object, ...]:
    return tuple(replace(rule, **changes) if rule.id == "CI-RENAL" else rule for rule in RULES)


def test_a_rule_that_became_stricter_is_seen_when_an_old_decision_is_judged_again(kept) -> None:
    (level,) = next(rule.levels for rule in RULES if rule.id == "CI-RENAL")
    stricter = changed_rules(version=2, levels=(replace(level, severity=Severity.REVIEW),))

    again = screen(from_data(through_json(kept["person"])), stricter)

    ((old, new),) = compare(findings_from_data(through_json(kept["findings"])), again).changed
    assert (old.rule_version, old.severity) == (1, Severity.INFORMATION)
    assert (new.rule_version, new.severity) == (2, Severity.REVIEW)


def test_a_new_version_alone_is_a_change_that_somebody_looks_at(kept) -> None:
    again = screen(from_data(through_json(kept["person"])), changed_rules(version=2))

    comparison = compare(findings_from_data(through_json(kept["findings"])), again)

    assert [new.rule_version for _, new in comparison.changed] == [2]


def test_a_rule_that_looks_at_more_finds_more(kept) -> None:
    (level,) = next(rule.levels for rule in RULES if rule.id == "CI-RENAL")
    wider = changed_rules(id="CI-NEW", levels=(replace(level, when=yes("glaucoma")),))

    again = screen(from_data(through_json(kept["person"])), wider)

    comparison = compare(findings_from_data(through_json(kept["findings"])), again)
    assert found(comparison.appeared) == {"CI-NEW": Severity.INFORMATION}
    assert found(comparison.gone) == {"CI-RENAL": Severity.INFORMATION}


def test_the_strictest_comes_first() -> None:
    findings = screen(without(person({"kidney_disease": True, "mania_now": True}), "glaucoma"))

    assert [one.severity for one in findings] == [
        Severity.ABSOLUTE,
        Severity.REVIEW,
        Severity.INFORMATION,
    ]
