"""What a person does before a session, as moments: worked out from the appointment.

Hours before are real hours: a night in which the clocks change is an hour shorter or longer on the
clock on the wall, and the stomach does not know it. Days after are days of the person's own zone.
Medicines stand as their prescriber wrote them; nothing here says to stop one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.domain.session_events import Route

if TYPE_CHECKING:
    from datetime import date

ESKETAMINE = "esketamine"
SOURCE = "clinical reference 6.4"


@dataclass(frozen=True, kw_only=True)
class InstructionTimes:
    """How long before the appointment each thing ends. A clinic may have its own."""

    last_meal_minutes: int
    last_clear_drink_minutes: int
    alcohol_free_minutes: int
    nasal_spray_minutes: int | None
    """None: nothing goes into the nose by this route."""
    arrive_early_minutes: int
    source: str = SOURCE


LIMITS_MINUTES: dict[str, tuple[int, int]] = {
    "last_meal_minutes": (2 * 60, 8 * 60),
    "last_clear_drink_minutes": (30, 8 * 60),
    "alcohol_free_minutes": (12 * 60, 72 * 60),
    "nasal_spray_minutes": (60, 4 * 60),
    "arrive_early_minutes": (0, 120),
}
"""What a clinic may set: as the same-day rules have it (`screening_settings`), so that what a
person is told and what the gate asks is one number. The hour for sprays is the label's."""


def default_times(product: str, route: Route) -> InstructionTimes:
    """Clinical reference 6.4, design defaults."""
    if product == ESKETAMINE:
        return _times(meal_minutes=120, drink_minutes=30, nasal_minutes=60)
    swallowed = route in {Route.SUBLINGUAL, Route.ORAL}
    return _times(
        meal_minutes=(4 if swallowed else 6) * 60,
        drink_minutes=120,
        nasal_minutes=60 if route is Route.NASAL else None,
    )


def _times(*, meal_minutes: int, drink_minutes: int, nasal_minutes: int | None) -> InstructionTimes:
    return InstructionTimes(
        last_meal_minutes=meal_minutes,
        last_clear_drink_minutes=drink_minutes,
        alcohol_free_minutes=24 * 60,
        nasal_spray_minutes=nasal_minutes,
        arrive_early_minutes=10,
    )


class OutsideLimits(ValueError):
    """A clinic's own time that cannot be; the sentence says which and from what to what."""


def with_own_times(times: InstructionTimes, own: dict[str, int], source: str) -> InstructionTimes:
    """The clinic's own numbers over the defaults. Raises OutsideLimits."""
    for name, minutes in own.items():
        low, high = LIMITS_MINUTES[name]
        if not low <= minutes <= high:
            raise OutsideLimits(f"{name}: {minutes} is not between {low} and {high} minutes.")
    nasal = times.nasal_spray_minutes
    changed = InstructionTimes(
        last_meal_minutes=own.get("last_meal_minutes", times.last_meal_minutes),
        last_clear_drink_minutes=own.get(
            "last_clear_drink_minutes", times.last_clear_drink_minutes
        ),
        alcohol_free_minutes=own.get("alcohol_free_minutes", times.alcohol_free_minutes),
        nasal_spray_minutes=None if nasal is None else own.get("nasal_spray_minutes", nasal),
        arrive_early_minutes=own.get("arrive_early_minutes", times.arrive_early_minutes),
        source=source if own else times.source,
    )
    if changed.last_clear_drink_minutes > changed.last_meal_minutes:
        raise OutsideLimits("The last clear drink cannot be before the last meal.")
    return changed


@dataclass(frozen=True, kw_only=True)
class Instructions:
    """One appointment's moments. Each is exact; how it is said depends on the zone."""

    alcohol_free_from: datetime
    last_meal_at: datetime
    last_clear_drink_at: datetime
    no_nasal_spray_from: datetime | None
    arrive_at: datetime
    starts_at: datetime
    ends_at: datetime
    may_drive_on: date
    """Not before this day of the person's zone, and only after the night's sleep."""
    source: str


def instructions_for(
    *, starts_at: datetime, ends_at: datetime, times: InstructionTimes, zone: ZoneInfo
) -> Instructions:
    """The moments of one appointment for somebody who lives in `zone`."""
    starts = starts_at.astimezone(UTC)

    def before(minutes: int) -> datetime:
        return starts - timedelta(minutes=minutes)

    nasal = times.nasal_spray_minutes
    return Instructions(
        alcohol_free_from=before(times.alcohol_free_minutes),
        last_meal_at=before(times.last_meal_minutes),
        last_clear_drink_at=before(times.last_clear_drink_minutes),
        no_nasal_spray_from=None if nasal is None else before(nasal),
        arrive_at=before(times.arrive_early_minutes),
        starts_at=starts,
        ends_at=ends_at.astimezone(UTC),
        may_drive_on=next_morning(ends_at, zone),
        source=times.source,
    )


def next_morning(ends_at: datetime, zone: ZoneInfo) -> date:
    """The day after the visit where the person is: a visit past midnight is the day before's."""
    local = ends_at.astimezone(zone)
    evening = local - timedelta(hours=4) if local.hour < _SMALL_HOURS else local
    return evening.date() + timedelta(days=1)


_SMALL_HOURS = 4
"""Somebody who gets home at two in the morning has not slept yet."""


# --- how a moment is said -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Said:
    """A moment in words: on the person's clock, and on the clinic's where that shows another."""

    day: str
    clock: str
    clinic: str = ""
    """Empty when both clocks show the same."""

    @property
    def words(self) -> str:
        own = f"{self.day}, {self.clock}"
        return f"{own} (at the clinic: {self.clinic})" if self.clinic else own


def say(at: datetime, zone: ZoneInfo, clinic_zone: ZoneInfo) -> Said:
    """Day and clock. A time that comes twice that night says which of the two it is."""
    here, there = at.astimezone(zone), at.astimezone(clinic_zone)
    is_same = here.replace(tzinfo=None) == there.replace(tzinfo=None)
    clinic = "" if is_same else f"{day_words(there.date())}, {_clock(there)}"
    return Said(day=day_words(here.date()), clock=_clock(here), clinic=clinic)


def day_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _clock(local: datetime) -> str:
    words = f"{local:%H:%M}"
    if local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset():
        return words
    when = "after" if local.fold else "before"
    return f"{words}, {when} the clocks go back"


def zone_words(zone: ZoneInfo) -> str:
    """`America/New_York` as people say it."""
    return zone.key.rsplit("/", 1)[-1].replace("_", " ")


def changes_clocks(earlier: datetime, later: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks of `zone` are changed between the two moments."""
    return earlier.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset()
