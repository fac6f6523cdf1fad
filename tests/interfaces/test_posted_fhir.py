"""A device posts FHIR to the real gateway: stored once and durably, or told in words why not."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import psycopg
import pytest

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.interfaces.monitors.doubt import NAMES_ANOTHER
from holdspace.interfaces.monitors.doubt_actions import settle_doubt
from holdspace.interfaces.monitors.models import DeviceToken
from holdspace.interfaces.monitors.posted.subject import SEVERAL_PEOPLE
from holdspace.interfaces.monitors.posted.tokens import NO_TOKEN
from holdspace.interfaces.monitors.posted.translate import TAKEN_BACK
from holdspace.interfaces.monitors.token_actions import end_token
from holdspace.pathway.dosing_session.models import MonitorDoubt
from tests.interfaces.clinic_monitors import add_monitor, assign, session_in
from tests.interfaces.gateway_process import GatewayProcess, wait_until
from tests.interfaces.posting import (
    DIASTOLIC,
    PRESSURE,
    SYSTOLIC,
    Device,
    bundle,
    concept,
    observation,
    quantity,
    token_for,
    words,
)
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.models import Monitor, MonitorMessage, VitalsSample
    from holdspace.server.database_address import Database


@dataclass(frozen=True)
class World:
    """One clinic with an open session in Room 1, and the gateway that hears its devices."""

    clinic: Cast
    database: Database
    gateway: GatewayProcess
    session_id: str

    @contextmanager
    def without_database(self) -> Iterator[None]:
        self._go_on_with(self.database.app_url.replace("/kept", "/not_there_yet"))
        yield
        self._go_on_with(self.database.app_url)

    def _go_on_with(self, database_url: str) -> None:
        self.gateway.kill()
        self.gateway.database_url = database_url
        self.gateway.start()


@dataclass(frozen=True)
class Posting:
    """A device, the monitor that it is, and what the database holds of it."""

    world: World
    device: Device
    monitor: Monitor

    def rows(self) -> list[VitalsSample]:
        return [one for one in samples(self.world.clinic) if one.monitor_id == self.monitor.pk]

    def messages(self) -> list[MonitorMessage]:
        key = self.monitor.device_key
        return [one for one in messages(self.world.clinic) if one.device_key == key]

    def rates(self) -> list[int]:
        return [int(row.heart_rate_per_min) for row in self.rows()]

    def settle(self, *, is_this_person: bool) -> MonitorDoubt:
        """Says whom the monitor measures, of the one doubt that there is."""
        clinic = self.world.clinic
        with clinic_context(clinic.clinic.id):
            doubt = MonitorDoubt.objects.get(monitor=self.monitor)
            now = datetime.now(UTC)
            actor = clinic.actor("ana")
            settle_doubt(actor=actor, doubt=doubt, is_this_person=is_this_person, now=now)
        return doubt

    def end_token(self) -> None:
        clinic = self.world.clinic
        with clinic_context(clinic.clinic.id):
            row = DeviceToken.objects.get(monitor=self.monitor)
            end_token(actor=clinic.actor("ana"), token=row, now=datetime.now(UTC))


@pytest.fixture(scope="module")
def world(kept_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    clinic = make_cast()
    gateway = GatewayProcess(tmp_path_factory.mktemp("posted") / "spool", kept_database.app_url)
    opened_at = datetime.now(UTC) - timedelta(minutes=30)
    session = session_in(clinic, "Room 1", "mara", opened_at=opened_at)
    yield World(clinic, kept_database, gateway, str(session.pk))
    gateway.stop()


@pytest.fixture
def posting(world: World, request: pytest.FixtureRequest) -> Posting:
    """A monitor of this test's own in Room 1, and what posts as it."""
    monitor = add_monitor(world.clinic, request.node.name[:100])
    assign(world.clinic, monitor, "Room 1", from_at=datetime.now(UTC) - timedelta(hours=1))
    device = Device(world.gateway.http_port, token_for(world.clinic, monitor.device_key))
    return Posting(world, device, monitor)


def minutes_ago(minutes: float) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()


