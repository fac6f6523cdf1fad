"""`holdspace feed FILE`: plays a recorded vital-signs file to the gateway as if it were now."""

from __future__ import annotations

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.interfaces.hl7v2.sender import NoAnswer, Sender
from holdspace.interfaces.monitors.mdc.write import oru_message
from holdspace.interfaces.monitors.recordings.csv_file import read_csv
from holdspace.interfaces.monitors.recordings.frame import NotARecording
from holdspace.interfaces.monitors.recordings.replayed import ReplayedMonitor
from holdspace.interfaces.monitors.recordings.wfdb import read_wfdb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.interfaces.monitors.recordings.frame import RecordedFrame

DEVICE = "HOLDSPACE_FEED^02005EFFFE000002^EUI-64"
DEVICE_KEY = "EUI-64:02005EFFFE000002"
DEFAULT_PORT = 2575


def run_feed(arguments: Sequence[str]) -> int:
    """Plays the file once. 0: all of it was taken; 1: not; the reason is on standard error."""
    asked = _parser().parse_args(arguments)
    sender = Sender(asked.host, asked.port)
    try:
        sent = _play(asked, sender)
    except (NotARecording, NoAnswer, OSError) as error:
        sys.stderr.write(f"{asked.file}: {error}\n")
        return 1
    finally:
        sender.close()
    sys.stdout.write(f"{sent} messages sent\n")
    return 0


def _play(asked: argparse.Namespace, sender: Sender) -> int:
    monitor = ReplayedMonitor()
    begun, run, sent = time.monotonic(), int(time.time()), 0
    for number, frame in enumerate(_frames(asked.file)):
        if frame.after_seconds < asked.skip:
            continue
        if sent == asked.messages:
            break
        due = begun + (frame.after_seconds - asked.skip) / asked.speed
        time.sleep(max(0.0, due - time.monotonic()))
        now = datetime.now(UTC)
        observations = monitor.observe(frame, now)
        if observations:
            answer = sender.send(oru_message(asked.device, f"{run}-{number}", now, observations))
            if not answer.is_taken:
                raise NotARecording(f"the gateway refused a message: {answer.text}")
            sent += 1
    return sent


def _frames(path: Path) -> Iterator[RecordedFrame]:
    readers = {".csv": read_csv, ".hea": read_wfdb}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise NotARecording("give a .csv file or the .hea header of a WFDB record")
    return reader(path)


def _parser() -> argparse.ArgumentParser:
    environment = os.environ.get
    parser = argparse.ArgumentParser(prog="holdspace feed", description=__doc__)
    add = parser.add_argument
    add("file", type=Path, help="a .csv file or the .hea header of a WFDB record")
    add("--host", default=environment("HOLDSPACE_GATEWAY_HOST", "127.0.0.1"))
    add("--port", type=int, default=int(environment("HOLDSPACE_GATEWAY_PORT", str(DEFAULT_PORT))))
    add("--device", default=DEVICE, help="MSH-3: how the monitor names itself")
    add("--speed", type=float, default=1.0, help="how much faster than it was recorded")
    add("--skip", type=float, default=0.0, help="seconds of the recording to leave out first")
    add("--messages", type=int, help="stop after so many")
    return parser


def main(arguments: list[str] | None = None) -> int:
    return run_feed(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
