"""What is done to a session: its log takes what happened, gapless, once, and for ever."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from holdspace.clinic.audit import actions as audit
from holdspace.domain.admission import Candidate, Refused
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseGiven,
    DosePlanned,
    DosingReleased,
    InfusionStarted,
    RecordClosed,
)
from holdspace.domain.session_log import BadPayload, UnknownKind, from_payload
from holdspace.pathway.dosing_session.batch import (
    Result,
    SentBatch,
    SentEvent,
    body_sha256,
    holds_nul,
    occurred_at,
    offset_ms,
)
from holdspace.pathway.dosing_session.belonging import what_is_foreign
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.permission import may_write, sentence_for
from holdspace.pathway.dosing_session.recording import Line, Recording

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.admission import Admitted
    from holdspace.domain.session_events import Fact
    from holdspace.domain.session_events import SessionEvent as Body

INCIDENT = "incident: one entry id, two contents"


def record_batch(
    actor: Actor, session: DosingSession, batch: SentBatch, now: datetime
) -> list[Result]:
    """Take what a device sent. Each event gets its own answer; one that is refused stops no other.

    Runs inside a clinic's context; what is answered "new" is safe once that transaction is over.
    """
    recording = Recording(actor, session, now)
    before = recording.log.latest_sequence
    taken = [_take(recording, batch, event) for event in batch.events]
    if recording.log.latest_sequence != before:
        recording.finish()
    return taken


def _take(recording: Recording, batch: SentBatch, event: SentEvent) -> Result:
    known = SessionEvent.objects.filter(event_id=event.event_id).first()
    if known is not None:
        return _again(recording, known, body_sha256(batch, event))
    try:
        body = from_payload(event.kind, event.version, event.payload)
    except (UnknownKind, BadPayload) as wrong:
        return _refused(event, str(wrong))
    line = Line(
        event_id=event.event_id,
        body=body,
        occurred_at=occurred_at(batch, event, recording.now),
        device_at=event.occurred_at,
        device_id=batch.device_id,
        device_sequence=event.device_sequence,
        monotonic_ms=round(event.monotonic_ms),
        offset_ms=offset_ms(batch, recording.now),
        body_sha256=body_sha256(batch, event),
    )
    sentence = _why_not_at_all(recording, event, body)
    return _refused(event, sentence) if sentence else _admit(recording, event, line)


def _why_not_at_all(recording: Recording, event: SentEvent, body: Body) -> str | None:
    """What no rule of the session need be asked for: who writes, and what it points at."""
    if not may_write(recording.actor, body):
        return sentence_for(body)
    if holds_nul(event.payload):
        return "There is a character in the text that cannot be kept. Write it again."
    if recording.log.not_understood and _rests_on_the_whole_record(body):
        return f"Part of this record is not understood. {recording.log.not_understood}"
    return what_is_foreign(body, recording.session, recording.log.state)


def _rests_on_the_whole_record(body: Body) -> bool:
    return _is_a_start(body) or isinstance(body, DosePlanned | DischargeSigned | RecordClosed)


def _is_a_start(body: Body) -> bool:
    return isinstance(body, DoseGiven | InfusionStarted) and not body.already_happened


def _admit(recording: Recording, event: SentEvent, line: Line) -> Result:
    candidate = Candidate(
        body=line.body,
        author_id=str(recording.actor.staff_id),
        author_name=recording.actor.name,
        occurred_at=line.occurred_at,
    )
    if _is_a_start(line.body):
        recording.hold_consent()
    answer = Circumstances(recording.session, recording.now).admit(recording.log.state, candidate)
    if isinstance(answer, Refused):
        return _refused(event, answer.sentence, answer.facts)
    log = recording.log
    try:
        with transaction.atomic():
            _release(recording, line, answer)
            row = recording.write(_as_the_server_knows_it(line, answer))
    except IntegrityError:
        recording.log = log
        return _conflict(recording, event.event_id)
    return Result(
        event_id=event.event_id,
        state="new",
        sequence=row.sequence,
        recorded_at=row.recorded_at,
        sentence=" ".join(answer.notices),
        facts=answer.facts,
    )


def _release(recording: Recording, line: Line, admitted: Admitted) -> None:
    """In front of a dose that a gate let through: the facts that the gate saw."""
    if isinstance(line.body, DoseGiven | InfusionStarted) and admitted.facts:
        release = replace(
            line,
            event_id=uuid5(line.event_id, "DosingReleased"),
            body=DosingReleased(facts=admitted.facts),
            body_sha256=bytes(32),
        )
        recording.write(release)


def _as_the_server_knows_it(line: Line, admitted: Admitted) -> Line:
    """A signature keeps what the gate showed here, not what a device believes it showed."""
    if isinstance(line.body, DischargeSigned):
        return replace(line, body=replace(line.body, facts=admitted.facts))
    return line


def _again(recording: Recording, known: SessionEvent, said: bytes) -> Result:
    """The same words from the same person into the same session: acknowledged once more."""
    same = (
        known.session_id == recording.session.pk
        and known.author_id == recording.actor.staff_id
        and bytes(known.body_sha256) == said
    )
    if not same:
        return _conflict(recording, known.event_id)
    return Result(
        event_id=known.event_id,
        state="already",
        sequence=known.sequence,
        recorded_at=known.recorded_at,
    )


def _conflict(recording: Recording, event_id: UUID) -> Result:
    audit.record(
        actor=recording.actor,
        act=INCIDENT,
        patient_id=recording.session.patient_id,
        object_kind="SessionEvent",
        object_id=event_id,
    )
    return Result(
        event_id=event_id,
        state="conflict",
        sentence="Another entry has this number. This one was not taken; tell who runs the site.",
    )


def _refused(event: SentEvent, sentence: str, facts: tuple[Fact, ...] = ()) -> Result:
    return Result(event_id=event.event_id, state="refused", sentence=sentence, facts=facts)
