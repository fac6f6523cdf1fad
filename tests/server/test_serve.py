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
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

PORT = 18443


@pytest.fixture(scope="module")
def serving(demo_folder: Path, environment: dict[str, str]) -> Iterator[psutil.Popen]:
    process = psutil.Popen(
        [sys.executable, "-m", "holdspace", "serve", "--data", demo_folder, "--port", str(PORT)],
        env=environment | {"HOLDSPACE_GATEWAY_PORT": "18543"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    yield process
    everything = [process, *process.children(recursive=True)]
    process.send_signal(signal.SIGTERM)
    _, alive = psutil.wait_procs(everything, timeout=30)
    assert alive == []


def ask(folder: Path, path: str) -> HTTPResponse:
    """The page, asked by a client that trusts only the site's own authority."""
    deadline = time.monotonic() + 60
    while True:
        try:
            trust = ssl.create_default_context(cafile=str(folder / "tls" / "holdspace-ca.crt"))
            return urllib.request.urlopen(f"https://localhost:{PORT}{path}", context=trust)
        except (urllib.error.URLError, FileNotFoundError):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_device_that_trusts_the_authority_reaches_the_sign_in(
    serving: psutil.Popen, demo_folder: Path
) -> None:
    with ask(demo_folder, "/") as page:
        status, headers = page.status, page.headers

    assert status == 200
    assert int(headers["Strict-Transport-Security"].split("=")[1]) >= 31_536_000


def test_plain_http_is_not_spoken(serving: psutil.Popen, demo_folder: Path) -> None:
    ask(demo_folder, "/").close()

    with pytest.raises((urllib.error.URLError, ConnectionError)):
        urllib.request.urlopen(f"http://localhost:{PORT}/", timeout=5)


def test_the_running_site_is_found_safe(
    serving: psutil.Popen, demo_folder: Path, environment: dict[str, str]
) -> None:
    ask(demo_folder, "/").close()

    checked = subprocess.run(
        [sys.executable, "-m", "holdspace", "check"],
        env=environment | {"HOLDSPACE_DATA": str(demo_folder)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stdout) == (0, "Nothing unsafe was found.\n")


def test_only_the_clock_is_told_how_to_be_the_owner(
    serving: psutil.Popen, demo_folder: Path
) -> None:
    ask(demo_folder, "/").close()

    told = [
        child.cmdline()[2]
        for child in serving.children()
        if "HOLDSPACE_OWNER_DATABASE_URL" in child.environ()
    ]

    assert told == ["holdspace.server.clock"]
