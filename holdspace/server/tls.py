"""The local certificate authority and the site's certificate, so that tablets can be on TLS.

The authority is made once and lives ten years; tablets trust it once. Its certificates are good
for private addresses and local names only: whoever steals its key cannot pose as the internet.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=3653)
CERTIFICATE_LIFE = timedelta(days=397)  # the longest that browsers and tablets accept
CLOCK_SLACK = timedelta(hours=1)
LOCAL_SUFFIXES = ("localhost", "local", "lan", "home.arpa", "internal")
PRIVATE_NETWORKS = (
    "10.0.0.0/8",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
)


class NameIsNotLocal(ValueError):
    """A name the local authority may not vouch for."""


@dataclass(frozen=True)
class TlsFiles:
    """What the web server needs, and what a tablet needs to trust it."""

    certificate: Path
    key: Path
    authority: Path | None = None


def local_tls(folder: Path, names: list[str], now: datetime) -> TlsFiles:
    """The site's certificate for `names`, made anew; the authority only if there is none yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = TlsFiles(folder / "site.crt", folder / "site.key", folder / "holdspace-ca.crt")
    authority_key_path = folder / "holdspace-ca.key"
    authority_path = folder / "holdspace-ca.crt"
    if not (authority_path.exists() and authority_key_path.exists()):
        authority_key = ec.generate_private_key(ec.SECP256R1())
        authority = _make_authority(authority_key, names, now)
        _write_secret(authority_key_path, authority_key)
        authority_path.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    authority = x509.load_pem_x509_certificate(authority_path.read_bytes())
    loaded = serialization.load_pem_private_key(authority_key_path.read_bytes(), password=None)
    if not isinstance(loaded, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{authority_key_path} does not hold the authority's key; remove it.")
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _make_certificate(key, names, authority, loaded, now)
    _write_secret(files.key, key)
    files.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return files


def _make_authority(
    key: ec.EllipticCurvePrivateKey, names: list[str], now: datetime
) -> x509.Certificate:
    # Made on this machine for this machine: the date keeps two of them apart on a tablet's list.
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"Holdspace, this clinic ({now:%Y-%m-%d})")]
    )
    permitted: list[x509.GeneralName] = [
        x509.DNSName(suffix)
        for suffix in dict.fromkeys([*LOCAL_SUFFIXES, *(n for n in names if not _is_address(n))])
    ]
    permitted += [x509.IPAddress(ipaddress.ip_network(network)) for network in PRIVATE_NETWORKS]
    return (
        _certificate(name, name, key, now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _make_certificate(
    key: ec.EllipticCurvePrivateKey,
    names: list[str],
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    public_authority_key = authority_key.public_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Holdspace")])
    return (
        _certificate(subject, authority.subject, key, now, CERTIFICATE_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(_alternative_names(names)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(public_authority_key),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SLACK)
        .not_valid_after(now - CLOCK_SLACK + life)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _alternative_names(names: list[str]) -> list[x509.GeneralName]:
    found: list[x509.GeneralName] = []
    for name in names:
        if not _is_address(name):
            found.append(x509.DNSName(name))
        elif ipaddress.ip_address(name).is_private:
            found.append(x509.IPAddress(ipaddress.ip_address(name)))
        else:
            raise NameIsNotLocal(
                f"{name} is a public address. Give Holdspace a certificate of your own with "
                "--certificate and --key."
            )
    return found


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _write_secret(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.touch(mode=0o600, exist_ok=True)
    path.chmod(0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
