"""A clinic's settings: kept and read again, what they may not say, and whom a finding names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from holdspace.domain.screening import (
    ScreeningSettings,
    SettingsContradict,
    Severity,
    refuse_contradictions,
    screen,
)
from holdspace.domain.screening_settings_kept import (
    SET_BEFORE_A_SESSION,
    settings_as_data,
    settings_from_data,
)
from holdspace.domain.suitability import fingerprint
from tests.domain.screening.harmless import person

OWN = ScreeningSettings(
    numbers={"oxygen_low_percent": Decimal(96), "diazepam_mg_a_day": Decimal("7.5")},
    age_high_years=75,
    has_paediatric_protocol=True,
    scale_pack=frozenset({"phq9", "audit_c"}),
    diazepam_table={"diazepam": Decimal(10), "lorazepam": Decimal("0.5")},
    severities={"CI-MAN-02": Severity.ABSOLUTE},
    absolute_may_pass=True,
    version=3,
)


def test_settings_are_kept_and_read_again_as_they_were() -> None:
    kept = settings_from_data(settings_as_data(OWN), 3)

    assert kept.settings == OWN
    assert kept.not_taken == ()


def test_nothing_kept_is_the_proposals() -> None:
    assert settings_from_data({}, 0).settings == ScreeningSettings()


def test_the_times_before_a_session_have_one_place_and_are_not_kept_here() -> None:
    numbers = settings_as_data(OWN)["numbers"]

    assert isinstance(numbers, dict)
    assert SET_BEFORE_A_SESSION.isdisjoint(numbers)


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("numbers", "label_systolic", "181"),
        ("numbers", "no_such_number", "1"),
        ("numbers", "oxygen_low_percent", "much"),
        ("severities", "CI-VASC-01", "review"),
        ("severities", "CI-GONE", "review"),
        ("severities", "CI-MAN-02", "gentle"),
    ],
)
def test_what_is_not_allowed_any_more_gives_way_to_the_default_and_is_named(
    part, key, value
) -> None:
    kept = settings_from_data({part: {key: value}}, 2)

    assert kept.settings == ScreeningSettings(version=2)
    assert kept.not_taken == ((key, value),)


@pytest.mark.parametrize(
    "choice",
    [
        {"numbers": {"stop_bang_middle": Decimal(3), "stop_bang_high": Decimal(3)}},
        {"age_high_years": 18},
        {"scale_pack": frozenset({"audit_c", "gad7"})},
    ],
)
def test_choices_that_contradict_each_other_are_refused(choice) -> None:
    with pytest.raises(SettingsContradict):
        refuse_contradictions(ScreeningSettings(**choice))


@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"numbers": {"stop_bang_middle": Decimal(3), "stop_bang_high": Decimal(4)}},
        {"age_high_years": 19},
        {"scale_pack": frozenset({"qids_sr16"})},
    ],
)
def test_choices_that_just_stand_beside_each_other_are_taken(choice) -> None:
    refuse_contradictions(ScreeningSettings(**choice))


def test_a_finding_names_the_version_of_the_settings_and_stays_the_same_finding() -> None:
    facts = {"resting_oxygen": 93}
    (proposed,) = screen(person(facts))
    (own,) = screen(person(facts, settings=ScreeningSettings(version=4)))

    assert (proposed.settings_version, own.settings_version) == (0, 4)
    assert fingerprint(proposed) == fingerprint(own)


def test_what_is_not_known_names_the_version_too() -> None:
    (missing,) = screen(person({"hypertension": None}, settings=ScreeningSettings(version=4)))

    assert (missing.is_unknown, missing.settings_version) == (True, 4)
