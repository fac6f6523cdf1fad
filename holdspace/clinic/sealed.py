"""Words that the database holds and cannot read.

Each reader's words have a key of their own. That key lies in the database wrapped by the key of the
site, which is a file and never a row: a copy of the database opens nothing, and a key that is
thrown away takes its words with it. What is sealed is bound to its place (table, row, field), so
that words moved to another row do not open there.

AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); what one key closes is few enough for it.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_BYTES = 32
NONCE_BYTES = 12
FORM = b"\x01"
"""The version of how something is sealed; it is the first byte of everything sealed."""
ROTATION_LOCK = 0x5EA1
"""Whoever makes a key holds it together with others, whoever rotates the site's alone."""


class SealingKeyMissing(Exception):
    """The site's key is not there, or not the one that this was wrapped by."""


class SealBroken(Exception):
    """It does not open: it was changed, or it was sealed for another place, or by another key."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where sealed words belong."""

    table: str
    row: object
    field: str

    @property
    def as_bytes(self) -> bytes:
        return f"{self.table}|{self.row}|{self.field}".encode()


@dataclass(frozen=True)
class SiteKey:
    """One key of the site, known by a fingerprint that says nothing of it."""

    key: bytes

    @property
    def id(self) -> str:
        return sha256(b"holdspace sealing key" + self.key).hexdigest()[:16]

    def as_line(self) -> str:
        return urlsafe_b64encode(self.key).decode()


@dataclass(frozen=True)
class Wrapped:
    """A key as it lies in the database, and by which of the site's keys it was wrapped."""

    content: bytes
    site_key_id: str


def new_site_key() -> SiteKey:
    return SiteKey(os.urandom(KEY_BYTES))


def site_keys(path: Path | None = None) -> tuple[SiteKey, ...]:
    """The site's keys, the one that wraps first. Raises SealingKeyMissing.

    Read each time: after a rotation no process goes on with a key that is not wanted any more.
    """
    file = path or settings.SEALING_KEY_FILE
    try:
        lines = file.read_text(encoding="ascii").split()
        keys = tuple(SiteKey(urlsafe_b64decode(line)) for line in lines)
    except (OSError, UnicodeDecodeError, NotBase64, ValueError) as refusal:
        raise SealingKeyMissing("The file with the site's sealing key cannot be read.") from refusal
    if not keys or any(len(one.key) != KEY_BYTES for one in keys):
        raise SealingKeyMissing("The file with the site's sealing key holds no whole key.")
    return keys


def write_site_keys(path: Path, keys: Sequence[SiteKey]) -> None:
    """All of them or, if it is cut off, those that were there before."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write("".join(f"{one.as_line()}\n" for one in keys))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def new_wrapped_key(place: Place) -> Wrapped:
    """A fresh key for somebody's words. Raises SealingKeyMissing."""
    return wrap(os.urandom(KEY_BYTES), place, site_keys()[0])


def wrap(key: bytes, place: Place, by: SiteKey) -> Wrapped:
    return Wrapped(_close(by.key, key, place), by.id)


def unwrap(wrapped: Wrapped, place: Place) -> bytes:
    """Raises SealingKeyMissing, SealBroken."""
    by = {one.id: one for one in site_keys()}.get(wrapped.site_key_id)
    if by is None:
        raise SealingKeyMissing("The site's sealing key is another than the one used here.")
    return _open(by.key, wrapped.content, place)


def rewrap(wrapped: Wrapped, place: Place) -> Wrapped:
    """The same key under the site's key of today; the words stay as they are. Raises as above."""
    return wrap(unwrap(wrapped, place), place, site_keys()[0])


def seal(key: bytes, words: str, place: Place) -> bytes:
    return _close(key, words.encode(), place)


def open_sealed(key: bytes, sealed: bytes, place: Place) -> str:
    """Raises SealBroken; never gives part of it."""
    return _open(key, sealed, place).decode()


def _close(key: bytes, content: bytes, place: Place) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return FORM + nonce + AESGCM(key).encrypt(nonce, content, FORM + place.as_bytes)


def _open(key: bytes, sealed: bytes, place: Place) -> bytes:
    form, nonce, content = sealed[:1], sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if form != FORM:
        raise SealBroken("It is not in a form that can be opened.")
    try:
        return AESGCM(key).decrypt(nonce, content, form + place.as_bytes)
    except (InvalidTag, ValueError) as refusal:
        raise SealBroken("It was changed, or belongs somewhere else.") from refusal
