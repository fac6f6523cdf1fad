"""Reads vital signs from a CSV file: a time column and columns named for what they hold."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TextIO

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.mdc.write import Kind
from holdspace.interfaces.monitors.recordings.frame import NotARecording, RecordedFrame

KINDS: dict[str, Kind] = {
    "heart_rate_per_min": write.HEART_RATE,
    "hr": write.HEART_RATE,
    "pulse_rate_per_min": write.PULSE,
    "pulse": write.PULSE,
    "spo2_percent": write.SPO2,
    "spo2": write.SPO2,
    "respiratory_rate_per_min": write.RESPIRATION,
    "rr": write.RESPIRATION,
    "systolic_mmhg": write.CUFF_SYSTOLIC,
    "sys": write.CUFF_SYSTOLIC,
    "diastolic_mmhg": write.CUFF_DIASTOLIC,
    "dia": write.CUFF_DIASTOLIC,
    "mean_pressure_mmhg": write.CUFF_MEAN,
    "map": write.CUFF_MEAN,
    "etco2_mmhg": write.CO2,
    "temperature_celsius": write.TEMPERATURE,
}
TIME_COLUMNS = ("seconds", "time")


MOST_ROWS = 200_000
LONGEST_SECONDS = 1e11
"""No time that a calendar has is further away."""


def read_csv(path: Path) -> Iterator[RecordedFrame]:
    """Frames in order of time. An empty cell is no reading. Raises NotARecording."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            yield from _frames(csv.DictReader(file, delimiter=delimiter_of(file)))
    except UnicodeDecodeError:
        raise NotARecording("the file is not text in UTF-8: save it as CSV UTF-8") from None
    except csv.Error as error:
        raise NotARecording(f"the file is not CSV: {error}") from None


def delimiter_of(file: TextIO) -> str:
    """Spreadsheets write semicolons where numbers have a decimal comma."""
    header = file.readline()
    file.seek(0)
    return ";" if ";" in header and "," not in header else ","


def time_column_of(names: Mapping[str, str]) -> str | None:
    """`names`: the columns as they are written, by their names in small letters."""
    return next((names[name] for name in TIME_COLUMNS if name in names), None)


def names_in(rows: csv.DictReader[str]) -> dict[str, str]:
    return {(name or "").strip().lower(): name for name in rows.fieldnames or ()}


def _frames(rows: csv.DictReader[str]) -> Iterator[RecordedFrame]:
    names = names_in(rows)
    time_name = time_column_of(names)
    kinds = {names[name]: kind for name, kind in KINDS.items() if name in names}
    if time_name is None or not kinds:
        raise NotARecording(f"needs a column 'seconds' or 'time' and one of: {', '.join(KINDS)}")
    written = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    is_twice = any(written.count(name) > 1 for name in (*KINDS, *TIME_COLUMNS))
    if is_twice or len(set(kinds.values())) < len(kinds):
        raise NotARecording("two of its columns mean the same: leave one of them out")
    has_comma = rows.reader.dialect.delimiter == ";"
    first = latest = None
    for line, row in enumerate(rows, start=2):
        if line > MOST_ROWS + 1:
            raise NotARecording(f"it holds more than {MOST_ROWS} lines: bring it in parts")
        at = _seconds(row[time_name] or "", line)
        first = at if first is None else first
        if latest is not None and at < latest:
            raise NotARecording(f"line {line}: the time goes backwards")
        latest = at
        yield RecordedFrame(at - first, _values(row, kinds, line, has_comma=has_comma))


def _values(
    row: dict[str, str], kinds: dict[str, Kind], line: int, *, has_comma: bool
) -> dict[Kind, Decimal]:
    cells = {kind: (row[name] or "").strip() for name, kind in kinds.items()}
    try:
        values = {
            kind: Decimal(cell.replace(",", ".") if has_comma else cell)
            for kind, cell in cells.items()
            if cell
        }
    except InvalidOperation:
        raise NotARecording(f"line {line}: a value is not a number") from None
    if not all(value.is_finite() for value in values.values()):
        raise NotARecording(f"line {line}: a value is not a number")
    return values


def _seconds(text: str, line: int) -> float:
    try:
        seconds = _read_seconds(text.strip())
    except ValueError:
        seconds = math.nan
    if not abs(seconds) < LONGEST_SECONDS:
        raise NotARecording(f"line {line}: the time cannot be read: {text[:40]}")
    return seconds


def _read_seconds(text: str) -> float:
    if text.count(":") in (1, 2) and "-" not in text:
        parts = [float(part) for part in text.split(":")]
        return float(sum(part * 60.0**power for power, part in enumerate(reversed(parts))))
    if "-" in text[1:]:
        said = datetime.fromisoformat(text)
        # Without a zone only how far two lines are apart is known: never by this machine's.
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).timestamp()
    return float(text)
