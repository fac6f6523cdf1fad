from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.dosing import (
    DoseFacts,
    PreviousDose,
    check_plan,
    check_start,
    default_dose_mg,
    three_weight_doses,
    worst,
)
from holdspace.domain.protocol import Severity
from holdspace.domain.session_events import DosePlanned, InfusionStarted, Route
from holdspace.protocols import load_protocol

IV = load_protocol("iv-racemic-0.5mgkg-40min", 1)
IM = load_protocol("im-racemic-two-tier", 1)
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


def infusion(mg, minutes="40"):
    return DosePlanned(
        drug="ketamine",
        route=Route.INTRAVENOUS,
        dose_mg=Decimal(mg),
        over_minutes=Decimal(minutes),
    )


def before(**ago):
    return PreviousDose(given_at=NOW - timedelta(**ago), dose_mg=Decimal(35), weight_kg=Decimal(70))


def found(protocol, plan, facts):
    return {finding.code: finding.severity for finding in check_plan(protocol, plan, facts)}


def test_the_protocols_own_dose_for_a_first_session_raises_nothing():
    assert found(IV, infusion("35"), FIRST) == {}


@pytest.mark.parametrize(
    ("mg", "findings"),
    [
        ("34.93", {}),
        ("35", {}),
        ("35.07", {"first_dose": Severity.REVIEW}),
        ("70", {"first_dose": Severity.REVIEW}),
        ("70.07", {"highest_dose": Severity.REFUSE, "first_dose": Severity.REVIEW}),
    ],
)
def test_a_first_infusion_is_held_to_a_half_and_to_one_mg_per_kg(mg, findings):
    assert found(IV, infusion(mg), FIRST) == findings


def test_a_later_infusion_may_be_above_a_half_mg_per_kg():
    assert found(IV, infusion("42"), LATER) == {}


def test_not_knowing_whether_it_is_the_first_session_is_not_a_no():
    unknown = replace(FIRST, is_first_session=None)

    assert found(IV, infusion("35.07"), unknown) == {"first_dose": Severity.REVIEW}


@pytest.mark.parametrize(
    ("minutes", "findings"),
    [
        ("41", {}),
        ("40", {}),
        ("39.9", {"fast": Severity.REVIEW}),
        ("30", {"fast": Severity.REVIEW}),
        ("29.9", {"too_fast": Severity.REFUSE, "fast": Severity.REVIEW}),
    ],
)
def test_an_infusion_under_40_minutes_asks_for_review_and_under_30_is_refused(minutes, findings):
    assert found(IV, infusion("35", minutes), FIRST) == findings


def test_an_infusion_without_its_minutes_is_refused():
    plan = replace(infusion("35"), over_minutes=None)

    assert found(IV, plan, FIRST) == {"no_minutes": Severity.REFUSE}


@pytest.mark.parametrize(
    ("mg", "findings"),
    [("52.4", {}), ("52.5", {}), ("52.6", {"step_up": Severity.REVIEW})],
)
def test_a_step_up_of_more_than_a_quarter_mg_per_kg_asks_for_review(mg, findings):
    facts = replace(LATER, previous_doses=(before(days=7),))

    assert found(IV, infusion(mg), facts) == findings


def test_a_step_is_taken_from_the_latest_dose_not_the_largest():
    older = PreviousDose(
        given_at=NOW - timedelta(days=14), dose_mg=Decimal(70), weight_kg=Decimal(70)
    )
    facts = replace(LATER, previous_doses=(before(days=7), older))

    assert "step_up" in found(IV, infusion("53"), facts)


@pytest.mark.parametrize(
    ("hours", "findings"),
    [(47, {"sessions_close": Severity.REVIEW}), (48, {}), (49, {})],
)
def test_sessions_closer_than_48_hours_ask_for_review(hours, findings):
    facts = replace(LATER, previous_doses=(before(hours=hours),))

    assert found(IV, infusion("35"), facts) == findings


def test_the_time_between_sessions_is_counted_from_the_latest():
    facts = replace(LATER, previous_doses=(before(days=9), before(hours=47)))

    assert found(IV, infusion("35"), facts) == {"sessions_close": Severity.REVIEW}


@pytest.mark.parametrize("kg_now", ["95", "95.1", "104.9", "105"])
def test_a_weight_that_changed_by_5_percent_or_less_stands(kg_now):
    facts = replace(FIRST, weight_kg=Decimal(kg_now), weight_at_calculation_kg=Decimal(100))

    assert found(IV, infusion("45"), facts) == {}


