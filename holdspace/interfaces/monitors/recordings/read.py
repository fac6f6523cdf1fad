"""A file of vital signs as a person sees it before it is taken: what was read, what left out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.domain.vitals import KINDS as VITALS
from holdspace.interfaces.monitors.recordings.begin import Begin, begin_in_csv, begin_in_header
from holdspace.interfaces.monitors.recordings.csv_file import (
    KINDS,
    delimiter_of,
    names_in,
    read_csv,
    time_column_of,
)
from holdspace.interfaces.monitors.recordings.frame import NotARecording, RecordedFrame
from holdspace.interfaces.monitors.recordings.judged import column_of
from holdspace.interfaces.monitors.recordings.wfdb import read_header, read_wfdb

if TYPE_CHECKING:
    from holdspace.interfaces.monitors.mdc.write import Kind

UNITS = {
    "MDC_DIM_BEAT_PER_MIN": "per minute",
    "MDC_DIM_RESP_PER_MIN": "per minute",
    "MDC_DIM_PERCENT": "%",
    "MDC_DIM_MMHG": "mmHg",
    "MDC_DIM_DEGC": "°C",
}


NAMES = {
    **{vital.value: kind.name for vital, kind in VITALS.items()},
    "pulse_rate_per_min": "Pulse rate",
    "mean_pressure_mmhg": "Mean pressure",
}


@dataclass(frozen=True, slots=True)
class BroughtFiles:
    name: str
    content: bytes
    data_name: str = ""
    data: bytes = b""
    """The second file of a WFDB record."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    name: str
    """As the file calls it."""
    kind: Kind
    unit: str
    count: int
    """How many lines have a value in it."""

    @property
    def column(self) -> str:
        return column_of(self.kind) or ""

    @property
    def words(self) -> str:
        """In ours, or where we have no column in those of the code."""
        code = self.kind.identifier.split("^")[1].removeprefix("MDC_")
        return NAMES.get(self.column) or code.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class LeftOut:
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecording:
    begin: Begin
    columns: tuple[ReadColumn, ...]
    left_out: tuple[LeftOut, ...]
    frames: tuple[RecordedFrame, ...]

    @property
    def with_values(self) -> int:
        return sum(1 for frame in self.frames if frame.values)

    @property
    def gaps(self) -> int:
        return len(self.frames) - self.with_values

    @property
    def lasts(self) -> timedelta:
        return timedelta(seconds=self.frames[-1].after_seconds if self.frames else 0)


def read_files(files: BroughtFiles, zone: ZoneInfo) -> ReadRecording:
    """Raises NotARecording with words that say what is wrong and where."""
    suffix = Path(files.name).suffix.lower()
    if suffix == ".csv":
        return _read_csv(files, zone)
    if suffix == ".hea":
        return _read_wfdb(files, zone)
    raise NotARecording("bring a .csv file, or the .hea header of a WFDB record with its .dat file")


def _read_csv(files: BroughtFiles, zone: ZoneInfo) -> ReadRecording:
    if files.data_name:
        raise NotARecording("a CSV file comes alone: leave the second file out")
    with TemporaryDirectory(prefix="holdspace-") as folder:
        path = Path(folder) / "recording.csv"
        path.write_bytes(files.content)
        frames = _not_empty(tuple(read_csv(path)))
    text = io.StringIO(files.content.decode("utf-8-sig"), newline="")
    rows = csv.DictReader(text, delimiter=delimiter_of(text))
    names = names_in(rows)
    time_name = time_column_of(names)
    begin = begin_in_csv([row[time_name] or "" for row in rows if time_name], zone, zone.key)
    counts = _counts(frames)
    return ReadRecording(
        begin=begin,
        columns=tuple(
            _column(written, KINDS[name], counts)
            for name, written in names.items()
            if name in KINDS
        ),
        left_out=tuple(
            LeftOut(written or "(no name)", "no vital sign that is known here")
            for name, written in names.items()
            if name not in KINDS and written != time_name
        ),
        frames=frames,
    )


def _read_wfdb(files: BroughtFiles, zone: ZoneInfo) -> ReadRecording:
    with TemporaryDirectory(prefix="holdspace-") as folder:
        header_path = Path(folder) / "recording.hea"
        header_path.write_bytes(files.content)
        header = read_header(header_path)
        wanted = header.signals[0].file
        if Path(files.data_name).name != wanted or Path(wanted).name != wanted:
            brought = files.data_name or "none"
            raise NotARecording(f"its samples are in {wanted}; the second file is {brought}")
        (Path(folder) / wanted).write_bytes(files.data)
        frames = _not_empty(tuple(read_wfdb(header_path)))
    counts = _counts(frames)
    return ReadRecording(
        begin=begin_in_header(header.base_time, header.base_date, zone, zone.key),
        columns=tuple(
            _column(signal.name, signal.kind, counts) for signal in header.signals if signal.kind
        ),
        left_out=tuple(
            LeftOut(signal.name, f"not known here in this unit: {signal.unit}")
            for signal in header.signals
            if signal.kind is None
        ),
        frames=frames,
    )


def _not_empty(frames: tuple[RecordedFrame, ...]) -> tuple[RecordedFrame, ...]:
    if not any(frame.values for frame in frames):
        raise NotARecording("it holds no value of a vital sign")
    return frames


def _counts(frames: tuple[RecordedFrame, ...]) -> Counter[Kind]:
    return Counter(kind for frame in frames for kind in frame.values)


def _column(name: str, kind: Kind, counts: Counter[Kind]) -> ReadColumn:
    unit = kind.unit.split("^")[1]
    return ReadColumn(name, kind, UNITS.get(unit, unit), counts[kind])


def moment_of(frame: RecordedFrame, began_at: datetime) -> datetime:
    return began_at + timedelta(seconds=frame.after_seconds)
