"""Four kinds, four words; silence is shown; alarms and limits latch."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from holdspace.domain import session_events as happened
from holdspace.domain.due import Due, whats_due
from holdspace.domain.limits import Crossing
from holdspace.domain.protocol import Level
from holdspace.domain.signals import (
    WORDS,
    AlarmPriority,
    Doubt,
    FeedState,
    MonitorAlarm,
    SignalKind,
    Watched,
    signals,
)


def feed(log, last, every, parameter="spo2", name="SpO2"):
    return FeedState(
        parameter=parameter,
        name=name,
        device="Monitor 2",
        expected_every=timedelta(seconds=every),
        expected_since=log.at(0),
        last_received_at=None if last is None else log.at(last),
    )


def task(log, minute, code="ask"):
    return Due(
        code=code,
        title="Ask how they feel",
        due_at=log.at(minute),
        window_opens_at=log.at(minute - 5),
        overdue_at=log.at(minute + 5),
        escalates_at=log.at(minute + 10),
        last_done_at=None,
        source="the protocol",
    )


def crossing(log, minute, cleared=None):
    return Crossing(
        code="systolic_high_act",
        level=Level.ACT,
        what="systolic_mmhg",
        basis="the value itself",
        source="clinical reference 3.3",
        inputs={"value": "182"},
        value="182 mmHg",
        threshold="at or above 180 mmHg",
        action="Protocol says: repeat in 5 min.",
        raised_at=log.at(minute),
        cleared_at=None if cleared is None else log.at(cleared),
    )


def words(found):
    return [signal.word for signal in found]


def test_the_four_words_are_exactly_these():
    assert list(WORDS.values()) == ["No signal", "Due", "Monitor alarm", "Outside your limit"]


def test_each_kind_shows_its_own_word(log):
    watched = Watched(
        dues=(task(log, 1),),
        feeds=(feed(log, 1, 1),),
        alarms=(
            MonitorAlarm(parameter="spo2", text="SpO2 low", device="Monitor 2", began_at=log.at(3)),
        ),
        crossings=(crossing(log, 4),),
    )

    found = signals(log.session, watched, log.at(5))

    assert sorted(words(found)) == sorted(WORDS.values())
    assert all(signal.basis and signal.source and signal.inputs for signal in found)


@pytest.mark.parametrize(("seconds", "silent"), [(9.9, False), (10, True), (10.1, True)])
def test_a_stream_is_silent_after_ten_seconds(log, seconds, silent):
    found = signals(
        log.session, Watched(feeds=(feed(log, 1, 1),)), log.at(1) + timedelta(seconds=seconds)
    )

    assert bool(found) is silent


@pytest.mark.parametrize(("seconds", "silent"), [(479.9, False), (480, True)])
def test_a_cuff_is_silent_after_one_and_a_half_intervals_and_thirty_seconds(log, seconds, silent):
    found = signals(
        log.session, Watched(feeds=(feed(log, 1, 300),)), log.at(1) + timedelta(seconds=seconds)
    )

    assert bool(found) is silent


def test_a_value_that_never_came_is_silent_from_when_it_was_expected(log):
    (found,) = signals(log.session, Watched(feeds=(feed(log, None, 1),)), log.at(1))

    assert found.kind is SignalKind.NO_SIGNAL
    assert found.inputs["last received"] == "never"


def test_a_whole_monitor_gone_is_one_signal_and_it_goes_when_a_value_is_back(log):
    both = (feed(log, 1, 1), feed(log, 1, 1, "hr", "heart rate"))
    (gone,) = signals(log.session, Watched(feeds=both), log.at(2))
    assert gone.title == "Nothing from Monitor 2"

    back = (replace(both[0], last_received_at=log.at(2)), both[1])
    (one,) = signals(log.session, Watched(feeds=back), log.at(2))
    assert one.title == "No heart rate from Monitor 2"


@pytest.mark.parametrize(
    ("minute", "count", "escalated"),
    [(9.99, 0, []), (10, 1, [False]), (19.99, 1, [False]), (20, 1, [True])],
)
def test_a_task_is_a_signal_from_its_time_and_escalates(log, minute, count, escalated):
    found = signals(log.session, Watched(dues=(task(log, 10),)), log.at(minute))

    assert len(found) == count
    assert [signal.is_escalated for signal in found] == escalated


def test_what_only_comes_to_pass_is_no_signal(log, im):
    log.open(im)
    log.inject(10)
    dues = tuple(
        one for one in whats_due(log.session, im, log.at(200)) if one.code == "minimum_time"
    )

    assert len(dues) == 1
    assert signals(log.session, Watched(dues=dues), log.at(200)) == ()


def test_a_limit_that_is_back_stays_until_somebody_takes_it_with_an_action(log):
    watched = Watched(crossings=(crossing(log, 4, cleared=5),))
    (found,) = signals(log.session, watched, log.at(6))
    assert found.is_over

    log.say(7, happened.SignalAcknowledged(signal_id=found.id, action=" "))
    assert len(signals(log.session, watched, log.at(8))) == 1

    log.say(8, happened.SignalAcknowledged(signal_id=found.id, action="cuff moved, 140 now"))
    assert signals(log.session, watched, log.at(9)) == ()


def test_a_limit_that_lasts_is_shown_as_taken_and_comes_back_as_a_new_signal(log):
    first = crossing(log, 4)
    (found,) = signals(log.session, Watched(crossings=(first,)), log.at(5))
    log.say(5, happened.SignalAcknowledged(signal_id=found.id, action="repeat at 9:10"), "ben")

    (taken,) = signals(log.session, Watched(crossings=(first,)), log.at(6))
    assert (taken.acknowledged.by, taken.acknowledged.action) == ("Ben Okoro", "repeat at 9:10")

    both = Watched(crossings=(replace(first, cleared_at=log.at(7)), crossing(log, 9)))
    (again,) = signals(log.session, both, log.at(10))
    assert again.acknowledged is None


def test_one_acknowledgement_silences_one_signal_only(log):
    watched = Watched(dues=(task(log, 1), task(log, 1, "look_in")))
    first, _ = signals(log.session, watched, log.at(2))
    log.say(2, happened.SignalAcknowledged(signal_id=first.id, action="on my way"))

    untaken = [one for one in signals(log.session, watched, log.at(3)) if not one.acknowledged]

    assert len(untaken) == 1


def test_an_undone_acknowledgement_lets_the_signal_come_back(log):
    watched = Watched(dues=(task(log, 1),))
    (found,) = signals(log.session, watched, log.at(2))
    taken = log.say(2, happened.SignalAcknowledged(signal_id=found.id, action="on my way"))
    log.say(2.1, happened.EntryUndone(target_id=taken))

    (again,) = signals(log.session, watched, log.at(3))

    assert again.acknowledged is None


def test_the_same_signal_has_the_same_id_a_minute_later(log):
    watched = Watched(dues=(task(log, 1),), feeds=(feed(log, 1, 1),))

    assert [one.id for one in signals(log.session, watched, log.at(3))] == [
        one.id for one in signals(log.session, watched, log.at(4))
    ]


def test_a_cuff_may_be_silent_while_the_oximeter_flows(log):
    cuff, oxygen = feed(log, 1, 300, "pressure", "blood pressure"), feed(log, 9, 1)

    (one,) = signals(log.session, Watched(feeds=(cuff, oxygen)), log.at(9.1))

    assert one.title == "No blood pressure from Monitor 2"
    assert one.inputs["expected every"] == "5 min"


def test_a_value_that_does_not_move_is_a_quiet_notice_of_its_own(log):
    still = replace(feed(log, 9, 1), frozen_since=log.at(3), frozen_at="97 %")

    (one,) = signals(log.session, Watched(feeds=(still, feed(log, 9, 1, "hr"))), log.at(9))

    assert (one.word, one.title) == ("No signal", "SpO2 from Monitor 2 does not move")
    assert one.detail.startswith("97 % without any change for 6 min.")
    assert one.is_quiet
    assert one.id == signals(log.session, Watched(feeds=(still,)), log.at(9.1))[0].id


def test_a_stuck_value_that_falls_silent_is_silent_and_nothing_else(log):
    still = replace(feed(log, 9, 1), frozen_since=log.at(3), frozen_at="97 %")

    (one,) = signals(log.session, Watched(feeds=(still, feed(log, 10, 1, "hr"))), log.at(9.2))

    assert one.title == "No SpO2 from Monitor 2"
    assert not one.is_quiet


def test_a_monitor_that_names_somebody_else_is_said_in_words_until_it_is_settled(log):
    doubt = Doubt(device="Monitor 2", words="Look whom the monitor shows.", began_at=log.at(2))

    (one,) = signals(log.session, Watched(doubts=(doubt,)), log.at(5))

    assert one.kind is SignalKind.NO_SIGNAL
    assert one.title == "Monitor 2 says that it measures somebody else"
    assert one.detail == "Look whom the monitor shows."


@pytest.mark.parametrize(
    ("priority", "technical", "words"),
    [
        (AlarmPriority.HIGH, False, "high priority"),
        (AlarmPriority.MEDIUM, False, "medium priority"),
        (AlarmPriority.LOW, True, "technical, low priority"),
        (AlarmPriority.NOT_SENT, True, "technical"),
        (AlarmPriority.NOT_SENT, False, ""),
    ],
)
def test_an_alarm_has_the_priority_that_the_monitor_sent_and_no_other(
    log, priority, technical, words
):
    alarm = MonitorAlarm(
        parameter="spo2",
        text="SpO2 very low 70",
        device="Monitor 2",
        began_at=log.at(3),
        priority=priority,
        is_technical=technical,
    )

    (one,) = signals(log.session, Watched(alarms=(alarm,)), log.at(4))

    assert one.priority == words
    assert (words or "It sent no priority") in one.detail
