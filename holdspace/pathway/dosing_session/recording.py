"""Writing lines into one session's log: held for one writer, gapless, chained, announced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from holdspace.clinic.audit import actions as audit
from holdspace.clinic.people.models import StaffMember
from holdspace.domain.session_events import (
    DischargeSigned,
    DoseGiven,
    EntryCorrected,
    EntryUndone,
    InfusionStarted,
    PersonEvent,
    RecordClosed,
    VitalsCharted,
)
from holdspace.domain.session_log import to_payload
from holdspace.pathway.course.actions import medicine_begins_to_act, medicine_no_longer_acts
from holdspace.pathway.course.models import Course
from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.log_chain import hash_of
from holdspace.pathway.dosing_session.models import DosingSession, SessionEvent
from holdspace.pathway.dosing_session.queries import extended, log_of

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.audit.models import AuditEntry
    from holdspace.clinic.people.roles import Actor
    from holdspace.domain.session import Session
    from holdspace.domain.session_events import SessionEvent as Body

LOG_CHANNEL = "holdspace_log"
SERVER_DEVICE = UUID(int=0)
"""Written where a device would be when the server itself writes a line."""


TURNING = (
    DoseGiven, InfusionStarted, DischargeSigned, RecordClosed, EntryUndone, EntryCorrected,
)  # fmt: skip
"""After one of these, what the session's own row or its cycle say may have to change."""


JUDGED_ALONE = PersonEvent | VitalsCharted
"""What was seen or measured: whether it is taken rests on itself and on the record being open."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line about to be written: everything but its place and its hashes."""

    event_id: UUID
    body: Body
    occurred_at: datetime
    device_at: datetime
    device_id: UUID = SERVER_DEVICE
    device_sequence: int = 0
    monotonic_ms: int = 0
    offset_ms: int = 0
    body_sha256: bytes = bytes(32)
    author: Actor | None = None
    """Who it is by, when that is not whoever sends it."""


class Recording:
    """One session's log, held for this writer until the transaction ends."""

    def __init__(self, actor: Actor | None, session: DosingSession, now: datetime) -> None:
        """Without an actor for what no member of staff wrote: a call from the chair."""
        self._actor = actor
        self.session = session
        self.now = now
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(session.pk)]
            )
        # Only now: what another writer added while we waited is in it.
        self.log = log_of(session)
        self._before = self.log
        self._turns = False
        self._settled: Session | None = None
        self._rows: list[SessionEvent] = []
        self._trail: list[AuditEntry] = []

    @property
    def actor(self) -> Actor:
        """Who writes here."""
        if self._actor is None:
            raise ValueError("Nobody on the staff writes here.")
        return self._actor

    @cached_property
    def around(self) -> Circumstances:
        """What stands beside the log, for what rests on the log and the protocol alone."""
        return Circumstances(self.session, self.now)

    def state_for(self, body: Body) -> Session:
        """The session as an entry is judged on it.

        A tablet that brings hours of what was seen is not made to wait until the whole log has been
        folded for each of them.
        """
        if self._settled is None or not isinstance(body, JUDGED_ALONE):
            self._settled = self.log.state
        return self._settled

    def hold_consent(self) -> None:
        """Keep consent as it is until this is written: who signs or withdraws waits for us."""
        Course.objects.select_for_update().get(pk=self.session.cycle.course_id)

    def write(self, line: Line) -> SessionEvent:
        """Add one line at the end. It reaches the database with all the others, in `finish`."""
        row = self._row(line)
        row.hash = hash_of(self.log.latest_hash, row)
        self._rows.append(row)
        self.log = extended(self.log, [row])
        self._turns = self._turns or isinstance(line.body, TURNING)
        if not isinstance(line.body, JUDGED_ALONE):
            self._settled = None
        author = line.author or self._actor
        self._trail.append(self._trail_line(author, "write in the session record", row))
        if author != self._actor:
            sent = self._trail_line(self._actor, "send what a colleague charted", row)
            self._trail.append(sent)
        return row

    def _trail_line(self, actor: Actor | None, act: str, row: SessionEvent) -> AuditEntry:
        patient_id = self.session.patient_id
        if actor is None:
            return audit.line_without_staff(
                clinic_id=row.clinic_id,
                act=act,
                patient_id=patient_id,
                object_kind=row.kind,
                object_id=row.event_id,
            )
        return audit.line_of(
            actor=actor,
            act=act,
            patient_id=patient_id,
            object_kind=row.kind,
            object_id=row.event_id,
        )

    def _row(self, line: Line) -> SessionEvent:
        author = line.author or self._actor
        return SessionEvent(
            clinic_id=self.session.clinic_id,
            session=self.session,
            sequence=self.log.latest_sequence + 1,
            event_id=line.event_id,
            kind=type(line.body).__name__,
            version=line.body.version,
            payload=to_payload(line.body),
            occurred_at=line.occurred_at,
            device_at=line.device_at,
            recorded_at=self.now,
            received_offset_ms=line.offset_ms,
            device_id=line.device_id,
            device_sequence=line.device_sequence,
            device_monotonic_ms=line.monotonic_ms,
            author=_row_of(author) if author else None,
            body_sha256=line.body_sha256,
            previous_hash=self.log.latest_hash,
        )

    def finish(self) -> None:
        """Put what was written into the database, in one statement however much it is; note on
        session and cycle what the record now says; and tell every open page.

        The announcement leaves with the commit, so nobody hears of a line that is not there.
        Raises IntegrityError when the id of a line is in some log already: whoever means to go on
        after that calls this inside an atomic block.
        """
        if not self._rows:
            return
        SessionEvent.objects.bulk_create(self._rows)
        audit.record_together(self._trail)
        self._rows, self._trail = [], []
        if self._turns:
            self._say_what_turned(self.log.state)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [LOG_CHANNEL, str(self.session.pk)])

    def _say_what_turned(self, state: Session) -> None:
        closed_at = state.frame.closed.recorded_at if state.frame.closed else None
        if closed_at != self.session.closed_at:
            self.session.closed_at = closed_at
            self.session.save(update_fields=["closed_at"])
        signed, begun_at = state.home.discharge_signed, state.first_dose_at
        if begun_at is not None and begun_at != self._before.state.first_dose_at:
            medicine_begins_to_act(cycle=self.session.cycle, at=begun_at)
        if signed is not None and signed != self._before.state.home.discharge_signed:
            medicine_no_longer_acts(cycle=self.session.cycle, at=signed.at)


def _row_of(actor: Actor) -> StaffMember:
    """Known from the request: no need to ask for the row again."""
    return StaffMember(
        id=actor.staff_id,
        clinic_id=actor.clinic_id,
        account_id=actor.account_id,
        name=actor.name,
    )
