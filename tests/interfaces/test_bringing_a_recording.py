"""A person brings a recording from a file: looked over first, taken once, marked as imported."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from holdspace.clinic.context import clinic_context
from holdspace.interfaces.monitors.actions import add_monitor
from holdspace.interfaces.monitors.models import Recording
from holdspace.pathway.dosing_session.models import MonitorMessage, VitalsSample
from tests.interfaces.clinic_monitors import session_in

if TYPE_CHECKING:
    from django.test import Client

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.models import DosingSession, Monitor

OPENED = (datetime.now(UTC) - timedelta(hours=2)).replace(microsecond=0)


@pytest.fixture(autouse=True)
def plain_file_names(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def session(cast: Cast) -> DosingSession:
    return session_in(cast, "Room 1", "mara", opened_at=OPENED)


@pytest.fixture
def monitor(cast: Cast) -> Monitor:
    with clinic_context(cast.clinic.id):
        return add_monitor(actor=cast.actor("ana"), name="Monitor 1", device_key="A")


class Desk:
    """Ana at the desk, with a file in her hand."""

    def __init__(self, client: Client, session: DosingSession, monitor: Monitor) -> None:
        self.client = client
        self.chosen = {"session": str(session.pk), "monitor": monitor.pk}

    def bring(self, *files: tuple[str, bytes]):
        names = ("file", "data_file")
        uploads = {
            field: SimpleUploadedFile(name, content)
            for field, (name, content) in zip(names, files, strict=False)
        }
        return self.client.post("/monitors/recordings/", {**self.chosen, **uploads})


@pytest.fixture
def desk(cast: Cast, client: Client, session: DosingSession, monitor: Monitor) -> Desk:
    client.force_login(cast.staff["ana"].account)
    return Desk(client, session, monitor)


def csv_at(*minutes: float, heart_rate: int = 70) -> bytes:
    """One line a minute with a heart rate, after OPENED."""
    lines = [
        f"{(OPENED + timedelta(minutes=minute)).isoformat()},{heart_rate + number},120,x"
        for number, minute in enumerate(minutes)
    ]
    return "\n".join(["time,hr,systolic_mmhg,notes", *lines, ""]).encode()


def rows(cast: Cast) -> list[VitalsSample]:
    with clinic_context(cast.clinic.id):
        return list(VitalsSample.objects.order_by("at"))


def test_what_was_read_is_shown_before_anything_is_in_the_record(cast: Cast, desk: Desk) -> None:
    answer = desk.bring(("vitals.csv", csv_at(-1, 0, 1)))
    page = desk.client.get(answer.url).content.decode()

    assert "Heart rate" in page
    assert "notes: no vital sign that is known here" in page
    assert "Its times name their zone." in page
    assert "<strong>2</strong> lines within the session and new" in page
    assert "1 from before the session opened" in page
    assert "Take 2 lines into the record" in page
    assert rows(cast) == []


def test_taken_twice_changes_nothing_and_each_row_says_where_it_came_from(
    cast: Cast, desk: Desk
) -> None:
    answer = desk.bring(("vitals.csv", csv_at(0, 1)))
    first = desk.client.post(answer.url, follow=True).content.decode()
    second = desk.client.post(answer.url, follow=True).content.decode()
    overlapping = desk.bring(("again.csv", csv_at(0, 1, 2)))
    desk.client.post(overlapping.url)

    stored = rows(cast)
    assert "2 lines taken into the record, marked as imported." in first
    assert "0 lines taken into the record, marked as imported. 2 were there already." in second
    assert [row.heart_rate_per_min for row in stored] == [70, 71, 72]
    assert [row.at for row in stored] == [OPENED + timedelta(minutes=n) for n in range(3)]
    assert {"imported"} == {flag for row in stored for flag in row.flags}
    assert stored[0].other["file"] == "vitals.csv"
    assert stored[0].other["by"] == "Ana Silva"
    assert {str(row.session_id) for row in stored} == {desk.chosen["session"]}


def test_a_wfdb_record_comes_as_two_files_and_a_person_says_when_it_began(
    cast: Cast, desk: Desk
) -> None:
    frames = [(623, 120), (0, 400)]
    signals = ("16 10/bpm 16 0 623 623 0 HR", "16 1/mmHg 16 0 120 520 0 NBPSys")
    header = "\n".join(["ours 2 0.1 2", *(f"ours.dat {signal}" for signal in signals)])
    data = b"".join(struct.pack("<2h", *frame) for frame in frames)

    alone = desk.bring(("ours.hea", header.encode()))
    answer = desk.bring(("ours.hea", header.encode()), ("ours.dat", data))
    before = desk.client.get(answer.url).content.decode()
    local = OPENED.astimezone(ZoneInfo(cast.clinic.time_zone))
    said = {"day": f"{local:%Y-%m-%d}", "at": f"{local:%H:%M:%S}"}
    looked = desk.client.get(answer.url, said).content.decode()
    desk.client.post(answer.url, said)

    assert alone.status_code == 422
    assert "its samples are in ours.dat; the second file is none" in alone.content.decode()
    assert "It does not say when it began." in before
    assert "Show which lines are of this session" in before
    assert "Take 2 lines into the record" in looked
    first, second = rows(cast)
    assert (first.heart_rate_per_min, first.systolic_mmhg) == (Decimal("62.3"), 120)
    assert second.systolic_mmhg is None
    assert second.flags == ["imported", "invalid:systolic_mmhg"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("vitals.csv", b"time,hr\n1,fast\n", "line 2: a value is not a number"),
        ("vitals.csv", b"time,hr\n1,\n", "it holds no value of a vital sign"),
        ("vitals.csv", b"time,hr\n10:00,72\n", "could be hours and minutes, or minutes and"),
        ("vitals.csv", b"\xff\xfe1", "save it as CSV UTF-8"),
        ("vitals.xlsx", b"PK", "bring a .csv file"),
        ("vitals.csv", b"", "This file is empty"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_and_keeps_what_was_chosen(
    name: str, content: bytes, words: str, cast: Cast, desk: Desk
) -> None:
    answer = desk.bring((name, content))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words in page
    assert f'value="{desk.chosen["session"]}" selected' in page
    with clinic_context(cast.clinic.id):
        assert not Recording.objects.exists()
        assert not MonitorMessage.objects.exists()


def test_who_may_not_bring_one_and_another_clinic_do_not_see_it(
    cast: Cast, stranger: Cast, desk: Desk
) -> None:
    address = desk.bring(("vitals.csv", csv_at(0))).url
    seen = []
    for account in (cast.staff["jonas"].account, stranger.staff["ana"].account):
        desk.client.force_login(account)
        seen.append(desk.client.get(address).status_code)

    assert seen == [403, 404]
