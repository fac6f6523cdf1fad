from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from holdspace.domain.dose_arithmetic import (
    RateSegment,
    arithmetic_findings,
    check_second_reading,
    given_mg,
)
from holdspace.domain.protocol import Severity
from holdspace.domain.session_events import DoseChecked, DoseGiven, DosePlanned, Route

PLAN_ID = UUID(int=1)
START = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)


def plan(mg="27.5", strength="10", ml="2.75"):
    return DosePlanned(
        drug="ketamine",
        route=Route.INTRAVENOUS,
        dose_mg=Decimal(mg),
        concentration_mg_per_ml=Decimal(strength),
        volume_ml=Decimal(ml),
    )


def read(strength="10", ml="2.75", devices=None):
    return DoseChecked(
        plan_id=PLAN_ID,
        concentration_mg_per_ml=None if strength is None else Decimal(strength),
        volume_ml=None if ml is None else Decimal(ml),
        devices=devices,
    )


def segment(minutes, rate):
    return RateSegment(at=START + timedelta(minutes=minutes), rate_ml_per_hour=Decimal(rate))


def arithmetic(dose):
    return [finding.code for finding in arithmetic_findings(dose, severity=Severity.REFUSE)]


@pytest.mark.parametrize(
    ("strength", "ml"), [("10", "2.75"), ("50", "0.55"), ("100", "0.275"), ("0.55", "50")]
)
def test_mg_that_is_ml_times_strength_agrees(strength, ml):
    assert arithmetic(plan("27.5", strength, ml)) == []


@pytest.mark.parametrize(("ml", "codes"), [("0.28", []), ("0.281", ["mismatch"])])
def test_half_a_mark_of_the_syringe_is_no_mismatch(ml, codes):
    assert arithmetic(plan("27.5", "100", ml)) == codes


@pytest.mark.parametrize(("ml", "codes"), [("10.1", []), ("10.11", ["mismatch"])])
def test_one_percent_is_rounding_and_more_is_a_mismatch(ml, codes):
    assert arithmetic(plan("100", "10", ml)) == codes


def test_a_mismatch_says_what_the_volume_really_holds():
    finding = arithmetic_findings(plan("27.5", "10", "3.75"), severity=Severity.REFUSE)[0]

    assert finding.sentence == "3.75 mL of 10 mg/mL holds 37.5 mg, not 27.5 mg."
    assert finding.inputs["volume for the dose"] == "2.75 mL"


@pytest.mark.parametrize(("strength", "ml"), [("100", "2.75"), ("10", "0.275"), ("10", "27.5")])
def test_the_ten_fold_trap_is_named(strength, ml):
    assert arithmetic(plan("27.5", strength, ml)) == ["ten_fold"]


def test_nine_times_is_a_mismatch_but_not_the_ten_fold_trap():
    assert arithmetic(plan("27.5", "90", "2.75")) == ["mismatch"]


def test_a_dose_without_a_volume_has_no_arithmetic_to_check():
    tablet = DosePlanned(drug="ketamine", route=Route.SUBLINGUAL, dose_mg=Decimal(100))

    assert arithmetic(tablet) == []


@pytest.mark.parametrize(("strength", "ml"), [("0", "2.75"), ("10", "0"), ("-10", "2.75")])
def test_a_strength_or_volume_of_nothing_is_named(strength, ml):
    assert arithmetic(plan("27.5", strength, ml)) == ["no_volume"]


def test_a_dose_that_was_given_is_flagged_and_not_refused():
    given = DoseGiven(
        drug="ketamine",
        route=Route.INTRAMUSCULAR,
        dose_mg=Decimal("27.5"),
        concentration_mg_per_ml=Decimal(100),
        volume_ml=Decimal("2.75"),
    )
    findings = arithmetic_findings(given, severity=Severity.REVIEW)

    assert [(each.code, each.severity) for each in findings] == [("ten_fold", Severity.REVIEW)]


# --- the second reading ---------------------------------------------------------------------------


def test_a_second_reading_that_agrees_says_nothing():
    assert check_second_reading(plan(), read()) == ()


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        (read(strength=None), ["strength_not_read"]),
        (read(ml=None), ["volume_not_read"]),
        (read(strength="50"), ["other_strength", "other_dose"]),
        (read(ml="2.76"), ["other_volume"]),
        (read(ml="5.5"), ["other_volume", "other_dose"]),
    ],
)
def test_a_second_reading_that_differs_or_is_missing_is_named(second, codes):
    assert [finding.code for finding in check_second_reading(plan(), second)] == codes


def test_the_second_person_reading_another_vial_meets_the_ten_fold_trap():
    findings = check_second_reading(plan(), read(strength="100"))

    assert [finding.sentence for finding in findings] == [
        "Ten-fold trap: strength planned 10 mg/mL, read 100 mg/mL.",
        "Ten-fold trap: the second reading makes 275 mg, the plan says 27.5 mg.",
    ]


@pytest.mark.parametrize(
    ("devices", "codes"), [(3, []), (2, ["other_devices"]), (None, ["devices_not_read"])]
)
def test_the_second_person_counts_the_devices(devices, codes):
    spray = DosePlanned(drug="esketamine", route=Route.NASAL, dose_mg=Decimal(84), devices=3)
    second = read(strength=None, ml=None, devices=devices)

    assert [finding.code for finding in check_second_reading(spray, second)] == codes


# --- what has run in ------------------------------------------------------------------------------


def given(segments, minutes, **more):
    return given_mg(
        segments,
        concentration_mg_per_ml=Decimal("0.7"),
        until=START + timedelta(minutes=minutes),
        **more,
    )


@pytest.mark.parametrize(
    ("minutes", "mg"), [(-1, "0"), (0, "0"), (1, "0.875"), (20, "17.5"), (40, "35")]
)
def test_an_infusion_runs_in_evenly(minutes, mg):
    assert given([segment(0, "75")], minutes).dose_mg == Decimal(mg)


def test_a_stopped_infusion_gives_no_more():
    stopped = [segment(0, "75"), segment(40, "0")]

    assert given(stopped, 90).dose_mg == Decimal(35)


def test_a_pause_gives_nothing_and_a_new_rate_counts_from_its_own_moment():
    paused = [segment(0, "75"), segment(10, "0"), segment(25, "30"), segment(45, "0")]
    so_far = given(paused, 60, weight_kg=Decimal(70))

    assert so_far.volume_ml == Decimal("22.5")
    assert so_far.dose_mg == Decimal("15.75")
    assert so_far.dose_mg_per_kg == Decimal("0.225")


def test_the_order_in_which_rates_arrive_does_not_matter():
    late = [segment(20, "0"), segment(0, "75")]

    assert given(late, 60).volume_ml == Decimal(25)


def test_what_the_pump_says_wins_over_the_arithmetic():
    assert given([segment(0, "75")], 40, pump_volume_ml=Decimal(48)).dose_mg == Decimal("33.6")


def test_without_a_weight_there_is_no_mg_per_kg():
    assert given([segment(0, "75")], 40).dose_mg_per_kg is None
