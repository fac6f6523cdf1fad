"""One OBX segment: what it measures, whether it is a reading, and the alarm it mirrors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from holdspace.interfaces.hl7v2.er7 import Delimiters, Segment
from holdspace.interfaces.monitors.mdc.dialect import Dialect
from holdspace.interfaces.monitors.mdc.nomenclature import (
    ONE_UNIT_ONLY,
    SENSOR_RANGE,
    UNITS,
    Scale,
    Term,
)
from holdspace.interfaces.monitors.reading import Alarm, Column, Measurement, Standing

_NUMBER = re.compile(r"[+-]?[0-9]{1,7}(?:\.[0-9]{1,6})?")
_LONGEST_RAW = 80
_TEST_MARKS = frozenset({"DEMO", "TEST", "SIM", "SIMULATION"})
_NO_READING_MARKS = frozenset({"INV", "NAV", "CALIB", "OFF", "UNPLUGGED"})
_ALARMS: Mapping[str, str] = {
    "L": "low",
    "H": "high",
    "LL": "very low",
    "HH": "very high",
    "A": "abnormal",
    "AA": "very abnormal",
}
_PRIORITIES: Mapping[str, str] = {"PH": "high", "PM": "medium", "PL": "low"}
_TECHNICAL = "ST"
_OFF_THE_SCALE = frozenset({"<", ">"})
_FLAGS = {"QUES": "questionable", "EARLY": "early"}
_STATUS_FLAGS = {"R": "preliminary", "P": "preliminary", "S": "preliminary", "C": "correction"}
_NO_READING_STATUS = frozenset({"X", "D", "W", "N", "I", "O"})
"""OBX-11: cannot be had, deleted, wrong person, not asked for, pending, only a description."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What one OBX says, without when: that differs each second, and this mostly does not."""

    measurement: Measurement
    alarms: tuple[Alarm, ...]
    flags: frozenset[str]


_FIRST_READ, _LAST_READ = 2, 11
"""The fields that say what was measured. Not the set id (1) and not the time (14)."""
_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 400
"""Characters. A sender of endless new values fills no more memory than so many of these."""


def observed_in(obx: Segment, dialect: Dialect, *, is_test: bool = False) -> Observed:
    """`is_test`: the whole message is said to be training or debugging, not a person."""
    fields = obx.fields[_FIRST_READ : _LAST_READ + 1]
    if sum(map(len, fields)) > _LONGEST_REMEMBERED:
        return _observed(obx, dialect, is_test=is_test)
    return _remembered(fields, obx.delimiters, dialect, is_test=is_test)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(
    fields: tuple[str, ...], delimiters: Delimiters, dialect: Dialect, *, is_test: bool
) -> Observed:
    """Monitors say the same again each second: reading it is most of the work of taking it."""
    obx = Segment("OBX", ("OBX", "", *fields), delimiters)
    return _observed(obx, dialect, is_test=is_test)


def _observed(obx: Segment, dialect: Dialect, *, is_test: bool) -> Observed:
    measurement = _measurement(obx, dialect, is_test=is_test)
    alarms = () if measurement.standing == "test" else tuple(_alarms(obx, measurement))
    return Observed(measurement, alarms, frozenset(_flags(obx)))


def _measurement(obx: Segment, dialect: Dialect, *, is_test: bool) -> Measurement:
    code, name = obx.component(3, 1), obx.component(3, 2)
    term, disagreement = dialect.term(code, name)
    column = term.column if term else None
    raw = _raw_value(obx)
    value, standing, reason = _judge(obx, raw, term, dialect)
    if is_test and standing != "empty":
        value, standing, reason = _number(raw), "test", "the message is marked as a test"
    if disagreement and standing in ("charted", "kept"):
        value, standing, reason = None, "invalid", disagreement
    return Measurement(
        code=code[:_LONGEST_RAW],
        name=name[:_LONGEST_RAW],
        channel=obx.component(4)[:_LONGEST_RAW],
        raw=raw[:_LONGEST_RAW],
        unit=(obx.component(6, 2) or obx.component(6, 1))[:_LONGEST_RAW],
        column=column,
        value=value,
        standing=standing,
        reason=reason,
    )


