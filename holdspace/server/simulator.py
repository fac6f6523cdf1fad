"""`holdspace simulate`: a made-up bedside monitor that speaks HL7 over MLLP to an address."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from holdspace.interfaces.hl7v2.sender import NoAnswer, Sender
from holdspace.interfaces.monitors.mdc.write import oru_message
from holdspace.interfaces.monitors.simulated.monitor import Silence, SimulatedMonitor
from holdspace.interfaces.monitors.simulated.person import PEAK_MINUTES, Dose, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

DEVICE = "HOLDSPACE_SIMULATOR^02005EFFFE000001^EUI-64"
"""MSH-3 of the first simulated monitor; the gateway knows it as DEVICE_KEY."""
DEVICE_KEY = "EUI-64:02005EFFFE000001"
DEFAULT_PORT = 2575


def run_simulator(arguments: Sequence[str]) -> int:
    """Sends one message each `--interval` until `--messages` are sent, or for ever."""
    asked = _parser().parse_args(arguments)
    chance = random.Random(asked.seed)  # noqa: S311 - the same seed gives the same person
    monitor = SimulatedMonitor(
        chance,
        Person(chance, _dose(asked)),
        cuff_every_seconds=asked.cuff_every,
        silences=asked.drop,
    )
    sender = Sender(asked.host, asked.port)
    begun = f"{asked.seed}-{int(time.time())}"
    try:
        for step in count() if asked.messages is None else range(asked.messages):
            started = time.monotonic()
            now = datetime.now(UTC)
            observations = monitor.observe(step * asked.interval * asked.speed, now)
            if observations is not None:
                sender.send(oru_message(asked.device, f"{begun}-{step}", now, observations))
            time.sleep(max(0.0, asked.interval - (time.monotonic() - started)))
    except NoAnswer as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        sender.close()
    return 0


def _dose(asked: argparse.Namespace) -> Dose | None:
    if asked.dose == "none":
        return None
    return Dose(route=asked.dose, at_seconds=asked.dose_after, systolic_rise_mmhg=asked.rise)


def _silence(text: str) -> Silence:
    start, _, length = text.partition(":")
    return Silence(from_seconds=float(start), for_seconds=float(length))


def _parser() -> argparse.ArgumentParser:
    environment = os.environ.get
    parser = argparse.ArgumentParser(prog="holdspace simulate", description=__doc__)
    add = parser.add_argument
    add("--host", default=environment("HOLDSPACE_GATEWAY_HOST", "127.0.0.1"))
    add("--port", type=int, default=int(environment("HOLDSPACE_GATEWAY_PORT", str(DEFAULT_PORT))))
    add("--seed", type=int, default=1, help="the same seed gives the same person")
    add("--device", default=DEVICE, help="MSH-3: how the monitor names itself")
    add("--interval", type=float, default=1.0, help="seconds between messages")
    add("--speed", type=float, default=1.0, help="how much faster than life the person changes")
    add("--cuff-every", type=float, default=300.0, help="seconds between cuff cycles")
    add("--dose", choices=[*PEAK_MINUTES, "none"], default="iv")
    add("--dose-after", type=float, default=600.0, help="seconds from the start to the dose")
    add("--rise", type=float, help="systolic rise at the peak in mmHg; drawn when not given")
    add(
        "--drop",
        type=_silence,
        action="append",
        default=[],
        metavar="START:SECONDS",
        help="send nothing for a while; may be given again",
    )
    add("--messages", type=int, help="stop after so many; without it, never")
    return parser


def main(arguments: list[str] | None = None) -> int:
    return run_simulator(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
