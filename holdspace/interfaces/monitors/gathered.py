"""Values of one moment become one wide reading: a column is held once, pressures must agree."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from holdspace.interfaces.monitors.reading import PRESSURES, WideReading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from holdspace.interfaces.hl7v2.moment import Moment
    from holdspace.interfaces.monitors.reading import Alarm, Column, Measurement, TimeFrom


@dataclass(slots=True)
class Gathered:
    """Of what was sent, posted or recorded, until all of that moment is there."""

    measured: Moment
    time_from: TimeFrom = "receipt"
    values: dict[Column, Decimal] = field(default_factory=dict)
    measurements: list[Measurement] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)

    def add(
        self, item: Measurement, *, alarms: Iterable[Alarm] = (), flags: Iterable[str] = ()
    ) -> None:
        column, value = item.column, item.value
        if item.standing == "charted" and column is not None and value is not None:
            if column in self.values:
                reason = "another value of this moment came first"
                item = replace(item, standing="kept", reason=reason)
            else:
                self.values[column] = value
        if item.standing == "invalid" and item.column:
            self.flags.add(f"invalid:{item.column}")
        if item.standing == "test":
            self.flags.add("demo")
        else:
            self.alarms += alarms
        self.flags.update(flags)
        self.measurements.append(item)

    def reading(self, *, aperiodic: bool | None = None) -> WideReading:
        """`aperiodic`: measured at its own moment, not with a message; not said, it stands alone.

        Without a value there is nothing to know it by: it is never taken for one held before.
        """
        self._drop_impossible_pressure()
        return WideReading(
            measured=self.measured,
            time_from=self.time_from,
            values=self.values,
            measurements=tuple(self.measurements),
            alarms=tuple(self.alarms),
            flags=tuple(sorted(self.flags)),
            aperiodic=bool(self.values) if aperiodic is None else aperiodic,
        )

    def _drop_impossible_pressure(self) -> None:
        systolic, diastolic = self.values.get("systolic_mmhg"), self.values.get("diastolic_mmhg")
        if systolic is None or diastolic is None or systolic > diastolic:
            return
        reason = f"systolic {systolic} is not above diastolic {diastolic}"
        for column in PRESSURES:
            if self.values.pop(column, None) is not None:
                self.flags.add(f"invalid:{column}")
        self.measurements = [
            replace(item, standing="invalid", reason=reason, value=None)
            if item.standing == "charted" and item.column in PRESSURES
            else item
            for item in self.measurements
        ]
