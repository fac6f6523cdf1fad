"""What a monitor sends: shown as it came, silent when it is silent, judged only if signed for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest

from holdspace.clinic.people.models import SignedStatement
from holdspace.pathway.dosing_session.looking import found, look
from holdspace.pathway.dosing_session.models import (
    Monitor,
    MonitorAssignment,
    MonitorMessage,
    VitalsSample,
)
from holdspace.pathway.dosing_session.samples import Sample
from holdspace.pathway.dosing_session.stored_samples import samples_of
from holdspace.pathway.dosing_session.thinning import MOST_ROWS, rows_of
from tests.pathway.dosing_session.story import Tablet, opened

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@dataclass
class Bedside:
    """A monitor that stands in Room 1 and sends once a second."""

    cast: object
    tablet: Tablet
    monitor: Monitor
    message: MonitorMessage
    sent: list[VitalsSample] = field(default_factory=list)

    def sends(self, at, received_at=None, session=None, alarms=(), **values) -> VitalsSample:
        session = session or self.tablet.session
        return VitalsSample.objects.create(
            clinic=self.cast.clinic, monitor=self.monitor, session=session, room=session.room,
            message=self.message, at=at, received_at=received_at or at, alarms=list(alarms),
            **values,
        )  # fmt: skip

    def seen(self, now) -> dict:
        return look(found(self.cast.actor("ana"), self.tablet.session.pk), now).state()


@pytest.fixture
def bedside(cast, tablet, now) -> Bedside:
    monitor = Monitor.objects.create(
        clinic=cast.clinic, name="Bedside 1", device_key="one", expects_interval_seconds=1
    )
    MonitorAssignment.objects.create(
        clinic=cast.clinic, monitor=monitor, room=cast.rooms["Room 1"],
        assigned_by=cast.staff["ana"], from_at=now,
    )  # fmt: skip
    message = MonitorMessage.objects.create(
        clinic=cast.clinic, received_at=now, source_address="socket", raw=b"", state="stored"
    )
    return Bedside(cast, tablet, monitor, message)


def silences(state) -> list[str]:
    return [one["title"] for one in state["panels"]["signals"] if one["kind"] == "no_signal"]


@pytest.mark.parametrize("ids_below", [1, 999])
def test_a_sample_whose_id_was_given_earlier_but_seen_later_is_not_missed(
    bedside, now, ids_below
) -> None:
    session = bedside.tablet.session
    first = bedside.sends(now, heart_rate_per_min=70)
    latest = bedside.sends(now + SECOND, id=first.id + 1000, heart_rate_per_min=71)
    assert [one.id for one in samples_of(session, now)] == [first.id, latest.id]

    late = bedside.sends(now + 2 * SECOND, id=latest.id - ids_below, heart_rate_per_min=72)

    assert [one.id for one in samples_of(session, now)] == [first.id, latest.id, late.id]
    assert [one.id for one in samples_of(session, now)] == [first.id, latest.id, late.id]


@pytest.mark.parametrize(("seconds", "silent"), [(9, False), (10, True), (60, True)])
def test_silence_is_a_signal(bedside, now, seconds, silent) -> None:
    bedside.sends(now, heart_rate_per_min=70, spo2_percent=97)

    state = bedside.seen(now + seconds * SECOND)

    assert ("No heart rate from Bedside 1" in silences(state)) is silent
    assert state["panels"]["latest"]["hr"] == "70"
    assert state["panels"]["latest"]["hr_at"] == "2026-03-02T09:00:00Z"


def test_silence_ends_with_the_next_value(bedside, now) -> None:
    bedside.sends(now, heart_rate_per_min=70, spo2_percent=97)
    quiet = silences(bedside.seen(now + 15 * SECOND))
    bedside.sends(now + 15 * SECOND, heart_rate_per_min=71, spo2_percent=97)

    assert quiet
    assert silences(bedside.seen(now + 16 * SECOND)) == []


def test_without_a_monitor_in_the_room_nothing_is_expected(cast, tablet, now) -> None:
    state = look(found(cast.actor("ana"), tablet.session.pk), now + timedelta(minutes=5)).state()

    assert state["panels"]["feed"]["monitor"] is None
    assert silences(state) == []


def test_what_the_monitor_sends_to_another_room_is_not_here(cast, bedside, now) -> None:
    other = opened(cast, now, patient="theo", room="Room 2")
    bedside.sends(now, session=other, heart_rate_per_min=180)

    assert bedside.seen(now)["panels"]["latest"]["hr"] is None
    assert [one.values["hr"] for one in samples_of(other, now)] == [Decimal(180)]


def test_a_late_sample_takes_its_place(bedside, now) -> None:
    bedside.sends(now + 9 * SECOND, heart_rate_per_min=72)
    samples_of(bedside.tablet.session, now)
    bedside.sends(now + 3 * SECOND, now + 60 * SECOND, heart_rate_per_min=70)

    assert [one.values["hr"] for one in samples_of(bedside.tablet.session, now)] == [70, 72]


def test_a_cuff_reading_waits_until_somebody_verifies_it(cast, bedside, now) -> None:
    bedside.sends(now - SECOND, heart_rate_per_min=70)
    cuff = bedside.sends(now, systolic_mmhg=120, diastolic_mmhg=80)
    waiting = bedside.seen(now)["panels"]["unverified"]
    bedside.tablet.chart(
        cast.actor("ana"), now, "VitalsCharted", measured_at=now, source="monitor",
        sample_id=cuff.id, systolic_mmhg="120", diastolic_mmhg="80",
    )  # fmt: skip

    assert [(one["sample_id"], one["sys"], one["hr"]) for one in waiting] == [
        (cuff.id, "120", "70")
    ]
    assert bedside.seen(now)["panels"]["unverified"] == []


def test_a_rescinded_sample_is_neither_latest_nor_gone(cast, bedside, now) -> None:
    wrong = bedside.sends(now, spo2_percent=41)
    bedside.tablet.chart(
        cast.actor("ana"), now, "VitalsRescinded", sample_id=wrong.id, reason="Finger moved"
    )
    state = bedside.seen(now)
    seen = look(bedside.tablet.session, now)

    assert state["panels"]["latest"]["spo2"] is None
    assert [one["rescinded"] for one in rows_of(seen.samples, seen.rescinded)] == [True]


def test_another_sessions_sample_cannot_be_charted_here(cast, bedside, now) -> None:
    other = opened(cast, now, patient="theo", room="Room 2")
    foreign = bedside.sends(now, session=other, heart_rate_per_min=90)

    result = bedside.tablet.chart(
        cast.actor("ana"), now, "VitalsCharted", measured_at=now, source="monitor",
        sample_id=foreign.id, heart_rate_per_min="90",
    )  # fmt: skip

    assert (result.state, "not of this session" in result.sentence) == ("refused", True)


def test_the_monitors_own_alarm_is_mirrored_until_it_ends(bedside, now) -> None:
    low = {"about": "spo2_percent", "kind": "low", "value": "86"}
    bedside.sends(now, spo2_percent=86, alarms=[low])
    bedside.sends(now + SECOND, heart_rate_per_min=70)
    sounding = mirrored(bedside.seen(now + SECOND))
    bedside.sends(now + 2 * SECOND, spo2_percent=95)

    assert sounding == [("SpO2 low 86", False)]
    assert mirrored(bedside.seen(now + 2 * SECOND)) == [("SpO2 low 86", True)]


def mirrored(state) -> list[tuple[str, bool]]:
    signals = state["panels"]["signals"]
    return [(one["title"], one["is_over"]) for one in signals if one["kind"] == "monitor_alarm"]


# --- our own limits over a long stream ------------------------------------------------------------


def outside(state) -> list[str]:
    signals = state["panels"]["signals"]
    return [one["id"] for one in signals if one["kind"] == "outside_your_limit"]


def test_a_crossing_keeps_its_name_however_long_the_stream_gets(cast, bedside, now) -> None:
    SignedStatement.objects.create(
        clinic=cast.clinic, subject="own_limits", text="We want these shown.",
        signed_by=cast.staff["okafor"], signed_at=now,
    )  # fmt: skip
    low_at = range(300, 420)
    VitalsSample.objects.bulk_create(
        VitalsSample(
            clinic=cast.clinic, monitor=bedside.monitor, session=bedside.tablet.session,
            room=cast.rooms["Room 1"], message=bedside.message, at=now + second * SECOND,
            received_at=now + second * SECOND, spo2_percent=80 if second in low_at else 97,
        )
        for second in range(2400)
    )  # fmt: skip

    names = [
        outside(bedside.seen(now + timedelta(minutes=minutes))) for minutes in (7, 13, 20, 30, 40)
    ]

    assert len(names[0]) > 0
    assert set(names[0]) <= set(names[1])
    assert names[1] == names[2] == names[3] == names[4]


# --- thinning -------------------------------------------------------------------------------------

numbers = count(1)


def sample(at, **values) -> Sample:
    said = {name: Decimal(value) for name, value in values.items()}
    return Sample(next(numbers), at, at, said, [], [], None)


def test_a_short_stream_is_shown_whole(now) -> None:
    stream = [sample(now + second * SECOND, hr=70) for second in range(MOST_ROWS)]

    assert len(rows_of(stream, frozenset())) == MOST_ROWS


def test_a_long_stream_keeps_its_extremes_and_its_cuffs(now) -> None:
    stream = [sample(now + second * SECOND, hr=70 + second % 3) for second in range(14_400)]
    stream[5000] = sample(stream[5000].at, hr=171)
    stream[9000] = sample(stream[9000].at, hr=31)
    stream[7000] = sample(stream[7000].at, sys=120, dia=80)

    rows = rows_of(stream, frozenset())

    assert len(rows) <= MOST_ROWS + 1
    assert (max(hr(rows)), min(hr(rows))) == (171, 31)
    assert [row["sys"] for row in rows if row["sys"]] == [120]
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)


def hr(rows) -> list[float]:
    return [row["hr"] for row in rows if row["hr"]]
