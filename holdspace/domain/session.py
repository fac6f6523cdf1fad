"""The state of a session, as one fold over its log: `fold(entries) -> Session`.

Mending (undo, correction, rescission) is resolved first, then what stands is read in the order in
which it happened, whatever the order in which it arrived. The match over the closed union is spread
over one file per drawer of the record; leaving an event out of any of them fails the type check.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from holdspace.domain.session_doses import Doses, file_dose
from holdspace.domain.session_events import (
    ArtefactMarked,
    DoseEvent,
    DoseGiven,
    EntryCorrected,
    EntryUndone,
    FrameEvent,
    HarmEvent,
    HelpEvent,
    HomeEvent,
    InfusionStarted,
    PersonEvent,
    Phase,
    SessionEvent,
    SessionOpened,
    VitalsCharted,
    VitalsRescinded,
)
from holdspace.domain.session_frame import Frame, enter_dosing_with_the_first_dose, file_frame
from holdspace.domain.session_harm import Harm, file_harm
from holdspace.domain.session_help import Help, file_help
from holdspace.domain.session_home import Home, file_home
from holdspace.domain.session_person import Person, PersonDrawer
from holdspace.domain.session_standing import Kept, Struck, may_undo, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from holdspace.domain.session_log import Entry

__all__ = ["Kept", "Session", "Struck", "entries_after", "fold", "may_undo"]


@dataclass(frozen=True, kw_only=True)
class Session:
    """Everything known of one session. Never stored; always folded from the log."""

    entries: tuple[Entry, ...] = ()
    """All that the log holds, in its order: struck entries too."""
    standing: tuple[Kept[SessionEvent], ...] = ()
    """What stands, in the order in which it happened."""
    struck: tuple[Struck, ...] = ()
    rescinded_sample_ids: frozenset[int] = frozenset()
    frame: Frame = field(default_factory=Frame)
    doses: Doses = field(default_factory=Doses)
    vitals: tuple[Kept[VitalsCharted], ...] = ()
    """Charted readings that stand, by when they were measured."""
    artefacts: tuple[Kept[ArtefactMarked], ...] = ()
    """Stretches of the monitor's values that somebody marked, by when they began."""
    person: Person = field(default_factory=Person)
    harm: Harm = field(default_factory=Harm)
    home: Home = field(default_factory=Home)
    help: Help = field(default_factory=Help)

    @property
    def opened(self) -> SessionOpened | None:
        return self.frame.opened.body if self.frame.opened else None

    @property
    def phase(self) -> Phase:
        return self.frame.phase

    @property
    def is_closed(self) -> bool:
        return self.frame.closed is not None

    @property
    def latest_sequence(self) -> int:
        return self.entries[-1].sequence if self.entries else 0

    @property
    def first_dose_at(self) -> datetime | None:
        """Time zero."""
        return self.doses.first_dose_at

    @property
    def dose_ended_at(self) -> datetime | None:
        """When the last dose was in, or dosing was declared over; None while an infusion runs."""
        if self.doses.running is not None:
            return None
        declared = self.frame.dosing_ended.at if self.frame.dosing_ended else None
        return self.doses.last_dose_ended_at or declared

    @property
    def weight_kg(self) -> Decimal | None:
        return self.opened.weight_kg if self.opened else None

    @property
    def guidance_level(self) -> int | None:
        """The level that holds now: set in the room, or agreed before."""
        if self.person.guidance_levels:
            return self.person.guidance_levels[-1].body.level
        return self.opened.guidance_level if self.opened else None

    def given_mg(self, at: datetime) -> Decimal:
        """Milligrams of the session's drug given by a moment."""
        return self.doses.given_mg(at)

    def given_mg_per_kg(self, at: datetime) -> Decimal | None:
        """The same for each kg of body weight; None when the weight is not known."""
        if self.weight_kg is None or self.weight_kg <= 0:
            return None
        return self.given_mg(at) / self.weight_kg

    def entry(self, event_id: UUID) -> Entry | None:
        """An entry of the log by its id, struck or not."""
        return next((entry for entry in self.entries if entry.event_id == event_id), None)

    def strike_of(self, event_id: UUID) -> Struck | None:
        """How an entry was struck, if it was."""
        return next((mark for mark in self.struck if mark.entry.event_id == event_id), None)


def fold(entries: Iterable[Entry]) -> Session:
    """The session that a log describes. The same entries in any order of arrival give the same."""
    received = tuple(sorted(entries, key=lambda entry: entry.sequence))
    standing = resolve(received)
    drawers = _Drawers()
    for kept in standing.kept:
        drawers.file(kept)
    by_began_at = sorted(drawers.artefacts, key=lambda kept: kept.body.began_at)
    by_measured_at = sorted(drawers.vitals, key=lambda kept: kept.body.measured_at)
    return Session(
        entries=received,
        standing=standing.kept,
        struck=standing.struck,
        rescinded_sample_ids=standing.rescinded_sample_ids,
        frame=drawers.frame,
        doses=drawers.doses,
        vitals=tuple(by_measured_at),
        artefacts=tuple(by_began_at),
        person=drawers.person.closed(),
        harm=drawers.harm,
        home=drawers.home,
        help=drawers.help,
    )


@dataclass
class _Drawers:
    """The drawers of the record while a log is being read."""

    frame: Frame = field(default_factory=Frame)
    doses: Doses = field(default_factory=Doses)
    vitals: list[Kept[VitalsCharted]] = field(default_factory=list)
    artefacts: list[Kept[ArtefactMarked]] = field(default_factory=list)
    person: PersonDrawer = field(default_factory=PersonDrawer)
    harm: Harm = field(default_factory=Harm)
    home: Home = field(default_factory=Home)
    help: Help = field(default_factory=Help)

    def file(self, kept: Kept[SessionEvent]) -> None:
        """Put one standing entry into its drawer."""
        body = kept.body
        if isinstance(body, PersonEvent):
            self.person.file(kept, body)
        elif isinstance(body, FrameEvent):
            self.frame = file_frame(self.frame, kept, body)
        elif isinstance(body, DoseEvent):
            self._file_dose(kept, body)
        elif isinstance(body, HarmEvent):
            self.harm = file_harm(self.harm, kept, body)
        elif isinstance(body, HomeEvent):
            self.home = file_home(self.home, kept, body)
        elif isinstance(body, HelpEvent):
            self.help = file_help(self.help, kept, body)
        else:
            self._file_vitals_or_mending(kept, body)

    def _file_dose(self, kept: Kept[SessionEvent], body: DoseEvent) -> None:
        if isinstance(body, InfusionStarted | DoseGiven):
            self.frame = enter_dosing_with_the_first_dose(self.frame, kept)
        self.doses = file_dose(self.doses, kept, body)

    def _file_vitals_or_mending(
        self,
        kept: Kept[SessionEvent],
        body: VitalsCharted | VitalsRescinded | ArtefactMarked | EntryUndone | EntryCorrected,
    ) -> None:
        match body:
            case VitalsCharted():
                self.vitals.append(kept.holding(body))
            case ArtefactMarked():
                self.artefacts.append(kept.holding(body))
            case VitalsRescinded() | EntryUndone() | EntryCorrected():
                pass  # resolved before the fold
            case _:
                assert_never(body)


def entries_after(session: Session, sequence: int) -> tuple[Entry, ...]:
    """What came into the log after a place in it: the live page asks this."""
    return tuple(entry for entry in session.entries if entry.sequence > sequence)
