"""A plan of sessions held to its protocol: order, spacing, doses, the length of a series."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from holdspace.domain.course_plan import PersonPlanned, PlannedSession, plan_findings
from holdspace.domain.protocol import Severity
from holdspace.domain.rhythms import RHYTHMS, rhythm_of, rhythms_for, target_days
from holdspace.domain.weight_basis import Body
from holdspace.protocols import load_protocol

IV = load_protocol("iv-racemic-0.5mgkg-40min", 1)
NASAL = load_protocol("nasal-esketamine-trd", 1)
MONDAY = date(2026, 3, 2)
PERSON = PersonPlanned(
    body=Body(weight_kg=Decimal(70)),
    age_years=40,
    indication="treatment_resistant_depression",
    had_doses_before=False,
)


def planned(*days, mg="35"):
    return [
        PlannedSession(number=at, on=MONDAY + timedelta(days=day), dose_mg=mg and Decimal(mg))
        for at, day in enumerate(days, 1)
    ]


def found(protocol, sessions, rhythm=None, person=PERSON):
    return {
        (one.number, one.finding.code): one.finding.severity
        for one in plan_findings(protocol, sessions, person, rhythm)
    }


def test_six_in_three_weeks_raise_nothing_but_the_look_back() -> None:
    assert found(IV, planned(0, 3, 7, 10, 14, 17), rhythm_of("twice_weekly")) == {}


@pytest.mark.parametrize(
    ("gap", "findings"),
    [
        (1, {(2, "sessions_close"): Severity.REVIEW}),
        (2, {}),
        (3, {}),
    ],
    ids=["a day", "two days", "three days"],
)
def test_two_sessions_closer_than_48_hours_are_a_finding(gap, findings) -> None:
    assert found(IV, planned(0, gap, 10, 20)) == findings


def test_esketamine_a_third_time_in_a_week_is_a_finding() -> None:
    codes = found(NASAL, planned(0, 3, 6, 13, mg="56"))

    assert [number for number, code in codes if "168" in code or "week" in code] == [3]


def test_esketamine_at_the_same_hour_a_week_later_is_none() -> None:
    assert found(NASAL, planned(0, 3, 7, 10, mg="56")) == {}


def test_spacing_is_asked_without_a_dose_too() -> None:
    assert found(IV, planned(0, 1, 10, 20, mg=None)) == {(2, "sessions_close"): Severity.REVIEW}


def test_a_session_before_the_one_before_it_is_refused() -> None:
    assert found(IV, planned(0, 7, 5, 20))[3, "out_of_order"] is Severity.REFUSE


@pytest.mark.parametrize(
    ("mg", "severities"),
    [("35", set()), ("35.01", {Severity.REVIEW}), ("70", {Severity.REVIEW})],
)
def test_the_first_dose_is_held_to_the_protocol(mg, severities) -> None:
    findings = found(IV, planned(0, 7, 14, 21, mg=mg))

    assert {severity for (number, _), severity in findings.items() if number == 1} == severities


@pytest.mark.parametrize(("mg", "refused"), [("69.9", False), ("70", False), ("70.1", True)])
def test_what_the_protocol_refuses_is_refused_in_the_plan(mg, refused) -> None:
    severities = set(found(IV, planned(0, 7, 14, 21, mg=mg)).values())

    assert (Severity.REFUSE in severities) is refused


def test_a_session_that_was_is_history() -> None:
    first, *rest = planned(0, 7, 14, 21)
    past = PlannedSession(number=1, on=first.on, dose_mg=Decimal(99), is_past=True)

    assert [number for number, _ in found(IV, [past, *rest]) if number == 1] == []


def test_an_unknown_weight_is_said_and_not_guessed() -> None:
    unknown = PersonPlanned(body=Body(), had_doses_before=False)

    assert (1, "unknown_body_weight") in found(IV, planned(0, 7, 14, 21), person=unknown)


@pytest.mark.parametrize(("sessions", "is_told"), [(3, True), (4, False), (8, False), (9, True)])
def test_a_series_is_four_to_eight(sessions, is_told) -> None:
    days = [3 * number for number in range(sessions)]

    assert ((0, "series_length") in found(IV, planned(*days))) is is_told


@pytest.mark.parametrize(("last", "is_told"), [(27, False), (28, False), (29, True)])
def test_a_series_takes_up_to_28_days(last, is_told) -> None:
    assert ((0, "series_days") in found(IV, planned(0, 7, 14, last))) is is_told


def test_after_the_induction_the_benefit_is_judged() -> None:
    rhythm = rhythm_of("esketamine")
    days = [(each - MONDAY).days for each in target_days(rhythm, MONDAY, 9)]

    assert (0, "judge_benefit") in found(NASAL, planned(*days, mg="56"), rhythm)
    assert (0, "judge_benefit") not in found(NASAL, planned(*days[:8], mg="56"), rhythm)


def test_esketamine_goes_on_weekly_from_the_fifth_week() -> None:
    days = target_days(rhythm_of("esketamine"), MONDAY, 15)

    assert [(each - MONDAY).days for each in days] == [
        0, 3, 7, 10, 14, 17, 21, 24, 28, 35, 42, 49, 56, 63, 70,
    ]  # fmt: skip


def test_a_rhythm_is_offered_only_where_it_was_studied() -> None:
    assert [each.code for each in rhythms_for(NASAL)] == ["esketamine"]
    assert "esketamine" not in [each.code for each in rhythms_for(IV)]


@pytest.mark.parametrize("rhythm", RHYTHMS, ids=lambda each: each.code)
def test_every_rhythm_has_its_source_and_keeps_its_own_protocols_spacing(rhythm) -> None:
    protocol = NASAL if rhythm.product == "esketamine" else IV
    days = [(each - MONDAY).days for each in target_days(rhythm, MONDAY, 12)]

    spacing = found(protocol, planned(*days, mg=None), rhythm)
    assert "clinical reference 2.2" in rhythm.source
    assert {number for number, _ in spacing if number} == set()
