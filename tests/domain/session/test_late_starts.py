"""A start that comes late is judged as of the moment it happened, and never refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.admission import Admitted, Candidate, Refused, admit
from holdspace.domain.admission_late import IN_TIME, as_it_was, how_long, is_late_start
from holdspace.domain.flags import flags
from holdspace.domain.gates import unmet
from holdspace.domain.second_check import outstanding, unchecked_doses
from holdspace.domain.session_events import Met
from tests.domain.session.conftest import NAMES, READY, LogBook

PLAN = happened.DosePlanned(
    drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40), tier="light"
)


def give(plan_id, **fields):
    return happened.DoseGiven(
        plan_id=plan_id, drug="ketamine", route=happened.Route.INTRAMUSCULAR, dose_mg=Decimal(40),
        **fields,
    )  # fmt: skip


@pytest.fixture
def plan_id(log, im):
    """Everything is ready at nine minutes: measured, planned, checked, timed out."""
    log.open(im)
    log.baseline(1)
    log.baseline(2)
    plan_id = log.say(3, PLAN, by="mira")
    log.say(4, happened.DoseChecked(plan_id=plan_id), by="ana")
    log.say(5, happened.TimeOutConfirmed(checks=("name",)), by="ana")
    log.say(6, happened.TimeOutConfirmed(checks=("name",)), by="mira")
    return plan_id


def say(log, protocol, body, *, at, arrives, facts=READY):
    """What admission says to something that happened at one minute and arrives at another."""
    candidate = Candidate(
        body=body, author_id="ana", author_name=NAMES["ana"], occurred_at=log.at(at)
    )
    return admit(log.session, candidate, protocol, facts, log.at(arrives))


# --- when it is late ------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "late"), [(29, False), (30, False), (31, True)])
def test_after_half_a_minute_a_start_is_late(log, seconds, late):
    now = log.at(9) + timedelta(seconds=seconds)

    assert is_late_start(give(None), log.at(9), now) is late
    assert timedelta(seconds=30) == IN_TIME


def test_only_a_start_is_late(log):
    given = give(None, already_happened=True, reason="before the tablet was there")

    assert not is_late_start(given, log.at(0), log.at(60))
    assert not is_late_start(PLAN, log.at(0), log.at(60))


# --- what becomes of it ---------------------------------------------------------------------------


def test_what_was_right_when_it_happened_passes_the_gate_though_all_is_too_old_by_now(
    log, im, plan_id
):
    answer = say(log, im, give(plan_id), at=9, arrives=249)

    assert isinstance(answer, Admitted)
    assert answer.instead is None
    assert unmet(answer.facts) == ()


@pytest.mark.parametrize("arrives", [9, 9.5])
def test_in_time_a_start_is_refused_as_ever(log, im, plan_id, without, arrives):
    shut = without("fasting", Met.UNMET)

    assert isinstance(say(log, im, give(plan_id), at=9, arrives=arrives, facts=shut), Refused)


def test_what_was_not_met_then_is_charted_as_given_and_says_what_it_was(log, im, plan_id, without):
    shut = tuple(
        replace(fact, detail="Ate at eight.") if fact.code == "fasting" else fact
        for fact in without("fasting", Met.UNMET)
    )

    answer = say(log, im, give(plan_id), at=9, arrives=21, facts=shut)

    assert isinstance(answer, Admitted)
    assert answer.instead == give(
        plan_id,
        already_happened=True,
        reason="Reached the record 12 min after it happened. Not met then: Ate at eight.",
    )


def test_a_reason_that_was_given_stands_first(log, im, plan_id, without):
    said = give(plan_id, reason="The network is gone.")

    answer = say(log, im, said, at=9, arrives=21, facts=without("fasting", Met.UNKNOWN))

    assert answer.instead.reason.startswith("The network is gone. Reached the record 12 min")


def test_what_was_done_after_the_start_does_not_count_for_it(log, im):
    """The check and the second half of the time-out came when the dose was in."""
    log.open(im)
    log.baseline(1)
    log.baseline(2)
    plan_id = log.say(3, PLAN, by="mira")
    log.say(5, happened.TimeOutConfirmed(checks=("name",)), by="ana")
    log.say(10, happened.DoseChecked(plan_id=plan_id), by="ana")
    log.say(11, happened.TimeOutConfirmed(checks=("name",)), by="mira")

    answer = say(log, im, give(plan_id), at=9, arrives=12)

    assert answer.instead.already_happened
    assert "No second person has checked this plan" in answer.instead.reason


def test_what_came_after_the_start_does_not_stand_in_its_way(log, im, plan_id):
    log.say(20, happened.EmergencyDeclared())
    log.say(30, happened.DosingEnded(reason="Enough."))

    answer = say(log, im, give(plan_id), at=9, arrives=40)

    assert (answer.instead, unmet(answer.facts)) == (None, ())


def test_a_second_infusion_under_one_plan_is_charted_and_flagged(log, iv):
    """Two tablets without a network both started it: both stand, and it is seen."""
    log.open(iv)
    plan_id = log.say(
        1,
        happened.DosePlanned(
            drug="ketamine", route=happened.Route.INTRAVENOUS, dose_mg=Decimal(35)
        ),
    )
    log.infuse(10, plan_id=plan_id)
    again = happened.InfusionStarted(
        plan_id=plan_id, drug="ketamine", concentration_mg_per_ml=Decimal("0.7"),
        rate_ml_per_hour=Decimal(75),
    )  # fmt: skip

    answer = say(log, iv, again, at=12, arrives=30)

    assert "An infusion runs already" in answer.instead.reason


def test_a_late_dose_without_any_plan_is_charted(log, im):
    log.open(im)

    answer = say(log, im, give(None), at=1, arrives=3)

    assert "No dose is planned for this start." in answer.instead.reason


@pytest.fixture
def called_off(log, plan_id):
    """Closed at the desk at twenty minutes; a tablet without a network has not heard of it."""
    log.say(20, happened.RecordClosed(outcome="cancelled", reason="Unwell"), by="mira")
    return plan_id


@pytest.mark.parametrize(("minute", "is_closed"), [(19.9, False), (20, True), (20.1, True)])
def test_a_dose_that_was_given_after_the_closing_is_in_the_record(
    log, im, called_off, minute, is_closed
):
    answer = say(log, im, give(called_off), at=minute, arrives=40)

    assert isinstance(answer, Admitted)
    assert ("The record is closed" in str(answer.instead)) is is_closed


def test_what_was_charted_as_given_after_the_closing_is_flagged(log, im, called_off):
    given = give(called_off, already_happened=True, reason="The network was gone.")

    assert isinstance(say(log, im, given, at=21, arrives=40), Admitted)
    assert "given_after_closing" not in codes(log, im)
    log.say(21, given)
    assert "given_after_closing" in codes(log, im)


def test_a_closed_record_takes_no_start(log, im, called_off):
    answer = say(log, im, give(called_off), at=21, arrives=21.1)

    assert isinstance(answer, Refused)
    assert "charted as already given" in answer.sentence


def test_a_second_check_may_come_after_the_closing(log, im):
    log.open(im)
    plan_id = log.say(3, PLAN, by="mira")
    log.say(9, give(plan_id, already_happened=True, reason="Nobody else was there."))
    log.say(30, happened.RecordClosed(outcome="left_early", reason="Went with his wife."))

    answer = say(log, im, happened.DoseChecked(plan_id=plan_id), at=40, arrives=40)

    assert isinstance(answer, Admitted)


@pytest.mark.parametrize(
    "body",
    [
        happened.OtherDrugGiven(
            drug="ondansetron", amount=Decimal(4), unit="mg", route="iv", ordered_by="Mira Lang"
        ),
        happened.VitalsCharted(measured_at=LogBook.at(21), heart_rate_per_min=Decimal(80)),
    ],
)
def test_what_else_was_given_or_measured_after_the_closing_is_in_the_record(
    log, im, called_off, body
):
    assert isinstance(say(log, im, body, at=21, arrives=40), Admitted)


def test_the_session_as_it_was_ends_at_the_moment_itself(log, im, plan_id):
    assert len(as_it_was(log.session, log.at(6)).entries) == 7
    assert len(as_it_was(log.session, log.at(5.99)).entries) == 6


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (31, "31 s"), (119, "119 s"), (120, "2 min"), (7199, "119 min"), (7200, "2 h 0 min"),
        (14_700, "4 h 5 min"),
    ],
)  # fmt: skip
def test_how_late_in_words(seconds, words):
    assert how_long(timedelta(seconds=seconds)) == words


# --- the second check -----------------------------------------------------------------------------


def codes(log, protocol):
    return [flag.code for flag in flags(log.session, protocol, log.at(60))]


def test_a_checked_dose_asks_for_nothing_more(log, im, plan_id):
    log.say(9, give(plan_id))

    assert unchecked_doses(log.session, im) == ()


def planned_alone(log, protocol):
    log.open(protocol)
    return log.say(3, PLAN, by="mira")


def test_a_dose_that_nobody_else_had_read_is_outstanding(log, im):
    plan_id = planned_alone(log, im)
    dose = log.say(9, give(plan_id))

    (one,) = outstanding(log.session, im)

    assert one.dose.event_id == dose
    assert one.sentence == (
        "Ketamine 40 mg: second check outstanding. Somebody who did not plan it reads it again."
    )
    assert "second_check_outstanding" in codes(log, im)


@pytest.mark.parametrize(("minute", "late"), [(8.9, False), (9, False), (9.1, True)])
def test_a_check_before_the_dose_is_in_time_and_after_it_is_late(log, im, minute, late):
    plan_id = planned_alone(log, im)
    log.say(9, give(plan_id))
    log.say(minute, happened.DoseChecked(plan_id=plan_id), by="ana")

    assert outstanding(log.session, im) == ()
    assert ("second_check_late" in codes(log, im)) is late


def test_a_late_check_says_who_and_how_long_after(log, im):
    plan_id = planned_alone(log, im)
    log.say(9, give(plan_id))
    log.say(21, happened.DoseChecked(plan_id=plan_id), by="ana")

    (one,) = unchecked_doses(log.session, im)

    assert one.sentence == "Ketamine 40 mg: checked by Ana Sund 12 min after it was given."


def test_a_late_check_is_admitted(log, im):
    plan_id = planned_alone(log, im)
    log.say(9, give(plan_id))

    answer = log.ask(20, happened.DoseChecked(plan_id=plan_id), im, by="ana")

    assert isinstance(answer, Admitted)


def test_who_planned_it_does_not_check_it_late_either(log, im):
    plan_id = planned_alone(log, im)
    log.say(9, give(plan_id))
    log.say(10, happened.DoseChecked(plan_id=plan_id), by="mira")

    assert len(outstanding(log.session, im)) == 1


def test_a_dose_without_a_plan_is_outstanding_and_says_so(log, im):
    log.open(im)
    log.inject(10)

    (one,) = outstanding(log.session, im)

    assert one.sentence.endswith("second check outstanding, and no plan it was given under.")


def test_a_dose_that_was_taken_back_asks_for_no_check(log, im):
    log.open(im)
    dose = log.inject(10)
    log.say(10.1, happened.EntryUndone(target_id=dose))

    assert unchecked_doses(log.session, im) == ()


def test_a_word_corrected_afterwards_takes_no_check_away(log, im, plan_id):
    log.say(9, give(plan_id))
    log.say(
        30,
        happened.EntryCorrected(
            target_id=plan_id, reason="another tier", replacement=replace(PLAN, tier="full")
        ),
        by="mira",
    )

    assert unchecked_doses(log.session, im) == ()


def test_under_a_variant_of_one_clinician_their_own_reading_is_enough(log, im):
    log.open(im, variant="one_clinician")
    plan_id = log.say(3, PLAN, by="mira")
    log.say(4, happened.DoseChecked(plan_id=plan_id), by="mira")
    log.say(9, give(plan_id), by="mira")
    log.inject(20)

    assert unchecked_doses(log.session, im) == ()


def test_each_dose_is_looked_at_for_itself(log, im, plan_id):
    log.say(9, give(plan_id))
    second = log.say(20, PLAN, by="mira")
    log.say(21, give(second))

    assert [one.dose.body.plan_id for one in outstanding(log.session, im)] == [second]
