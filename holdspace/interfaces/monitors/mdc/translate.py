"""A message of MDC observations becomes wide readings, one per moment of measurement."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from holdspace.interfaces.hl7v2.er7 import Message, Segment
from holdspace.interfaces.hl7v2.moment import NEVER, Moment, read_moment
from holdspace.interfaces.monitors.gathered import Gathered
from holdspace.interfaces.monitors.identity import bed_of, device_key_of
from holdspace.interfaces.monitors.mdc.dialect import PLAIN, Dialect
from holdspace.interfaces.monitors.mdc.observation import observed_in
from holdspace.interfaces.monitors.reading import (
    TimeFrom,
    Translation,
    WideReading,
)

_NOT_PRODUCTION = frozenset({"T", "D"})
"""MSH-11: training, debugging."""


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
    rows: dict[datetime | None, Gathered] = {}
    for obx, panel_time in _observations(message):
        times = (moment(obx.component(14)), moment(panel_time), sent)
        measured, time_from, skipped = _first_readable(*times)
        row = rows.get(measured.at)
        if row is None:
            row = rows[measured.at] = Gathered(measured, time_from)
        observed = observed_in(obx, dialect, is_test=is_test)
        row.add(observed.measurement, alarms=observed.alarms, flags=observed.flags)
        if skipped:
            row.flags.add("time_unreadable")
    readings = tuple(
        row.reading(aperiodic=at is not None and at != sent.at) for at, row in rows.items()
    )
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
