"""Everything that can happen in a session: a closed union of frozen, past-tense facts.

Who, when and on which device is the envelope's business (`session_log.Entry`); a body says only
what happened. Nothing here is ever edited: to correct, append `EntryCorrected`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import ConfigDict


class Phase(StrEnum):
    """The eight phases of a session, in order (product 3.2)."""

    ARRIVAL = "arrival"
    TIME_OUT = "time_out"
    DOSING = "dosing"
    EXPLORATION = "exploration"
    RETURN = "return"
    TALKING = "talking"
    RECOVERY = "recovery"
    HOME = "home"


class Route(StrEnum):
    """How a dose goes in."""

    INTRAVENOUS = "iv"
    INTRAMUSCULAR = "im"
    SUBCUTANEOUS = "sc"
    NASAL = "nasal"
    SUBLINGUAL = "sublingual"
    ORAL = "oral"


class Met(StrEnum):
    """The answer to one criterion. Unknown is never "no", and never "yes"."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Body:
    """What every body of an event shares: strict on the way in, and a version of its shape."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    version: ClassVar[int] = 1


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact that a gate rests on: what, its answer, in words, where from and how old."""

    code: str
    met: Met
    detail: str
    source: str
    as_of: datetime | None = None


# --- the frame of the session ---------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SessionOpened(Body):
    protocol_name: str
    protocol_version: int
    cycle_number: int
    is_first_dose: bool
    weight_kg: Decimal | None = None
    weight_measured_on: date | None = None
    age_years: int | None = None
    guidance_level: int | None = None
    variant: str | None = None
    """Name of a signed variant of the protocol (one clinician), shown on the record."""


@dataclass(frozen=True, kw_only=True)
class PhaseEntered(Body):
    phase: Phase


@dataclass(frozen=True, kw_only=True)
class TimeOutConfirmed(Body):
    """One person's half of the time-out. Two different people make a whole."""

    checks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReadinessOverridden(Body):
    """A second named person lets one unmet criterion pass, with a reason."""

    criterion: str
    reason: str
    requested_by: str
    """The id of the person who asks; never the one who lets it pass."""
    requested_by_name: str = ""


@dataclass(frozen=True, kw_only=True)
class DosingReleased(Body):
    """The start gate was open, on these facts. Written by the server in front of the first dose."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class DosingEnded(Body):
    """No more dose in this session. Not the end of the record: that is `RecordClosed`."""

    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordSigned(Body):
    """A clinician signs the record as it stood: the hash covers the rendered summary."""

    meaning: str
    document_sha256: str


@dataclass(frozen=True, kw_only=True)
class RecordClosed(Body):
    outcome: Literal["completed", "cancelled", "transferred"]
    reason: str = ""


# --- doses ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class DosePlanned(Body):
    """What the prescriber means to give. The event id names the plan."""

    drug: str
    route: Route
    dose_mg: Decimal
    concentration_mg_per_ml: Decimal | None = None
    volume_ml: Decimal | None = None
    over_minutes: Decimal | None = None
    devices: int | None = None
    tier: str | None = None
    review_reason: str = ""
    """Why a dose that asks for review is planned all the same, in the prescriber's words."""


@dataclass(frozen=True, kw_only=True)
class DoseChecked(Body):
    """A second person read the vial and worked the dose out again."""

    plan_id: UUID
    concentration_mg_per_ml: Decimal | None = None
    volume_ml: Decimal | None = None
    devices: int | None = None


@dataclass(frozen=True, kw_only=True)
class InfusionStarted(Body):
    """The pump runs. The event id names the infusion."""

    plan_id: UUID | None = None
    drug: str
    concentration_mg_per_ml: Decimal
    rate_ml_per_hour: Decimal
    already_happened: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class InfusionRateChanged(Body):
    infusion_id: UUID
    rate_ml_per_hour: Decimal
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class InfusionPaused(Body):
    infusion_id: UUID
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class InfusionResumed(Body):
    infusion_id: UUID


@dataclass(frozen=True, kw_only=True)
class InfusionStopped(Body):
    infusion_id: UUID
    reason: str = ""
    pump_volume_ml: Decimal | None = None
    """What the pump says it gave, when somebody read it: it wins over the arithmetic."""


