"""What happens to the frame of a session, from its opening to its closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from holdspace.domain.session_event_body import Body, Fact, Phase


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
    outcome: Literal["completed", "cancelled", "transferred", "left_early"]
    """`left_early`: the person went of their own accord before the discharge gate was met."""
    reason: str = ""
