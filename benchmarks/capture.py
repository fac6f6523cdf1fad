"""How many rooms at once: each a monitor that sends eight values a second, kept durably.

The number of rooms doubles until the gateway falls behind. Beside it stand, of the same run, what
the same database takes by COPY and what a socket of the same message framing echoes, and how much
of the processors each part took in the last step: the part that limits.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from benchmarks import raw_capture
from benchmarks.numbers import say
from benchmarks.processes import cpu_seconds, memory_megabytes
from holdspace.clinic.context import clinic_context
from holdspace.clinic.rooms.models import Room
from holdspace.pathway.course.models import DoseCycle
from holdspace.pathway.dosing_session.models import DosingSession, Monitor, MonitorAssignment
from tests.interfaces.gateway_process import GatewayProcess

if TYPE_CHECKING:
    from benchmarks.site import Site

AIM = 10_000
FIRST = 1_000
"""Numbers of the monitors of this benchmark begin here: those before are watched elsewhere."""
STEPS = (250, 500, 1_000, 2_000, 4_000, AIM)
SECONDS = 6
LINES = 16
KEEPS_UP_WITHIN_SECONDS = 1.5
"""After the last message was sent: later than this, the step was too much."""
PATIENCE_SECONDS = 120
UNLIMITED = "1000000"


@dataclass(frozen=True)
class Step:
    """What became of so many rooms for some seconds."""

    rooms: int
    sent: int
    stored_seconds: float
    """From the first message until the last was in the database."""
    answer_ms_p50: float
    answer_ms_p99: float
    gateway_cpu: float
    database_cpu: float
    sender_cpu: float
    gateway_megabytes: float

    @property
    def keeps_up(self) -> bool:
        return self.stored_seconds <= SECONDS + KEEPS_UP_WITHIN_SECONDS

    @property
    def per_second(self) -> float:
        return self.sent / self.stored_seconds


def run(site: Site) -> None:
    _furnish(site, AIM)
    os.environ["HOLDSPACE_GATEWAY_MESSAGES_PER_SECOND"] = UNLIMITED
    say("\nRooms at one message a second, eight values each, stored durably")
    with tempfile.TemporaryDirectory() as folder:
        gateway = GatewayProcess(Path(folder) / "spool", site.database.app_url)
        try:
            steps = _climb(gateway, site)
        finally:
            gateway.stop()
    _report(steps, site)


def _climb(gateway: GatewayProcess, site: Site) -> list[Step]:
    steps: list[Step] = []
    for rooms in STEPS:
        steps.append(_step(gateway, site, rooms))
        say(f"  {_words(steps[-1])}")
        if not steps[-1].keeps_up:
            break
    return steps


def _step(gateway: GatewayProcess, site: Site, rooms: int) -> Step:
    before = site.count("vitals_sample")
    gateway_before, database_before = cpu_seconds(gateway.process.pid), _database_cpu(site)
    begun = time.perf_counter()
    arguments = [str(gateway.port), str(FIRST), str(rooms), str(SECONDS), str(min(LINES, rooms))]
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.many_monitors", *arguments],
        stdout=subprocess.PIPE, text=True,
    ) as sender:  # fmt: skip
        told = json.loads(sender.communicate(timeout=PATIENCE_SECONDS)[0])
    until = time.monotonic() + PATIENCE_SECONDS
    while site.count("vitals_sample") - before < told["sent"]:
        if time.monotonic() > until:
            raise RuntimeError("Not every sample that was answered came to the database.")
        time.sleep(0.05)
    return Step(
        rooms=rooms,
        sent=int(told["sent"]),
        stored_seconds=time.perf_counter() - begun - told["before_first"],
        answer_ms_p50=told["answer_ms_p50"],
        answer_ms_p99=told["answer_ms_p99"],
        gateway_cpu=cpu_seconds(gateway.process.pid) - gateway_before,
        database_cpu=_database_cpu(site) - database_before,
        sender_cpu=told["cpu_seconds"],
        gateway_megabytes=memory_megabytes(gateway.process.pid),
    )


def _database_cpu(site: Site) -> float:
    with psycopg.connect(site.database.admin_url) as line:
        found = line.execute("SELECT pid FROM pg_stat_activity WHERE pid IS NOT NULL").fetchall()
    return sum(cpu_seconds(int(pid)) for (pid,) in found)


def _words(step: Step) -> str:
    verdict = "keeps up" if step.keeps_up else "falls behind"
    return (
        f"{step.rooms:6,} rooms   {step.per_second:8,.0f} messages/s   {verdict:12}"
        f"   answered p50 {step.answer_ms_p50:7.1f} ms p99 {step.answer_ms_p99:7.1f} ms"
        f"   gateway {step.gateway_megabytes:4.0f} MB"
    )


def _report(steps: list[Step], site: Site) -> None:
    held = [step for step in steps if step.keeps_up]
    most, last = (held[-1] if held else None), steps[-1]
    copied, echoed = raw_capture.copy_rate(site), raw_capture.echo_rate()
    rate = last.per_second
    say(f"  {'stored at most':34} {rate:10,.0f} messages/s, {rate * 8:,.0f} values/s")
    for against, raw in (("raw COPY of such rows", copied), ("raw echo of such messages", echoed)):
        say(f"  {against:34} {raw:10,.0f} /s   1 / {raw / rate:.1f}")
    say(f"  {'kept up with':34} {most.rooms if most else 0:10,} rooms of {AIM:,}")
    took = {
        "the gateway": last.gateway_cpu,
        "the database": last.database_cpu,
        "the load generator": last.sender_cpu,
    }
    shares = ", ".join(f"{name} {cpu:.1f}" for name, cpu in took.items())
    limit = max(took, key=lambda name: took[name])
    say(f"  in the last step, seconds of a processor: {shares}; most: {limit}")


def _furnish(site: Site, count: int) -> None:
    """Rooms with an open session and a monitor each. Nobody has charted in them."""
    cast, now = site.cast, datetime.now(UTC)
    course = site.sessions[0].cycle.course
    with clinic_context(cast.clinic.id):
        rooms = Room.objects.bulk_create(
            [Room(clinic=cast.clinic, name=f"Many {number}") for number in range(count)]
        )
        cycles = DoseCycle.objects.bulk_create(
            [
                DoseCycle(clinic=cast.clinic, course=course, number=1_000 + number)
                for number in range(count)
            ]
        )
        DosingSession.objects.bulk_create(
            [
                DosingSession(
                    clinic=cast.clinic, patient=course.patient, cycle=cycle, room=room,
                    protocol_name=course.protocol_name, protocol_version=course.protocol_version,
                    opened_at=now - timedelta(minutes=1),
                )
                for cycle, room in zip(cycles, rooms, strict=True)
            ]
        )  # fmt: skip
        monitors = Monitor.objects.bulk_create(
            [
                Monitor(
                    clinic=cast.clinic, name=f"Many {number}", device_key=f"MANY / {FIRST + number}"
                )
                for number in range(count)
            ]
        )
        MonitorAssignment.objects.bulk_create(
            [
                MonitorAssignment(
                    clinic=cast.clinic, monitor=monitor, room=room,
                    assigned_by=cast.staff["ana"], from_at=now - timedelta(minutes=1),
                )
                for monitor, room in zip(monitors, rooms, strict=True)
            ]
        )  # fmt: skip