def _alarms(obx: Segment, measurement: Measurement) -> list[Alarm]:
    """A priority is the monitor's own word, never worked out from how far off a value is."""
    marks = [mark.upper() for mark in obx.parts(8)]
    if not marks:
        return []
    priority = next((_PRIORITIES[mark] for mark in marks if mark in _PRIORITIES), "")
    kinds = [_ALARMS[mark] for mark in marks if mark in _ALARMS]
    return [
        Alarm(
            about=measurement.column or measurement.name or measurement.code,
            kind=kind,
            raw=measurement.raw,
            priority=priority,
            is_technical=_TECHNICAL in marks,
        )
        for kind in kinds or (["alarm"] if priority else [])
    ]


def _flags(obx: Segment) -> set[str]:
    flags = {_FLAGS[mark.upper()] for mark in obx.parts(8) if mark.upper() in _FLAGS}
    status = obx.component(11).upper()
    if status in _STATUS_FLAGS:
        flags.add(_STATUS_FLAGS[status])
    return flags


def _raw_value(obx: Segment) -> str:
    if obx.component(2).upper() == "SN":
        comparator = obx.component(5, 1)
        return obx.component(5, 2) if comparator in ("", "=") else comparator + obx.component(5, 2)
    if obx.component(2).upper() in ("CE", "CWE", "CNE"):
        return obx.component(5, 2) or obx.component(5, 1)
    return obx.component(5)


def _judge(
    obx: Segment, raw: str, term: Term | None, dialect: Dialect
) -> tuple[Decimal | None, Standing, str]:
    """The first thing that keeps the value out of its column wins."""
    if raw in ("", '""'):
        return None, "empty", "no value was sent"
    marks = {mark.upper() for mark in obx.parts(8)}
    number = _number(raw)
    if marks & _TEST_MARKS:
        return number, "test", "the monitor was simulating"
    refusal = _no_reading(obx, marks, number, raw, dialect)
    if refusal:
        return None, "invalid", refusal
    if term is None:
        return number, "unknown", "a code that is not known here"
    if term.column is None:
        return number, "kept", ""
    return _charted(obx, term.column, raw, number)


def _no_reading(
    obx: Segment, marks: set[str], number: Decimal | None, raw: str, dialect: Dialect
) -> str:
    """Why what was sent is no reading by the monitor's own word; "" when it does not say that."""
    if marks & _NO_READING_MARKS or obx.component(11).upper() in _NO_READING_STATUS:
        return "the monitor says this is not a reading"
    if marks & _OFF_THE_SCALE:
        return "the monitor says this is off the end of its scale"
    if number is not None and dialect.stands_for_no_reading(number):
        return f"{raw[:20]} stands for no reading"
    return ""


def _charted(
    obx: Segment, column: Column, raw: str, number: Decimal | None
) -> tuple[Decimal | None, Standing, str]:
    if number is None:
        return None, "invalid", "not a number"
    scale = _scale(obx, column)
    if scale is None:
        unit = obx.component(6, 2) or obx.component(6, 1)
        return None, "invalid", f"unit not known here: {unit[:40]}" if unit else "no unit was sent"
    value = scale.convert(number)
    low, high = SENSOR_RANGE[column]
    if not low <= value <= high:
        return None, "invalid", f"{raw[:20]} is outside what a sensor can report ({low} to {high})"
    return value, "charted", ""


def _scale(obx: Segment, column: Column) -> Scale | None:
    sent = (obx.component(6, 1).upper(), obx.component(6, 2).upper())
    if not any(sent):
        return Scale() if column in ONE_UNIT_ONLY else None
    units = UNITS[column]
    return units.get(sent[0]) or units.get(sent[1])


def _number(raw: str) -> Decimal | None:
    return Decimal(raw) if _NUMBER.fullmatch(raw) else None
