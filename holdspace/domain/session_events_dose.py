"""What happens with drugs and vital signs: planned, given, measured, rescinded, marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from holdspace.domain.session_event_body import Body, Route


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
    reason: str = ""
    """Asked for when the person withdrew the consent to treatment; else nobody need say."""


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
    device: str = ""
    """What a device that somebody connected to the tablet calls itself; else empty."""
    device_time: str = ""
    """When it was by that device's own clock, as it came: without a zone, and not relied on."""


@dataclass(frozen=True, kw_only=True)
class VitalsRescinded(Body):
    """A charted reading or a monitor's sample is struck out; it stays on the chart."""

    target_id: UUID | None = None
    sample_id: int | None = None
    reason: str


MonitoredValue = Literal[
    "heart_rate", "oxygen", "pressure", "breathing", "end_tidal_co2", "temperature"
]


@dataclass(frozen=True, kw_only=True)
class ArtefactMarked(Body):
    """A stretch of the monitor's values that tells nothing of the person: they moved, say.

    Nothing is deleted. It is drawn hollow, and limits and the latest values leave it out.
    """

    values: tuple[MonitoredValue, ...]
    began_at: datetime
    ended_at: datetime
    reason: str
