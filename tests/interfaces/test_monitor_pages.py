"""One monitor's page: how its feed does in words, what it sent, its tokens, a day to take along."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.domain.vitals import STREAM_SILENCE
from holdspace.interfaces.monitors.actions import add_monitor, stand_monitor
from holdspace.interfaces.monitors.feed_health import health_of
from holdspace.interfaces.monitors.models import DeviceToken, SpoolPosition
from holdspace.interfaces.monitors.posted.tokens import digest_of
from holdspace.interfaces.monitors.queries import gateway_state, monitor_lines
from holdspace.interfaces.monitors.raw_text import raw_text
from holdspace.interfaces.monitors.spool_fill import Fill
from holdspace.pathway.dosing_session.models import Monitor, MonitorMessage, VitalsSample
from tests.interfaces.clinic_monitors import session_in

if TYPE_CHECKING:
    from django.test import Client

    from holdspace.clinic.demo import Cast

NOW = datetime.now(UTC)
SAYS_UTF_8 = "MSH|^~\\&|" + "|" * 15 + "UNICODE UTF-8|"


@pytest.fixture(autouse=True)
def plain_file_names(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def monitor(cast: Cast) -> Monitor:
    """Stands in Room 1 since two hours, where Mara's session is open."""
    session_in(cast, "Room 1", "mara", opened_at=NOW - timedelta(hours=1))
    with clinic_context(cast.clinic.id):
        added = add_monitor(actor=cast.actor("ana"), name="=Monitor 1", device_key="A / ONE")
        stand_monitor(
            actor=cast.actor("ana"),
            monitor=added,
            room=cast.rooms["Room 1"],
            now=NOW - timedelta(hours=2),
        )
    return added


def heard(cast: Cast, monitor: Monitor, seconds_ago: float, **more: object) -> MonitorMessage:
    """One message with one row, as the drain would have stored it."""
    reason = str(more.pop("reason", ""))
    at = NOW - timedelta(seconds=seconds_ago)
    session = monitor.assignments.get().room.dosingsession_set.get()
    message = MonitorMessage.objects.create(
        clinic=cast.clinic,
        received_at=at,
        source_address="10.0.0.9",
        device_key=monitor.device_key,
        raw=f"{SAYS_UTF_8}A^\x0b\rPID|||".encode() + b"\xe4\r",
        state=MonitorMessage.State.STORED,
        reason=reason,
    )
    VitalsSample.objects.create(
        clinic=cast.clinic,
        monitor=monitor,
        session=session,
        room=session.room,
        message=message,
        at=at,
        received_at=at,
        **{"heart_rate_per_min": 72, "other": {"family": "mdc"}, **more},
    )
    return message


def test_the_rate_counts_every_message_of_the_last_five_minutes_and_no_file(
    cast: Cast, monitor: Monitor
) -> None:
    ana = cast.actor("ana")
    with clinic_context(cast.clinic.id):
        for seconds_ago in (1, 299, 301):
            heard(cast, monitor, seconds_ago)
        heard(cast, monitor, 2, flags=["imported"])
        MonitorMessage.objects.create(
            clinic=cast.clinic,
            received_at=NOW - timedelta(seconds=3),
            device_key=monitor.device_key,
            raw=b"",
            state=MonitorMessage.State.REFUSED,
            reason="the frame was cut off before its end",
        )
        health = health_of(ana, [monitor], NOW)[monitor.pk]
        (line,) = monitor_lines(ana, NOW)

    assert (health.messages, health.expected, health.per_minute) == (3, 299, "0.6")
    assert health.misses_some
    assert health.family.startswith("Generic") or "MDC" in health.family
    assert health.troubles == ("1 message refused: the frame was cut off before its end.",)
    assert line.last_heard_at == NOW - timedelta(seconds=1)
    assert line.clock_words == "not measured"


def test_a_monitor_that_has_just_begun_misses_nothing(cast: Cast, monitor: Monitor) -> None:
    with clinic_context(cast.clinic.id):
        for seconds_ago in range(30):
            heard(cast, monitor, seconds_ago)
        begun = health_of(cast.actor("ana"), [monitor], NOW)[monitor.pk]
        heard(cast, monitor, 200)
        fewer = health_of(cast.actor("ana"), [monitor], NOW)[monitor.pk]

    assert (begun.per_minute, begun.misses_some) == ("62", False)
    assert fewer.misses_some


