"""One look at a session: its row, its log, its samples, its circumstances, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from holdspace.pathway.dosing_session.circumstances import Circumstances
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.queries import Log, log_of
from holdspace.pathway.dosing_session.room_view import room_state
from holdspace.pathway.dosing_session.samples import Samples
from holdspace.pathway.dosing_session.stored_samples import samples_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor

WITH_ITS_CYCLE = ("cycle",)
WITH_ITS_ROOM = ("clinic", "patient", "room", "cycle__course", "cycle__clinic")


@dataclass(frozen=True)
class Look:
    """What was seen of a session at one moment."""

    session: DosingSession
    log: Log
    samples: Samples
    around: Circumstances

    @property
    def now(self) -> datetime:
        return self.around.now

    @property
    def rescinded(self) -> frozenset[int]:
        return self.log.state.rescinded_sample_ids

    def state(self) -> dict[str, Any]:
        """The room as its page sees it."""
        return room_state(self.log, self.around, self.samples)

    def until(self, sequence: int) -> Look:
        """The same look, as if the log had ended at an earlier place."""
        return Look(self.session, self.log.until(sequence), self.samples, self.around)

    def back_at(self, sequence: int) -> Look:
        """The session as it was when that line had just been written: log, samples and clock."""
        log = self.log.until(sequence)
        at = log.entries[-1].recorded_at if log.entries else self.session.opened_at
        samples = Samples.of(one for one in self.samples if one.received_at <= at)
        return Look(self.session, log, samples, Circumstances(self.session, at))


def found(
    actor: Actor, session_id: UUID, *, related: tuple[str, ...] = WITH_ITS_ROOM
) -> DosingSession | None:
    """A session that this actor may see, with what hangs on it."""
    visible = DosingSession.objects.visible_to(actor).select_related(*related)
    return visible.filter(pk=session_id).first()


def look(session: DosingSession, now: datetime) -> Look:
    """Look at a session that came through `found`."""
    return look_again(Circumstances(session, now))


def look_again(around: Circumstances) -> Look:
    """Look at what came since, in circumstances that are known."""
    session = around.session
    return Look(session, log_of(session), samples_of(session, around.now), around)


def look_in_clinic(session_id: UUID, now: datetime) -> Look:
    """Look without an actor, inside a clinic's context: for what every open page shares."""
    return look(session_in_clinic(session_id), now)


def session_in_clinic(session_id: UUID) -> DosingSession:
    return DosingSession.objects.select_related(*WITH_ITS_ROOM).get(pk=session_id)
