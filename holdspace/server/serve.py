"""`holdspace serve` and `holdspace demo`: what each starts, and what it tells the person."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from holdspace.server.cannot_start import CannotStart
from holdspace.server.child_process import signal_group, start_child
from holdspace.server.running import (
    MANAGE,
    Run,
    alone,
    answers,
    listen,
    listen_on_loopback,
    stop_on_signals,
    tls_for,
)
from holdspace.server.site import Site
from holdspace.server.supervisor import python

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from holdspace.server.supervisor import Supervisor


def serve(site: Site, *, certificate: Path | None = None, key: Path | None = None) -> int:
    """Run the site for a clinic, over TLS, until told to stop."""
    stop_on_signals()
    with alone(site):
        sockets = [listen("0.0.0.0", site.port)]  # noqa: S104 - tablets come over the network
        run = Run(site)
        try:
            run.prepare()
            tls = tls_for(site, certificate, key)
            _say(f"Holdspace: {site.url}")
            if tls.authority is not None:
                _say(f"Tablets trust it once they have {tls.authority} (docs/how-to).")
            # A device that posts brings its token: never in the clear over the network.
            os.environ.setdefault("HOLDSPACE_GATEWAY_CERTIFICATE", str(tls.certificate))
            os.environ.setdefault("HOLDSPACE_GATEWAY_KEY", str(tls.key))
            services = run.web("web", sockets, tls) + run.behind_the_pages()
            run.supervisor(services).run()
        finally:
            run.database.stop()
    return 0


SIMULATED = {
    "monitor-1": ("--seed=4042", "--dose=iv", "--dose-after=-2040", "--rise=19"),
    "monitor-2": (
        "--device=HOLDSPACE_SIMULATOR^02005EFFFE000003^EUI-64",
        "--seed=5209",
        "--dose=nasal",
        "--dose-after=-6840",
        "--rise=15",
    ),
}
"""The monitors of the two people who are in a room when the demo begins: each is as far into the
dose as the record there says."""


def demo(site: Site) -> int:
    """Run a clinic of made-up people with a simulated monitor, until told to stop."""
    stop_on_signals()
    parent = os.getppid()
    with alone(site):
        sockets = listen_on_loopback(site.port)
        run = Run(site)
        try:
            run.prepare()
            pages = run.web("web", sockets, None)
            if site.lan_port is not None:
                lan = [listen("0.0.0.0", site.lan_port)]  # noqa: S104 - asked for with --lan
                pages += run.web("lan", lan, tls_for(site, None, None))
            supervisor = run.supervisor(pages)
            # The page servers take as long to come up as the clinic takes to be made.
            with making_clinic() as making:
                supervisor.announce = lambda: _announce_once_made(site, supervisor, making, run)
                # A demo ends with the terminal or the `make` it was started from.
                supervisor.should_stop = lambda: os.getppid() != parent
                supervisor.run()
        finally:
            run.database.stop()
    _say("Stopped. The demo clinic is kept for next time.")
    return 0


def make_clinic() -> str:
    """The made-up clinic of this day, or the one that is there; how to sign in to it."""
    with making_clinic() as making:
        making.process.wait()
        return making.sign_ins() or ""


@dataclass(frozen=True)
class MakingClinic:
    """The clinic of this day while it is made."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]

    def sign_ins(self) -> str | None:
        """How to sign in; None while it is not made yet. Raises CannotStart."""
        if self.process.poll() is None:
            return None
        self.said.seek(0)
        said = self.said.read().decode().rstrip()
        if self.process.returncode != 0:
            raise CannotStart(f"The demo clinic could not be made: {said}")
        return said


@contextmanager
def making_clinic() -> Iterator[MakingClinic]:
    """Nothing is left of it, whatever ends the demo meanwhile."""
    with TemporaryFile() as said:
        command = [*MANAGE, "make_demo_clinic", "--skip-checks"]
        process = start_child(command, death_signal=signal.SIGKILL, output=said)
        try:
            yield MakingClinic(process, said)
        finally:
            if process.poll() is None:
                signal_group(process, signal.SIGKILL)
                process.wait()


def _announce_once_made(site: Site, supervisor: Supervisor, making: MakingClinic, run: Run) -> bool:
    """The monitors, the gateway and the clock come once there is a clinic for them."""
    sign_ins = making.sign_ins()
    if sign_ins is None:
        return False
    if not any(one.name in SIMULATED for one in supervisor.services):
        supervisor.services += run.behind_the_pages()
        supervisor.services += [
            run.service(name, python("holdspace.server.simulator", *how))
            for name, how in SIMULATED.items()
        ]
        return False
    return _announce(site, sign_ins)


def _announce(site: Site, sign_ins: str) -> bool:
    if not answers(site.port):
        return False
    _say(f"\nHoldspace demo: {site.url}\n\n{sign_ins}\n")
    if site.lan_port is not None:
        _say(f"From another device: https://{site.names()[1]}:{site.lan_port}")
        _say(f"It has to trust {site.data}/tls/holdspace-ca.crt first (docs/how-to).\n")
    _say("Ctrl-C stops it.")
    return True


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
