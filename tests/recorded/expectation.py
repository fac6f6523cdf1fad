"""Compares stored rows with one line of `expected.json`: what a message must have become."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from holdspace.interfaces.hl7v2.moment import read_moment
from holdspace.interfaces.monitors.mdc.nomenclature import BY_NAME, BY_NUMBER
from holdspace.interfaces.monitors.reading import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from holdspace.pathway.dosing_session.models import VitalsSample


@dataclass(frozen=True)
class Stored:
    """One value of a row: charted in a column, or kept beside it with a standing."""

    column: str
    code: str
    channel: str
    value: Decimal | None
    raw: str
    standing: str
    device_at: datetime | None
    flags: tuple[str, ...]


def stored_in(rows: list[VitalsSample]) -> list[Stored]:
    return [item for row in rows for item in (*_charted(row), *_kept(row))]


def unmet(expectation: dict[str, Any], stored: list[Stored], zone: ZoneInfo) -> str:
    """Empty when exactly what was expected is there, else a sentence."""
    candidates = [item for item in stored if _is_of(expectation, item)]
    if any(_fits(expectation, item, zone) for item in candidates):
        return ""
    return f"expected {expectation}, found {candidates}"


def charted_without_expectation(
    expectations: list[dict[str, Any]], stored: list[Stored], zone: ZoneInfo
) -> list[Stored]:
    return [
        item
        for item in stored
        if item.standing == "charted"
        and not any(_is_of(e, item) and _fits(e, item, zone) for e in expectations)
    ]


def _charted(row: VitalsSample) -> Iterator[Stored]:
    for column in COLUMNS:
        value = getattr(row, column)
        if value is not None:
            yield Stored(
                column, "", "", value, str(value), "charted", row.device_at, tuple(row.flags)
            )


def _kept(row: VitalsSample) -> Iterator[Stored]:
    for item in row.other["values"]:
        value = Decimal(item["value"]) if "value" in item else None
        yield Stored(
            "",
            item.get("code", ""),
            item.get("channel", ""),
            value,
            item.get("raw", ""),
            item["standing"],
            row.device_at,
            tuple(row.flags),
        )


def _is_of(expectation: dict[str, Any], item: Stored) -> bool:
    term = BY_NAME.get(expectation.get("mdc_name", "")) or BY_NUMBER.get(
        str(expectation.get("mdc"))
    )
    column = term.column if term else None
    return item.column == column if item.column else item.code == str(expectation.get("mdc"))


def _fits(expectation: dict[str, Any], item: Stored, zone: ZoneInfo) -> bool:
    if expectation.get("demo"):
        return item.standing == "test" and "demo" in item.flags
    if expectation.get("invalid"):
        return item.standing == "invalid" and item.raw == expectation.get("raw", item.raw)
    if expectation.get("empty"):
        return item.standing == "empty"
    return (
        item.standing in {"charted", "kept", "unknown"}
        and item.value == Decimal(str(expectation["value"]))
        and _same_time(expectation.get("time"), item, zone)
        and item.channel.startswith(expectation.get("sub", "") if item.channel else "")
    )


def _same_time(text: str | None, item: Stored, zone: ZoneInfo) -> bool:
    if text is None:
        return True
    hl7 = text.replace("-", "").replace(":", "").replace("T", "").replace("Z", "+0000")
    if item.device_at is None:
        return False
    return read_moment(hl7, zone=zone, near=item.device_at).at == item.device_at
