"""What a signature covers: the words, how far they go, who signed, what it means, and when.

Changed afterwards by a single letter, it no longer fits and says so (decision 0022).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from holdspace.pathway.consult.models import Consent


@dataclass(frozen=True, kw_only=True)
class Allows:
    """How far a consent goes, as the person filled it in."""

    scope: str = ""
    delete_on: date | None = None
    """The day a recording is deleted."""


AS_WRITTEN = Allows()
"""For a text that asks for nothing to be filled in."""


def signature_of(consent: Consent) -> str:
    """The hash of everything that was signed."""
    signer = "the person" if consent.signed_by_person else f"before {consent.recorded_by_id}"
    delete_on = consent.delete_on.isoformat() if consent.delete_on else ""
    signed = (
        str(consent.course_id),
        consent.item,
        consent.text_sha256,
        consent.scope,
        delete_on,
        consent.signed_name,
        consent.meaning,
        consent.given_at.isoformat(timespec="microseconds"),
        signer,
    )
    return sha256("\x1f".join(signed).encode()).hexdigest()


def is_whole(consent: Consent) -> bool:
    """Whether it still is what was signed. What was signed before there was a hash has none."""
    return not consent.signature_sha256 or consent.signature_sha256 == signature_of(consent)