def test_observations_become_rows_of_the_session_in_the_room(
    posting: Posting,
) -> None:
    pressure = {
        **observation(PRESSURE, effectiveDateTime=minutes_ago(4)),
        "valueQuantity": None,
        "component": [
            {"code": concept(SYSTOLIC), "valueQuantity": quantity(16.0, "kPa")},
            {"code": concept(DIASTOLIC), "valueQuantity": quantity(80, "mm[Hg]")},
        ],
    }
    del pressure["valueQuantity"]
    alone = posting.device.post(observation(value=71))
    together = posting.device.post(
        bundle("transaction", pressure, observation(value=74)), place="/interfaces/fhir"
    )

    wait_until(lambda: len(posting.rows()) == 3)
    first, cuff, second = posting.rows()
    assert (alone[0], words(alone[1])) == (201, "stored")
    assert [one["response"]["status"] for one in together[1]["entry"]] == ["201", "201"]
    assert (first.heart_rate_per_min, second.heart_rate_per_min) == (71, 74)
    assert (cuff.systolic_mmhg, cuff.diastolic_mmhg) == (Decimal(120), Decimal(80))
    assert {str(one.session_id) for one in (first, cuff, second)} == {posting.world.session_id}
    assert "late" in cuff.flags
    assert "late" not in first.flags


def test_the_same_body_again_or_a_value_sent_in_another_bundle_is_stored_once(
    posting: Posting,
) -> None:
    one, other = observation(value=71), observation(value=72, effectiveDateTime=minutes_ago(1))

    for body in (one, one, bundle("collection", one, other), bundle("batch", other, one)):
        assert posting.device.post(body)[0] in (200, 201)
    wait_until(lambda: len(posting.messages()) == 3)

    assert sorted(row.heart_rate_per_min for row in posting.rows()) == [71, 72]


def test_what_cannot_be_taken_is_refused_in_words_and_kept(posting: Posting) -> None:
    said = [
        posting.device.post(b"pulse: 72"),
        posting.device.post({"resourceType": "Patient"}),
        posting.device.post(bundle("transaction", observation(), {"resourceType": "Patient"})),
        posting.device.post(bundle("history", observation())),
        posting.device.post(observation(effectiveDateTime="2025-06-01")),
        posting.device.post(observation(), headers={"Content-Type": "text/plain"}),
        posting.device.post(b"{" + b" " * 1024 * 1024 + b"}"),
    ]

    wait_until(lambda: len(posting.messages()) == len(said))
    kept = posting.messages()
    assert [status for status, _ in said] == [400, 422, 422, 422, 422, 415, 413]
    assert [message.reason for message in kept] == [words(answer) for _, answer in said]
    assert {message.state for message in kept} == {"refused"}
    assert bytes(kept[0].raw) == b"pulse: 72"
    assert words(said[2][1]) == "entry 2: Patient is not taken, Observation is"
    assert posting.rows() == []


def test_of_a_batch_the_good_entries_are_stored_and_the_others_said(
    posting: Posting,
) -> None:
    status, answer = posting.device.post(
        bundle("batch", {"resourceType": "Patient"}, observation(value=71))
    )

    wait_until(lambda: len(posting.rows()) == 1)
    assert status == 200
    assert [one["response"]["status"] for one in answer["entry"]] == ["422", "201"]
    assert posting.messages()[0].reason == "entry 1: Patient is not taken, Observation is"


def test_a_value_that_is_none_is_kept_beside_the_row_and_said(posting: Posting) -> None:
    at = minutes_ago(1)
    bodies = [
        observation(value=71, effectiveDateTime=at),
        observation(value=900, effectiveDateTime=at),
        observation(value=3, code="1234-5", effectiveDateTime=at),
        observation(value=72, unit="Hz", effectiveDateTime=at),
        observation(effectiveDateTime=at, dataAbsentReason=concept("asked-declined")),
    ]
    statuses = [posting.device.post(body)[0] for body in bodies]

    wait_until(lambda: len(posting.rows()) == len(bodies))
    rows = posting.rows()
    standings = [[one["standing"] for one in row.other["values"]] for row in rows]
    assert statuses == [201] * len(bodies)
    assert [row.heart_rate_per_min for row in rows] == [71, None, None, None, None]
    assert standings == [[], ["invalid"], ["unknown"], ["invalid"], ["invalid"]]
    assert "1 code not known here: 1234-5^" in posting.messages()[2].reason


def test_a_value_that_the_device_takes_back_waits_for_a_person(posting: Posting) -> None:
    at = minutes_ago(1)
    posting.device.post(observation(value=71, effectiveDateTime=at))
    posting.device.post(observation(value=71, effectiveDateTime=at, status="entered-in-error"))

    wait_until(lambda: len(posting.messages()) == 2)
    last = posting.messages()[-1]
    assert [row.heart_rate_per_min for row in posting.rows()] == [71]
    assert last.state == "queued"
    assert last.reason.startswith(TAKEN_BACK)


