"""Who charted each event of a batch: whoever is signed in, or whoever proves it by their PIN.

On one tablet two people may chart, and what one of them charted may be sent while the other is
signed in. So an event can carry a proof: made on the tablet with a key that the author's PIN opens
there, over the session, the device and the very bytes of the event.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING

from holdspace.clinic.tablets.queries import pin_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.tablets.models import Tablet
    from holdspace.pathway.dosing_session.batch import SentBatch, SentEvent
    from holdspace.pathway.dosing_session.recording import Recording


class Authors:
    """Of the events of one batch."""

    def __init__(self, recording: Recording, batch: SentBatch, tablet: Tablet | None) -> None:
        self.now: datetime = recording.now
        self._sender, self._session, self._batch = recording.actor, recording.session, batch
        is_of_the_room = tablet is not None and tablet.room_id == recording.session.room_id
        self._tablet = tablet if is_of_the_room else None
        self._signers: dict[UUID, tuple[Actor, bytes] | None] = {}

    def claimed_by(self, event: SentEvent) -> UUID:
        """Whoever the event says it is by."""
        proof = self._batch.proofs.get(event.event_id)
        return proof.staff_id if proof else self._sender.staff_id

    def author_of(self, place: int, event: SentEvent) -> Actor | None:
        """Whoever the event is by; None when it carries a proof and that does not hold."""
        proof = self._batch.proofs.get(event.event_id)
        if proof is None:
            return self._sender
        signer = self._signer(proof.staff_id)
        if signer is None or place >= len(self._batch.words):
            return None
        actor, key = signer
        if actor.staff_id == self._sender.staff_id:
            actor = self._sender
        holds = hmac.compare_digest(_mac(key, self._said(place)), _bytes_of(proof.proof))
        return actor if holds else None

    def _said(self, place: int) -> bytes:
        frame = f"{self._session.pk}\n{self._batch.device_id}\n".encode()
        return frame + self._batch.words[place]

    def _signer(self, staff_id: UUID) -> tuple[Actor, bytes] | None:
        """Somebody of the clinic whose PIN on this tablet has not ended, and their key."""
        if self._tablet is None:
            return None
        if staff_id not in self._signers:
            pin = pin_of(self._tablet, staff_id)
            self._signers[staff_id] = (
                (pin.staff.as_actor(), bytes(pin.signing_key)) if pin else None
            )
        return self._signers[staff_id]


def _mac(key: bytes, said: bytes) -> bytes:
    return hmac.new(key, said, hashlib.sha256).digest()


def _bytes_of(text: str) -> bytes:
    """What base64url says; nothing when it is none."""
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return b""
