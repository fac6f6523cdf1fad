"""The device at a chair: how it joins with a code, how it is known afterwards, how it ends."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.clinic.audit import actions as audit
from holdspace.clinic.context import chair_context, clinic_context
from holdspace.pathway.dosing_session.models import ChairDevice

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.pathway.dosing_session.models import DosingSession

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that is taken for another: no I and 1, no O and 0."""
CODE_LENGTH = 6
CODE_LASTS = timedelta(minutes=10)
"""A thousand million codes, of which one is good, once, for ten minutes. Whoever guessed it could
ring, and read nothing."""
SECRET_BYTES = 32
NOTE_EVERY = timedelta(seconds=4)
"""The chair asks every two seconds; that it was heard is written half as often."""


class CodeIsNotKnown(Exception):
    """No chair waits for this code: mistyped, used already, or too old."""


def offer_code(actor: Actor, session: DosingSession, now: datetime) -> str:
    """A code for the device that is to lie beside the person. Whatever lay there before ends."""
    end_chair(actor, session, now)
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    ChairDevice.objects.create(
        clinic_id=session.clinic_id,
        session=session,
        code_sha256=_sha256(code),
        code_until=now + CODE_LASTS,
        made_by_id=actor.staff_id,
        made_at=now,
    )
    return code


def join(typed: str, now: datetime) -> str:
    """Take the device that types a good code, and give it the secret that it is known by."""
    code = "".join(letter for letter in typed.upper() if letter in LETTERS)
    with chair_context(_sha256(code)):
        waiting = ChairDevice.objects.filter(
            code_sha256=_sha256(code), code_until__gt=now, ended_at__isnull=True
        ).first()
    if waiting is None:
        raise CodeIsNotKnown
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with clinic_context(waiting.clinic_id):
        # Only the first of two that type it at once.
        taken = (
            ChairDevice.objects.standing()
            .filter(pk=waiting.pk, code_sha256__isnull=False)
            .update(code_sha256=None, key_sha256=_sha256(secret), joined_at=now, heard_at=now)
        )
    if not taken:
        raise CodeIsNotKnown
    return secret


def clinic_of_chair(secret: str) -> int | None:
    """The clinic whose device keeps this secret. Asked outside of any clinic."""
    key = _sha256(secret)
    with chair_context(key):
        row = ChairDevice.objects.filter(key_sha256=key).first()
        return row.clinic_id if row else None


def chair_of(secret: str) -> ChairDevice | None:
    """The device, while it stands and its session is open. Inside its clinic's context."""
    return (
        ChairDevice.objects.standing()
        .filter(key_sha256=_sha256(secret))
        .select_related("session__room", "session__clinic", "session__cycle")
        .first()
    )


def note_heard(chair: ChairDevice, now: datetime) -> None:
    if chair.heard_at is None or now - chair.heard_at >= NOTE_EVERY:
        ChairDevice.objects.filter(pk=chair.pk).update(heard_at=now)


def chair_at(session: DosingSession) -> ChairDevice | None:
    """The device that lies beside the person of a session, joined or still waited for."""
    return ChairDevice.objects.standing().filter(session=session).first()


def end_chair(actor: Actor, session: DosingSession, now: datetime) -> None:
    """The device there rings no more. It may be handed on."""
    ended = ChairDevice.objects.filter(session=session, ended_at__isnull=True)
    for one in ended:
        audit.record(
            actor=actor,
            act="end a chair device",
            patient_id=session.patient_id,
            object_kind="ChairDevice",
            object_id=one.pk,
        )
    ended.update(ended_at=now, code_sha256=None)


def _sha256(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
