"""`holdspace serve` as a clinic runs it: over TLS, with its own authority."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.client import HTTPResponse
    from pathlib import Path


@pytest.fixture(scope="module")
def port(free_port: Callable[[], int]) -> int:
    return free_port()


@pytest.fixture(scope="module")
def serving(
    demo_folder: Path, environment: dict[str, str], port: int, free_port: Callable[[], int]
) -> Iterator[psutil.Popen]:
    process = psutil.Popen(
        [sys.executable, "-m", "holdspace", "serve", "--data", demo_folder, "--port", str(port)],
        env=environment | {"HOLDSPACE_GATEWAY_PORT": str(free_port())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    yield process
    everything = [process, *process.children(recursive=True)]
    process.send_signal(signal.SIGTERM)
    _, alive = psutil.wait_procs(everything, timeout=30)
    assert alive == []


def ask(folder: Path, port: int) -> HTTPResponse:
    """The page, asked by a client that trusts only the site's own authority."""
    deadline = time.monotonic() + 60
    while True:
        try:
            trust = ssl.create_default_context(cafile=str(folder / "tls" / "holdspace-ca.crt"))
            return urllib.request.urlopen(f"https://localhost:{port}/", context=trust)
        except (urllib.error.URLError, FileNotFoundError):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_device_that_trusts_the_authority_reaches_the_sign_in(
    serving: psutil.Popen, demo_folder: Path, port: int
) -> None:
    with ask(demo_folder, port) as page:
        status, headers = page.status, page.headers

    assert status == 200
    assert int(headers["Strict-Transport-Security"].split("=")[1]) >= 31_536_000


def test_plain_http_is_not_spoken(serving: psutil.Popen, demo_folder: Path, port: int) -> None:
    ask(demo_folder, port).close()

    with pytest.raises((urllib.error.URLError, ConnectionError)):
        urllib.request.urlopen(f"http://localhost:{port}/", timeout=5)


def test_the_running_site_is_found_safe(
    serving: psutil.Popen, demo_folder: Path, port: int, environment: dict[str, str]
) -> None:
    ask(demo_folder, port).close()

    checked = subprocess.run(
        [sys.executable, "-m", "holdspace", "check"],
        env=environment | {"HOLDSPACE_DATA": str(demo_folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stdout) == (0, "Nothing unsafe was found.\n")


def test_only_the_clock_is_told_how_to_be_the_owner(
    serving: psutil.Popen, demo_folder: Path, port: int
) -> None:
    ask(demo_folder, port).close()

    told = [
        child.cmdline()[2]
        for child in serving.children()
        if "HOLDSPACE_OWNER_DATABASE_URL" in child.environ()
    ]

    assert told == ["holdspace.server.clock"]
