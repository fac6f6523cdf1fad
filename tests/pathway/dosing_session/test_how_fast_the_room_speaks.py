"""Both delays of a signal are said: what it waits for by rule, and what was measured."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.domain.signals import SignalKind
from holdspace.pathway.dosing_session.looking import found, look
from holdspace.pathway.dosing_session.shown import delay_of, fresh_signals, note_shown
from holdspace.pathway.dosing_session.speed import waits_of
from holdspace.protocols import load_protocol
from tests.pathway.dosing_session.bedside import SECOND, Bedside, stand_in_room_1, steady

pytestmark = pytest.mark.django_db

LOW = {"about": "spo2_percent", "kind": "low", "value": "88", "priority": "medium"}
PROTOCOL = load_protocol("iv-racemic-0.5mgkg-40min", 1)


@pytest.fixture
def bedside(cast, tablet, now) -> Bedside:
    return stand_in_room_1(cast, tablet, now)


def looked(bedside, at):
    return look(found(bedside.cast.actor("ana"), bedside.tablet.session.pk), at)


def test_the_delay_runs_from_the_samples_arrival_to_the_pages(bedside, now) -> None:
    before = looked(bedside, now).state()
    bedside.sends(now, 1, spo2_percent=steady(88), alarms=(LOW,))
    after = looked(bedside, now + SECOND)
    fresh = fresh_signals(before, after.state(), after.samples)
    note_shown(bedside.tablet.session, fresh, now + timedelta(milliseconds=180))
    note_shown(bedside.tablet.session, fresh, now + timedelta(seconds=9))
    measured = delay_of(bedside.tablet.session, SignalKind.MONITOR_ALARM)

    assert [(one.kind, one.arrived_at) for one in fresh] == [("monitor_alarm", now)]
    assert (measured.count, measured.median_in_words) == (1, "180 ms")
    assert delay_of(bedside.tablet.session, SignalKind.OUTSIDE_YOUR_LIMIT) is None


def test_a_signal_that_a_page_knew_already_is_not_measured_again(bedside, now) -> None:
    bedside.sends(now, 1, spo2_percent=steady(88), alarms=(LOW,))
    state, seen = looked(bedside, now).state(), looked(bedside, now)

    assert fresh_signals(state, state, seen.samples) == []
    assert fresh_signals({}, state, seen.samples) == []


def test_what_a_signal_waits_for_is_said_with_its_source() -> None:
    waits = {(one.word, one.what): one.wait for one in waits_of(PROTOCOL, None, limits_on=True)}
    below_92 = next(wait for (_, what), wait in waits.items() if "SpO2" in what and "92 %" in what)

    assert waits["No signal", "A value that comes all the time"] == "10 s after the last one"
    assert below_92 == "more than 30 s outside"
    assert waits["Outside your limit", "A cuff, or a value by hand"] == "said at once"
    assert all(one.source for one in waits_of(PROTOCOL, None, limits_on=True))


def test_limits_that_nobody_signed_for_are_said_to_be_off() -> None:
    off = [one for one in waits_of(PROTOCOL, None, limits_on=False) if "limit" in one.word]

    assert [(one.what, one.wait) for one in off] == [("Off", "nobody has signed for it")]
