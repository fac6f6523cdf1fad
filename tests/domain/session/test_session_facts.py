"""What a session came to, read from its log."""

from __future__ import annotations

from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.session_facts import session_facts
from holdspace.domain.signals import SignalKind, signal_id


@pytest.fixture
def facts(log, im):
    """A function: the facts of the log so far, by the protocol of the injection."""
    return lambda protocol=im, minute=400: session_facts(log.session, protocol, log.at(minute))


def test_nothing_that_nobody_asked_is_said_to_be_well(log, im, facts):
    log.open(im, guidance_level=None)
    log.inject(10)
    said = facts()

    assert (said.highest_nausea, said.highest_distress, said.vomited) == (None, None, None)
    assert (said.peak_systolic, said.lowest_spo2, said.minutes_to_ready) == (None, None, None)
    assert "Nobody asked about nausea after the dose." in said.unknown
    assert "No blood pressure was charted after the dose." in said.unknown
    assert "Nobody signed that the person was ready to go home." in said.unknown


def test_without_a_dose_there_is_nothing_to_look_back_at(log, im, facts):
    log.open(im)
    log.vitals(5, systolic=150)
    log.rate(6, "nausea", 8)
    said = facts()

    assert not said.had_a_dose
    assert (said.dose_mg, said.peak_systolic, said.highest_nausea) == (None, None, None)
    assert said.unknown == ("No dose is charted in this session.",)


def test_a_whole_session_is_read_back(home, im, facts):
    home.say(131, happened.DischargeSigned(facts=()), by="mira")
    home.say(140, happened.HandedOver(escort_name="Jo Winter"))
    said = facts()

    assert (said.dose_mg, said.weight_kg) == (Decimal(40), Decimal(70))
    assert said.dose_mg_per_kg == Decimal(40) / 70
    assert (said.dosing_minutes, said.minutes_to_ready) == (0, 121)
    assert (said.went_home_at, said.went_home_how) == (home.at(140), "handed_over")
    assert (said.highest_dissociation.score, said.dissociation_rise) == (0, 0)
    assert said.vomited is False
    assert said.unknown == ("No level of guidance was agreed before.",)


def test_the_peak_is_the_first_highest_after_the_dose_and_says_when(log, im, facts):
    log.open(im)
    log.baseline(5, systolic=190)
    log.inject(10)
    log.vitals(20, systolic=150, diastolic=95, spo2_percent=94)
    log.vitals(40, systolic=150, diastolic=90, spo2_percent=96)
    said = facts()

    assert (said.peak_systolic.value, said.peak_systolic.minutes) == (Decimal(150), 10)
    assert (said.peak_diastolic.value, said.lowest_spo2.value) == (Decimal(95), Decimal(94))
    assert said.baseline_systolic_mmhg == Decimal(190)
    assert said.pressure_readings == 2


def test_a_reading_that_was_struck_out_is_no_peak(log, im, facts):
    log.open(im)
    log.inject(10)
    wrong = log.vitals(20, systolic=230)
    log.vitals(30, systolic=140)
    log.say(31, happened.VitalsRescinded(target_id=wrong, reason="cuff slipped"))

    assert facts().peak_systolic.value == Decimal(140)


def test_a_rating_before_the_dose_is_not_of_the_session(log, im, facts):
    log.open(im)
    log.rate(5, "distress", 9)
    log.inject(10)
    log.rate(30, "distress", 4)
    log.rate(60, "distress", 2)

    assert (facts().highest_distress.score, facts().highest_distress.minutes) == (4, 20)


def test_vomiting_is_charted_or_unknown_and_only_asking_makes_it_no(log, im, facts):
    log.open(im)
    log.inject(10)
    before_asking = facts().vomited
    log.rate(30, "nausea", 5)
    after_asking = facts().vomited
    log.say(40, happened.Observed(code="vomiting"))

    assert (before_asking, after_asking, facts().vomited) == (None, False, True)


def test_an_infusion_that_stopped_early_was_given_in_part(log, iv, facts):
    log.open(iv)
    plan = log.say(
        5,
        happened.DosePlanned(
            drug="ketamine", route=happened.Route.INTRAVENOUS, dose_mg=Decimal(35)
        ),
    )
    infusion = log.infuse(10, plan_id=plan)
    log.say(20, happened.InfusionPaused(infusion_id=infusion, reason="fear"))
    log.say(25, happened.InfusionResumed(infusion_id=infusion))
    log.say(35, happened.InfusionStopped(infusion_id=infusion, reason="enough"))
    said = facts(iv)

    assert said.dose_mg == Decimal("17.5")
    assert (said.planned_mg, said.was_given_in_part, said.was_paused) == (Decimal(35), True, True)
    assert said.dosing_minutes == 25


