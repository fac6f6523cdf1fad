"""R10, the site's half: a monitor that ends and a gateway that dies are each called *No signal*.

The page's half, that it says so without its server, needs a browser and is tested with one.
"""

from __future__ import annotations

import asyncio
import signal
import time
from typing import TYPE_CHECKING, Any

from holdspace.server.child_process import signal_group
from holdspace.server.proving.bedside import stand_monitors
from holdspace.server.proving.monitored import HONEST_GATEWAY, Bedside, gateway_beside
from holdspace.server.proving.proof import Seen
from holdspace.server.proving.wire import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.server.proving.inside import ProvingClinic
    from holdspace.server.proving.proof import Work

SHOWN_WITHIN_SECONDS = 10.0
"""From when the next sample was due and did not come."""
EVERY_SECONDS = 1.0
ASKS_EVERY_SECONDS = 0.25
LOOKS_FOR_SECONDS = 3 * SHOWN_WITHIN_SECONDS
COMES_WITHIN_SECONDS = 60.0
ANSWERS_WITHIN_SECONDS = 15.0
NO_SIGNAL = "no_signal"


def prove_silence(work: Work, *, rounds: int) -> list[Seen]:
    """What is pulled is seen in time, each round: first the monitor, then the gateway."""
    slowest, complaints, done = 0.0, list[str](), 0
    while done < rounds and not work.is_stopped():
        for what in (_monitor_ends, _gateway_dies):
            lasted = what(work)
            slowest = max(slowest, lasted)
            name = what.__name__.strip("_").replace("_", " ")
            if lasted > SHOWN_WITHIN_SECONDS:
                complaints.append(f"{name}: {lasted:.1f} s without a word")
            work.say(f"{done + 1} of {rounds}, {name}: {lasted:.1f} s")
        done += 1
        work.tell(done / rounds, f"{done} of {rounds}")
    return [
        Seen(
            promise="R10",
            says="Silence is called No signal by the site within 10 s",
            size=f"{done} times a monitor that ends, {done} times a gateway that dies",
            seen=f"said after {slowest:.1f} s at the latest",
            seed=work.seed,
            complaints=complaints,
            stopped=work.stopped_at(done, rounds, "rounds"),
        )
    ]


def _monitor_ends(work: Work) -> float:
    return _silence_after(work, kills_gateway=False)


def _gateway_dies(work: Work) -> float:
    return _silence_after(work, kills_gateway=True)


def _silence_after(work: Work, *, kills_gateway: bool) -> float:
    """How long after the first sample that did not come the site said that there is none."""
    clinic = work.place.make_clinic(sessions=1)
    with gateway_beside(work.place, clinic, HONEST_GATEWAY) as (service, port):
        monitor = Bedside(clinic.clinic_id * 1_000, port, every_seconds=EVERY_SECONDS)
        stand_monitors(work.place.environment, clinic, [monitor.key])
        monitor.start()
        state = _asking(work, clinic)
        _until(lambda: monitor.acknowledged and state() == (True, False), COMES_WITHIN_SECONDS)
        if kills_gateway:
            # Nobody starts it again: that it stays away is what is looked at.
            work.place.services.remove(service)
            if service.process is not None:
                signal_group(service.process, signal.SIGKILL)
        monitor.may_stop.set()
        last = monitor.acknowledged_at
        try:
            _until(lambda: state()[1], LOOKS_FOR_SECONDS)
        except TimeoutError:
            return LOOKS_FOR_SECONDS
        finally:
            if kills_gateway:
                work.place.services.append(service)
        return time.monotonic() - (last + EVERY_SECONDS)


def _asking(work: Work, clinic: ProvingClinic) -> Callable[[], tuple[bool, bool]]:
    """What the room's page would be told: whether anything has come, and whether it is silent."""
    path = f"/room/{clinic.sessions[0]}/state"
    cookie = next(iter(clinic.staff.values())).cookie

    def ask() -> tuple[bool, bool]:
        told = asyncio.run(_ask_once(work.place.port, cookie, path))
        panels = told["panels"]
        kinds = {one["kind"] for one in panels["signals"] if not one["is_quiet"]}
        return panels["feed"]["latest_received_at"] is not None, NO_SIGNAL in kinds

    return ask


async def _ask_once(port: int, cookie: str, path: str) -> dict[str, Any]:
    line = Line(port, cookie)
    try:
        return (await line.get(path, within=ANSWERS_WITHIN_SECONDS)).json()
    finally:
        line.close()


def _until(is_so: Callable[[], object], within: float) -> None:
    deadline = time.monotonic() + within
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("The room's page was never told what was waited for.")
        time.sleep(ASKS_EVERY_SECONDS)
