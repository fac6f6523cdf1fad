"""What the gateway knows of device tokens: as in the database, and on disk for when that is away.

A token that was ended while the database is away still opens the door; what came through it then
is put aside when it is loaded (`tokens.ended_before`). A token that is in no book is refused only
when the database was asked: otherwise the sender is told to try again, and keeps what it has.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Clinic
from holdspace.interfaces.monitors.models import DeviceToken
from holdspace.interfaces.monitors.posted.tokens import digest_of

if TYPE_CHECKING:
    from pathlib import Path


class KnownToken(msgspec.Struct, frozen=True):
    number: int
    device_key: str
    """Of the monitor that it lets a device be."""


Known = dict[str, KnownToken]


class TokenBook:
    """One process writes it. What is on disk are digests: nobody can post with them."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "tokens.json"
        self._known = self._read()

    def find(self, token: str) -> KnownToken | None:
        return self._known.get(digest_of(token))

    def renew(self, known: Known) -> None:
        if known == self._known:
            return
        self._known = known
        fresh = self._path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.encode(known))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)

    def _read(self) -> Known:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Known)
        except (FileNotFoundError, msgspec.DecodeError):
            return {}


def tokens_in_database(clinic_id: int | None) -> Known:
    """Those that stand now. Raises DatabaseError when it is away."""
    clinics = Clinic.objects.order_by("id")
    clinic = (clinics.filter(pk=clinic_id) if clinic_id is not None else clinics).first()
    if clinic is None:
        return {}
    with clinic_context(clinic.pk):
        rows = DeviceToken.objects.filter(ended_at__isnull=True).values_list(
            "digest", "pk", "monitor__device_key"
        )
        return {digest: KnownToken(number, device_key) for digest, number, device_key in rows}
