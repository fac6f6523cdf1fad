"""A person adds a monitor that was heard, moves it, and settles what waited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.interfaces.monitors.actions import (
    DeviceAlreadyKnown,
    add_monitor,
    settle,
    stand_monitor,
)
from holdspace.interfaces.monitors.queries import (
    clock_words,
    gateway_state,
    monitor_lines,
    unsettled,
    waiting_lines,
)
from holdspace.pathway.dosing_session.models import MonitorAssignment, MonitorMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from holdspace.clinic.demo import Cast

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plain_file_names(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def inside(cast: Cast) -> Iterator[Cast]:
    with clinic_context(cast.clinic.id):
        yield cast


def heard(
    cast: Cast, device: str = "STRANGER", *, minutes_ago: int = 1, reason: str = "why"
) -> int:
    return MonitorMessage.objects.create(
        clinic=cast.clinic,
        received_at=datetime.now(UTC) - timedelta(minutes=minutes_ago),
        source_address="10.0.0.9",
        device_key=device,
        raw=b"MSH|",
        state=MonitorMessage.State.QUEUED,
        reason=reason,
    ).pk


def rooms_of(monitor) -> list[tuple[str, bool]]:
    stays = MonitorAssignment.objects.filter(monitor=monitor).order_by("from_at")
    return [(stay.room.name, stay.until_at is None) for stay in stays.select_related("room")]


def test_a_monitor_stands_in_one_room_and_moving_it_ends_the_stay_before(inside: Cast) -> None:
    ana = inside.actor("ana")
    monitor = add_monitor(actor=ana, name="Monitor 1", device_key="A")

    stand_monitor(actor=ana, monitor=monitor, room=inside.rooms["Room 1"], now=NOW)
    stand_monitor(actor=ana, monitor=monitor, room=inside.rooms["Room 1"], now=NOW)
    stand_monitor(actor=ana, monitor=monitor, room=inside.rooms["Room 2"], now=NOW)

    assert rooms_of(monitor) == [("Room 1", False), ("Room 2", True)]
    (line,) = monitor_lines(ana, NOW)
    assert (line.stay.room.name, line.stay.assigned_by.name) == ("Room 2", "Ana Silva")


def test_a_monitor_that_is_taken_away_stands_nowhere(inside: Cast) -> None:
    ana = inside.actor("ana")
    monitor = add_monitor(actor=ana, name="Monitor 1", device_key="A")
    stand_monitor(actor=ana, monitor=monitor, room=inside.rooms["Room 1"], now=NOW)

    stand_monitor(actor=ana, monitor=monitor, room=None, now=NOW)

    assert rooms_of(monitor) == [("Room 1", False)]


def test_one_device_is_one_monitor(inside: Cast) -> None:
    add_monitor(actor=inside.actor("ana"), name="Monitor 1", device_key="A")

    with pytest.raises(DeviceAlreadyKnown):
        add_monitor(actor=inside.actor("ana"), name="Monitor 2", device_key="A")


def test_messages_that_wait_for_one_reason_are_one_line_and_settled_together(inside: Cast) -> None:
    ana = inside.actor("ana")
    heard(inside, minutes_ago=9)
    heard(inside, minutes_ago=5)
    heard(inside, minutes_ago=1, reason="another")
    lines = {line.reason: line for line in waiting_lines(ana, datetime.now(UTC))}

    message = MonitorMessage.objects.get(pk=lines["why"].message_id)
    count = settle(actor=ana, message=message, what="A loan device, gone", now=NOW)

    assert (lines["why"].count, count) == (2, 2)
    assert [line.reason for line in waiting_lines(ana, datetime.now(UTC))] == ["another"]
    assert MonitorMessage.objects.count() == 3


def test_a_message_that_came_after_the_page_was_drawn_is_not_settled_with_it(inside: Cast) -> None:
    first = MonitorMessage.objects.get(pk=heard(inside))
    later = heard(inside)

    settle(actor=inside.actor("ana"), message=first, what="Settled", now=NOW)

    assert list(unsettled(inside.actor("ana")).values_list("pk", flat=True)) == [later]


def test_a_gateway_that_never_spoke_is_silent(inside: Cast) -> None:
    assert gateway_state(inside.actor("ana"), NOW).is_silent


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""), ("30", ""), ("30.1", "30 s behind"), ("-31", "31 s ahead"),
        ("119", "119 s behind"), ("120", "2 min behind"), ("7200", "2 h behind"),
        ("-172800", "2 days ahead"),
    ],
)  # fmt: skip
def test_a_wrong_clock_is_said_in_words_and_which_way(seconds: str | None, words: str) -> None:
    assert clock_words(Decimal(seconds) if seconds else None) == words


def test_ana_adds_the_monitor_that_was_heard_and_says_where_it_stands(
    cast: Cast, client: Client
) -> None:
    client.force_login(cast.staff["ana"].account)
    with clinic_context(cast.clinic.id):
        message_id = heard(cast)
    listed = client.get("/monitors/").content.decode()

    room = cast.rooms["Room 3"].pk
    values = {"name": "Monitor 3", "room": room, "expects_interval_seconds": 1}
    added = client.post(f"/monitors/add/{message_id}/", values, follow=True).content.decode()

    assert "STRANGER" in listed
    assert "If it is one of yours, add it" in listed
    assert "Monitor 3: added." in added
    assert "Room 3" in added


def test_ana_moves_a_monitor_and_settles_what_waited(cast: Cast, client: Client) -> None:
    client.force_login(cast.staff["ana"].account)
    with clinic_context(cast.clinic.id):
        monitor = add_monitor(actor=cast.actor("ana"), name="Monitor 1", device_key="A")
        message_id = heard(cast, "A")

    page = f"/monitors/{monitor.pk}/stands/"
    values = {"room": cast.rooms["Room 2"].pk, "opened_on": client.get(page).context["opened_on"]}
    moved = client.post(page, values, follow=True)
    settled = client.post(
        f"/monitors/waiting/{message_id}/settle/", {"what": "Moved"}, follow=True
    ).content.decode()

    assert "Monitor 1 stands in Room 2 from now on." in moved.content.decode()
    assert "1 settled." in settled
    assert "Nothing waits." in settled


@pytest.mark.parametrize("who", ["jonas", "desk", "owner", "auditor"])
def test_who_may_not_assign_monitors_does_not_see_the_page(
    who: str, cast: Cast, client: Client
) -> None:
    client.force_login(cast.staff[who].account)

    assert client.get("/monitors/").status_code == 403


def test_another_clinics_monitor_and_messages_are_not_there(
    cast: Cast, stranger: Cast, client: Client
) -> None:
    client.force_login(stranger.staff["ana"].account)
    with clinic_context(cast.clinic.id):
        monitor = add_monitor(actor=cast.actor("ana"), name="Monitor 1", device_key="A")
        message_id = heard(cast, "CANARY")

    statuses = [
        client.get(f"/monitors/{monitor.pk}/stands/").status_code,
        client.get(f"/monitors/waiting/{message_id}/settle/").status_code,
        client.get(f"/monitors/add/{message_id}/").status_code,
    ]

    assert statuses == [404, 404, 404]
    assert "CANARY" not in client.get("/monitors/").content.decode()