def test_a_subject_who_is_somebody_else_holds_the_values_back_until_somebody_has_looked(
    posting: Posting,
) -> None:
    mara = posting.world.clinic.patients["mara"]
    ours = {"display": f"{mara.family_name}, {mara.given_name}"}
    vogel = {"reference": "Patient/4711", "display": "Anselm Vogel"}
    posting.device.post(observation(value=71))
    posting.device.post(observation(value=72, subject=ours))
    posting.device.post(observation(value=73, subject={"reference": "Patient/4711"}))
    said = posting.device.post(observation(value=74, subject=vogel))

    wait_until(lambda: len(posting.messages()) == 4)
    before, waiting = posting.rates(), posting.messages()[-1]
    doubt = posting.settle(is_this_person=True)
    wait_until(lambda: len(posting.rows()) == 4)

    assert said[0] == 201
    assert before == [71, 72, 73]
    assert (waiting.state, waiting.reason) == ("queued", NAMES_ANOTHER)
    assert doubt.words.endswith("is measuring somebody else: the name differs.")
    assert posting.rows()[-1].flags == ["another_name", "late"]


def test_a_body_about_several_people_waits_whole(posting: Posting) -> None:
    mara = posting.world.clinic.patients["mara"]
    posting.device.post(
        bundle(
            "transaction",
            observation(value=71, subject={"display": f"{mara.given_name} {mara.family_name}"}),
            observation(value=72, subject={"display": "Anselm Vogel"}),
        ),
        place="/interfaces/fhir",
    )

    wait_until(lambda: len(posting.messages()) == 1)
    assert [(one.state, one.reason) for one in posting.messages()] == [("queued", SEVERAL_PEOPLE)]
    assert posting.rows() == []


def test_without_a_token_that_stands_nothing_is_stored_and_the_page_says_who_tried(
    posting: Posting,
) -> None:
    posting.device.post(observation(value=71))
    wait_until(lambda: len(posting.rows()) == 1)
    posting.end_token()
    wait_until(lambda: posting.device.post(observation(value=72))[0] == 401)

    stranger, nobody = Device(posting.device.port, "hsdev_made_up"), Device(posting.device.port, "")
    refused = [stranger.post(observation()), nobody.post(observation())]

    assert [status for status, _ in refused] == [401, 401]
    assert "token" in words(refused[0][1])
    wait_until(lambda: NO_TOKEN in {one.reason for one in messages(posting.world.clinic)})
    noted = [one for one in messages(posting.world.clinic) if one.reason == NO_TOKEN]
    assert [(one.state, one.source_address, bytes(one.raw)) for one in noted] == [
        ("refused", "127.0.0.1", b"{}")
    ]


def test_what_was_answered_survives_kills_and_a_database_that_is_away(posting: Posting) -> None:
    """The token is known from the gateway's own disk; one it has never seen is told to wait."""
    stranger = Device(posting.device.port, "hsdev_made_up")
    posting.device.post(observation(value=71, effectiveDateTime=minutes_ago(3)))
    wait_until(lambda: len(posting.rows()) == 1)

    with posting.world.without_database():
        taken = posting.device.post(observation(value=72, effectiveDateTime=minutes_ago(2)))
        unsure = stranger.post(observation())
        posting.end_token()
        too_late = posting.device.post(observation(value=73))
        held = len(posting.rows())

    assert (taken[0], too_late[0], held) == (201, 201, 1)
    assert unsure[0] == 503
    assert "try again" in words(unsure[1])
    wait_until(lambda: len(posting.messages()) == 3)
    assert [row.heart_rate_per_min for row in posting.rows()] == [71, 72]
    last = posting.messages()[-1]
    assert (last.state, last.reason) == (
        "queued",
        "sent with a token that had been ended: give the device a new one",
    )


def test_no_token_lies_in_the_database_or_on_the_gateways_disk(
    posting: Posting,
) -> None:
    posting.device.post(observation(value=71))
    wait_until(lambda: len(posting.rows()) == 1)

    spool, clinic_id = posting.world.gateway.spool, posting.world.clinic.clinic.id
    on_disk = b"".join(path.read_bytes() for path in spool.iterdir() if path.is_file())
    with psycopg.connect(posting.world.database.owner_url) as connection:
        connection.execute("SELECT set_config('app.clinic_id', %s, false)", [str(clinic_id)])
        rows = str(connection.execute("SELECT * FROM monitors_devicetoken").fetchall())

    assert posting.device.token[6:].encode() not in on_disk
    assert posting.device.token[6:] not in rows
    assert (spool / "tokens.json").stat().st_mode & 0o077 == 0
