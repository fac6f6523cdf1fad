"""Tells a cuff that was just taken from one that a monitor holds and sends again and again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from holdspace.interfaces.monitors.clock import AHEAD
from holdspace.interfaces.monitors.reading import COLUMNS, Column
from holdspace.interfaces.monitors.rows import SampleRow
from holdspace.pathway.dosing_session.models import VitalsSample

LONGEST_HELD = timedelta(days=2)

Values = Mapping[Column, Decimal]


@dataclass(slots=True)
class HeldCuffs:
    """What is known of each monitor's moments, by the device's own time."""

    _known: defaultdict[tuple[int, datetime], list[Values]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def remember_stored(self, candidates: Sequence[SampleRow], since: datetime) -> None:
        if not candidates:
            return
        stored = VitalsSample.objects.filter(
            monitor_id__in={row.monitor_id for row in candidates},
            device_at__in={row.device_at for row in candidates},
            at__gt=since - LONGEST_HELD,
            at__lt=max(row.received_at for row in candidates) + AHEAD,
        )
        for sample in stored:
            if sample.device_at is not None:
                values = {column: getattr(sample, column) for column in COLUMNS}
                self._known[sample.monitor_id, sample.device_at].append(values)

    def is_new(self, row: SampleRow) -> bool:
        """False when every value of the row was stored before with the same moment: then alone,
        or in the message with which it was first sent."""
        if row.device_at is None:
            return True
        known = self._known[row.monitor_id, row.device_at]
        if row.aperiodic and any(_holds(values, row.values) for values in known):
            return False
        known.append(row.values)
        return True


def _holds(values: Values, wanted: Values) -> bool:
    """To the two decimals that the database keeps."""
    return all(
        (known := values.get(column)) is not None and round(known, 2) == round(value, 2)
        for column, value in wanted.items()
    )