@pytest.mark.parametrize(("more", "is_silent"), [(-0.1, False), (0.0, True), (0.1, True)])
def test_a_monitor_that_stands_in_a_room_and_sends_nothing_is_silent(
    cast: Cast, monitor: Monitor, more: float, *, is_silent: bool
) -> None:
    with clinic_context(cast.clinic.id):
        heard(cast, monitor, STREAM_SILENCE.total_seconds() + more)
        [line] = monitor_lines(cast.actor("ana"), NOW)
        stand_monitor(actor=cast.actor("ana"), monitor=monitor, room=None, now=NOW)
        [elsewhere] = monitor_lines(cast.actor("ana"), NOW)

    assert (line.is_silent, elsewhere.is_silent) == (is_silent, False)


def test_the_pages_ask_for_what_they_say_of_a_feed_again(
    cast: Cast, client: Client, monitor: Monitor
) -> None:
    client.force_login(cast.staff["ana"].account)
    for address in ("/monitors/", f"/monitors/{monitor.pk}/"):
        page = client.get(address).content.decode()
        part = client.get(address, headers={"HX-Request": "true"}).content.decode()

        assert f'hx-get="{address}"' in page
        assert part.strip().startswith("<div id=")
        assert part.strip() in page
        assert "No signal in 7 days" in " ".join(part.split())


def test_what_is_wrong_with_a_feed_is_said_in_words(cast: Cast, monitor: Monitor) -> None:
    with clinic_context(cast.clinic.id):
        heard(cast, monitor, 1, flags=["invalid:spo2_percent", "demo"])
        heard(cast, monitor, 2, flags=["invalid:spo2_percent"], reason="2 codes not known here")
        health = health_of(cast.actor("ana"), [monitor], NOW)[monitor.pk]

    assert set(health.troubles) == {
        "SpO2: 2 in 5 min were no reading.",
        "It says that it is simulating: nothing of it is charted as a person's.",
        "2 codes not known here.",
    }


@pytest.mark.parametrize(
    ("held", "hours", "words"),
    [
        (79, 0, ""), (80, 0, "nearly full: 80 of 100 MB"), (99, 0, "nearly full"),
        (100, 0, "is full"), (0, 19.1, ""), (0, 19.2, "has waited 19 of 24 h"),
        (0, 24, "is full"),
    ],
)  # fmt: skip
def test_the_spool_says_that_it_is_nearly_full_before_it_is(
    held: int, hours: float, words: str
) -> None:
    fill = Fill(
        held_bytes=held * 1024 * 1024,
        most_bytes=100 * 1024 * 1024,
        oldest_at=NOW - timedelta(hours=hours),
        longest_wait=timedelta(hours=24),
    )

    said = fill.words(NOW)

    assert words in said
    assert bool(said) == bool(words)


def test_the_page_says_what_the_gateway_said_of_its_spool_and_where_it_hears(
    cast: Cast, client: Client
) -> None:
    fill = Fill(
        held_bytes=9, most_bytes=10, oldest_at=NOW, longest_wait=timedelta(hours=24)
    ).as_json()
    with clinic_context(cast.clinic.id):
        SpoolPosition.objects.create(
            spool_id="6f1f3c5e-0000-4000-8000-000000000001",
            clinic=cast.clinic,
            seen_at=datetime.now(UTC),
            said={**fill, "heard_at": "10.0.0.5:2575"},
        )
        state = gateway_state(cast.actor("ana"), NOW)
    client.force_login(cast.staff["ana"].account)

    assert "spool is nearly full" in state.trouble
    page = client.get("/monitors/").content.decode()
    assert "spool is nearly full" in page
    assert "Monitors send HL7 to 10.0.0.5, port 2575." in page


def test_a_token_is_shown_once_kept_as_a_digest_and_ended(
    cast: Cast, monitor: Monitor, client: Client
) -> None:
    client.force_login(cast.staff["ana"].account)
    page = f"/monitors/{monitor.pk}/"

    shown = client.post(f"{page}token/")
    with clinic_context(cast.clinic.id):
        row = DeviceToken.objects.get()
    token = shown.context["token"]
    later = client.get(page).content.decode()
    ended = client.post(f"/monitors/tokens/{row.pk}/end/", follow=True).content.decode()

    assert token in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert (row.digest, row.ending) == (digest_of(token), token[-4:])
    assert token not in later
    assert f"Ends in {row.ending}" in later
    assert "opens nothing any more" in ended
    assert "ended by Ana Silva" in ended


