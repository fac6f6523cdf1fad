"""Everything that can happen in a session: a closed union of frozen, past-tense facts.

Who, when and on which device is the envelope's business (`session_log.Entry`); a body says only
what happened. Nothing here is ever edited: to correct, append `EntryCorrected`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from holdspace.domain.session_event_body import (
    Body,
    Fact,
    Met,
    Phase,
    Route,
)
from holdspace.domain.session_events_dose import (
    ArtefactMarked,
    DoseChecked,
    DoseGiven,
    DosePlanned,
    InfusionPaused,
    InfusionRateChanged,
    InfusionResumed,
    InfusionStarted,
    InfusionStopped,
    OtherDrugGiven,
    VitalsCharted,
    VitalsRescinded,
)
from holdspace.domain.session_events_frame import (
    DosingEnded,
    DosingReleased,
    PhaseEntered,
    ReadinessOverridden,
    RecordClosed,
    RecordSigned,
    SessionOpened,
    TimeOutConfirmed,
)
from holdspace.domain.session_events_help import (
    ChairSet,
    HelpAnswered,
    HelpCalled,
    HelpNotReached,
)
from holdspace.domain.session_events_person import (
    AdverseEventFollowed,
    AdverseEventNoted,
    EmergencyDeclared,
    EmergencyEnded,
    EmergencyStepTaken,
    GuidanceLevelSet,
    GuidanceStepTaken,
    LadderRungTaken,
    LookedIn,
    NoteWritten,
    Observed,
    PresenceBegan,
    PresenceEnded,
    Rated,
    ScaleScored,
    SignalAcknowledged,
    SupportGiven,
)

__all__ = [
    "AdverseEventFollowed",
    "AdverseEventNoted",
    "ArtefactMarked",
    "Body",
    "ChairSet",
    "CorrectableEvent",
    "CriterionNoted",
    "DischargeSigned",
    "DoseChecked",
    "DoseEvent",
    "DoseGiven",
    "DosePlanned",
    "DosingEnded",
    "DosingReleased",
    "EmergencyDeclared",
    "EmergencyEnded",
    "EmergencyStepTaken",
    "EntryCorrected",
    "EntryUndone",
    "EscortArrived",
    "Fact",
    "FrameEvent",
    "GuidanceLevelSet",
    "GuidanceStepTaken",
    "HandedOver",
    "HarmEvent",
    "HelpAnswered",
    "HelpCalled",
    "HelpEvent",
    "HelpNotReached",
    "HomeEvent",
    "InfusionPaused",
    "InfusionRateChanged",
    "InfusionResumed",
    "InfusionStarted",
    "InfusionStopped",
    "LadderRungTaken",
    "LookedIn",
    "Met",
    "NoteWritten",
    "Observed",
    "OtherDrugGiven",
    "PersonEvent",
    "Phase",
    "PhaseEntered",
    "PresenceBegan",
    "PresenceEnded",
    "Rated",
    "ReadinessOverridden",
    "RecordClosed",
    "RecordSigned",
    "Route",
    "ScaleScored",
    "SessionEvent",
    "SessionOpened",
    "SignalAcknowledged",
    "SupportGiven",
    "TimeOutConfirmed",
    "VitalsCharted",
    "VitalsRescinded",
]


# --- going home -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CriterionNoted(Body):
    """A discharge fact seen with one's own eyes: gait, fluids, orientation, line out."""

    code: str
    met: bool
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class EscortArrived(Body):
    name: str
    phone: str
    name_matches_plan: bool


@dataclass(frozen=True, kw_only=True)
class DischargeSigned(Body):
    """A clinician, not the program, says the person may go. Keeps what the gate showed."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class HandedOver(Body):
    """The person left with this escort."""

    escort_name: str
    told: tuple[str, ...] = ()


# --- mending the record ---------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class EntryUndone(Body):
    """Taken back within the undo window. The entry stays in the log, struck out."""

    target_id: UUID


@dataclass(frozen=True, kw_only=True)
class EntryCorrected(Body):
    """The target was wrong; this is right. The old entry stays, struck out, with the reason."""

    target_id: UUID
    reason: str
    replacement: CorrectableEvent
    replacement_occurred_at: datetime | None = None


DoseEvent = (
    DosePlanned | DoseChecked | InfusionStarted | InfusionRateChanged | InfusionPaused
    | InfusionResumed | InfusionStopped | DoseGiven | OtherDrugGiven
)  # fmt: skip
PersonEvent = (
    Observed | SupportGiven | LookedIn | PresenceBegan | PresenceEnded | GuidanceLevelSet
    | GuidanceStepTaken | LadderRungTaken | NoteWritten | Rated | ScaleScored
)  # fmt: skip
HarmEvent = (
    SignalAcknowledged | AdverseEventNoted | AdverseEventFollowed | EmergencyDeclared
    | EmergencyStepTaken | EmergencyEnded
)  # fmt: skip
FrameEvent = (
    SessionOpened | PhaseEntered | TimeOutConfirmed | ReadinessOverridden | DosingReleased
    | DosingEnded | RecordSigned | RecordClosed
)  # fmt: skip
HomeEvent = CriterionNoted | EscortArrived | DischargeSigned | HandedOver
HelpEvent = ChairSet | HelpCalled | HelpAnswered | HelpNotReached

CorrectableEvent = (
    DoseEvent | PersonEvent | VitalsCharted | ArtefactMarked | AdverseEventNoted | CriterionNoted
    | EscortArrived
)  # fmt: skip
SessionEvent = (
    FrameEvent | DoseEvent | VitalsCharted | VitalsRescinded | ArtefactMarked | PersonEvent
    | HarmEvent | HomeEvent | HelpEvent | EntryUndone | EntryCorrected
)  # fmt: skip