def test_an_infusion_whose_stop_nobody_charted_says_so(log, iv, facts):
    log.open(iv)
    plan = log.say(
        5,
        happened.DosePlanned(
            drug="ketamine", route=happened.Route.INTRAVENOUS, dose_mg=Decimal(35)
        ),
    )
    log.infuse(10, plan_id=plan)
    said = facts(iv)

    assert said.dose_is_counted_on
    assert said.dosing_minutes is None
    assert any("No stop of the infusion" in one for one in said.unknown)


def test_rescue_and_comfort_are_told_apart_with_their_minute(log, im, facts):
    log.open(im)
    log.inject(10)
    log.say(
        30,
        happened.OtherDrugGiven(
            drug="midazolam", amount=Decimal(1), unit="mg", route="iv", ordered_by="Mira Lang"
        ),
    )
    log.say(
        35,
        happened.OtherDrugGiven(
            drug="ondansetron", amount=Decimal(4), unit="mg", route="iv", ordered_by="Mira Lang",
            is_rescue=False,
        ),
    )  # fmt: skip
    said = facts()

    assert [(one.drug, one.minutes) for one in said.rescues] == [("midazolam", 20)]
    assert [one.drug for one in said.comfort_drugs] == ["ondansetron"]


def test_a_call_for_help_has_its_seconds_and_the_showing_of_the_button_is_none(log, im, facts):
    log.open(im)
    log.say(1, happened.HelpCalled(), by="")
    log.say(2, happened.ChairSet(bell="cord", demonstrated=True))
    log.inject(10)
    call = log.say(20, happened.HelpCalled(), by="")
    log.say(20.5, happened.HelpAnswered(call_id=call))
    log.say(40, happened.HelpCalled(), by="")

    assert [one.seconds_to_answer for one in facts().help_calls] == [30, None]


def test_a_signal_says_how_long_it_waited_where_its_id_says_since_when(log, im, facts):
    log.open(im)
    log.inject(10)
    since = signal_id(SignalKind.DUE, "vitals", log.at(25))
    log.say(27, happened.SignalAcknowledged(signal_id=since, action="measured"))
    limit = f"limit:systolic_high_watch:{log.at(30).isoformat()}"
    log.say(31, happened.SignalAcknowledged(signal_id=limit, action="repeated"))
    log.say(32, happened.SignalAcknowledged(signal_id="of another age", action="seen"))
    said = facts().signals_taken

    assert [(one.kind, one.seconds_to_acknowledgement) for one in said] == [
        (SignalKind.DUE, 120),
        (SignalKind.OUTSIDE_YOUR_LIMIT, 60),
        (None, None),
    ]


def test_guidance_is_planned_and_then_delivered(log, im, facts):
    log.open(im, guidance_level=1)
    log.inject(10)
    log.say(20, happened.GuidanceLevelSet(level=3))
    log.say(30, happened.GuidanceLevelSet(level=2))
    said = facts()

    assert said.guidance_planned == 1
    assert [one.level for one in said.guidance_delivered] == [3, 2]
    assert said.guidance_at_most == 3


@pytest.mark.parametrize(
    ("outcome", "how"),
    [("left_early", "left_early"), ("completed", "completed"), ("transferred", None)],
)
def test_a_record_closed_without_a_hand_over_says_how_it_is_known(log, im, facts, outcome, how):
    log.open(im)
    log.inject(10)
    log.say(90, happened.RecordClosed(outcome=outcome, reason="-"))

    assert (facts().went_home_how, facts().outcome) == (how, outcome)


def test_the_way_back_is_kept_in_their_words(log, im, facts):
    log.open(im)
    log.inject(10)
    log.say(70, happened.NoteWritten(topic="first_words", text="I was a river."))
    log.say(80, happened.NoteWritten(topic="themes", text="My father's garden."))
    log.say(81, happened.NoteWritten(topic="helped", text="The hand."))
    said = facts()

    assert (said.first_words, said.themes) == (("I was a river.",), ("My father's garden.",))
    assert said.helped == ("The hand.",)
