"""The gateway's door for posts: shut to the network without a certificate, open over TLS."""

from __future__ import annotations

import http.client
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from holdspace.server.gateway_http import HttpPlace, http_place
from holdspace.server.tls import local_tls
from tests.interfaces.gateway_process import GatewayProcess

if TYPE_CHECKING:
    from pathlib import Path


STAYS_SHUT = "stays shut"


@pytest.mark.parametrize(
    ("host", "certificate", "words"),
    [
        ("127.0.0.1", "", ""),
        ("::1", "", ""),
        ("localhost", "", ""),
        ("10.0.0.5", "", STAYS_SHUT),
        ("0.0.0.0", "", STAYS_SHUT),  # noqa: S104 - what is asked about
        ("clinic.local", "", STAYS_SHUT),
        ("10.0.0.5", "site.crt", ""),
    ],
)
def test_it_opens_to_the_network_only_with_a_certificate(
    host: str, certificate: str, words: str
) -> None:
    place = HttpPlace(host=host, port=2576, certificate=certificate)

    assert words in place.why_shut
    assert bool(words) == bool(place.why_shut)


def test_it_is_beside_the_port_for_monitors_unless_said_otherwise(monkeypatch) -> None:
    for name in ("HOST", "PORT"):
        monkeypatch.delenv(f"HOLDSPACE_GATEWAY_HTTP_{name}", raising=False)
    beside = http_place("10.0.0.5", 2575)
    monkeypatch.setenv("HOLDSPACE_GATEWAY_HTTP_PORT", "9000")

    assert (beside.host, beside.port, http_place("10.0.0.5", 2575).port) == ("10.0.0.5", 2576, 9000)


def test_with_a_certificate_it_speaks_tls_also_while_there_is_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = local_tls(tmp_path / "tls", ["localhost", "127.0.0.1"], datetime.now(UTC))
    monkeypatch.setenv("HOLDSPACE_GATEWAY_CERTIFICATE", str(tls.certificate))
    monkeypatch.setenv("HOLDSPACE_GATEWAY_KEY", str(tls.key))
    gateway = GatewayProcess(tmp_path / "spool", f"postgresql:///none?host={tmp_path}")
    trusted = ssl.create_default_context(cafile=str(tls.authority))

    connection = http.client.HTTPSConnection(
        "127.0.0.1", gateway.http_port, context=trusted, timeout=10
    )
    connection.request("GET", "/interfaces/fhir/Observation")
    answer = connection.getresponse()
    status, body = answer.status, answer.read().decode()
    connection.close()
    gateway.kill()

    assert status == 405
    assert "only POST is taken here" in body
