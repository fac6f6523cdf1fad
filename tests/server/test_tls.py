"""The local authority and its certificates, tried in real handshakes."""

from __future__ import annotations

import socket
import ssl
import stat
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from holdspace.server import tls
from holdspace.server.tls import TlsFiles, local_tls

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
        # A client that refuses the certificate hangs up in the middle.
        with there, suppress(ssl.SSLError), server.wrap_socket(there, server_side=True) as wrapped:
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
    files = local_tls(tmp_path, ["localhost"], NOW)
    stolen = folder_with_a_certificate_for(tmp_path, "bank.example")

    assert shake_hands(files, "localhost") == "hello"
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(stolen, "bank.example")


def folder_with_a_certificate_for(folder: Path, name: str) -> TlsFiles:
    """What somebody with the authority's key could sign."""
    authority = x509.load_pem_x509_certificate((folder / "holdspace-ca.crt").read_bytes())
    authority_key = load_pem_private_key((folder / "holdspace-ca.key").read_bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = tls._make_certificate(key, [name], authority, authority_key, NOW)
    (folder / "stolen.crt").write_bytes(certificate.public_bytes(Encoding.PEM))
    tls._write_secret(folder / "stolen.key", key)
    return TlsFiles(folder / "stolen.crt", folder / "stolen.key", folder / "holdspace-ca.crt")


def test_a_machine_with_a_public_address_is_vouched_for_from_the_start(tmp_path: Path) -> None:
    files = local_tls(tmp_path, ["localhost", "192.0.2.9", "rooms.clinic.example"], NOW)

    assert files.left_out == ()
    assert shake_hands(files, "192.0.2.9") == "hello"
    assert shake_hands(files, "rooms.clinic.example") == "hello"


def test_a_public_name_that_came_later_is_left_out_and_said(tmp_path: Path) -> None:
    local_tls(tmp_path, ["localhost"], NOW)

    files = local_tls(tmp_path, ["localhost", "192.0.2.9", "rooms.clinic.example"], NOW)

    assert files.left_out == ("192.0.2.9", "rooms.clinic.example")
    assert shake_hands(files, "localhost") == "hello"


def test_the_certificate_lasts_as_long_as_tablets_accept_and_no_longer(tmp_path: Path) -> None:
    files = local_tls(tmp_path, ["localhost"], NOW)

    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert life == timedelta(days=397)


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    local_tls(tmp_path / "tls", ["localhost"], NOW)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "tls").glob("*.key")}
    assert modes == {stat.S_IRUSR | stat.S_IWUSR}
