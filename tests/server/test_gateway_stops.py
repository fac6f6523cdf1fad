"""The gateway is stopped while devices are connected: it ends, and complains of nothing."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

from holdspace.interfaces.hl7v2.mllp import framed
from holdspace.interfaces.monitors.posted.token_book import KnownToken, TokenBook
from holdspace.interfaces.monitors.posted.tokens import digest_of
from tests.interfaces.gateway_process import GatewayProcess
from tests.interfaces.messages import HEART_RATE, PER_MINUTE, obx, oru

if TYPE_CHECKING:
    from pathlib import Path

HALF_A_POST = (
    b"POST /interfaces/fhir/Observation HTTP/1.1\r\nHost: gateway\r\n"
    b"Authorization: Bearer hsdev_made_up\r\nContent-Type: application/fhir+json\r\n"
    b"Content-Length: 500\r\n\r\n{"
)
ASKS_NOTHING = b"GET / HTTP/1.1\r\nHost: gateway\r\n\r\n"


def test_it_stops_without_a_traceback_while_devices_are_connected(
    tmp_path: Path,
) -> None:
    """Two that speak HL7, one in the middle of a message; two that post, one in the middle."""
    spool = tmp_path / "spool"
    spool.mkdir()
    TokenBook(spool).renew({digest_of("hsdev_made_up"): KnownToken(1, "posts: A")})
    said = tmp_path / "said"
    with said.open("w") as file:
        gateway = GatewayProcess(spool, f"postgresql:///none?host={tmp_path}", stderr=file)

    with ExitStack() as stack:
        whole, cut, slow, idle = (
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            for port in (gateway.port, gateway.port, gateway.http_port, gateway.http_port)
        )
        message = framed(oru(obx(HEART_RATE, "72", PER_MINUTE)))
        whole.sendall(message)
        answer = whole.recv(4096)
        cut.sendall(message[:40])
        slow.sendall(HALF_A_POST)
        idle.sendall(ASKS_NOTHING)
        told = idle.recv(4096)
        gateway.stop()
        last = slow.recv(4096)

    assert b"MSA|AA" in answer
    assert told.startswith(b"HTTP/1.1 404")
    assert last.startswith(b"HTTP/1.1 503")
    assert gateway.process.returncode == 0
    assert [line for line in said.read_text().splitlines() if _is_of_an_error(line)] == []


def _is_of_an_error(line: str) -> bool:
    return any(word in line for word in ("Traceback", "Exception", "Cancelled"))
