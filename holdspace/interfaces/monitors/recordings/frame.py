"""One moment of a recording: what it holds, without the sensors that had no reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from holdspace.interfaces.monitors.mdc import write
from holdspace.interfaces.monitors.mdc.write import Kind

CUFF = frozenset({write.CUFF_SYSTOLIC, write.CUFF_DIASTOLIC, write.CUFF_MEAN})


class NotARecording(ValueError):
    """The file cannot be read as vital signs; the words say why."""


@dataclass(frozen=True, slots=True)
class RecordedFrame:
    after_seconds: float
    """Since the start of the recording."""
    values: Mapping[Kind, Decimal]
