"""The frame of a session: protocol, phases, time-out, overrides, signature, closing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from holdspace.domain.session_events import (
    DosingEnded,
    DosingReleased,
    FrameEvent,
    Phase,
    PhaseEntered,
    ReadinessOverridden,
    RecordClosed,
    RecordSigned,
    SessionOpened,
    TimeOutConfirmed,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from holdspace.domain.session_standing import Kept

PHASES = tuple(Phase)


@dataclass(frozen=True, kw_only=True)
class PhaseSpan:
    """A phase and when it was entered. `implied`: a dose came before anybody tapped the phase."""

    phase: Phase
    entered_at: datetime
    event_id: UUID
    author_name: str
    implied: bool = False


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What holds a session together, from opening to closing."""

    opened: Kept[SessionOpened] | None = None
    phases: tuple[PhaseSpan, ...] = ()
    time_out_halves: tuple[Kept[TimeOutConfirmed], ...] = ()
    overrides: tuple[Kept[ReadinessOverridden], ...] = ()
    releases: tuple[Kept[DosingReleased], ...] = ()
    dosing_ended: Kept[DosingEnded] | None = None
    signatures: tuple[Kept[RecordSigned], ...] = ()
    closed: Kept[RecordClosed] | None = None

    @property
    def phase(self) -> Phase:
        """The phase the session is in now."""
        return self.phases[-1].phase if self.phases else Phase.ARRIVAL

    @property
    def time_out_people(self) -> tuple[str, ...]:
        """The ids of the different people who confirmed the time-out, first come first."""
        return tuple(dict.fromkeys(half.author_id for half in self.time_out_halves))

    def entered_at(self, phase: Phase) -> datetime | None:
        """When a phase was last entered; None if it never was."""
        return next(
            (span.entered_at for span in reversed(self.phases) if span.phase is phase), None
        )


def file_frame(frame: Frame, kept: Kept[object], body: FrameEvent) -> Frame:  # noqa: C901 - flat match
    """The frame after one more event."""
    match body:
        case SessionOpened():
            frame = replace(frame, opened=frame.opened or kept.holding(body))
        case PhaseEntered():
            frame = enter_phase(frame, body.phase, kept)
        case TimeOutConfirmed():
            halves = (*frame.time_out_halves, kept.holding(body))
            frame = replace(frame, time_out_halves=halves)
        case ReadinessOverridden():
            frame = replace(frame, overrides=(*frame.overrides, kept.holding(body)))
        case DosingReleased():
            frame = replace(frame, releases=(*frame.releases, kept.holding(body)))
        case DosingEnded():
            frame = replace(frame, dosing_ended=kept.holding(body))
        case RecordSigned():
            frame = replace(frame, signatures=(*frame.signatures, kept.holding(body)))
        case RecordClosed():
            frame = replace(frame, closed=frame.closed or kept.holding(body))
    return frame


def enter_phase(frame: Frame, phase: Phase, kept: Kept[object], *, implied: bool = False) -> Frame:
    """Enter a phase, unless the session is in it already."""
    if frame.phases and frame.phase is phase:
        return frame
    span = PhaseSpan(
        phase=phase,
        entered_at=kept.at,
        event_id=kept.event_id,
        author_name=kept.author_name,
        implied=implied,
    )
    return replace(frame, phases=(*frame.phases, span))


def enter_dosing_with_the_first_dose(frame: Frame, kept: Kept[object]) -> Frame:
    """A dose is in: whatever was tapped, the session is no longer before dosing."""
    if PHASES.index(frame.phase) >= PHASES.index(Phase.DOSING):
        return frame
    return enter_phase(frame, Phase.DOSING, kept, implied=True)
