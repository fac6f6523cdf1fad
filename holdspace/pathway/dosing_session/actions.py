"""What is done to a session: its log takes what happened, gapless, once, and for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from holdspace.clinic.audit import actions as audit
from holdspace.domain.admission import Candidate, Refused
from holdspace.domain.admission_late import as_given, is_late_start
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseGiven,
    DosePlanned,
    DosingReleased,
    InfusionResumed,
    InfusionStarted,
    RecordClosed,
)
from holdspace.domain.session_log import BadPayload, UnknownKind, from_payload
from holdspace.pathway.dosing_session.authors import Authors
from holdspace.pathway.dosing_session.batch import (
    Result,
    SentBatch,
    SentEvent,
    body_sha256,
    holds_nul,
)
from holdspace.pathway.dosing_session.belonging import what_is_foreign
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.event_times import EventTimes
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.permission import may_write, sentence_for
from holdspace.pathway.dosing_session.recording import Line, Recording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from holdspace.clinic.people.roles import Actor
    from holdspace.clinic.tablets.models import Tablet
    from holdspace.domain.admission import Admitted
    from holdspace.domain.session_events import Fact
    from holdspace.domain.session_events import SessionEvent as Body

INCIDENT = "incident: one entry id, two contents"
NOT_PROVEN = (
    "It does not prove who charted it: the PIN it was charted with holds no more on this tablet. "
    "Whoever saw it charts it again in their own name."
)


@dataclass(frozen=True, kw_only=True)
class _Sent:
    """One event of a batch, with whose it is and when it happened."""

    event: SentEvent
    body_sha256: bytes
    claimed_by: UUID
    """Whoever it says it is by; `author` is who it is by."""
    author: Actor | None
    occurred_at: datetime
    device_id: UUID
    offset_ms: int

    def line(self, body: Body) -> Line:
        return Line(
            event_id=self.event.event_id,
            body=body,
            occurred_at=self.occurred_at,
            device_at=self.event.occurred_at,
            device_id=self.device_id,
            device_sequence=self.event.device_sequence,
            monotonic_ms=round(self.event.monotonic_ms),
            offset_ms=self.offset_ms,
            body_sha256=self.body_sha256,
            author=self.author,
        )


def record_batch(
    actor: Actor,
    session: DosingSession,
    batch: SentBatch,
    now: datetime,
    *,
    tablet: Tablet | None = None,
) -> list[Result]:
    """Take what a device sent. Each event gets its own answer; one that is refused stops no other.

    An event is by whoever proves, on this `tablet`, that they charted it; without a proof it is by
    the actor. Runs inside a clinic's context; what is answered "new" is safe once that transaction
    is over.
    """
    sender = _Sender(actor, session, now, tablet)
    try:
        with transaction.atomic():
            return _taken(sender, batch, range(len(batch.events)))
    except IntegrityError:
        # Since we looked, another session has taken an id of these: one by one, only that is told.
        return [_taken_alone(sender, batch, place) for place in range(len(batch.events))]


@dataclass(frozen=True)
class _Sender:
    """Who sends a batch, into which session, when, and from which tablet."""

    actor: Actor
    session: DosingSession
    now: datetime
    tablet: Tablet | None


def _taken(sender: _Sender, batch: SentBatch, places: range) -> list[Result]:
    """All of them are judged on the record as it grows, and written together."""
    recording = Recording(sender.actor, sender.session, sender.now)
    known = SessionEvent.objects.in_bulk([batch.events[place].event_id for place in places])
    authors = Authors(recording, batch, sender.tablet)
    taken = [_take(recording, sent, known) for sent in _sent(batch, authors, places)]
    recording.finish()
    return taken


def _taken_alone(sender: _Sender, batch: SentBatch, place: int) -> Result:
    try:
        with transaction.atomic():
            return _taken(sender, batch, range(place, place + 1))[0]
    except IntegrityError:
        return _conflict(sender, batch.events[place].event_id)


def _sent(batch: SentBatch, authors: Authors, places: range) -> Iterator[_Sent]:
    times = EventTimes(batch, authors.now)
    for place in places:
        event = batch.events[place]
        yield _Sent(
            event=event,
            body_sha256=body_sha256(batch, event),
            claimed_by=authors.claimed_by(event),
            author=authors.author_of(place, event),
            occurred_at=times.occurred_at(event),
            device_id=batch.device_id,
            offset_ms=times.offset_ms,
        )


def _take(recording: Recording, sent: _Sent, known: dict[UUID, SessionEvent]) -> Result:
    """`known`: what is in a log already, by id; what is taken here joins it."""
    event = sent.event
    if event.event_id in known:
        return _again(recording, known[event.event_id], sent)
    if sent.author is None:
        return _refused(event, NOT_PROVEN)
    try:
        body = from_payload(event.kind, event.version, event.payload)
    except (UnknownKind, BadPayload) as wrong:
        return _refused(event, str(wrong))
    sentence = _why_not_at_all(recording, sent.author, event, body)
    if sentence and is_late_start(body, sent.occurred_at, recording.now):
        body = _as_it_happened(recording, sent, body, sentence)
        sentence = _why_not_at_all(recording, sent.author, event, body)
    if sentence:
        return _refused(event, sentence)
    return _admit(recording, event, sent.line(body), known)


def _as_it_happened(recording: Recording, sent: _Sent, body: Body, why: str) -> Body:
    """A start that comes late is not refused for who started it, nor for a plan that is not here:

    it is charted as given, and says so.
    """
    if not isinstance(body, DoseGiven | InfusionStarted):
        return body
    is_planned = body.plan_id is not None and recording.log.state.entry(body.plan_id) is not None
    given = as_given(body, sent.occurred_at, recording.now, why)
    return given if is_planned else replace(given, plan_id=None)


def _why_not_at_all(
    recording: Recording, author: Actor, event: SentEvent, body: Body
) -> str | None:
    """What no rule of the session need be asked for: who writes, and what it points at."""
    if not may_write(author, body):
        return sentence_for(body)
    if holds_nul(event.payload):
        return "There is a character in the text that cannot be kept. Write it again."
    if recording.log.not_understood and _rests_on_the_whole_record(body):
        return f"Part of this record is not understood. {recording.log.not_understood}"
    return what_is_foreign(body, recording.session, recording.state_for(body))


def _rests_on_the_whole_record(body: Body) -> bool:
    return _is_a_start(body) or isinstance(body, DosePlanned | DischargeSigned | RecordClosed)


def _is_a_start(body: Body) -> bool:
    return isinstance(body, DoseGiven | InfusionStarted) and not body.already_happened


def _admit(
    recording: Recording, event: SentEvent, line: Line, known: dict[UUID, SessionEvent]
) -> Result:
    author = line.author or recording.actor
    candidate = Candidate(
        body=line.body,
        author_id=str(author.staff_id),
        author_name=author.name,
        occurred_at=line.occurred_at,
    )
    around = _around(recording, line.body)
    answer = around.admit(recording.state_for(line.body), candidate)
    if isinstance(answer, Refused):
        return _refused(event, answer.sentence, answer.facts)
    _release(recording, line, answer)
    row = recording.write(_as_the_server_knows_it(line, answer))
    known[row.event_id] = row
    return Result(
        event_id=event.event_id,
        state="new",
        sequence=row.sequence,
        recorded_at=row.recorded_at,
        sentence=" ".join(answer.notices),
        facts=answer.facts,
    )


def _around(recording: Recording, body: Body) -> Circumstances:
    """What stands beside the log: asked for once a batch, and afresh where a dose rests on it."""
    if _is_a_start(body) or isinstance(body, InfusionResumed):
        recording.hold_consent()
    if _rests_on_the_whole_record(body) or isinstance(body, InfusionResumed):
        return Circumstances(recording.session, recording.now)
    return recording.around


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
    if admitted.instead is not None:
        return replace(line, body=admitted.instead)
    if isinstance(line.body, DischargeSigned):
        return replace(line, body=replace(line.body, facts=admitted.facts))
    return line


def _again(recording: Recording, known: SessionEvent, sent: _Sent) -> Result:
    """The same words from the same person into the same session: acknowledged once more.

    With a proof or without, and whether the proof holds by now or not: it is in the record.
    """
    same = (
        known.session_id == recording.session.pk
        and known.author_id == sent.claimed_by
        and bytes(known.body_sha256) == sent.body_sha256
    )
    if not same:
        return _conflict(recording, known.event_id)
    return Result(
        event_id=known.event_id,
        state="already",
        sequence=known.sequence,
        recorded_at=known.recorded_at,
    )


def _conflict(incident: Recording | _Sender, event_id: UUID) -> Result:
    audit.record(
        actor=incident.actor,
        act=INCIDENT,
        patient_id=incident.session.patient_id,
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
