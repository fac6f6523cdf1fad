"""Day, room, beforehand, watching, guidance, support: each by its numbered rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from holdspace.domain.review_parts import NoProposal, Part
from tests.domain.next_session.conftest import (
    ESKETAMINE,
    a_session,
    a_wish,
    at,
    call,
    part_of,
    rating,
    reading,
    rescue,
    scored,
)


@pytest.mark.parametrize(
    ("day", "rule", "value"),
    [(3, "REV-I2", "2026-03-04"), (4, "REV-I4", "2026-03-04"), (5, "REV-I4", "2026-03-05")],
)
def test_the_day_is_the_plans_unless_the_protocol_asks_for_more(day, rule, value):
    said = part_of(Part.INTERVAL, next_on=date(2026, 3, day), today=date(2026, 3, 3))

    assert (said.rule.id, said.value) == (rule, value)


@pytest.mark.parametrize("day", [None, date(2026, 3, 2), date(2026, 3, 3)])
def test_without_a_day_to_come_there_is_none_to_propose(day):
    said = part_of(Part.INTERVAL, next_on=day, today=date(2026, 3, 4))

    assert isinstance(said, NoProposal)


@pytest.mark.parametrize(
    ("planned_after", "value"),
    [(3, "2026-03-09"), (7, "2026-03-16"), (14, "2026-03-23"), (21, "2026-03-30")],
)
def test_in_remission_after_the_series_the_interval_grows_one_step(planned_after, value):
    said = part_of(
        Part.INTERVAL,
        scores=scored("90"),
        number=6,
        planned_sessions=8,
        next_on=date(2026, 3, 2 + planned_after),
        today=date(2026, 3, 3),
    )

    assert (said.rule.id, said.value) == ("REV-I3", value)


def test_in_remission_inside_the_series_the_plan_goes_on():
    assert part_of(Part.INTERVAL, scores=scored("90"), number=5).rule.id == "REV-I4"


def test_at_four_weeks_it_grows_no_further():
    said = part_of(
        Part.INTERVAL, scores=scored("90"), number=6, planned_sessions=8, next_on=date(2026, 3, 30)
    )

    assert (said.rule.id, said.value) == ("REV-I4", "2026-03-30")


def test_after_the_series_an_unknown_response_proposes_no_day():
    said = part_of(Part.INTERVAL, scores=None, number=6, planned_sessions=8)

    assert isinstance(said, NoProposal)


def test_a_third_dose_of_esketamine_in_a_week_is_moved_out_of_it():
    earlier = (a_session(first_dose_at=at(-3 * 24 * 60)),)
    said = part_of(
        Part.INTERVAL,
        protocol=ESKETAMINE,
        earlier=earlier,
        number=2,
        next_on=date(2026, 3, 4),
        today=date(2026, 3, 3),
    )

    assert (said.rule.id, said.value) == ("REV-I2", "2026-03-06")


@pytest.mark.parametrize(
    ("minutes", "rule", "value"), [(105, "REV-L2", "120"), (106, "REV-L1", "135")]
)
def test_the_room_is_kept_for_as_long_as_this_person_needed(minutes, rule, value):
    said = part_of(Part.LENGTH, facts={"minutes_to_ready": minutes})

    assert (said.rule.id, said.value) == (rule, value)


def test_the_longer_of_the_last_two_counts():
    earlier = (a_session(minutes_to_ready=400), a_session(minutes_to_ready=170))

    assert part_of(Part.LENGTH, earlier=earlier, number=3).value == "195"


def test_a_session_nobody_was_found_ready_in_says_nothing_about_the_next():
    assert isinstance(part_of(Part.LENGTH, facts={"minutes_to_ready": None}), NoProposal)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"highest_nausea": rating(3)}, "REV-P3"),
        ({"highest_nausea": rating(4)}, "REV-P1"),
        ({"highest_nausea": rating(5)}, "REV-P1"),
        ({"vomited": True}, "REV-P1"),
        ({"rescues": (rescue(),)}, "REV-P2"),
        ({"vomited": None}, "REV-X7"),
    ],
)
def test_beforehand_is_only_ever_to_be_considered(changed, rule):
    assert part_of(Part.PREMEDICATION, facts=changed).rule.id == rule


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"peak_systolic": reading(160)}, "REV-M3"),
        ({"peak_systolic": reading(161)}, "REV-M2"),
        ({"peak_diastolic": reading(101)}, "REV-M2"),
        ({"lowest_spo2": reading(91)}, "REV-M1"),
        ({"deepest_sedation": rating(3)}, "REV-M1"),
        ({"deepest_sedation": rating(4)}, "REV-M3"),
    ],
)
def test_watching_is_never_less_than_the_protocol_has(changed, rule):
    assert part_of(Part.MONITORING, facts=changed).rule.id == rule


def test_a_high_peak_names_the_minutes_around_it():
    said = part_of(Part.MONITORING, facts={"peak_systolic": reading(170, 35)})

    assert "from 20 to 50 min after the dose" in said.words


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"peak_systolic": None, "unknown": ("No blood pressure was charted after the dose.",)},
         "No blood pressure was charted after the dose."),
        ({"deepest_sedation": None, "unknown": ("Sedation was not scored after the dose.",)},
         "Sedation was not scored after the dose."),
    ],
)  # fmt: skip
def test_what_nobody_measured_says_nothing_about_watching(changed, sentence):
    assert part_of(Part.MONITORING, facts=changed).why == (sentence,)


@pytest.mark.parametrize(
    ("wish", "distress", "rule", "value"),
    [
        (a_wish("same"), 4, "REV-G4", "1"),
        (a_wish("same"), 5, "REV-G1", "2"),
        (a_wish("more"), 2, "REV-G1", "2"),
        (a_wish("less"), 2, "REV-G2", "0"),
        (a_wish("less"), 5, "REV-G3", "1"),
        (a_wish("same", "lighter"), 2, "REV-G1", "2"),
    ],
)
def test_company_goes_by_the_wish_and_by_how_hard_it_was(wish, distress, rule, value):
    said = part_of(Part.GUIDANCE, wish=wish, facts={"highest_distress": rating(distress)})

    assert (said.rule.id, said.value) == (rule, value)


@pytest.mark.parametrize(
    ("level", "company", "value"), [(4, "more", "4"), (3, "more", "4"), (0, "less", "0")]
)
def test_there_are_five_levels_and_no_sixth(level, company, value):
    said = part_of(Part.GUIDANCE, wish=a_wish(company), facts={"guidance_planned": level})

    assert said.value == value


@pytest.mark.parametrize("changed", [{"wish": None}, {"wish": a_wish(None)}])
def test_a_wish_nobody_asked_for_is_not_the_same_again(changed):
    assert isinstance(part_of(Part.GUIDANCE, **changed), NoProposal)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({}, "REV-S3"),
        ({"highest_distress": rating(5)}, "REV-S2"),
        ({"highest_rung": 1}, "REV-S2"),
        ({"help_calls": (call(),)}, "REV-S3"),
        ({"help_calls": (call(unheard=True),)}, "REV-S1"),
        ({"highest_distress": None}, "REV-X7"),
    ],
)
def test_support_looks_at_how_hard_it_was_and_at_calls_nobody_heard(changed, rule):
    assert part_of(Part.SUPPORT, facts=changed).rule.id == rule


def test_worse_since_the_start_leaves_the_day_to_a_prescriber():
    said = part_of(Part.INTERVAL, scores=replace(scored("-30"), worse=("Worse by 6 points.",)))

    assert (said.rule.id, said.why[0]) == ("REV-I1", "Worse by 6 points.")
