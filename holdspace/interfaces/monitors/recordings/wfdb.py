"""Reads WFDB numerics: a text header beside a file of 16-bit samples (format 16), one segment."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.mdc.write import Kind
from holdspace.interfaces.monitors.recordings.frame import NotARecording, RecordedFrame

NO_READING = -32768
DEFAULT_GAIN = Decimal(200)
DEFAULT_FREQUENCY = 250.0

_SIGNALS: dict[str, tuple[Kind, frozenset[str]]] = {
    "HR": (write.HEART_RATE, frozenset({"bpm", "/min"})),
    "PULSE": (write.PULSE, frozenset({"bpm", "/min"})),
    "SPO2": (write.SPO2, frozenset({"%"})),
    "RESP": (write.RESPIRATION, frozenset({"pm", "bpm", "/min", "rpm"})),
    "NBPSYS": (write.CUFF_SYSTOLIC, frozenset({"mmhg"})),
    "NBPDIAS": (write.CUFF_DIASTOLIC, frozenset({"mmhg"})),
    "NBPMEAN": (write.CUFF_MEAN, frozenset({"mmhg"})),
    "ABPSYS": (write.LINE_SYSTOLIC, frozenset({"mmhg"})),
    "ABPDIAS": (write.LINE_DIASTOLIC, frozenset({"mmhg"})),
    "ABPMEAN": (write.LINE_MEAN, frozenset({"mmhg"})),
    "TEMP": (write.TEMPERATURE, frozenset({"degc", "deg c", "c"})),
    "ETCO2": (write.CO2, frozenset({"mmhg"})),
}
_GAIN = re.compile(r"(?P<gain>[0-9.eE+-]+)(?:\((?P<baseline>-?\d+)\))?(?:/(?P<unit>.+))?")
_FEWEST_SIGNAL_FIELDS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    file: str
    gain: Decimal
    baseline: int
    unit: str
    initial: int
    checksum: int
    name: str

    @property
    def kind(self) -> Kind | None:
        """None for a signal, or a unit, that is not known here: it is not played."""
        kind, units = _SIGNALS.get(self.name.upper().replace(" ", ""), (None, frozenset()))
        return kind if self.unit.lower() in units else None

    def value(self, sample: int) -> Decimal | None:
        """None where there is no reading: the lowest number, or a zero, which means sensor off."""
        if sample == NO_READING:
            return None
        value = (Decimal(sample) - self.baseline) / self.gain
        return value if value != 0 else None


@dataclass(frozen=True, slots=True)
class Header:
    seconds_per_sample: float
    signals: tuple[Signal, ...]
    base_time: str = ""
    base_date: str = ""
    """When its first sample was taken, in no zone; as written, and often missing."""


def read_wfdb(header_path: Path) -> Iterator[RecordedFrame]:
    """Frames in order. Raises NotARecording when the files do not fit each other."""
    header = read_header(header_path)
    samples = _samples(header_path.parent, header)
    width = len(header.signals)
    for index, start in enumerate(range(0, len(samples), width)):
        found = zip(header.signals, samples[start : start + width], strict=True)
        values = {s.kind: s.value(sample) for s, sample in found if s.kind is not None}
        yield RecordedFrame(
            index * header.seconds_per_sample,
            {kind: value for kind, value in values.items() if value is not None},
        )


def read_header(path: Path) -> Header:
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise NotARecording("the header is empty")
    record = lines[0].split()
    if "/" in record[0]:
        raise NotARecording("records of several segments are not read here")
    try:
        count = int(record[1])
        given = record[2].split("/")[0].split("(")[0] if len(record) > 2 else ""  # noqa: PLR2004
        frequency = float(given) if given else DEFAULT_FREQUENCY
        signals = tuple(_signal(line) for line in lines[1 : 1 + count])
    except (ValueError, IndexError, ArithmeticError) as error:
        raise NotARecording(f"the header cannot be read: {error}") from error
    if len(signals) != count or not signals or frequency <= 0:
        raise NotARecording("the header names no signals, or fewer than it says")
    base = (*record[4:6], "", "")
    return Header(1 / frequency, signals, base[0], base[1])


def _signal(line: str) -> Signal:
    parts = line.split(maxsplit=8)
    if len(parts) < _FEWEST_SIGNAL_FIELDS or parts[1] != "16":
        raise NotARecording("only signals in format 16 with a full description are read here")
    gain = _GAIN.fullmatch(parts[2])
    if gain is None:
        raise NotARecording(f"this gain cannot be read: {parts[2][:40]}")
    stated = Decimal(gain["gain"])
    return Signal(
        file=parts[0],
        gain=stated or DEFAULT_GAIN,
        baseline=int(gain["baseline"]) if gain["baseline"] else int(parts[4]),
        unit=gain["unit"] or "mV",
        initial=int(parts[5]),
        checksum=int(parts[6]),
        name=parts[8].strip(),
    )


def _samples(folder: Path, header: Header) -> tuple[int, ...]:
    files = {signal.file for signal in header.signals}
    if len(files) != 1:
        raise NotARecording("all signals must lie in one file")
    name = files.pop()
    if Path(name).name != name:
        raise NotARecording("the header points outside of its own folder")
    raw = (folder / name).read_bytes()
    width = len(header.signals)
    if len(raw) % (2 * width):
        raise NotARecording(f"{name} does not hold whole frames of {width} signals")
    samples = struct.unpack(f"<{len(raw) // 2}h", raw)
    for index, signal in enumerate(header.signals):
        total = sum(samples[index::width]) & 0xFFFF
        if samples[index : index + 1] != (signal.initial,) or total != signal.checksum & 0xFFFF:
            raise NotARecording(f"{name} is not the file its header speaks of ({signal.name})")
    return samples
