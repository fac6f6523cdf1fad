"""`holdspace serve` and `holdspace demo`: what each starts, and what it tells the person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from holdspace.server.cannot_start import CannotStart
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
            sign_ins = make_clinic()
            services = run.web("web", sockets, None) + run.behind_the_pages()
            if site.lan_port is not None:
                lan = [listen("0.0.0.0", site.lan_port)]  # noqa: S104 - asked for with --lan
                services += run.web("lan", lan, tls_for(site, None, None))
            services += [
                run.service(name, python("holdspace.server.simulator", *how))
                for name, how in SIMULATED.items()
            ]
            supervisor = run.supervisor(services)
            supervisor.announce = lambda: _announce(site, sign_ins)
            # A demo ends with the terminal or the `make` it was started from.
            supervisor.should_stop = lambda: os.getppid() != parent
            supervisor.run()
        finally:
            run.database.stop()
    _say("Stopped. The demo clinic is kept for next time.")
    return 0


def make_clinic() -> str:
    """The made-up clinic of this day, or the one that is there; how to sign in to it."""
    made = subprocess.run(
        [*MANAGE, "make_demo_clinic"], stdout=subprocess.PIPE, check=False, text=True
    )
    if made.returncode != 0:
        raise CannotStart("The demo clinic could not be made; the message is above.")
    return made.stdout.rstrip()


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
