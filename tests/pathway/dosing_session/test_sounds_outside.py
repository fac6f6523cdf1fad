"""Outside a room a silent monitor and an emergency ring by default; inside nothing does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.clinic.audit.models import AuditEntry
from holdspace.pathway.dosing_session.sound_forms import WHY, SoundForm
from holdspace.pathway.dosing_session.sounding import alerts_for, set_sounds, sounds_of
from tests.pathway.dosing_session.bedside import SECOND, Bedside, alive, stand_in_room_1

pytestmark = pytest.mark.django_db


@pytest.fixture
def bedside(cast, tablet, now) -> Bedside:
    """A monitor that sent for five seconds, and a cuff."""
    there = stand_in_room_1(cast, tablet, now)
    there.sends(now, 5, heart_rate_per_min=alive(70), spo2_percent=alive(96))
    return there


@pytest.fixture
def dosed(cast, bedside, now) -> Bedside:
    given = {"drug": "ketamine", "route": "im", "dose_mg": "40", "already_happened": True}
    bedside.tablet.chart(cast.actor("ana"), now, "DoseGiven", reason="Late.", **given)
    return bedside


def heard(bedside, at, *, room=None):
    alerts = alerts_for(bedside.cast.clinic.pk, at, room_of_listener=room)
    return [(one["room"], one["kind"], one["rings"]) for one in alerts]


@pytest.mark.parametrize(("seconds", "rings"), [(13, []), (14, [True]), (15, [True])])
def test_a_silent_monitor_rings_outside_when_it_is_silent_and_not_before(
    dosed, now, seconds, rings
) -> None:
    """The last values came four seconds after the hour; a stream is silent ten seconds later."""
    told = heard(dosed, now + seconds * SECOND)

    assert told == [("Room 1", "no_signal", one) for one in rings]


def test_in_the_room_itself_nothing_is_rung(dosed, now) -> None:
    assert heard(dosed, now + 20 * SECOND, room=dosed.tablet.session.room_id) == []


def test_before_the_dose_it_is_shown_and_silent(bedside, now) -> None:
    told = heard(bedside, now + 20 * SECOND)

    assert {rings for _, _, rings in told} == {False}
    assert told != []


def test_whoever_took_it_has_made_it_silent_everywhere(cast, dosed, now) -> None:
    for one in dosed.signals(now + 20 * SECOND):
        dosed.tablet.chart(
            cast.actor("ana"), now + 20 * SECOND, "SignalAcknowledged", signal_id=one["id"],
            action="Sensor put right",
        )  # fmt: skip

    assert heard(dosed, now + 23 * SECOND) == []


def test_an_emergency_rings_outside_until_it_is_over(cast, bedside, now) -> None:
    bedside.tablet.chart(cast.actor("ana"), now + SECOND, "EmergencyDeclared")
    during = heard(bedside, now + 2 * SECOND)
    bedside.tablet.chart(
        cast.actor("ana"), now + 4 * SECOND, "EmergencyEnded", outcome="Well again."
    )

    assert during == [("Room 1", "emergency", True)]
    assert heard(bedside, now + 6 * SECOND) == []


def test_the_clinic_may_make_it_silent_and_it_is_on_record_who_when_and_why(
    cast, dosed, now
) -> None:
    before = sounds_of(cast.clinic.pk)
    set_sounds(
        actor=cast.actor("okafor"), emergency_rings=True, no_signal_rings=False,
        reason="A nurse sits at the central monitor.", now=now,
    )  # fmt: skip
    after = sounds_of(cast.clinic.pk)

    assert (before.no_signal_rings, before.emergency_rings, before.setting) == (True, True, None)
    assert (after.no_signal_rings, after.setting.set_by.name) == (False, "Dr Okafor")
    assert {rings for _, _, rings in heard(dosed, now + 20 * SECOND)} == {False}
    assert AuditEntry.objects.filter(object_kind="SoundSetting").count() == 1


def test_of_two_settings_the_later_holds_and_both_stay(cast, bedside, now) -> None:
    for minute, rings in ((0, False), (1, True)):
        set_sounds(
            actor=cast.actor("okafor"), emergency_rings=rings, no_signal_rings=rings,
            reason="Tried.", now=now + timedelta(minutes=minute),
        )  # fmt: skip

    assert sounds_of(cast.clinic.pk).no_signal_rings
    assert type(sounds_of(cast.clinic.pk).setting).objects.count() == 2


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"no_signal_rings": "on", "emergency_rings": "on"}, None),
        ({"no_signal_rings": "on"}, [WHY]),
        ({"emergency_rings": "on", "reason": "  "}, [WHY]),
        ({"reason": "A nurse sits outside."}, None),
    ],
)
def test_silence_wants_its_reason(given, error) -> None:
    assert SoundForm(given).errors.get("reason") == error
