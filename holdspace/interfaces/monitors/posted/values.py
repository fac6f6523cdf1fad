"""One value of an observation: what it measures, whether it is a reading, the alarm it mirrors."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.judging import charted, plain_number
from holdspace.interfaces.monitors.posted.codes import Meaning, meaning_of
from holdspace.interfaces.monitors.reading import Alarm, Measurement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from holdspace.interfaces.fhir.resources import CodeableConcept, Component, Observation
    from holdspace.interfaces.monitors.judging import Judged

LONGEST = 80
NOT_A_READING = frozenset({"registered", "cancelled"})
FLAG_OF_STATUS: Mapping[str, str] = {
    "preliminary": "preliminary",
    "amended": "correction",
    "corrected": "correction",
    "unknown": "questionable",
}
ALARMS: Mapping[str, str] = {
    "L": "low",
    "H": "high",
    "LL": "very low",
    "HH": "very high",
    "A": "abnormal",
    "AA": "very abnormal",
}
TEST_MARKS = frozenset({"HTEST", "TEST"})
"""meta.security or meta.tag: test health data, not a person's."""


def parts_of(observation: Observation) -> Iterator[Component]:
    """Its own value, unless it only holds components; then each of those."""
    has_own = (
        observation.value_quantity is not None
        or observation.value_integer is not None
        or observation.value_string is not None
        or observation.data_absent_reason is not None
    )
    if has_own or not observation.component:
        yield observation
    yield from observation.component


def is_test(observation: Observation) -> bool:
    meta = observation.meta
    marks = (*meta.security, *meta.tag) if meta else ()
    return any(mark.code.upper() in TEST_MARKS for mark in marks)


def measurement_of(part: Component, status: str, *, of_test: bool) -> Measurement:
    meaning = meaning_of(part.code)
    raw, unit = _raw(part), _unit(part)
    value, standing, reason = _judged(part, status, meaning, unit)
    if of_test and standing != "empty":
        value, standing, reason = _number(part), "test", "the message is marked as a test"
    code, name = _code(part.code)
    return Measurement(
        code=code,
        name=name,
        channel="",
        raw=raw[:LONGEST],
        unit=unit[:LONGEST],
        column=meaning.column,
        value=value,
        standing=standing,
        reason=reason,
    )


def alarms_of(part: Component, measurement: Measurement) -> list[Alarm]:
    about = measurement.column or measurement.name or measurement.code
    return [
        Alarm(about=about, kind=ALARMS[coding.code.upper()], raw=measurement.raw)
        for concept in part.interpretation
        for coding in concept.coding
        if coding.code.upper() in ALARMS
    ]


def _judged(part: Component, status: str, meaning: Meaning, unit: str) -> Judged:
    """The first thing that keeps the value out of its column wins."""
    if part.data_absent_reason is not None:
        why = _code(part.data_absent_reason)
        return None, "invalid", f"no reading, the device says: {why[1] or why[0]}"[:LONGEST]
    if not _raw(part):
        return None, "empty", "no value was sent"
    if status in NOT_A_READING:
        return None, "invalid", f"the device says this is not a reading: {status}"
    if meaning.disagreement:
        return None, "invalid", meaning.disagreement
    return _placed(meaning, _number(part), unit)


def _placed(meaning: Meaning, number: Decimal | None, unit: str) -> Judged:
    if not meaning.is_known:
        return number, "unknown", "a code that is not known here"
    if meaning.column is None:
        return number, "kept", ""
    if number is None:
        return None, "invalid", "not a number"
    return charted(meaning.column, number, unit)


def _raw(part: Component) -> str:
    quantity = part.value_quantity
    if quantity is not None:
        return "" if quantity.value is None else f"{quantity.comparator}{quantity.value}"
    if part.value_integer is not None:
        return str(part.value_integer)
    return part.value_string or ""


def _number(part: Component) -> Decimal | None:
    """A bound (`<`) is no number, and neither is a text."""
    quantity = part.value_quantity
    if quantity is not None:
        is_exact = not quantity.comparator and quantity.value is not None
        return plain_number(quantity.value) if is_exact and quantity.value is not None else None
    return plain_number(Decimal(part.value_integer)) if part.value_integer is not None else None


def _unit(part: Component) -> str:
    quantity = part.value_quantity
    return (quantity.code or quantity.unit) if quantity else ""


def _code(concept: CodeableConcept) -> tuple[str, str]:
    first = next(iter(concept.coding), None)
    if first is None:
        return "", concept.text[:LONGEST]
    return first.code[:LONGEST], (first.display or concept.text)[:LONGEST]
