"""Reads vital signs from a CSV file: a time column and columns named for what they hold."""

import csv
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.mdc.write import Kind
from holdspace.interfaces.monitors.recordings.frame import NotARecording, RecordedFrame

_COLUMNS: dict[str, Kind] = {
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
_TIME_COLUMNS = ("seconds", "time")


def read_csv(path: Path) -> Iterator[RecordedFrame]:
    """Frames in order of time. An empty cell is no reading. Raises NotARecording."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = csv.DictReader(file)
        names = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
        time_name = next((names[name] for name in _TIME_COLUMNS if name in names), None)
        kinds = {names[name]: kind for name, kind in _COLUMNS.items() if name in names}
        if time_name is None or not kinds:
            raise NotARecording(
                f"needs a column 'seconds' or 'time' and one of: {', '.join(_COLUMNS)}"
            )
        first = latest = None
        for line, row in enumerate(rows, start=2):
            at = _seconds(row[time_name] or "", line)
            first = at if first is None else first
            if latest is not None and at < latest:
                raise NotARecording(f"line {line}: the time goes backwards")
            latest = at
            yield RecordedFrame(at - first, _values(row, kinds, line))


def _values(row: dict[str, str], kinds: dict[str, Kind], line: int) -> dict[Kind, Decimal]:
    cells = {kind: (row[name] or "").strip() for name, kind in kinds.items()}
    try:
        values = {kind: Decimal(cell) for kind, cell in cells.items() if cell}
    except InvalidOperation:
        raise NotARecording(f"line {line}: a value is not a number") from None
    if not all(value.is_finite() for value in values.values()):
        raise NotARecording(f"line {line}: a value is not a number")
    return values


def _seconds(text: str, line: int) -> float:
    text = text.strip()
    try:
        if text.count(":") in (1, 2) and "-" not in text:
            parts = [float(part) for part in text.split(":")]
            return float(sum(part * 60.0**power for power, part in enumerate(reversed(parts))))
        if "-" in text[1:]:
            return datetime.fromisoformat(text).timestamp()
        return float(text)
    except ValueError:
        raise NotARecording(f"line {line}: the time cannot be read: {text[:40]}") from None
