"""Doses by muscle, nose and mouth against the limits of their protocols."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.dosing import DoseFacts, PreviousDose, check_plan
from holdspace.domain.protocol import Severity
from holdspace.domain.session_events import DosePlanned, Route
from holdspace.protocols import load_protocol

IM = load_protocol("im-racemic-two-tier", 1)
NASAL = load_protocol("nasal-esketamine-trd", 1)
TABLET = load_protocol("sublingual-racemic-in-clinic", 1)
NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
FIRST = DoseFacts(
    now=NOW,
    is_first_session=True,
    weight_kg=Decimal(70),
    weight_measured_on=date(2026, 3, 9),
    age_years=40,
    previous_doses=(),
)
LATER = replace(FIRST, is_first_session=False)


def injection(mg, tier="light"):
    return DosePlanned(drug="ketamine", route=Route.INTRAMUSCULAR, dose_mg=Decimal(mg), tier=tier)


def spray(mg, devices=None):
    return DosePlanned(drug="esketamine", route=Route.NASAL, dose_mg=Decimal(mg), devices=devices)


def tablet(mg):
    return DosePlanned(drug="ketamine", route=Route.SUBLINGUAL, dose_mg=Decimal(mg))


def before(**ago):
    return PreviousDose(given_at=NOW - timedelta(**ago), dose_mg=Decimal(35), weight_kg=Decimal(70))


def found(protocol, plan, facts):
    return {finding.code: finding.severity for finding in check_plan(protocol, plan, facts)}


@pytest.mark.parametrize(
    ("mg", "findings"), [("104.9", {}), ("105", {}), ("105.1", {"highest_dose": Severity.REFUSE})]
)
def test_an_injection_above_one_and_a_half_mg_per_kg_is_refused(mg, findings):
    assert found(IM, injection(mg), FIRST) == findings


@pytest.mark.parametrize(
    ("mg", "findings"),
    [
        ("24.9", {"outside_range": Severity.REVIEW}),
        ("25", {}),
        ("130", {}),
        ("130.1", {"above_range": Severity.REFUSE, "outside_range": Severity.REVIEW}),
    ],
)
def test_the_mg_of_an_injection_are_entered_inside_the_range_seen_in_practice(mg, findings):
    heavy = replace(FIRST, weight_kg=Decimal(100))

    assert found(IM, injection(mg), heavy) == findings


@pytest.mark.parametrize("tier", [None, "deep"])
def test_an_injection_needs_one_of_the_two_kinds_of_session(tier):
    assert found(IM, injection("50", tier), FIRST) == {"no_tier": Severity.REFUSE}


@pytest.mark.parametrize(
    ("mg", "weight", "findings"),
    [
        ("419", "70", {}),
        ("420", "70", {}),
        ("421", "70", {"high_for_weight": Severity.REVIEW}),
        ("450", "80", {}),
        ("451", "80", {"outside_range": Severity.REVIEW, "high": Severity.REVIEW}),
    ],
)
def test_a_tablet_above_6_mg_per_kg_or_450_mg_asks_for_review(mg, weight, findings):
    facts = replace(FIRST, weight_kg=Decimal(weight))

    assert found(TABLET, tablet(mg), facts) == findings


def test_a_tablet_that_high_takes_two_named_people():
    facts = replace(FIRST, weight_kg=Decimal(70))
    high = [f for f in check_plan(TABLET, tablet("430"), facts) if f.code == "high_for_weight"]

    assert [finding.second_clinician for finding in high] == [True]


@pytest.mark.parametrize("mg", ["27.9", "28.1", "55", "83", "112"])
def test_a_nasal_dose_that_is_not_28_56_or_84_is_refused(mg):
    assert found(NASAL, spray(mg), LATER) == {"not_a_choice": Severity.REFUSE}


@pytest.mark.parametrize(
    ("mg", "findings"),
    [
        ("28", {"first_session": Severity.REVIEW, "age": Severity.REVIEW}),
        ("56", {}),
        ("84", {"first_session": Severity.REVIEW}),
    ],
)
def test_a_first_nasal_session_is_56_mg(mg, findings):
    assert found(NASAL, spray(mg), FIRST) == findings


def test_a_first_nasal_session_may_be_84_mg_for_acute_suicidal_depression():
    assert found(NASAL, spray("84"), replace(FIRST, indication="mdsi")) == {}


@pytest.mark.parametrize(
    ("age", "findings"),
    [(64, {"age": Severity.REVIEW}), (65, {}), (66, {}), (None, {"age": Severity.REVIEW})],
)
def test_28_mg_is_for_age_65_or_more(age, findings):
    assert found(NASAL, spray("28"), replace(LATER, age_years=age)) == findings


@pytest.mark.parametrize(
    ("devices", "findings"), [(3, {}), (2, {"devices_differ": Severity.REFUSE})]
)
def test_84_mg_is_three_devices(devices, findings):
    assert found(NASAL, spray("84", devices), LATER) == findings


@pytest.mark.parametrize(
    ("hours_ago", "findings"),
    [
        ((72, 167), {"three_in_a_week": Severity.REVIEW}),
        ((72, 168), {}),
        ((72, 169), {}),
    ],
)
def test_a_third_nasal_dose_inside_168_hours_asks_for_review(hours_ago, findings):
    facts = replace(LATER, previous_doses=tuple(before(hours=hours) for hours in hours_ago))

    assert found(NASAL, spray("56"), facts) == findings


@pytest.mark.parametrize(
    ("hours_ago", "findings"), [(9, {"two_in_a_day": Severity.REVIEW}), (11, {})]
)
def test_a_second_nasal_dose_on_one_day_asks_for_review(hours_ago, findings):
    facts = replace(LATER, previous_doses=(before(hours=hours_ago),))

    assert found(NASAL, spray("56"), facts) == findings
