"""A monitor that stands in Room 1 and sends what a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from holdspace.pathway.dosing_session.looking import found, look
from holdspace.pathway.dosing_session.models import (
    Monitor,
    MonitorAssignment,
    MonitorMessage,
    VitalsSample,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.dosing_session.batch import Result
    from tests.pathway.dosing_session.story import Tablet

SECOND = timedelta(seconds=1)


@dataclass
class Bedside:
    """A monitor in Room 1 that sends what it is told to, each second of a stretch."""

    cast: Cast
    tablet: Tablet
    monitor: Monitor
    message: MonitorMessage

    def sends(
        self, begin: datetime, seconds: int, *, flags: tuple[str, ...] = (),
        alarms: tuple[dict[str, str], ...] = (), offset: int | None = None,
        **values: Callable[[int], int],
    ) -> None:  # fmt: skip
        VitalsSample.objects.bulk_create(
            VitalsSample(
                clinic=self.cast.clinic, monitor=self.monitor, session=self.tablet.session,
                room=self.tablet.session.room, message=self.message, at=begin + second * SECOND,
                received_at=begin + second * SECOND, clock_offset_seconds=offset,
                flags=list(flags), alarms=list(alarms),
                **{name: value(second) for name, value in values.items()},
            )
            for second in range(seconds)
        )  # fmt: skip

    def panels(self, now: datetime) -> dict[str, Any]:
        return look(found(self.cast.actor("ana"), self.tablet.session.pk), now).state()["panels"]

    def signals(self, now: datetime, kind: str = "no_signal") -> list[dict[str, Any]]:
        return [one for one in self.panels(now)["signals"] if one["kind"] == kind]

    def titles(self, now: datetime) -> list[str]:
        return [one["title"] for one in self.signals(now)]

    def marks(self, now: datetime, *values: str, begin: datetime, end: datetime) -> Result:
        return self.tablet.chart(
            self.cast.actor("ana"), now, "ArtefactMarked", values=list(values), began_at=begin,
            ended_at=end, reason="They turned over.",
        )  # fmt: skip


def stand_in_room_1(cast: Cast, tablet: Tablet, now: datetime) -> Bedside:
    monitor = Monitor.objects.create(
        clinic=cast.clinic, name="Bedside 1", device_key="one", expects_interval_seconds=1
    )
    MonitorAssignment.objects.create(
        clinic=cast.clinic, monitor=monitor, room=cast.rooms["Room 1"],
        assigned_by=cast.staff["ana"], from_at=now,
    )  # fmt: skip
    message = MonitorMessage.objects.create(
        clinic=cast.clinic, received_at=now, source_address="socket", raw=b"", state="stored"
    )
    return Bedside(cast, tablet, monitor, message)


def steady(value: int) -> Callable[[int], int]:
    return lambda _second: value


def alive(value: int) -> Callable[[int], int]:
    """A value that moves a little, as a living one does."""
    return lambda second: value + second % 3
