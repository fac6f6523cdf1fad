"""After a session the record says what the program noticed and nobody answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from holdspace.clinic.people.models import SignedStatement
from holdspace.pathway.dosing_session.looking import found, look
from holdspace.pathway.dosing_session.models import MonitorDoubt
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_chart import drawing
from tests.pathway.dosing_session.bedside import SECOND, Bedside, alive, stand_in_room_1, steady

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
LOW = {"about": "spo2_percent", "kind": "low", "value": "88", "priority": "medium"}


@pytest.fixture
def bedside(cast, tablet, now) -> Bedside:
    return stand_in_room_1(cast, tablet, now)


def document(bedside, now):
    """As it reads once somebody has written a last entry."""
    bedside.tablet.chart(bedside.cast.actor("ana"), now, "Observed", code="tears")
    return document_of(look(found(bedside.cast.actor("ana"), bedside.tablet.session.pk), now))


def words(bedside, now) -> list[str]:
    return [one.words for one in document(bedside, now).worth_a_look]


def test_without_a_monitor_it_is_said_that_none_sent(bedside, now) -> None:
    assert words(bedside, now + MINUTE) == [
        "Up to the last entry no monitor had sent anything to this session."
    ]


def test_a_session_in_which_all_went_well_has_nothing_to_look_at(bedside, now) -> None:
    bedside.sends(now, 90, heart_rate_per_min=alive(70), spo2_percent=alive(96))

    assert words(bedside, now + 2 * MINUTE) == []


def test_an_alarm_is_listed_until_somebody_has_answered_it(cast, bedside, now) -> None:
    bedside.sends(now, 15, spo2_percent=steady(88), alarms=(LOW,))
    (alarm,) = bedside.signals(now + 10 * SECOND, "monitor_alarm")
    unanswered = words(bedside, now + 15 * SECOND)
    bedside.tablet.chart(
        cast.actor("ana"), now + 20 * SECOND, "SignalAcknowledged", signal_id=alarm["id"],
        action="Sensor put right",
    )  # fmt: skip

    assert unanswered == ["Monitor alarm: SpO2 low 88, medium priority. Nobody answered it."]
    assert words(bedside, now + 30 * SECOND) == []


def test_a_limit_is_listed_only_where_the_medical_director_signed(cast, bedside, now) -> None:
    bedside.sends(now, 60, heart_rate_per_min=alive(70), spo2_percent=steady(85))
    unsigned = words(bedside, now + MINUTE)
    SignedStatement.objects.create(
        clinic=cast.clinic, subject="own_limits", text="We want these shown.",
        signed_by=cast.staff["okafor"], signed_at=now,
    )  # fmt: skip
    listed = words(bedside, now + MINUTE)

    assert unsigned == []
    assert [one.split(":")[0] for one in listed] == ["Outside your limit"] * len(listed)
    assert len(listed) > 0


def test_silences_and_values_that_did_not_move_are_listed(bedside, now) -> None:
    bedside.sends(now, 301, heart_rate_per_min=steady(72), spo2_percent=alive(95))
    bedside.sends(now + 301 * SECOND, 100, spo2_percent=alive(95))
    bedside.sends(now + 700 * SECOND, 5, heart_rate_per_min=alive(70), spo2_percent=alive(95))

    assert words(bedside, now + 720 * SECOND) == [
        "Heart rate did not move from 72 /min for 5 min, until 10:05.",
        "No signal from the monitor for 5 min, until 10:11.",
    ]


def test_one_value_that_was_away_while_another_came_is_listed(bedside, now) -> None:
    bedside.sends(now, 5, heart_rate_per_min=alive(70), spo2_percent=alive(95))
    bedside.sends(now + 5 * SECOND, 100, spo2_percent=alive(95))
    bedside.sends(now + 105 * SECOND, 5, heart_rate_per_min=alive(70), spo2_percent=alive(95))

    assert words(bedside, now + 2 * MINUTE) == [
        "No signal: Heart rate, while the monitor sent other values, for 101 s, until 10:01."
    ]


def test_an_artefact_is_listed_drawn_hollow_and_counts_for_nothing(bedside, now) -> None:
    bedside.sends(now, 60, heart_rate_per_min=alive(70), spo2_percent=alive(96))
    bedside.sends(now + MINUTE, 30, heart_rate_per_min=steady(190), spo2_percent=alive(96))
    end = now + 90 * SECOND
    bedside.marks(end, "heart_rate", begin=now + MINUTE, end=end)

    made = document(bedside, end)

    assert [one.words for one in made.worth_a_look] == [
        "Artefact: heart rate, 30 s. They turned over. Marked by Ana Silva."
    ]
    assert max(one.high for one in made.chart.heart_stream) < 190
    assert [one.high for one in made.chart.heart_marked] == [190] * len(made.chart.heart_marked)
    assert 'class="artefact"' in drawing(made.chart)
    assert "190" not in " ".join(one.heart for one in made.stream)
    assert "Artefact: heart rate, 30 s. They turned over." in [one.words for one in made.events]


def test_clocks_a_wrong_name_and_a_dose_written_late_are_listed(cast, bedside, now) -> None:
    bedside.sends(
        now, 5, heart_rate_per_min=alive(70), spo2_percent=alive(96), flags=("clock_off",),
        offset=-7380,
    )  # fmt: skip
    MonitorDoubt.objects.create(
        clinic=cast.clinic, monitor=bedside.monitor, session=bedside.tablet.session,
        began_at=now + SECOND, last_heard_at=now + SECOND, words="Look whom it shows.",
    )  # fmt: skip
    given = bedside.tablet.event(
        now + 2 * SECOND, "DoseGiven", drug="ketamine", route="im", dose_mg="40",
        already_happened=True, reason="The network was away.",
    )  # fmt: skip
    bedside.tablet.send(cast.actor("ana"), now + 5 * MINUTE, given)

    assert words(bedside, now + 6 * MINUTE) == [
        "The monitor's clock was off by 123 min. The times here are the clinic's.",
        "A monitor said that it measured somebody else. Nobody has said whose values these were.",
        "A dose was written down later than it was given, at 10:05.",
        "The monitor sent its last value at 10:00.",
    ]


def test_of_many_of_one_kind_the_rest_is_counted(bedside, now) -> None:
    for minute in range(0, 21, 3):
        bedside.sends(
            now + minute * MINUTE, 2, heart_rate_per_min=alive(70), spo2_percent=alive(96)
        )

    said = words(bedside, now + 22 * MINUTE)

    assert len(said) == 7
    assert said[-2:] == [
        "The monitor sent its last value at 10:18.",
        "1 more: silences.",
    ]


def test_the_same_record_gives_the_same_list_whatever_the_monitor_does_next(bedside, now) -> None:
    bedside.sends(now, 5, heart_rate_per_min=alive(70), spo2_percent=alive(96))
    first = document(bedside, now + 5 * SECOND)
    bedside.sends(now + 10 * MINUTE, 5, heart_rate_per_min=alive(70), spo2_percent=steady(80))
    looked = look(found(bedside.cast.actor("ana"), bedside.tablet.session.pk), now + 11 * MINUTE)

    assert document_of(looked) == first
