"""Undo, correction and rescission: what stands, and what stays in the record struck out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from holdspace.domain.session import may_undo
from holdspace.domain.session_events import (
    DoseChecked,
    DosePlanned,
    EntryCorrected,
    EntryUndone,
    Observed,
    Route,
    VitalsCharted,
    VitalsRescinded,
)


def pulse(log, minute, value, sample_id=None):
    return VitalsCharted(
        measured_at=log.at(minute), heart_rate_per_min=Decimal(value), sample_id=sample_id
    )


def test_an_undone_tap_no_longer_counts_and_stays_struck_in_the_record(log):
    tap = log.say(1, Observed(code="nausea"))
    log.say(1.1, EntryUndone(target_id=tap))

    assert log.session.person.observations == ()
    assert log.session.strike_of(tap).how == "undone"
    assert len(log.session.entries) == 2


def test_taking_back_an_undo_brings_the_tap_back(log):
    tap = log.say(1, Observed(code="tears"))
    undo = log.say(1.1, EntryUndone(target_id=tap))
    log.say(1.15, EntryUndone(target_id=undo))

    assert [one.body.code for one in log.session.person.observations] == ["tears"]
    assert log.session.strike_of(tap) is None


def test_a_correction_takes_the_place_of_the_entry_with_its_id_and_time(log):
    wrong = log.say(10, pulse(log, 10, 720))
    log.say(
        15,
        EntryCorrected(target_id=wrong, reason="typed a zero", replacement=pulse(log, 10, 72)),
        "ben",
    )

    (reading,) = log.session.vitals
    assert reading.event_id == wrong
    assert reading.at == log.at(10)
    assert reading.body.heart_rate_per_min == 72
    assert reading.author_name == "Ben Okoro"
    assert log.session.strike_of(wrong).reason == "typed a zero"


def test_correcting_a_correction_corrects_the_first_entry(log):
    wrong = log.say(10, pulse(log, 10, 720))
    first = log.say(11, EntryCorrected(target_id=wrong, reason="a", replacement=pulse(log, 10, 27)))
    log.say(12, EntryCorrected(target_id=first, reason="b", replacement=pulse(log, 10, 72)))

    assert [one.body.heart_rate_per_min for one in log.session.vitals] == [72]


def test_undoing_a_correction_brings_the_first_words_back(log):
    tap = log.say(10, Observed(code="fear"))
    mend = log.say(
        11, EntryCorrected(target_id=tap, reason="a", replacement=Observed(code="grief"))
    )
    log.say(11.1, EntryUndone(target_id=mend))

    assert [one.body.code for one in log.session.person.observations] == ["fear"]


def test_a_correction_may_move_the_time_and_keeps_the_order_of_what_happened(log):
    late = log.say(30, Observed(code="peace"))
    log.say(20, Observed(code="fear"))
    log.say(
        31,
        EntryCorrected(
            target_id=late,
            reason="it was earlier",
            replacement=Observed(code="peace"),
            replacement_occurred_at=log.at(5),
        ),
    )

    assert [one.body.code for one in log.session.person.observations] == ["peace", "fear"]


def test_a_rescinded_reading_is_struck_with_its_reason(log):
    artefact = log.say(10, pulse(log, 10, 200))
    log.say(11, VitalsRescinded(target_id=artefact, reason="cuff on the wrong arm"))

    assert log.session.vitals == ()
    assert log.session.strike_of(artefact).how == "rescinded"


def test_a_rescinded_sample_is_recovered_when_it_is_charted_again(log):
    log.say(10, pulse(log, 9, 200, sample_id=7))
    log.say(11, VitalsRescinded(sample_id=7, reason="looked like movement"))

    assert log.session.rescinded_sample_ids == {7}

    log.say(12, pulse(log, 9, 200, sample_id=7))

    assert log.session.rescinded_sample_ids == frozenset()
    assert len(log.session.vitals) == 1


def test_undo_is_open_for_ten_seconds_and_not_a_moment_longer(log):
    log.say(1, Observed(code="tears"))
    (entry,) = log.entries

    assert may_undo(entry, entry.occurred_at + timedelta(seconds=9.999))
    assert may_undo(entry, entry.occurred_at + timedelta(seconds=10))
    assert not may_undo(entry, entry.occurred_at + timedelta(seconds=10.001))


def test_an_entry_charted_with_an_earlier_time_can_be_undone_from_when_it_was_recorded(log):
    log.say(1, Observed(code="tears"))
    late = replace(log.entries[0], recorded_at=log.at(30))

    assert may_undo(late, log.at(30) + timedelta(seconds=10))
    assert not may_undo(late, log.at(30) + timedelta(seconds=11))


def test_a_corrected_plan_needs_a_new_check(log):
    plan = DosePlanned(drug="ketamine", route=Route.INTRAMUSCULAR, dose_mg=Decimal(50))
    planned = log.say(1, plan, "mira")
    log.say(2, DoseChecked(plan_id=planned), "ben")

    assert log.session.doses.plan(planned).is_checked

    less = replace(plan, dose_mg=Decimal(40))
    log.say(3, EntryCorrected(target_id=planned, reason="weight", replacement=less), "mira")

    assert not log.session.doses.plan(planned).is_checked
