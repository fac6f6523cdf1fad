"""A frame of a recording becomes a wide reading, by the rules that hold for a monitor's message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.interfaces.hl7v2.moment import Moment
from holdspace.interfaces.monitors.gathered import Gathered
from holdspace.interfaces.monitors.judging import charted, plain_number
from holdspace.interfaces.monitors.mdc.nomenclature import BY_NUMBER
from holdspace.interfaces.monitors.reading import Measurement

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from holdspace.interfaces.monitors.judging import Judged
    from holdspace.interfaces.monitors.mdc.write import Kind
    from holdspace.interfaces.monitors.reading import Column, WideReading
    from holdspace.interfaces.monitors.recordings.frame import RecordedFrame


def reading_of(frame: RecordedFrame, at: datetime) -> WideReading:
    row = Gathered(Moment(at.isoformat(), at, "", zone_stated=True), "file")
    for kind, value in frame.values.items():
        row.add(_measurement(kind, value), flags=("imported",))
    return row.reading()


def column_of(kind: Kind) -> Column | None:
    term = BY_NUMBER.get(kind.identifier.split("^", 1)[0])
    return term.column if term else None


def _measurement(kind: Kind, value: Decimal) -> Measurement:
    code, name, _ = kind.identifier.split("^")
    unit, unit_name, _ = kind.unit.split("^")
    column = column_of(kind)
    judged, standing, reason = _judged(column, plain_number(value), unit)
    return Measurement(
        code=code,
        name=name,
        channel="",
        raw=str(value)[:80],
        unit=unit_name,
        column=column,
        value=judged,
        standing=standing,
        reason=reason,
    )


def _judged(column: Column | None, number: Decimal | None, unit: str) -> Judged:
    if number is None:
        return None, "invalid", "not a number that a sensor says"
    return charted(column, number, unit) if column else (number, "kept", "")
