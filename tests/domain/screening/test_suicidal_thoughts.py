"""Clinical reference 1.5: a flow, not a block, and nobody can silence it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from holdspace.domain.screening import (
    ScreeningSettings,
    Severity,
    SeverityIsFixed,
    Stated,
    screen,
    screen_today,
)
from tests.domain.screening.harmless import NOW, found, person, without

ABSOLUTE, TWO = Severity.ABSOLUTE, Severity.REVIEW_BY_TWO
REVIEW, INFO = Severity.REVIEW, Severity.INFORMATION
QIDS = ScreeningSettings(scale_pack=frozenset({"phq9", "audit_c", "qids_sr16"}))
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        ("none", {}),
        ("low", {"CI-SI-01": INFO, "SI-LOW": INFO}),
        ("moderate", {"CI-SI-01": INFO, "SI-MODERATE": REVIEW}),
        ("high", {"CI-SI-01": INFO, "CI-SI-02": TWO, "SI-HIGH": INFO}),
    ],
)
def test_what_each_tier_asks_for(tier, expected) -> None:
    assert found(screen(person({"suicide_tier": tier}))) == expected


def test_a_high_tier_rules_out_a_dose_at_home() -> None:
    at_home = person({"suicide_tier": "high"}, at_home=True)

    assert found(screen(at_home))["CI-SI-02"] == ABSOLUTE


@pytest.mark.parametrize(
    ("tier", "expected"),
    [
        ("none", {}),
        ("low", {"D-SI": INFO}),
        ("moderate", {"D-SI": REVIEW}),
        ("high", {"D-SI": TWO}),
    ],
)
def test_the_tier_of_the_day(tier, expected) -> None:
    asked = person({"suicide_tier": tier, "suicide_tier_today": tier})

    assert found(screen_today(asked)) == expected


def test_the_tier_of_the_day_at_home() -> None:
    asked = person({"suicide_tier": "high", "suicide_tier_today": "high"}, at_home=True)

    assert found(screen_today(asked))["D-SI"] == ABSOLUTE


@pytest.mark.parametrize("item", ["phq9_item9", "qids_item12"])
@pytest.mark.parametrize(("score", "severity"), [(0, None), (1, REVIEW), (2, REVIEW)])
def test_an_item_that_touches_suicide_asks_for_the_screen(item, score, severity) -> None:
    asked = without(person({"qids_item12": 0, item: score}, settings=QIDS), "suicide_tier")

    findings = found(screen(without(asked, "suicide_tier_today")))

    assert findings.get("SI-ITEM") == severity
    assert findings["UNKNOWN-suicide_tier"] == REVIEW


@pytest.mark.parametrize(
    ("tier_noted", "severity"),
    [(NOW - HOUR, REVIEW), (NOW, None), (NOW + HOUR, None)],
)
def test_the_screen_answers_the_item_when_it_comes_after_it(tier_noted, severity) -> None:
    asked = without(person({"phq9_item9": 2}, at=NOW + HOUR), "suicide_tier_today")
    tier = Stated(value="low", as_of=tier_noted, source="Ana")

    findings = screen(replace(asked, stated={**asked.stated, "suicide_tier": tier}))

    assert found(findings).get("SI-ITEM") == severity


def test_an_item_of_a_questionnaire_the_clinic_does_not_use_is_not_missing() -> None:
    assert screen(without(person(), "qids_item12")) == ()
    assert found(screen(without(person(settings=QIDS), "qids_item12"))) == {
        "UNKNOWN-qids_item12": REVIEW
    }


@pytest.mark.parametrize(
    ("before", "today", "expected"),
    [
        ("none", "low", {"D-SI": INFO, "SI-WORSE": REVIEW}),
        ("moderate", "high", {"D-SI": TWO, "SI-WORSE": REVIEW}),
        ("low", "low", {"D-SI": INFO}),
        ("moderate", "low", {"D-SI": INFO, "SI-FALL": INFO}),
    ],
)
def test_a_tier_that_moved_is_said(before, today, expected) -> None:
    moved = person({"suicide_tier": before, "suicide_tier_today": today})

    assert found(screen_today(moved)) == expected


def test_thoughts_that_are_worse_are_reviewed_whatever_the_tier() -> None:
    assert found(screen_today(person({"thoughts_worse": True}))) == {"SI-WORSE": REVIEW}


@pytest.mark.parametrize(
    "rule",
    ["CI-SI-01", "CI-SI-02", "SI-ITEM", "SI-LOW", "SI-MODERATE", "SI-HIGH", "D-SI.high",
     "D-SI.moderate", "SI-WORSE"],
)  # fmt: skip
def test_no_clinic_silences_any_of_it(rule) -> None:
    silenced = person(settings=ScreeningSettings(severities={rule: INFO}))

    with pytest.raises(SeverityIsFixed):
        screen(silenced)