def test_a_device_that_posts_is_added_before_it_is_heard(cast: Cast, client: Client) -> None:
    client.force_login(cast.staff["ana"].account)
    room = cast.rooms["Room 2"].pk
    values = {"name": "Home cuff", "room": room, "expects_interval_seconds": 60}

    page = client.post("/monitors/posting/", values).content.decode()

    with clinic_context(cast.clinic.id):
        added = Monitor.objects.get(name="Home cuff")
        assert added.assignments.get().room_id == room
        assert added.tokens.get().ending in page


def test_a_raw_message_is_read_by_few_and_each_reading_is_in_the_trail(
    cast: Cast, monitor: Monitor, client: Client
) -> None:
    with clinic_context(cast.clinic.id):
        message = heard(cast, monitor, 1)
    address = f"/monitors/messages/{message.pk}/"
    client.force_login(cast.staff["ana"].account)
    refused = client.get(address).status_code
    hidden = address in client.get(f"/monitors/{monitor.pk}/").content.decode()
    client.force_login(cast.staff["okafor"].account)

    page = client.get(address).content.decode()

    with clinic_context(cast.clinic.id):
        trail = AuditEntry.objects.filter(act="read a message of a monitor as it came")
        read = [(line.patient_id, line.object_id) for line in trail]
    assert (refused, hidden) == (403, False)
    assert "A^«VT»«CR»" in page
    assert "shown byte by byte" in page
    assert read == [(cast.patients["mara"].pk, str(message.pk))]


def test_signs_that_no_screen_shows_are_shown_and_none_turns_a_line_around() -> None:
    shown = raw_text(f"{SAYS_UTF_8}a\x01\tb\u202ec\rOBX|\x1c".encode())

    assert shown.lines == (f"{SAYS_UTF_8}a«SOH»«HT»b\ufffdc«CR»", "OBX|«FS»")
    assert shown.note == ""


def test_a_day_is_taken_along_as_it_was_stored_and_noted_for_each_person(
    cast: Cast, monitor: Monitor, client: Client
) -> None:
    with clinic_context(cast.clinic.id):
        heard(cast, monitor, 1, flags=["invalid:spo2_percent"], spo2_percent=None)
    client.force_login(cast.staff["ana"].account)
    zone_day = NOW.astimezone(ZoneInfo(cast.clinic.time_zone)).date()

    days = [zone_day - timedelta(days=1), zone_day, zone_day + timedelta(days=1)]
    answers = [client.get(f"/monitors/{monitor.pk}/day/", {"day": str(day)}) for day in days]
    room = client.get(f"/monitors/rooms/{cast.rooms['Room 1'].pk}/day/", {"day": str(zone_day)})

    files = [one for one in answers if one.headers.get("Content-Type", "").startswith("text/csv")]
    (line,) = csv.DictReader(io.StringIO(files[0].content.decode("utf-8-sig")))
    with clinic_context(cast.clinic.id):
        noted = AuditEntry.objects.filter(act="export a day of a monitor")
        people = {entry.patient_id for entry in noted}
    assert len(files) == 1
    assert line["monitor"] == "'=Monitor 1"
    assert (line["heart_rate_per_min"], line["spo2_percent"]) == ("72.00", "")
    assert line["flags"] == "invalid:spo2_percent"
    assert room.content == files[0].content
    assert people == {cast.patients["mara"].pk}
    assert noted.count() == 2


def test_a_day_without_values_is_said_and_no_file(
    cast: Cast, monitor: Monitor, client: Client
) -> None:
    client.force_login(cast.staff["ana"].account)

    page = client.get(f"/monitors/{monitor.pk}/day/", {"day": "2020-02-01"}, follow=True)
    unreadable = client.get(f"/monitors/{monitor.pk}/day/", {"day": "soon"}, follow=True)

    assert "no value of 1 February 2020 is stored" in page.content.decode()
    assert "Choose a day first." in unreadable.content.decode()


def test_anothers_monitor_token_and_message_are_not_there(
    cast: Cast, stranger: Cast, monitor: Monitor, client: Client
) -> None:
    with clinic_context(cast.clinic.id):
        message = heard(cast, monitor, 1)
    client.force_login(stranger.staff["okafor"].account)

    gets = [
        f"/monitors/{monitor.pk}/", f"/monitors/{monitor.pk}/day/?day=2025-06-01",
        f"/monitors/messages/{message.pk}/",
    ]  # fmt: skip

    assert [client.get(address).status_code for address in gets] == [404, 404, 404]
    assert client.post(f"/monitors/{monitor.pk}/token/").status_code == 404
