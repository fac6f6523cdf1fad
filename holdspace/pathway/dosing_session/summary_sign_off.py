"""Signing a session's document, saying later whether it still stands, and closing the record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from holdspace.clinic.people.roles import CLINICAL
from holdspace.domain.admission import Candidate, Refused
from holdspace.domain.session_events import RecordClosed, RecordSigned
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.looking import look
from holdspace.pathway.dosing_session.models import SignedDocument
from holdspace.pathway.dosing_session.permission import may_write, sentence_for
from holdspace.pathway.dosing_session.recording import Line, Recording
from holdspace.pathway.dosing_session.summary import content_of, document_of, times_of
from holdspace.pathway.dosing_session.summary_document import as_bytes, sha256_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.session import Kept
    from holdspace.pathway.dosing_session.looking import Look
    from holdspace.pathway.dosing_session.models import DosingSession
    from holdspace.pathway.dosing_session.summary_document import Document
    from holdspace.pathway.dosing_session.summary_times import Times


Outcome = Literal["completed", "cancelled", "transferred", "left_early"]


NOT_KEPT = "What was signed is not kept whole: this signature proves nothing."


class NotDone(Exception):
    """A signature or a closing was refused; the message is a sentence for staff."""


def sign_record(
    actor: Actor, session: DosingSession, *, meaning: str, read_sha256: str, now: datetime
) -> None:
    """Sign the document that was read. Raises NotDone, also when it is no longer the same one.

    Whoever calls this has made sure, just now, that the person is who they say they are.
    """
    if not actor.has_any(CLINICAL):
        raise NotDone("Only a clinician may sign.")
    recording = Recording(actor, session, now)
    looked = look(session, now)
    if looked.log.not_understood:
        raise NotDone(f"Part of this record is not understood. {looked.log.not_understood}")
    document = document_of(looked)
    sha256 = sha256_of(document)
    if sha256 != read_sha256:
        raise NotDone("The record has changed since you opened it. Read it again, then sign.")
    if _has_signed(looked, actor, sha256):
        raise NotDone("You have signed this document already.")
    SignedDocument.objects.get_or_create(
        clinic_id=session.clinic_id,
        session=session,
        sha256=sha256,
        defaults={"content": as_bytes(document), "kept_at": now},
    )
    _write(recording, RecordSigned(meaning=meaning, document_sha256=sha256))


def close_record(
    actor: Actor, session: DosingSession, *, outcome: Outcome, reason: str, now: datetime
) -> None:
    """Close the record: an act of its own, after the signature or without one. Raises NotDone."""
    body = RecordClosed(outcome=outcome, reason=reason)
    if not may_write(actor, body):
        raise NotDone(sentence_for(body))
    recording = Recording(actor, session, now)
    if recording.log.state.is_closed:
        raise NotDone("This record is closed already.")
    if recording.log.not_understood:
        raise NotDone(f"Part of this record is not understood. {recording.log.not_understood}")
    _write(recording, body)


def _has_signed(looked: Look, actor: Actor, sha256: str) -> bool:
    return any(
        kept.author_id == str(actor.staff_id) and kept.body.document_sha256 == sha256
        for kept in looked.log.state.frame.signatures
    )


def _write(recording: Recording, body: RecordSigned | RecordClosed) -> None:
    actor, now = recording.actor, recording.now
    candidate = Candidate(
        body=body, author_id=str(actor.staff_id), author_name=actor.name, occurred_at=now
    )
    answer = Circumstances(recording.session, now).admit(recording.log.state, candidate)
    if isinstance(answer, Refused):
        raise NotDone(answer.sentence)
    recording.write(Line(event_id=uuid4(), body=body, occurred_at=now, device_at=now))
    recording.finish()


# --- later ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A signature, and what became of the record since."""

    name: str
    when: str
    meaning: str
    sha256: str
    state: Literal["unchanged", "changed", "not_kept"]
    sentence: str


def signatures_of(looked: Look, document: Document) -> tuple[Signature, ...]:
    """The signatures of a record, oldest first, each against the record as it now stands."""
    current = sha256_of(document)
    kept = kept_documents(looked.session)
    times = times_of(looked)
    return tuple(
        _signature(looked, one, times, current=current, is_whole=one.body.document_sha256 in kept)
        for one in looked.log.state.frame.signatures
    )


def kept_documents(session: DosingSession) -> dict[str, bytes]:
    """What was signed in a session and is still whole, by the hash that was signed."""
    rows = SignedDocument.objects.filter(session_id=session.pk)
    kept = {row.sha256: bytes(row.content) for row in rows}
    return {
        sha256: content
        for sha256, content in kept.items()
        if hashlib.sha256(content).hexdigest() == sha256
    }


def _signature(
    looked: Look, one: Kept[RecordSigned], times: Times, *, current: str, is_whole: bool
) -> Signature:
    state: Literal["unchanged", "changed", "not_kept"]
    if not is_whole:
        state, sentence = (
            "not_kept",
            NOT_KEPT,
        )
    elif one.body.document_sha256 == current:
        state, sentence = "unchanged", "Unchanged since."
    else:
        state, sentence = "changed", _what_changed(looked, one)
    return Signature(
        name=one.author_name,
        when=times.full(one.at),
        meaning=one.body.meaning,
        sha256=one.body.document_sha256,
        state=state,
        sentence=sentence,
    )


def closing_of(looked: Look) -> str:
    """How, when and by whom the record was closed; empty while it is open."""
    closed = looked.log.state.frame.closed
    if closed is None:
        return ""
    reason = f": {closed.body.reason}" if closed.body.reason else ""
    when = times_of(looked).full(closed.at)
    return f"Closed {when} by {closed.author_name}, {closed.body.outcome}{reason}."


def _what_changed(looked: Look, one: Kept[RecordSigned]) -> str:
    later = sum(1 for entry in content_of(looked) if entry.sequence > one.sequence)
    if later == 0:
        return "Reads differently than when it was signed, though no entry came later."
    entries = "1 entry" if later == 1 else f"{later} entries"
    return f"Changed after this signature: {entries} came later."
