"""The shape of a session's document: words and numbers as they are shown, nothing else.

The page and the file are both set from this, and a signature covers exactly this. Times are written
out in the clinic's zone; the chart is whole seconds and whole values, so that the same record
always gives the same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

FORM = 4
"""The version of this shape; it is part of what is signed."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One labelled line."""

    label: str
    words: str


@dataclass(frozen=True, kw_only=True)
class DoseRow:
    """One dose, or one infusion from start to stop, and what was in the person after it."""

    time: str
    what: str
    amount: str
    details: tuple[str, ...]
    running_total: str
    by: str


@dataclass(frozen=True, kw_only=True)
class VitalsRow:
    """One charted reading, with where it came from; struck ones stay, with the reason."""

    time: str
    pressure: str
    heart: str
    oxygen: str
    breathing: str
    other: str
    source: str
    late: str
    """When it was recorded, if that was later than it was measured."""
    struck: str


@dataclass(frozen=True, kw_only=True)
class ScaleRow:
    time: str
    scale: str
    score: str
    words: str
    by: str


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """One numbered thing that happened; the same number stands on the chart."""

    number: int
    time: str
    late: str
    lane: str
    words: str
    tone: str
    by: str
    is_corrected: bool


@dataclass(frozen=True, kw_only=True)
class HarmRow:
    """An adverse event and what became of it."""

    time: str
    term: str
    grade: str
    action: str
    outcome: str
    by: str


@dataclass(frozen=True, kw_only=True)
class EmergencyPart:
    """One emergency, each line as it happened."""

    steps: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class FactRow:
    name: str
    answer: str
    detail: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What a gate rested on when it was passed."""

    title: str
    when: str
    facts: tuple[FactRow, ...]
    let_pass: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CorrectionRow:
    """What was written first, what stands now, why, and who said so."""

    time: str
    how: str
    before: str
    after: str
    reason: str
    by: str


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """What the person may take home: theirs alone, without anything clinical."""

    called: str
    day: str
    intention: str
    first_words: tuple[str, ...]
    themes: tuple[str, ...]
    helped: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.intention or self.first_words or self.themes or self.helped)


# --- the chart ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Tick:
    second: int
    clock: str
    since: str
    """Minutes since the first dose; empty before it."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """From one second to another; in the dose lane with a height from 0 to 100."""

    begin: int
    end: int
    words: str
    height: int = 100
    is_open: bool = False
    """Still so at the end of the record."""


@dataclass(frozen=True, kw_only=True)
class Cuff:
    second: int
    systolic: int
    diastolic: int
    is_verified: bool
    is_struck: bool


@dataclass(frozen=True, kw_only=True)
class Dot:
    second: int
    value: int
    is_struck: bool


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The lowest and the highest of a stream in one stretch of time: never a mean of it."""

    second: int
    low: int
    high: int


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a numbered event, or a dose at one moment, lies on the axis."""

    second: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Everything on one time axis, in seconds from its beginning."""

    begins: str
    seconds: int
    zero: int | None
    stretch_seconds: int
    ticks: tuple[Tick, ...]
    phases: tuple[Span, ...]
    resting: tuple[int, int] | None
    cuffs: tuple[Cuff, ...]
    hearts: tuple[Dot, ...]
    oxygens: tuple[Dot, ...]
    heart_stream: tuple[Stretch, ...]
    oxygen_stream: tuple[Stretch, ...]
    gaps: tuple[Span, ...]
    infusions: tuple[Span, ...]
    doses: tuple[Place, ...]
    presence: tuple[Span, ...]
    guidance: tuple[Span, ...]
    events: tuple[Place, ...]
    heart_marked: tuple[Stretch, ...] = ()
    """What somebody marked as an artefact: drawn hollow. Before form 4 there is none."""
    oxygen_marked: tuple[Stretch, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StreamRow:
    """Five minutes of the monitor in numbers: the chart's stream for whoever cannot see it."""

    time: str
    heart: str
    oxygen: str


# --- the whole ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Document:
    """One session, whole."""

    form: int
    session_id: str
    person: str
    born: str
    clinic: str
    room: str
    day: str
    zone: str
    head: tuple[Line, ...]
    staff: tuple[Line, ...]
    glance: tuple[Line, ...]
    plans: tuple[Line, ...]
    doses: tuple[DoseRow, ...]
    total: str
    vitals: tuple[VitalsRow, ...]
    scales: tuple[ScaleRow, ...]
    events: tuple[EventRow, ...]
    harm: tuple[HarmRow, ...]
    emergencies: tuple[EmergencyPart, ...]
    gates: tuple[Gate, ...]
    home: tuple[Line, ...]
    corrections: tuple[CorrectionRow, ...]
    legend: tuple[Line, ...]
    stream: tuple[StreamRow, ...]
    own_words: OwnWords
    chart: Chart
    not_understood: str
    flags: tuple[Line, ...] = ()
    """What was let in with a mark on it. A document of form 1 holds none."""
    calls: tuple[Line, ...] = ()
    """The help button at the chair and its calls. A document of form 1 holds none."""
    consents: tuple[Line, ...] = ()
    """What was agreed, and what changed of it in the session. Before form 3 there are none."""
    worth_a_look: tuple[Line, ...] = ()
    """What the program noticed and judges nothing of. Before form 4 there is none."""

    @property
    def identification(self) -> str:
        """Who this is about, as it stands on every page."""
        return f"{self.person}, born {self.born}"


def as_bytes(document: Document) -> bytes:
    """The document in its one form: keys in order, no spaces, UTF-8."""
    return msgspec.json.encode(document, order="sorted")


def from_bytes(content: bytes) -> Document:
    """A document that was kept. Raises msgspec.ValidationError."""
    return msgspec.json.decode(content, type=Document)


def sha256_of(document: Document) -> str:
    """What a signature binds."""
    return hashlib.sha256(as_bytes(document)).hexdigest()
