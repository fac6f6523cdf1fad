"""A recording as a monitor would send it now: a held cuff value keeps the moment it was taken."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from holdspace.interfaces.monitors.mdc.write import Kind, Observation
from holdspace.interfaces.monitors.recordings.frame import CUFF, RecordedFrame


@dataclass(slots=True)
class ReplayedMonitor:
    _cuff: dict[Kind, Decimal] = field(default_factory=dict)
    _taken_at: datetime | None = None

    def observe(self, frame: RecordedFrame, now: datetime) -> list[Observation]:
        """Empty where the recording has a gap: then nothing is sent."""
        cuff = {kind: value for kind, value in frame.values.items() if kind in CUFF}
        if cuff != self._cuff:
            self._cuff, self._taken_at = cuff, now
        return [
            Observation(kind, value, taken_at=self._taken_at if kind in CUFF else None)
            for kind, value in frame.values.items()
        ]
