"""What a monitor's message becomes: wide readings in our words, and what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from holdspace.interfaces.hl7v2.moment import Moment

Column = Literal[
    "heart_rate_per_min",
    "pulse_rate_per_min",
    "spo2_percent",
    "systolic_mmhg",
    "diastolic_mmhg",
    "mean_pressure_mmhg",
    "respiratory_rate_per_min",
    "etco2_mmhg",
    "temperature_celsius",
]

COLUMNS: tuple[Column, ...] = get_args(Column)
PRESSURES: tuple[Column, ...] = ("systolic_mmhg", "diastolic_mmhg", "mean_pressure_mmhg")

Standing = Literal["charted", "kept", "unknown", "invalid", "test", "empty"]
"""charted: in its column. kept: real, but not for a column. unknown: a code we do not know.
invalid: not a reading. test: the monitor was simulating. empty: no value was sent."""


TimeFrom = Literal["OBX-14", "OBR-7", "MSH-7", "effective", "file", "receipt"]
"""Which field said when it was measured: its own, that of its group, that of the message, or none
that could be read, so that only the receipt is known. "effective" is FHIR's own time, "file" that
of a line of a recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One observation as sent, and what became of it."""

    code: str
    name: str
    channel: str
    """OBX-4: which of several sensors."""
    raw: str
    unit: str
    column: Column | None
    value: Decimal | None
    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The monitor's own alarm, mirrored and never judged here."""

    about: str
    kind: str
    raw: str
    priority: str = ""
    """high, medium or low, where the monitor says so; "" where it does not: never worked out."""
    is_technical: bool = False
    """About the monitor or a sensor (a lead is off), and not about the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WideReading:
    """All values of one message that were measured at one moment."""

    measured: Moment
    time_from: TimeFrom = "receipt"
    values: Mapping[Column, Decimal]
    measurements: tuple[Measurement, ...]
    alarms: tuple[Alarm, ...] = ()
    flags: tuple[str, ...] = ()
    aperiodic: bool = False
    """Measured at its own moment (a cuff, a spot temperature), not with the message."""

    @property
    def others(self) -> tuple[Measurement, ...]:
        return tuple(item for item in self.measurements if item.standing != "charted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    device_key: str
    """Who sent it, as the device says; "" when it does not say."""
    family: str
    """The folder of the family that read it."""
    sent: Moment
    """When the device says it sent the message (MSH-7)."""
    readings: tuple[WideReading, ...]
    bed: str = ""
    """The bed the monitor believes it stands at. Shown to a person, never used to match."""
    unknown_codes: tuple[str, ...] = field(default=())
    says_its_zone: bool = False
    """Its times name their zone, so they are believed though it never says when it sent them."""
    remarks: tuple[str, ...] = ()
    """What a person must know of a message that was taken, in words."""