@dataclass(frozen=True, kw_only=True)
class DoseGiven(Body):
    """A dose given at one moment: an injection, a nasal device, a tablet.

    A first dose is a start and may be refused; with `already_happened` it is a fact and never is.
    """

    plan_id: UUID | None = None
    drug: str
    route: Route
    dose_mg: Decimal
    concentration_mg_per_ml: Decimal | None = None
    volume_ml: Decimal | None = None
    devices: int | None = None
    site: str = ""
    already_happened: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class OtherDrugGiven(Body):
    """A rescue or comfort drug, with the prescriber who ordered it. Never pre-filled."""

    drug: str
    amount: Decimal
    unit: str
    route: str
    ordered_by: str
    is_rescue: bool = True


# --- vital signs ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class VitalsCharted(Body):
    """Values a person charted: by hand, or a monitor's reading that they verified."""

    measured_at: datetime
    source: Literal["hand", "monitor"] = "hand"
    sample_id: int | None = None
    systolic_mmhg: Decimal | None = None
    diastolic_mmhg: Decimal | None = None
    heart_rate_per_min: Decimal | None = None
    respiratory_rate_per_min: Decimal | None = None
    spo2_percent: Decimal | None = None
    temperature_celsius: Decimal | None = None
    etco2_mmhg: Decimal | None = None
    oxygen_l_per_min: Decimal | None = None
    implausible_reason: str = ""
    """Why a value outside the plausible range is true, asked for a second time; else empty."""


@dataclass(frozen=True, kw_only=True)
class VitalsRescinded(Body):
    """A charted reading or a monitor's sample is struck out; it stays on the chart."""

    target_id: UUID | None = None
    sample_id: int | None = None
    reason: str


# --- the person -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Observed(Body):
    """One tap: something seen, or something the person said, in their words."""

    code: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class SupportGiven(Body):
    """One tap: something done for the person (reassured, hand held, music, mask, blanket)."""

    code: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class LookedIn(Body):
    asked_how_they_feel: bool = False
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class PresenceBegan(Body):
    """Someone came to be with the person. `guiding` or quiet presence."""

    person: str
    manner: Literal["quiet", "guiding"] = "quiet"


@dataclass(frozen=True, kw_only=True)
class PresenceEnded(Body):
    person: str


@dataclass(frozen=True, kw_only=True)
class GuidanceLevelSet(Body):
    level: int


@dataclass(frozen=True, kw_only=True)
class GuidanceStepTaken(Body):
    card: str
    step: str
    effect: str = ""


@dataclass(frozen=True, kw_only=True)
class LadderRungTaken(Body):
    """One rung of the hard-experience ladder: what was done, and what it changed."""

    rung: int
    effect: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Body):
    text: str
    topic: Literal["note", "first_words", "themes", "helped"] = "note"


@dataclass(frozen=True, kw_only=True)
class Rated(Body):
    """A 0-10 rating, asked of the person (our own wording)."""

    scale: Literal["distress", "nausea", "pain", "tiredness"]
    score: int


@dataclass(frozen=True, kw_only=True)
class ScaleScored(Body):
    """An instrument at the bedside: its item scores; the sum is worked out by `domain.scales`."""

    scale: Literal["moaas", "cadss6", "aldrete", "padss"]
    items: tuple[int, ...]
    variant: str = ""


# --- signals, harm --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class SignalAcknowledged(Body):
    signal_id: str
    action: str


@dataclass(frozen=True, kw_only=True)
class AdverseEventNoted(Body):
    term: str
    grade: Literal["mild", "moderate", "severe", "life_threatening"]
    action: str
    outcome: Literal["ongoing", "resolved", "transferred"] = "ongoing"


@dataclass(frozen=True, kw_only=True)
class AdverseEventFollowed(Body):
    """What became of an adverse event, later."""

    adverse_event_id: UUID
    action: str
    outcome: Literal["ongoing", "resolved", "transferred"]


@dataclass(frozen=True, kw_only=True)
class EmergencyDeclared(Body):
    """One press. Needs no gate, no second person and no words."""

    what: str = ""


@dataclass(frozen=True, kw_only=True)
class EmergencyStepTaken(Body):
    """Who does what, as it happens: a role taken, the call made, the crew here."""

    step: str
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(Body):
    outcome: str


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

CorrectableEvent = (
    DoseEvent | PersonEvent | VitalsCharted | AdverseEventNoted | CriterionNoted | EscortArrived
)
SessionEvent = (
    FrameEvent | DoseEvent | VitalsCharted | VitalsRescinded | PersonEvent | HarmEvent | HomeEvent
    | EntryUndone | EntryCorrected
)  # fmt: skip
