"""The local certificate authority and the site's certificate, so that tablets can be on TLS.

The authority is made once and lives ten years; tablets trust it once. Its certificates are good
for private addresses, local names and what the machine was called when it was made: whoever steals
its key cannot pose as the rest of the internet.
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


@dataclass(frozen=True)
class TlsFiles:
    """What the web server needs, and what a tablet needs to trust it."""

    certificate: Path
    key: Path
    authority: Path | None = None
    left_out: tuple[str, ...] = ()
    """Names of the machine that the authority may not vouch for: it was made before they were."""


def local_tls(folder: Path, names: list[str], now: datetime) -> TlsFiles:
    """The site's certificate for `names`, made anew; the authority only if there is none yet."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
    permitted = _permitted_by(authority)
    covered = [name for name in names if _covers(permitted, name)]
    certificate = _make_certificate(key, covered, authority, loaded, now)
    _write_secret(folder / "site.key", key)
    (folder / "site.crt").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return TlsFiles(
        certificate=folder / "site.crt",
        key=folder / "site.key",
        authority=authority_path,
        left_out=tuple(name for name in names if name not in covered),
    )


def _make_authority(
    key: ec.EllipticCurvePrivateKey, names: list[str], now: datetime
) -> x509.Certificate:
    # The date keeps two of them apart on a tablet's list.
    called = f"Holdspace, this clinic ({now:%Y-%m-%d})"
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    suffixes = dict.fromkeys([*LOCAL_SUFFIXES, *(name for name in names if not _is_address(name))])
    networks = [*PRIVATE_NETWORKS, *(name for name in names if _is_address(name))]
    permitted: list[x509.GeneralName] = [
        *(x509.DNSName(suffix) for suffix in suffixes),
        *(x509.IPAddress(ipaddress.ip_network(network)) for network in networks),
    ]
    return (
        _certificate(subject, subject, key, now, AUTHORITY_LIFE)
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


def _permitted_by(authority: x509.Certificate) -> list[x509.GeneralName]:
    constraints = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    return constraints.permitted_subtrees or []


def _covers(permitted: list[x509.GeneralName], name: str) -> bool:
    if _is_address(name):
        address = ipaddress.ip_address(name)
        networks = [found.value for found in permitted if isinstance(found, x509.IPAddress)]
        return any(address in ipaddress.ip_network(str(network)) for network in networks)
    suffixes = [found.value for found in permitted if isinstance(found, x509.DNSName)]
    return any(f".{name}".endswith(f".{suffix}") for suffix in suffixes)


def _alternative_names(names: list[str]) -> list[x509.GeneralName]:
    return [
        x509.IPAddress(ipaddress.ip_address(name)) if _is_address(name) else x509.DNSName(name)
        for name in names
    ]


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
