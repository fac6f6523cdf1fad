"""SIGKILL at any moment: what was acknowledged is stored, once; a dead database only delays it."""

from __future__ import annotations

import random
import secrets
import sys
import threading
import time
from typing import TYPE_CHECKING

import psycopg

from holdspace.interfaces.hl7v2.sender import Sender
from tests.interfaces.gateway_process import GatewayProcess, wait_until
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx, oru
from tests.interfaces.stored import messages, samples

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.clinic.demo import Cast
    from holdspace.server.database_address import Database

KILLS = 8


class Sending(threading.Thread):
    """A monitor that sends one message after the other and notes which were acknowledged."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.sender = Sender("127.0.0.1", port, timeout_seconds=2.0)
        self.acknowledged: list[str] = []
        self.may_stop = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.may_stop.is_set():
            number += 1
            message = oru(
                obx(HEART_RATE, str(40 + number % 200), PER_MINUTE), control_id=f"{number}"
            )
            answer = self.sender.send(message)
            assert answer.is_taken
            self.acknowledged.append(answer.control_id)
        self.sender.close()


def test_nothing_acknowledged_is_lost_or_doubled_when_the_gateway_is_killed(
    gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    seed = secrets.randbits(32)
    sys.stdout.write(f"seed {seed}\n")
    chance = random.Random(seed)  # noqa: S311 - the same seed kills at the same moments
    monitor = Sending(gateway.port)
    monitor.start()

    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.6))
        gateway.kill()
        gateway.start()
    wait_until(lambda: len(monitor.acknowledged) > KILLS)
    monitor.may_stop.set()
    monitor.join(timeout=30)

    wait_until(lambda: len(messages(clinic)) >= len(monitor.acknowledged))
    stored = [message.control_id for message in messages(clinic)]
    assert stored == monitor.acknowledged
    assert len(samples(clinic)) == len(monitor.acknowledged)


def test_while_the_database_is_away_samples_wait_in_the_spool(
    own_database: Database, clinic: Cast, standing_monitor: str, tmp_path: Path
) -> None:
    nowhere = own_database.app_url.replace("/own", "/not_there_yet")
    gateway = GatewayProcess(tmp_path / "spool", nowhere)
    first = oru(obx(HEART_RATE, "71", PER_MINUTE), control_id="1")
    second = oru(obx(HEART_RATE, "72", PER_MINUTE), control_id="2")

    taken = gateway.sender.send(first).is_taken and gateway.sender.send(second).is_taken
    gateway.kill()
    gateway.database_url = own_database.app_url
    gateway.start()

    assert taken
    wait_until(lambda: len(samples(clinic)) == 2)
    assert [row.heart_rate_per_min for row in samples(clinic)] == [71, 72]
    gateway.stop()


def test_the_position_is_kept_with_the_rows_so_a_replayed_spool_loads_nothing_twice(
    own_database: Database, gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    gateway.sender.send(oru(obx(HEART_RATE, "71", PER_MINUTE), control_id="", sent=""))
    wait_until(lambda: len(samples(clinic)) == 1)
    gateway.kill()
    (gateway.spool / "position").unlink()

    gateway.start()
    gateway.sender.send(oru(obx(HEART_RATE, "72", PER_MINUTE), control_id="", sent=""))

    wait_until(lambda: len(samples(clinic)) == 2)
    assert [row.heart_rate_per_min for row in samples(clinic)] == [71, 72]


def test_who_has_not_been_told_yes_has_nothing_in_the_database_that_is_not_on_disk(
    own_database: Database, gateway: GatewayProcess, clinic: Cast, standing_monitor: str
) -> None:
    """Rows hold no more than the spool had synced: the position never runs ahead of it."""
    for number in range(20):
        gateway.sender.send(oru(obx(HEART_RATE, "71", PER_MINUTE), control_id=str(number)))
    wait_until(lambda: len(messages(clinic)) == 20)

    with psycopg.connect(own_database.owner_url) as connection:
        connection.execute("SELECT set_config('app.clinic_id', %s, false)", [str(clinic.clinic.id)])
        row = connection.execute("SELECT sequence, waiting FROM monitors_spoolposition").fetchone()

    assert row == (20, 0)