@pytest.mark.parametrize("kg_now", ["94.9", "105.1"])
def test_a_weight_that_changed_by_more_than_5_percent_refuses_the_old_dose(kg_now):
    facts = replace(FIRST, weight_kg=Decimal(kg_now), weight_at_calculation_kg=Decimal(100))

    assert found(IV, infusion("45"), facts) == {"weight_changed": Severity.REFUSE}


@pytest.mark.parametrize(
    ("day", "findings"), [(3, {}), (2, {}), (1, {"weight_old": Severity.REVIEW})]
)
def test_a_weight_older_than_7_days_asks_for_review(day, findings):
    facts = replace(FIRST, weight_measured_on=date(2026, 3, day))

    assert found(IV, infusion("35"), facts) == findings


def test_what_nobody_knows_asks_for_review_once_each():
    nobody_knows = DoseFacts(now=NOW)

    assert found(IV, infusion("35"), nobody_knows) == {
        "unknown_body_weight": Severity.REVIEW,
        "unknown_earlier_doses": Severity.REVIEW,
        "unknown_day_of_weighing": Severity.REVIEW,
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"drug": "esketamine"}, "other_drug"),
        ({"route": Route.ORAL}, "other_route"),
        ({"dose_mg": Decimal(0)}, "no_dose"),
        ({"dose_mg": Decimal(-5)}, "no_dose"),
    ],
)
def test_a_plan_that_is_not_this_protocol_is_refused(change, code):
    assert found(IV, replace(infusion("35"), **change), FIRST)[code] is Severity.REFUSE


def test_all_three_weights_are_shown_from_a_body_mass_index_of_30():
    at_30 = replace(FIRST, weight_kg=Decimal("76.8"), height_cm=Decimal(160), sex="female")
    under_30 = replace(at_30, weight_kg=Decimal("76.7"))

    assert found(IV, infusion("38"), at_30) == {"three_weights": Severity.INFO}
    assert found(IV, infusion("38"), under_30) == {}


def test_the_three_doses_of_a_heavy_man_are_those_of_the_reference():
    facts = replace(FIRST, weight_kg=Decimal(120), height_cm=Decimal(178), sex="male")
    doses = three_weight_doses(Decimal("0.5"), facts)

    assert {basis: f"{mg:.1f}" for basis, mg in doses.items()} == {
        "actual": "60.0",
        "ideal": "36.6",
        "adjusted": "46.0",
    }


def test_only_a_protocol_with_a_default_works_a_dose_out():
    assert default_dose_mg(IV, Decimal(92)) == Decimal(46)
    assert default_dose_mg(IM, Decimal(92)) is None


def test_every_finding_carries_its_source_and_inputs():
    facts = replace(LATER, previous_doses=(before(hours=1),))
    findings = check_plan(IV, infusion("80", "20"), facts)

    assert {finding.code for finding in findings if not finding.source} == set()
    assert {finding.code for finding in findings if not finding.inputs} == set()
    assert worst(findings) is Severity.REFUSE
    assert findings[0].severity is Severity.REFUSE


# --- starts ---------------------------------------------------------------------------------------


def pump(rate, strength="0.7"):
    return InfusionStarted(
        drug="ketamine",
        concentration_mg_per_ml=Decimal(strength),
        rate_ml_per_hour=Decimal(rate),
    )


def start_codes(protocol, start, plan, facts=FIRST):
    return {finding.code for finding in check_start(protocol, start, plan, facts)}


@pytest.mark.parametrize(
    ("rate", "codes"),
    [("75", set()), ("77", {"fast"}), ("100", {"fast"}), ("102", {"too_fast", "fast"})],
)
def test_a_pump_set_faster_than_the_plan_is_held_to_the_same_minutes(rate, codes):
    assert start_codes(IV, pump(rate), infusion("35")) == codes


def test_a_strength_written_at_two_places_does_not_make_the_pump_too_fast():
    assert start_codes(IV, pump("75", "0.73"), infusion("36.4"), FIRST) == {"first_dose"}


def test_the_strongest_vial_may_not_run_undiluted():
    assert "not_diluted" in start_codes(IV, pump("0.5", "100"), infusion("35"))


def test_an_infusion_without_a_plan_or_a_rate_does_not_start():
    assert start_codes(IV, pump("75"), None) == {"no_plan"}
    assert start_codes(IV, pump("0"), infusion("35")) == {"no_rate"}
