"""Which of a monitor's values count: those that nobody struck out and nobody marked as an artefact.

What does not count is kept and drawn hollow; limits, the latest values and every lowest and highest
leave it out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdspace.domain.artefacts import is_marked, marked_spans

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from holdspace.domain.artefacts import Spans
    from holdspace.domain.session import Session
    from holdspace.pathway.dosing_session.samples import Sample

MONITORED = {
    "hr": "heart_rate",
    "pulse": "heart_rate",
    "spo2": "oxygen",
    "sys": "pressure",
    "dia": "pressure",
    "map": "pressure",
    "rr": "breathing",
    "etco2": "end_tidal_co2",
    "temp": "temperature",
}
"""Under which name somebody marks each of a sample's values."""

IMPORTED = "imported"
"""A row that came from a file: part of the record, and never what the monitor says now."""


@dataclass(frozen=True)
class Counting:
    """What was struck out and marked, as the log stands."""

    rescinded: frozenset[int] = frozenset()
    spans: Spans = field(default_factory=dict)

    def is_artefact(self, name: str, at: datetime) -> bool:
        return bool(self.spans) and is_marked(self.spans, MONITORED[name], at)

    def value(self, sample: Sample, name: str) -> Decimal | None:
        """The value, if there is one and it counts."""
        found = sample.values.get(name)
        if found is None or sample.id in self.rescinded or self.is_artefact(name, sample.at):
            return None
        return found


def counting(state: Session) -> Counting:
    return Counting(state.rescinded_sample_ids, marked_spans(state))


def is_live(sample: Sample) -> bool:
    """Whether it came from a monitor while it stood in the room."""
    return IMPORTED not in sample.flags
