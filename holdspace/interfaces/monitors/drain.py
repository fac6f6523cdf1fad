"""Loads the spool into the database, each record exactly once whatever is killed when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import DataError

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Clinic
from holdspace.interfaces.monitors.batch import put_aside, sort_out
from holdspace.interfaces.monitors.doubts import note
from holdspace.interfaces.monitors.loading import announce, load
from holdspace.interfaces.monitors.memory import Memory, read_back
from holdspace.interfaces.monitors.models import SpoolPosition
from holdspace.interfaces.monitors.queued_again import QueuedAgain
from holdspace.interfaces.monitors.spool import Spool, SpoolReader
from holdspace.interfaces.monitors.spool_fill import fill_of
from holdspace.interfaces.monitors.spool_records import Record
from holdspace.interfaces.monitors.understood import understand_all

BATCH = 500
SAYS_SO_EVERY = timedelta(seconds=5)


@dataclass(slots=True)
class Drain:
    spool: Spool
    clinic_id: int | None = None
    """None: the first clinic there is. Until there is one, everything waits in the spool."""
    heard_at: str = ""
    """Where monitors reach the gateway, for the monitors page."""
    _reader: SpoolReader = field(init=False)
    _memory: Memory | None = None
    _said_at: datetime | None = None
    _queued: QueuedAgain = field(default_factory=QueuedAgain)

    def __post_init__(self) -> None:
        self._reader = SpoolReader(self.spool.folder)

    def once(self, now: datetime) -> bool:
        """One batch in one transaction. True when there may be more. Raises OperationalError when
        the database is away: nothing is lost, the same records are read again."""
        try:
            may_be_more = self._batch(now, most=BATCH)
        except DataError:
            return self._one(now)
        return may_be_more or self._look_again(now)

    def _look_again(self, now: datetime) -> bool:
        """At what waits for a person, when nothing new does. True when there may be more."""
        if self._memory is None:
            return False
        try:
            with clinic_context(self._memory.clinic_id):
                may_be_more, sessions = self._queued.step(self._memory, now)
                announce(sorted(str(session) for session in sessions))
        except DataError:
            with clinic_context(self._memory.clinic_id):
                self._queued.skip()
            return False
        return may_be_more

    def _one(self, now: datetime) -> bool:
        """A record that the database will not take must not hold up those behind it."""
        try:
            return self._batch(now, most=1)
        except DataError:
            return self._batch(now, most=1, set_aside=True)

    def _batch(self, now: datetime, *, most: int, set_aside: bool = False) -> bool:
        # Forgotten first and put back last: a transaction that failed leaves no half memory.
        memory, self._memory = self._memory, None
        through = self.spool.synced_through
        clinic = _clinic(self.clinic_id)
        if clinic is None:
            return False
        with clinic_context(clinic.pk):
            memory = memory or read_back(clinic.pk, ZoneInfo(clinic.time_zone), now)
            position = self._position(clinic.pk, now)
            records = self._reader.read(after=position.sequence, through=through, most=most)
            self._load(records, memory, set_aside=set_aside)
            reached = records[-1].sequence if records else position.sequence
            if records or self._is_silent_for_long(now):
                position.said = self._said()
                _say(position, reached=reached, waiting=max(0, through - reached), now=now)
                self._said_at = now
        self._memory = memory
        if records:
            self.spool.forget_through(reached)
        return reached < through

    def _position(self, clinic_id: int, now: datetime) -> SpoolPosition:
        fresh = SpoolPosition(spool_id=self.spool.id, clinic_id=clinic_id, seen_at=now)
        SpoolPosition.objects.bulk_create([fresh], ignore_conflicts=True)
        return SpoolPosition.objects.select_for_update().get(spool_id=self.spool.id)

    def _load(self, records: list[Record], memory: Memory, *, set_aside: bool) -> None:
        understood = [one for record in records for one in understand_all(record, memory.zone)]
        loaded = [put_aside(m) for m in understood] if set_aside else sort_out(understood, memory)
        if not loaded:
            return
        load(memory.clinic_id, loaded)
        in_doubt = note(memory.clinic_id, loaded)
        sessions = in_doubt | {row.session_id for message in loaded for row in message.rows}
        announce(sorted(str(session) for session in sessions if session is not None))

    def say_trouble(self, words: str, now: datetime) -> None:
        """For the monitors page: the gateway is there, and what it cannot do."""
        clinic = _clinic(self.clinic_id)
        if clinic is None:
            return
        with clinic_context(clinic.pk):
            said = {**self._said(), "trouble": words}
            SpoolPosition.objects.filter(spool_id=self.spool.id).update(seen_at=now, said=said)

    def _said(self) -> dict[str, object]:
        return {**fill_of(self.spool).as_json(), "heard_at": self.heard_at}

    def _is_silent_for_long(self, now: datetime) -> bool:
        return self._said_at is None or now - self._said_at >= SAYS_SO_EVERY


def _say(position: SpoolPosition, *, reached: int, waiting: int, now: datetime) -> None:
    position.sequence = reached
    position.waiting = waiting
    position.seen_at = now
    position.save(update_fields=["sequence", "waiting", "seen_at", "said"])


def _clinic(clinic_id: int | None) -> Clinic | None:
    clinics = Clinic.objects.order_by("id")
    return (clinics.filter(pk=clinic_id) if clinic_id is not None else clinics).first()
