"""How far a monitor's clock is from ours, told apart from a message that merely came late."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

AHEAD = timedelta(days=1)
"""Nothing is placed so far after it came. It bounds what is asked for: the database plans for each
month there is, and those to come would cost more than the answer."""
WRONG_BEYOND = timedelta(seconds=30)
SAME_WITHIN = timedelta(seconds=2)
STEADY_FOR = timedelta(seconds=60)
STEADY_MESSAGES = 5


@dataclass(frozen=True, slots=True)
class DeviceClock:
    """`offset` is what must be added to the device's time to get ours.

    The smallest delay seen is the best estimate: a message can be late, never early. A larger one
    is believed only once it has stayed the same for a while, so that a backlog sent after a
    network cut keeps its own times and does not look like now.
    """

    offset: timedelta
    rival: timedelta | None = None
    rival_since: datetime | None = None
    rival_messages: int = 0

    @property
    def is_wrong(self) -> bool:
        return abs(self.offset) > WRONG_BEYOND

    def ours(self, device_at: datetime) -> datetime:
        return device_at + self.offset if self.is_wrong else device_at


def heard(clock: DeviceClock | None, *, sent_at: datetime, received_at: datetime) -> DeviceClock:
    apparent = received_at - sent_at
    if clock is None or apparent <= clock.offset:
        return DeviceClock(apparent)
    if apparent - clock.offset <= SAME_WITHIN:
        return DeviceClock(clock.offset)
    if clock.rival is None or abs(apparent - clock.rival) > SAME_WITHIN:
        return replace(clock, rival=apparent, rival_since=received_at, rival_messages=1)
    counted = replace(clock, rival_messages=clock.rival_messages + 1)
    since = clock.rival_since or received_at
    if counted.rival_messages >= STEADY_MESSAGES and received_at - since >= STEADY_FOR:
        return DeviceClock(clock.rival)
    return counted


def is_late(clock: DeviceClock, *, sent_at: datetime, received_at: datetime) -> bool:
    """The message waited somewhere, or the clock was just set back: too early to tell."""
    return received_at - sent_at - clock.offset > SAME_WITHIN


def place(
    clock: DeviceClock | None, *, device_at: datetime | None, received_at: datetime
) -> tuple[datetime, list[str]]:
    """When it was measured by our clock, and what a reader of that time must know."""
    if device_at is None or clock is None:
        return received_at, ["no_device_time"]
    flags = ["clock_off"] if clock.is_wrong else []
    at = clock.ours(device_at)
    if at > received_at + WRONG_BEYOND:
        # Nothing is measured after it was received: a future time would look live for ever.
        return received_at, [*flags, "time_in_future"]
    return min(at, received_at), flags
