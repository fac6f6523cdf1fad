"""What a browser sends of a key: the open half, and the other half under what only they know."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

PUBLIC_KEY_BYTES = 65
PROOF_BYTES = 32
SHORTEST_WRAP, LONGEST_WRAP = 64, 1024


def _bytes(value: object) -> object:
    """From base64url without its padding, as the browser writes it."""
    if not isinstance(value, str):
        return value
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


Wrap = Annotated[
    bytes, BeforeValidator(_bytes), Field(min_length=SHORTEST_WRAP, max_length=LONGEST_WRAP)
]
Proof = Annotated[
    bytes, BeforeValidator(_bytes), Field(min_length=PROOF_BYTES, max_length=PROOF_BYTES)
]
PublicKey = Annotated[
    bytes,
    BeforeValidator(_bytes),
    Field(min_length=PUBLIC_KEY_BYTES, max_length=PUBLIC_KEY_BYTES),
]


class NewKey(BaseModel):
    """Of a journal that begins."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    public_key: PublicKey
    by_passphrase: Wrap
    by_recovery: Wrap
    proof: Proof


class Wraps(BaseModel):
    """One or both ways to open it anew, and the proof that it was open."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    by_passphrase: Wrap | None = None
    by_recovery: Wrap | None = None
    proof: Proof
