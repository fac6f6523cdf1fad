"""Opens an entry as `docs/decisions/0026` describes it, with another library than the browser's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.serialization import load_der_private_key

from holdspace.pathway.integrate.journal.queries import text

if TYPE_CHECKING:
    from uuid import UUID

    from holdspace.pathway.integrate.journal.models import JournalKey


def private_half(
    key: JournalKey, opens_it: str, way: str = "passphrase"
) -> EllipticCurvePrivateKey:
    wrapped = bytes(key.by_passphrase if way == "passphrase" else key.by_recovery)
    rounds = int.from_bytes(wrapped[1:5], "big")
    assert wrapped[0] == 1
    assert rounds >= 600_000
    under = PBKDF2HMAC(SHA256(), 32, wrapped[5:21], rounds).derive(opens_it.encode())
    bound = f"holdspace journal key|1|{key.patient_id}|{text(key.public_key)}|{way}"
    plain = AESGCM(under).decrypt(wrapped[21:33], wrapped[33:], bound.encode())
    half = load_der_private_key(plain, None)
    assert isinstance(half, EllipticCurvePrivateKey)
    return half


def opened(
    half: EllipticCurvePrivateKey, key: JournalKey, entry_id: UUID, place: int, sealed: bytes
) -> bytes:
    once = sealed[1:66]
    shared = half.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), once))
    info = b"holdspace journal 1|" + once + bytes(key.public_key)
    under = HKDF(SHA256(), 32, b"", info).derive(shared)
    bound = f"holdspace journal|1|{key.patient_id}|{entry_id}|{place}"
    return AESGCM(under).decrypt(sealed[66:78], sealed[78:], bound.encode())


def said(plain: bytes) -> dict[str, Any]:
    return json.loads(plain)  # type: ignore[no-any-return]
