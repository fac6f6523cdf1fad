"""What happens with the person: seen, said, done, who was there; harm and its handling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from holdspace.domain.session_event_body import Body


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
