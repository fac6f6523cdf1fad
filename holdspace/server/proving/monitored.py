"""R13 and R14: six monitors send for hours; what is around the gateway dies, and the gateway too.

The hours are compressed: a monitor sends its next message as soon as the last was acknowledged.
"""

from __future__ import annotations

import random
import signal
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.interfaces.hl7v2.sender import NoAnswer, Sender
from holdspace.interfaces.monitors.mdc.write import HEART_RATE, SPO2, Observation, oru_message
from holdspace.server.child_process import signal_group
from holdspace.server.proving.bedside import Heard, count_of, heard_of, stand_monitors
from holdspace.server.proving.proof import Seen
from holdspace.server.supervisor import Service, python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.place import Place
    from holdspace.server.proving.proof import Work

MONITORS = 6
GATE_SECONDS, LONG_SECONDS = 120, 3 * 60 * 60
GATE_KILLS, LONG_KILLS = 50, 150
BETWEEN_KILLS_SECONDS = (0.4, 1.2)
PATIENCE_SECONDS = 120.0
STANDS_STILL_SECONDS = 20.0
TELLS_EVERY_SECONDS = 3.0
SLOWEST, RATES = 40, 150
HONEST_GATEWAY = ("holdspace.server.gateway",)
FIRST = 3


@dataclass
class Bedside(threading.Thread):
    """One monitor: it sends each message until it is acknowledged, and notes which were."""

    number: int
    """Its own, in the whole site."""
    port: int
    messages: int | None = None
    """None: until it is told to stop."""
    every_seconds: float = 0.0
    """From one message to the next; never before the last was acknowledged."""
    acknowledged_at: float = 0.0
    """When the last was, by a clock that cannot jump."""
    acknowledged: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    may_stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.device = f"PROVING^{self.number:016X}^EUI-64"
        self.key = f"EUI-64:{self.number:016X}"

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        sender = Sender("127.0.0.1", self.port, timeout_seconds=3.0)
        number, due = 0, time.monotonic()
        while not self.may_stop.is_set() and number != self.messages:
            number += 1
            try:
                answer = sender.send(self._message(number))
            except NoAnswer as silence:
                self.refused.append(str(silence))
                break
            (self.acknowledged if answer.is_taken else self.refused).append(str(number))
            self.acknowledged_at = time.monotonic()
            due += self.every_seconds
            self.may_stop.wait(max(0.0, due - self.acknowledged_at))
        sender.close()

    def _message(self, number: int) -> bytes:
        heart, oxygen = Decimal(rate_of(number)), Decimal(90 + number % 10)
        values = (Observation(HEART_RATE, heart), Observation(SPO2, oxygen))
        return oru_message(self.device, str(number), datetime.now(UTC), values)


def rate_of(number: int) -> int:
    """What the heart of message `number` does: never twice the same in a row."""
    return SLOWEST + number % RATES


@dataclass(frozen=True)
class Compared:
    """What was acknowledged beside what is stored."""

    sent: int
    stored: int
    complaints: list[str]


def prove_all_stored(
    work: Work, *, seconds: int, gateway: tuple[str, ...] = HONEST_GATEWAY
) -> list[Seen]:
    """Every sample that six monitors sent over so many seconds at 1 Hz is stored, once."""
    clinic = work.place.make_clinic(sessions=MONITORS)
    begun = time.monotonic()
    with gateway_beside(work.place, clinic, gateway) as (_, port):
        monitors = _monitors(work, clinic, port, messages=seconds)
        _wait_for(monitors, work, of=MONITORS * seconds)
        found = _compare(work, clinic, monitors)
    pace = found.sent / (time.monotonic() - begun)
    return [
        Seen(
            promise="R13",
            says="Every sample that a monitor sent is in the record, once",
            size=f"{MONITORS} monitors, {seconds:,} s at 1 Hz each, {pace:,.0f} messages a second",
            seen=f"{found.stored:,} of {found.sent:,} stored",
            seed=work.seed,
            complaints=found.complaints[:FIRST],
            stopped=work.stopped_at(found.sent, MONITORS * seconds, "samples"),
        )
    ]


def prove_kills_around(
    work: Work, *, kills: int, gateway: tuple[str, ...] = HONEST_GATEWAY
) -> list[Seen]:
    """Page servers, the whole database, and every third time the gateway itself are killed."""
    clinic = work.place.make_clinic(sessions=MONITORS)
    with gateway_beside(work.place, clinic, gateway) as (service, port):
        monitors = _monitors(work, clinic, port, messages=None)
        killed = _kill_again_and_again(work, service, monitors, kills)
        for one in monitors:
            one.may_stop.set()
        _wait_for(monitors, work)
        found = _compare(work, clinic, monitors)
    return [
        Seen(
            promise="R14",
            says="No acknowledged sample is lost when what is around the gateway dies, or itself",
            size=f"{killed} kills: page servers, database, gateway",
            seen=f"{found.sent:,} acknowledged, {found.stored:,} stored",
            seed=work.seed,
            complaints=found.complaints[:FIRST],
            stopped=work.stopped_at(killed, kills, "kills"),
        )
    ]


