"""A message of MDC observations becomes wide readings, one per moment of measurement."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from decimal import Decimal

from holdspace.interfaces.hl7v2.er7 import Message, Segment
from holdspace.interfaces.hl7v2.moment import NEVER, Moment, read_moment
from holdspace.interfaces.monitors.identity import bed_of, device_key_of
from holdspace.interfaces.monitors.mdc.dialect import PLAIN, Dialect
from holdspace.interfaces.monitors.mdc.observation import observed_in
from holdspace.interfaces.monitors.reading import (
    PRESSURES,
    Alarm,
    Column,
    Measurement,
    TimeFrom,
    Translation,
    WideReading,
)

_NOT_PRODUCTION = frozenset({"T", "D"})
"""MSH-11: training, debugging."""


@dataclass(slots=True)
class _Row:
    measured: Moment
    time_from: TimeFrom
    values: dict[Column, Decimal] = field(default_factory=dict)
    measurements: list[Measurement] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    def add(self, obx: Segment, dialect: Dialect, *, is_test: bool) -> None:
        observed = observed_in(obx, dialect, is_test=is_test)
        measurement = observed.measurement
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
        self.alarms += observed.alarms
        if measurement.standing == "invalid" and measurement.column:
            self.flags.add(f"invalid:{measurement.column}")
        self.flags |= observed.flags
        self.measurements.append(measurement)

    def reading(self, sent: Moment) -> WideReading:
        self._drop_impossible_pressure()
        return WideReading(
            measured=self.measured,
            time_from=self.time_from,
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
    return translate_as(PLAIN, message, zone, received_at)


def translate_as(
    dialect: Dialect, message: Message, zone: tzinfo, received_at: datetime
) -> Translation:
    """`zone` is where the monitor's clock lives when neither a time nor MSH-7 names one."""
    known: dict[str, Moment] = {}
    sent = read_moment(message.header.component(7), zone=zone, near=received_at)

    def moment(text: str) -> Moment:
        if text not in known:
            known[text] = read_moment(text, zone=sent.offset or zone, near=received_at)
        return known[text]

    is_test = message.header.component(11).upper() in _NOT_PRODUCTION
    rows: dict[datetime | None, _Row] = {}
    for obx, panel_time in _observations(message):
        times = (moment(obx.component(14)), moment(panel_time), sent)
        measured, time_from, skipped = _first_readable(*times)
        row = rows.get(measured.at)
        if row is None:
            row = rows[measured.at] = _Row(measured, time_from)
        row.add(obx, dialect, is_test=is_test)
        if skipped:
            row.flags.add("time_unreadable")
    readings = tuple(row.reading(sent) for row in rows.values())
    return Translation(
        device_key=device_key_of(message),
        family=dialect.family,
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


_FIELDS: tuple[TimeFrom, ...] = ("OBX-14", "OBR-7", "MSH-7")


def _first_readable(*moments: Moment) -> tuple[Moment, TimeFrom, bool]:
    """OBX-14 wins over OBR-7 wins over MSH-7, and which it was is kept. True with it when a time
    was sent before it that cannot be read: that is said, not skipped silently."""
    skipped = False
    for moment, name in zip(moments, _FIELDS, strict=True):
        if moment.at is not None:
            return moment, name, skipped
        skipped = skipped or bool(moment.text)
    sent = next((moment for moment in moments if moment.text), NEVER)
    return sent, "receipt", skipped
