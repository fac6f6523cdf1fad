"""From a monitor to the people who look: 200 rooms send, 50 pages in 50 of them are open.

A time begins when the gateway has received a sample and ends when a page has been told: of the
sample itself, and of the alarm that it carries. Monitors, gateway, two page servers and the
listening pages share one machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.numbers import Times, say
from holdspace.clinic.context import clinic_context
from holdspace.pathway.dosing_session.models import Monitor, MonitorAssignment
from holdspace.server.proving.inside import opened_in_a_room
from tests.interfaces.gateway_process import GatewayProcess
from tests.pathway.dosing_session.live import running_site, signed_in

if TYPE_CHECKING:
    from benchmarks.site import Site
    from tests.pathway.dosing_session.live import Ear

ROOMS, WATCHED, PAGE_SERVERS = 200, 50, 2
SECONDS = 24
LINES = 8
PATIENCE_SECONDS = 120
JSON = dict[str, Any]


@dataclass
class Heard:
    """What one page was told, and how long after the gateway had received it, in milliseconds."""

    samples: list[float] = field(default_factory=list)
    alarms: list[float] = field(default_factory=list)
    _sounding: set[str] = field(default_factory=set)

    def take(self, event: str, data: JSON, since: datetime) -> None:
        now = datetime.now(UTC)
        if event == "samples":
            self._take_rows(data["rows"], since, now)
        if event == "patch" and "signals" in data.get("panels", {}):
            self._take_signals(data["panels"]["signals"], since, now)

    def _take_rows(self, rows: list[JSON], since: datetime, now: datetime) -> None:
        for row in rows:
            received_at = datetime.fromisoformat(row["received_at"])
            if received_at > since:
                self.samples.append((now - received_at) / timedelta(milliseconds=1))

    def _take_signals(self, signals: list[JSON], since: datetime, now: datetime) -> None:
        sounding = {one["id"] for one in signals if one["kind"] == "monitor_alarm"}
        for one in signals:
            began = datetime.fromisoformat(one["since"])
            if one["id"] in sounding - self._sounding and began > since:
                self.alarms.append((now - began) / timedelta(milliseconds=1))
        self._sounding |= sounding


def run(site: Site) -> None:
    sessions = _rooms(site)
    with ExitStack() as running:
        ports = [
            running.enter_context(running_site(site.database.app_url)) for _ in range(PAGE_SERVERS)
        ]
        ears = [
            signed_in(ports[number % PAGE_SERVERS], site.cast.staff["ana"]).listen(session_id)
            for number, session_id in enumerate(sessions[:WATCHED])
        ]
        folder = running.enter_context(tempfile.TemporaryDirectory())
        gateway = GatewayProcess(Path(folder) / "spool", site.database.app_url)
        running.callback(gateway.stop)
        heard = _listened(ears, gateway)
    samples = [ms for one in heard for ms in one.samples]
    alarms = [ms for one in heard for ms in one.alarms]
    if len(samples) < WATCHED * SECONDS or not alarms:
        raise RuntimeError(f"{len(samples)} samples and {len(alarms)} alarms reached the pages.")
    say(f"\n{ROOMS} rooms at one message a second, {WATCHED} open pages")
    say(f"  {'a sample received, on the page':34} {Times(samples)}")
    say(f"  {'an alarm received, on the page':34} {Times(alarms)}")


def _listened(ears: list[Ear], gateway: GatewayProcess) -> list[Heard]:
    heard = [Heard() for _ in ears]
    since, is_over = datetime.now(UTC), threading.Event()
    threads = [
        threading.Thread(target=_listen, args=(ear, one, since, is_over), daemon=True)
        for ear, one in zip(ears, heard, strict=True)
    ]
    for thread in threads:
        thread.start()
    time.sleep(2)
    arguments = [gateway.port, 0, ROOMS, SECONDS, LINES, WATCHED]
    subprocess.run(
        [sys.executable, "-m", "benchmarks.many_monitors", *(str(one) for one in arguments)],
        stdout=subprocess.DEVNULL, timeout=PATIENCE_SECONDS, check=True,
    )  # fmt: skip
    time.sleep(3)
    is_over.set()
    for thread in threads:
        thread.join(timeout=PATIENCE_SECONDS)
    for ear in ears:
        ear.close()
    return heard


def _listen(ear: Ear, heard: Heard, since: datetime, is_over: threading.Event) -> None:
    for event, _, data in ear.messages():
        heard.take(event, data, since)
        if is_over.is_set():
            return


def _rooms(site: Site) -> list[Any]:
    """Open sessions in rooms of their own, a monitor in each."""
    cast, now = site.cast, datetime.now(UTC)
    with clinic_context(cast.clinic.id):
        sessions = [opened_in_a_room(cast, number, now) for number in range(ROOMS)]
        for number, session in enumerate(sessions):
            monitor = Monitor.objects.create(
                clinic=cast.clinic, name=f"Many {number}", device_key=f"MANY / {number}"
            )
            MonitorAssignment.objects.create(
                clinic=cast.clinic, monitor=monitor, room=session.room,
                assigned_by=cast.staff["ana"], from_at=now,
            )  # fmt: skip
    return [session.pk for session in sessions]