def _kill_again_and_again(
    work: Work, gateway: Service, monitors: Sequence[Bedside], kills: int
) -> int:
    """How often something was killed: as often as was asked, unless somebody stopped it."""
    chance = random.Random(work.seed)  # noqa: S311 - the same seed kills in the same order
    killed = 0
    while killed < kills and not work.is_stopped():
        before = _acknowledged(monitors)
        _until(lambda before=before: _acknowledged(monitors) > before)  # type: ignore[misc]
        time.sleep(chance.uniform(*BETWEEN_KILLS_SECONDS))
        if killed % 3 == 0:
            work.place.kill_pages(chance)
        elif killed % 3 == 1:
            work.place.kill_database()
        elif gateway.process is not None:
            gateway.deaths = 0
            signal_group(gateway.process, signal.SIGKILL)
        killed += 1
        acknowledged = _acknowledged(monitors)
        work.tell(killed / kills, f"{killed} of {kills} kills, {acknowledged:,} acknowledged")
    return killed


def _monitors(
    work: Work, clinic: ProvingClinic, port: int, *, messages: int | None
) -> list[Bedside]:
    monitors = [
        Bedside(clinic.clinic_id * 1_000 + number, port, messages) for number in range(MONITORS)
    ]
    stand_monitors(work.place.environment, clinic, [one.key for one in monitors])
    for one in monitors:
        one.start()
    return monitors


def _wait_for(monitors: Sequence[Bedside], work: Work, of: int = 0) -> None:
    """Until all have sent what they were to send, or are told to send no more."""
    last, since = -1, time.monotonic()
    while any(one.is_alive() for one in monitors):
        if work.is_stopped():
            for one in monitors:
                one.may_stop.set()
        if (now := _acknowledged(monitors)) != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > PATIENCE_SECONDS:
            raise TimeoutError("The gateway acknowledged nothing for too long.")
        _join_some(monitors, TELLS_EVERY_SECONDS)
        if of:
            work.tell(last / of, f"{last:,} of {of:,} acknowledged")


def _join_some(monitors: Sequence[Bedside], seconds: float) -> None:
    for one in monitors:
        one.join(timeout=seconds / len(monitors))


def _compare(work: Work, clinic: ProvingClinic, monitors: Sequence[Bedside]) -> Compared:
    """Once as many are stored as were acknowledged, or nothing more is stored."""
    environment, sent = work.place.environment, _acknowledged(monitors)
    work.place.wait_until_its_database_answers()
    _until_no_more(lambda: count_of(environment, clinic), sent)
    heard = heard_of(environment, clinic, [one.key for one in monitors])
    stored = sum(len(one.heart_rates) for one in heard.values())
    complaints = [said for one in monitors for said in _complaints(one, heard[one.key])]
    if not sent:
        complaints.append("nothing was acknowledged, so nothing was proved")
    return Compared(sent, stored, complaints)


def _complaints(monitor: Bedside, heard: Heard) -> list[str]:
    """By name: which are missing, twice, in another order, or with other values."""
    said = monitor.acknowledged
    missing = set(said) - set(heard.control_ids)
    twice = len(heard.control_ids) - len(set(heard.control_ids))
    complaints = [f"not taken: {one}" for one in monitor.refused[:1]]
    if missing:
        complaints.append(f"{monitor.key}: {len(missing)} acknowledged and lost")
    if twice:
        complaints.append(f"{monitor.key}: {twice} stored twice")
    expected = [rate_of(int(number)) for number in heard.control_ids]
    if list(heard.heart_rates) != expected:
        complaints.append(f"{monitor.key}: samples are not those of its messages, in their order")
    return complaints


@contextmanager
def gateway_beside(
    place: Place, clinic: ProvingClinic, module: tuple[str, ...]
) -> Iterator[tuple[Service, int]]:
    """A gateway beside the page servers, looked after by the same supervisor."""
    port = _free_port()
    environment = place.environment | {
        "HOLDSPACE_GATEWAY_PORT": str(port),
        "HOLDSPACE_GATEWAY_HTTP_PORT": "0",
        "HOLDSPACE_GATEWAY_CLINIC": str(clinic.clinic_id),
        "HOLDSPACE_GATEWAY_MESSAGES_PER_SECOND": "100000",
        "HOLDSPACE_SPOOL": str(place.folder / f"spool-{clinic.clinic_id}"),
    }
    log_file = place.folder / "logs" / "gateway.log"
    service = Service("gateway", python(*module), environment, log_file=log_file)
    place.services.append(service)
    try:
        yield service, port
    finally:
        place.services.remove(service)
        if service.process is not None:
            signal_group(service.process, signal.SIGKILL)
            service.process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _acknowledged(monitors: Sequence[Bedside]) -> int:
    return sum(len(one.acknowledged) for one in monitors)


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("The gateway acknowledged nothing for too long.")
        time.sleep(0.02)


def _until_no_more(count: Callable[[], int], wanted: int) -> None:
    """What is stored goes on growing until it is all there, or it stands still."""
    stands_since, last = time.monotonic(), -1
    while (now := count()) < wanted and time.monotonic() - stands_since < STANDS_STILL_SECONDS:
        if now != last:
            stands_since, last = time.monotonic(), now
        time.sleep(0.5)
