"""A message of MDC observations becomes wide readings, one per moment of measurement."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from decimal import Decimal

from holdspace.interfaces.hl7v2.er7 import Message, Segment
from holdspace.interfaces.hl7v2.moment import NEVER, Moment, read_moment
from holdspace.interfaces.monitors.identity import bed_of, device_key_of
from holdspace.interfaces.monitors.mdc.observation import alarms_in, flags_in, measurement_in
from holdspace.interfaces.monitors.reading import (
    PRESSURES,
    Alarm,
    Column,
    Measurement,
    Translation,
    WideReading,
)

_NOT_PRODUCTION = frozenset({"T", "D"})
"""MSH-11: training, debugging."""


@dataclass(slots=True)
class _Row:
    measured: Moment
    values: dict[Column, Decimal] = field(default_factory=dict)
    measurements: list[Measurement] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    def add(self, obx: Segment, *, is_test: bool) -> None:
        measurement = measurement_in(obx, is_test=is_test)
        if measurement.standing == "charted" and measurement.column in self.values:
            reason = "another sensor of this message came first"
            measurement = replace(measurement, standing="kept", reason=reason)
        if (
            measurement.standing == "charted"
            and measurement.column
            and measurement.value is not None
        ):
            self.values[measurement.column] = measurement.value
        if measurement.standing == "test":
            self.flags.add("demo")
        else:
            self.alarms += alarms_in(obx, measurement)
        if measurement.standing == "invalid" and measurement.column:
            self.flags.add(f"invalid:{measurement.column}")
        self.flags |= flags_in(obx)
        self.measurements.append(measurement)

    def reading(self, sent: Moment) -> WideReading:
        self._drop_impossible_pressure()
        return WideReading(
            measured=self.measured,
            values=self.values,
            measurements=tuple(self.measurements),
            alarms=tuple(self.alarms),
            flags=tuple(sorted(self.flags)),
            aperiodic=self.measured.at is not None and self.measured.at != sent.at,
        )

    def _drop_impossible_pressure(self) -> None:
        systolic, diastolic = self.values.get("systolic_mmhg"), self.values.get("diastolic_mmhg")
        if systolic is None or diastolic is None or systolic > diastolic:
            return
        reason = f"systolic {systolic} is not above diastolic {diastolic}"
        for column in PRESSURES:
            if self.values.pop(column, None) is not None:
                self.flags.add(f"invalid:{column}")
        self.measurements = [
            replace(item, standing="invalid", reason=reason, value=None)
            if item.standing == "charted" and item.column in PRESSURES
            else item
            for item in self.measurements
        ]


def translate(message: Message, zone: tzinfo, received_at: datetime) -> Translation:
    """`zone` is where the monitor's clock lives when it names none."""
    known: dict[str, Moment] = {}

    def moment(text: str) -> Moment:
        if text not in known:
            known[text] = read_moment(text, zone=zone, near=received_at)
        return known[text]

    sent = moment(message.header.component(7))
    is_test = message.header.component(11).upper() in _NOT_PRODUCTION
    rows: dict[str, _Row] = {}
    for obx, panel_time in _observations(message):
        measured = _first_readable(moment(obx.component(14)), moment(panel_time), sent)
        key = measured.at.isoformat() if measured.at else ""
        rows.setdefault(key, _Row(measured)).add(obx, is_test=is_test)
    readings = tuple(row.reading(sent) for row in rows.values())
    return Translation(
        device_key=device_key_of(message),
        family="mdc",
        sent=sent,
        readings=readings,
        bed=bed_of(message),
        unknown_codes=_unknown_codes(readings),
    )


def _unknown_codes(readings: tuple[WideReading, ...]) -> tuple[str, ...]:
    return tuple(
        f"{item.code}^{item.name}"
        for reading in readings
        for item in reading.measurements
        if item.standing == "unknown"
    )


def _observations(message: Message) -> Iterator[tuple[Segment, str]]:
    """Every OBX with the observation time of the OBR it stands under."""
    panel_time = ""
    for segment in message.segments:
        if segment.name == "OBR":
            panel_time = segment.component(7)
        elif segment.name == "OBX":
            yield segment, panel_time


def _first_readable(*moments: Moment) -> Moment:
    """OBX-14 wins over OBR-7 wins over MSH-7. A time that cannot be read is said, not skipped
    silently: when none can be, the first that was sent is kept with its problem."""
    for moment in moments:
        if moment.at is not None:
            return moment
    return next((moment for moment in moments if moment.text), NEVER)
