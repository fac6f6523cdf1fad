"""What the record keeps of presence, emergencies, phases and odd entries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdspace.domain import session_events as happened
from holdspace.domain.admission import Admitted
from holdspace.domain.flags import flags
from holdspace.domain.session import fold
from holdspace.domain.session_events import Phase


def codes(log, protocol, minute):
    return [flag.code for flag in flags(log.session, protocol, log.at(minute))]


@pytest.mark.parametrize(
    ("minute", "names"),
    [(0.9, []), (1, ["Ana"]), (2, ["Ana", "Ben"]), (3, ["Ben"]), (4, ["Ben"]), (5, [])],
)
def test_who_is_with_the_person_at_a_moment(log, minute, names):
    log.say(1, happened.PresenceBegan(person="Ana"))
    log.say(2, happened.PresenceBegan(person="Ben"))
    log.say(3, happened.PresenceEnded(person="Ana"))
    log.say(4, happened.PresenceBegan(person="Ben", manner="guiding"))
    log.say(5, happened.PresenceEnded(person="Ben"))

    present = log.session.person.with_the_person(log.at(minute))

    assert [one.person for one in present] == names


def test_a_second_press_during_an_emergency_is_the_same_emergency(log):
    log.say(1, happened.EmergencyDeclared())
    log.say(2, happened.EmergencyDeclared())
    log.say(3, happened.EmergencyStepTaken(step="Ambulance called"))
    log.say(4, happened.EmergencyEnded(outcome="well"))
    (emergency,) = log.session.harm.emergencies

    assert [step.body.step for step in emergency.steps] == ["Ambulance called"]
    assert log.session.harm.emergency is None


def test_an_adverse_event_has_the_outcome_of_its_last_follow_up(log):
    noted = log.say(1, happened.AdverseEventNoted(term="Vomiting", grade="mild", action="side"))
    log.say(
        9,
        happened.AdverseEventFollowed(adverse_event_id=noted, action="well", outcome="resolved"),
    )

    assert [one.outcome for one in log.session.harm.adverse_events] == ["resolved"]


def test_the_same_phase_tapped_twice_began_once(log, im):
    log.open(im)
    log.inject(10)
    log.say(20, happened.PhaseEntered(phase=Phase.RETURN))
    log.say(25, happened.PhaseEntered(phase=Phase.RETURN))

    assert log.session.frame.entered_at(Phase.RETURN) == log.at(20)


def test_the_guidance_level_is_the_one_set_last_else_the_one_agreed(log, im):
    log.open(im, guidance_level=1)
    assert log.session.guidance_level == 1

    log.say(5, happened.GuidanceLevelSet(level=3))
    assert log.session.guidance_level == 3


def test_a_normal_session_has_no_flags(log, im):
    log.open(im)

    assert codes(log, im, 1) == []


def test_more_than_planned_is_flagged_from_the_moment_it_is_more(log, iv):
    log.open(iv)
    plan = happened.DosePlanned(
        drug="ketamine", route=happened.Route.INTRAVENOUS, dose_mg=Decimal(35)
    )
    log.say(9, happened.DosingReleased(facts=()))
    plan_id = log.say(1, plan)
    log.say(2, happened.DoseChecked(plan_id=plan_id), by="ben")
    log.infuse(10, plan_id=plan_id)

    assert codes(log, iv, 50) == []
    assert codes(log, iv, 50.1) == ["more_than_planned"]


def test_an_infusion_that_nobody_stopped_is_not_said_to_have_given_for_a_day(log, iv):
    log.open(iv)
    plan = happened.DosePlanned(
        drug="ketamine", route=happened.Route.INTRAVENOUS, dose_mg=Decimal(35)
    )
    plan_id = log.say(1, plan)
    infusion_id = log.infuse(10, plan_id=plan_id)

    assert not log.session.doses.is_counted_past_its_plan(log.at(50))
    assert log.session.doses.is_counted_past_its_plan(log.at(50.1))
    sentences = [one.sentence for one in flags(log.session, iv, log.at(24 * 60))]
    assert any("no stop is charted" in one for one in sentences)

    log.say(51, happened.InfusionStopped(infusion_id=infusion_id))
    assert not log.session.doses.is_counted_past_its_plan(log.at(24 * 60))


@pytest.mark.parametrize(("dose_mg", "flagged"), [(104, False), (105, False), (106, True)])
def test_what_was_given_above_the_ceiling_is_flagged(log, im, dose_mg, flagged):
    """70 kg at 1.5 mg/kg is 105 mg."""
    log.open(im)
    log.inject(10, dose_mg)

    assert ("above_ceiling" in codes(log, im, 11)) is flagged


def test_a_dose_whose_volume_does_not_hold_it_is_flagged(log, im):
    log.open(im)
    dose = happened.DoseGiven(
        drug="ketamine",
        route=happened.Route.INTRAMUSCULAR,
        dose_mg=Decimal(40),
        volume_ml=Decimal("0.8"),
        concentration_mg_per_ml=Decimal(100),
        already_happened=True,
        reason="late",
    )
    log.say(10, dose)

    assert "arithmetic" in codes(log, im, 11)


def test_a_change_before_the_start_of_its_infusion_is_flagged_and_does_not_count(log, iv):
    log.open(iv)
    log.say(9, happened.DosingReleased(facts=()))
    drip = log.infuse(10)
    log.say(8, happened.InfusionStopped(infusion_id=drip))

    assert codes(log, iv, 50) == ["second_check_outstanding", "no_infusion"]
    assert log.session.given_mg(log.at(50)) == 35


SAYABLE = st.sampled_from([
    happened.PhaseEntered(phase=Phase.EXPLORATION),
    happened.PhaseEntered(phase=Phase.HOME),
    happened.TimeOutConfirmed(checks=("name",)),
    happened.EmergencyDeclared(),
    happened.EmergencyEnded(outcome="well"),
    happened.DosingEnded(),
    happened.DoseGiven(
        drug="ketamine",
        route=happened.Route.INTRAMUSCULAR,
        dose_mg=Decimal(40),
        already_happened=True,
        reason="story",
    ),
    happened.InfusionStarted(
        drug="ketamine",
        concentration_mg_per_ml=Decimal(1),
        rate_ml_per_hour=Decimal(1),
        already_happened=True,
        reason="story",
    ),
    happened.DischargeSigned(facts=()),
    happened.HandedOver(escort_name="Jo"),
    happened.RecordClosed(outcome="cancelled", reason="a cold"),
    happened.RecordClosed(outcome="completed"),
    happened.RecordClosed(outcome="left_early", reason="wanted to go"),
])  # fmt: skip


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(bodies=st.lists(SAYABLE, max_size=8))
def test_from_wherever_a_session_is_its_record_can_be_closed(log, im, bodies):
    """Promise R26, to depth 8: no path ends up nowhere."""
    protocol = im
    log.entries.clear()
    log.open(protocol)
    for minute, body in enumerate(bodies, start=1):
        _say_if_admitted(log, protocol, minute, body)
    for minute, infusion in enumerate(log.session.doses.infusions, start=20):
        log.say(minute, happened.InfusionStopped(infusion_id=infusion.infusion_id))
    _say_if_admitted(log, protocol, 30, happened.EmergencyEnded(outcome="well"))
    _say_if_admitted(
        log, protocol, 31, happened.RecordClosed(outcome="transferred", reason="hospital")
    )

    assert fold(log.entries).is_closed


def _say_if_admitted(log, protocol, minute, body):
    admitted = isinstance(log.ask(minute, body, protocol), Admitted)
    return log.say(minute, body) if admitted else None
