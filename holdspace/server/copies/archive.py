"""One file that holds a copy of the record: a plain tar, closed by a seal over every byte of it.

Anybody can look into it with `tar`. The seal is a checksum, and a signature with the site's anchor
key: a byte that changed, an end that is missing or another site's copy is found before anything is
read from it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import tarfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from holdspace.server.cannot_start import CannotStart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

FORMAT = 1
FIRST, MANIFEST, SEAL = "HOLDSPACE", "manifest.json", "seal.json"
BLOCK = tarfile.BLOCKSIZE
END = bytes(2 * BLOCK)
AT_ONCE = 1024 * 1024
TAIL = 2 * BLOCK + len(END)
"""The seal, its header, and the empty blocks that end a tar."""


class BadArchive(CannotStart):
    """Not a copy that can be used; the sentence says why. Nothing was changed."""


@dataclass(frozen=True)
class Part:
    """One file in the archive, as the manifest names it."""

    name: str
    size: int
    sha256: str


class ArchiveWriter:
    """Writes the parts one after the other, then the manifest and the seal."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.parts: list[Part] = []
        self._add(FIRST, [_about()])

    def add(self, name: str, chunks: Iterable[bytes]) -> Part:
        """A part of a size that is not known before its end."""
        part = self._add(name, chunks)
        self.parts.append(part)
        return part

    def close(self, manifest: dict[str, object], key: bytes) -> None:
        """On disk when this returns."""
        parts = [[one.name, one.size, one.sha256] for one in self.parts]
        text = json.dumps({**manifest, "parts": parts}, indent=1, sort_keys=True)
        self._add(MANIFEST, [text.encode()])
        end = self._file.tell()
        self._file.seek(0)
        self._file.flush()
        digest, signature = _digests(self._file, end, key, say=None)
        self._file.seek(end)
        self._file.write(_tail(digest, signature))
        self._file.flush()
        os.fsync(self._file.fileno())

    def _add(self, name: str, chunks: Iterable[bytes]) -> Part:
        header_at = self._file.tell()
        self._file.write(bytes(BLOCK))
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            self._file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        self._file.write(bytes(-size % BLOCK))
        end = self._file.tell()
        self._file.seek(header_at)
        self._file.write(_header(name, size))
        self._file.seek(end)
        return Part(name, size, digest.hexdigest())


@dataclass(frozen=True)
class CheckedArchive:
    """An archive whose every byte is as it was written."""

    path: Path
    manifest: dict[str, Any]
    is_signed_by_us: bool
    """False when the key was not here to ask."""

    @property
    def parts(self) -> list[Part]:
        return [Part(*one) for one in self.manifest["parts"]]

    def read(self, name: str) -> Iterator[bytes]:
        """The bytes of one part."""
        with tarfile.open(self.path, "r:") as tar:
            member = tar.extractfile(name)
            assert member is not None  # noqa: S101 - every part is a file, `open_archive` saw it
            while chunk := member.read(AT_ONCE):
                yield chunk


def open_archive(
    path: Path, key: bytes | None, *, say: Callable[[str], None] | None = None
) -> CheckedArchive:
    """Looked over from the first byte to the last. Raises BadArchive."""
    try:
        with path.open("rb") as file:
            signed = _refuse_what_is_not_whole(path, file, key, say)
        with tarfile.open(path, "r:") as tar:
            return CheckedArchive(path, _refuse_other_parts(path, tar), signed)
    except (OSError, tarfile.TarError) as wrong:
        raise BadArchive(f"{path} cannot be read: {wrong}.") from wrong


def _refuse_what_is_not_whole(
    path: Path, file: IO[bytes], key: bytes | None, say: Callable[[str], None] | None
) -> bool:
    """Whether it is signed by our key. Raises BadArchive."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if _name_in(file.read(BLOCK)) != FIRST:
        raise BadArchive(f"{path} is no copy of a record: it does not begin like one.")
    body = size - TAIL
    if body <= BLOCK or size % BLOCK:
        raise BadArchive(_cut(path))
    file.seek(0)
    digest, signature = _digests(file, body, key, say)
    tail = file.read()
    said = _signature_in(tail)
    if said is None or tail != _tail(digest, said):
        raise BadArchive(_cut(path))
    if key is not None and not hmac.compare_digest(said, signature):
        raise BadArchive(
            f"{path} was sealed with the key of another site, or this site's anchor key is not the "
            "one it was made with. Bring back the keys folder that belongs to it."
        )
    return key is not None


def _refuse_other_parts(path: Path, tar: tarfile.TarFile) -> dict[str, Any]:
    """The manifest, when it is of a format we know and names what is there."""
    members = tar.getmembers()
    about = _json_of(tar, members[0])
    if about.get("format") != FORMAT:
        raise BadArchive(
            f"{path} was made by another version of Holdspace (format {about.get('format')}; this "
            f"one reads {FORMAT}). Install that version first."
        )
    manifest = _json_of(tar, members[-2])
    there = [(one.name, one.size) for one in members[1:-2] if one.isreg()]
    named = [(name, size) for name, size, _ in manifest["parts"]]
    if there != named or len(there) != len(members) - 3:
        raise BadArchive(f"{path} holds other parts than its manifest names.")
    return manifest


def _json_of(tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    file = tar.extractfile(member)
    read = json.loads(file.read()) if file is not None else None
    return read if isinstance(read, dict) else {}


def _cut(path: Path) -> str:
    return (
        f"{path} was cut off, or something in it was changed since it was made. Use another copy; "
        "keep this one apart until it is known why."
    )


def _about() -> bytes:
    """The first part: what this file is, for a person who finds it."""
    words = {
        "what": "A copy of a clinic's record, made by `holdspace backup`. It holds charts: keep it "
        "as safe as the record. `holdspace verify` looks it over, `holdspace restore` puts it "
        "back. `database.dump` is for PostgreSQL's own pg_restore.",
        "format": FORMAT,
    }
    return json.dumps(words, indent=1).encode()


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


def _name_in(header: bytes) -> str:
    return header[:100].rstrip(b"\0").decode("ascii", errors="replace")


def _tail(digest: str, signature: str) -> bytes:
    seal = json.dumps({"sha256": digest, "signature": signature}).encode()
    return _header(SEAL, len(seal)) + seal.ljust(BLOCK, b"\0") + END


def _signature_in(tail: bytes) -> str | None:
    try:
        read = json.loads(tail[BLOCK : 2 * BLOCK].rstrip(b"\0"))
        return str(read["signature"])
    except (ValueError, KeyError, TypeError):
        return None


def _digests(
    file: IO[bytes], length: int, key: bytes | None, say: Callable[[str], None] | None
) -> tuple[str, str]:
    """Checksum and signature of so many bytes from where the file stands."""
    plain, signed = hashlib.sha256(), hmac.new(key or b"", digestmod=hashlib.sha256)
    left = length
    while left and (chunk := file.read(min(AT_ONCE, left))):
        plain.update(chunk)
        signed.update(chunk)
        left -= len(chunk)
        if say is not None:
            say(f"read {(length - left) / length:.0%} of the copy")
    return plain.hexdigest(), signed.hexdigest()
