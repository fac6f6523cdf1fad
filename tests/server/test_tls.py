"""The local authority and its certificates, tried in real handshakes."""

from __future__ import annotations

import socket
import ssl
import stat
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509

from holdspace.server.tls import NameIsNotLocal, TlsFiles, local_tls

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.now(UTC)


def shake_hands(files: TlsFiles, name: str) -> str:
    """What a client that trusts only our authority gets told by a server with our certificate."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(files.certificate, files.key)
    client = ssl.create_default_context(cafile=str(files.authority))
    here, there = socket.socketpair()

    def serve() -> None:
        with there, server.wrap_socket(there, server_side=True) as wrapped:
            wrapped.send(b"hello")

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with here, client.wrap_socket(here, server_hostname=name) as wrapped:
            return wrapped.recv(5).decode()
    finally:
        thread.join()


@pytest.mark.parametrize("name", ["localhost", "room-server", "192.168.1.20"])
def test_a_tablet_that_trusts_the_authority_accepts_every_name_of_the_site(
    tmp_path: Path, name: str
) -> None:
    files = local_tls(tmp_path, ["localhost", "room-server", "192.168.1.20"], NOW)

    assert shake_hands(files, name) == "hello"


def test_a_new_address_needs_no_new_trust(tmp_path: Path) -> None:
    first = local_tls(tmp_path, ["localhost"], NOW)
    assert first.authority is not None
    trusted = first.authority.read_bytes()

    later = local_tls(tmp_path, ["localhost", "10.0.0.7"], NOW)

    assert first.authority.read_bytes() == trusted
    assert shake_hands(later, "10.0.0.7") == "hello"


def test_the_authority_is_worth_nothing_on_the_internet(tmp_path: Path) -> None:
    local_tls(tmp_path, ["localhost"], NOW)

    # Made by the same authority, later, for a name it may not speak for.
    files = local_tls(tmp_path, ["localhost", "bank.example"], NOW)

    context = ssl.create_default_context(cafile=str(files.authority))
    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert "bank.example" in str(certificate.extensions)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        refused_handshake(files, "bank.example")


def refused_handshake(files: TlsFiles, name: str) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(files.certificate, files.key)
    client = ssl.create_default_context(cafile=str(files.authority))
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    asking = client.wrap_bio(to_client, to_server, server_hostname=name)
    answering = server.wrap_bio(to_server, to_client, server_side=True)
    with pytest.raises(ssl.SSLWantReadError):
        asking.do_handshake()
    with pytest.raises(ssl.SSLWantReadError):
        answering.do_handshake()
    asking.do_handshake()


def test_a_public_address_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NameIsNotLocal, match="--certificate"):
        local_tls(tmp_path, ["localhost", "8.8.8.8"], NOW)


def test_the_certificate_lasts_as_long_as_tablets_accept_and_no_longer(tmp_path: Path) -> None:
    files = local_tls(tmp_path, ["localhost"], NOW)

    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert life == timedelta(days=397)


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    local_tls(tmp_path / "tls", ["localhost"], NOW)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "tls").glob("*.key")}
    assert modes == {stat.S_IRUSR | stat.S_IWUSR}
