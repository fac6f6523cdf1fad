"""What the room says of a monitor whose values cannot be used as they are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.clinic.people.models import SignedStatement
from holdspace.pathway.dosing_session.models import MonitorDoubt, VitalsSample
from tests.pathway.dosing_session.bedside import SECOND, Bedside, alive, stand_in_room_1, steady

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def bedside(cast, tablet, now) -> Bedside:
    return stand_in_room_1(cast, tablet, now)


# --- silence, value by value ----------------------------------------------------------------------


def test_a_cuff_falls_silent_by_its_own_interval_while_the_oximeter_flows(bedside, now) -> None:
    bedside.sends(now, 1, systolic_mmhg=steady(120), diastolic_mmhg=steady(80))
    stale_after = bedside.panels(now)["feed"]["values"]["pressure"]["stale_after_seconds"]
    late = now + stale_after * SECOND
    bedside.sends(late - 20 * SECOND, 21, heart_rate_per_min=alive(70), spo2_percent=alive(96))

    assert bedside.titles(late - SECOND) == []
    assert bedside.titles(late) == ["No blood pressure from Bedside 1"]


def test_a_value_that_was_a_stream_is_missed_and_a_spot_check_is_not(bedside, now) -> None:
    bedside.sends(now, 1, etco2_mmhg=steady(38))
    bedside.sends(now, 20, respiratory_rate_per_min=alive(14), heart_rate_per_min=alive(70))
    bedside.sends(now + 20 * SECOND, 15, heart_rate_per_min=alive(70), spo2_percent=alive(96))

    assert bedside.titles(now + 34 * SECOND) == ["No breathing rate from Bedside 1"]


def test_a_value_that_does_not_move_is_said_quietly_and_goes_when_it_moves(bedside, now) -> None:
    bedside.sends(now, 301, heart_rate_per_min=steady(72), spo2_percent=alive(95))
    (still,) = bedside.signals(now + 300 * SECOND)
    bedside.sends(now + 301 * SECOND, 1, heart_rate_per_min=steady(73), spo2_percent=steady(96))

    assert (still["title"], still["is_quiet"]) == ("Heart rate from Bedside 1 does not move", True)
    assert still["detail"].startswith("72 /min without any change for 5 min.")
    assert bedside.titles(now + 301 * SECOND) == []


def test_what_came_from_a_file_is_not_what_the_monitor_says_now(bedside, now) -> None:
    bedside.sends(
        now, 30, heart_rate_per_min=alive(70), spo2_percent=alive(96), flags=("imported",)
    )
    panels = bedside.panels(now + 30 * SECOND)

    assert panels["latest"]["hr"] is None
    assert panels["feed"]["latest_received_at"] is None
    assert bedside.titles(now + 30 * SECOND) == [
        "No heart rate from Bedside 1",
        "No SpO2 from Bedside 1",
    ]


def test_a_monitor_that_names_somebody_else_is_said_until_somebody_settles_it(
    cast, bedside, now
) -> None:
    doubt = MonitorDoubt.objects.create(
        clinic=cast.clinic, monitor=bedside.monitor, session=bedside.tablet.session,
        began_at=now, last_heard_at=now, words="Look whom the monitor shows.",
    )  # fmt: skip
    said = bedside.titles(now + SECOND)
    MonitorDoubt.objects.filter(pk=doubt.pk).update(
        settled_at=now + SECOND, settled_by=cast.staff["ana"], settlement="It is Mara."
    )

    assert said == ["Bedside 1 says that it measures somebody else"]
    assert bedside.titles(now + SECOND) == []


# --- the monitor's own alarms ---------------------------------------------------------------------


def low(priority=""):
    said = {"about": "spo2_percent", "kind": "low", "value": "88"}
    return (said | ({"priority": priority} if priority else {}),)


def test_an_alarm_that_the_monitor_makes_more_urgent_asks_to_be_taken_again(
    cast, bedside, now
) -> None:
    bedside.sends(now, 5, spo2_percent=steady(88), alarms=low("low"))
    (first,) = bedside.signals(now + 4 * SECOND, "monitor_alarm")
    bedside.tablet.chart(
        cast.actor("ana"), now + 5 * SECOND, "SignalAcknowledged", signal_id=first["id"],
        action="Sensor put right",
    )  # fmt: skip
    taken = bedside.signals(now + 5 * SECOND, "monitor_alarm")
    bedside.sends(now + 6 * SECOND, 1, spo2_percent=steady(88), alarms=low("high"))
    again = bedside.signals(now + 6 * SECOND, "monitor_alarm")

    assert [(one["priority"], one["acknowledged"]["by"]) for one in taken] == [
        ("low priority", "Ana Silva")
    ]
    assert [(one["priority"], one["acknowledged"]) for one in again] == [("high priority", None)]


def test_a_priority_that_was_not_sent_is_said_to_be_so(bedside, now) -> None:
    bedside.sends(now, 1, spo2_percent=steady(70), alarms=low())

    (one,) = bedside.signals(now, "monitor_alarm")

    assert one["priority"] == ""
    assert "It sent no priority" in one["detail"]


# --- artefacts ------------------------------------------------------------------------------------


def test_an_artefact_is_left_out_of_the_latest_values_and_stays_on_the_chart(bedside, now) -> None:
    bedside.sends(now, 10, heart_rate_per_min=alive(70), spo2_percent=alive(96))
    bedside.sends(now + 10 * SECOND, 10, heart_rate_per_min=steady(171), spo2_percent=alive(96))
    later = now + 20 * SECOND

    result = bedside.marks(later, "heart_rate", begin=now + 10 * SECOND, end=later)
    panels = bedside.panels(later)

    assert result.state == "new"
    assert (panels["latest"]["hr"], panels["latest"]["spo2"]) == ("70", "96")
    assert [(one["values"], one["reason"], one["by"]) for one in panels["artefacts"]] == [
        (["heart_rate"], "They turned over.", "Ana Silva")
    ]
    assert VitalsSample.objects.filter(heart_rate_per_min=171).count() == 10


def test_an_artefact_crosses_none_of_our_own_limits_until_the_mark_is_taken_back(
    cast, bedside, now
) -> None:
    SignedStatement.objects.create(
        clinic=cast.clinic, subject="own_limits", text="We want these shown.",
        signed_by=cast.staff["okafor"], signed_at=now,
    )  # fmt: skip
    bedside.sends(now, 60, heart_rate_per_min=alive(70), spo2_percent=steady(85))
    later = now + MINUTE
    crossed = bedside.signals(later, "outside_your_limit")
    marked = bedside.marks(later, "oxygen", begin=now, end=later)
    without = bedside.signals(later, "outside_your_limit")
    bedside.tablet.chart(
        cast.actor("ana"), later + SECOND, "EntryUndone", target_id=marked.event_id
    )

    assert len(crossed) > 0
    assert without == []
    assert bedside.signals(later + SECOND, "outside_your_limit") == crossed


def test_a_therapist_cannot_mark_what_others_answer_for(cast, bedside, now) -> None:
    result = bedside.tablet.chart(
        cast.actor("jonas"), now, "ArtefactMarked", values=["oxygen"], began_at=now, ended_at=now,
        reason="They moved.",
    )  # fmt: skip

    assert (result.state, "may chart this" in result.sentence) == ("refused", True)
