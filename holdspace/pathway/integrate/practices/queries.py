"""What a person has of their own here, and what of it they show their therapists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.domain.practices import OPEN_UNTIL, is_back, next_of_today, open_days_after
from holdspace.domain.wheel import AREAS, AreaScore, Drawn, said_of
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.dosing_session.past_queries import went_home
from holdspace.pathway.integrate.practices.models import (
    Lean,
    OpenDaysPlan,
    Shown,
    SmallThing,
    What,
    Wheel,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import Actor, OwnActor
    from holdspace.domain.practices import OpenDays

LOOKED_BACK = OPEN_UNTIL + timedelta(days=2)
"""A session that was opened before this has no open days left, however long it took."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """The small things of one person."""

    standing: Sequence[SmallThing]
    aside: Sequence[SmallThing]

    @property
    def latest(self) -> datetime | None:
        return max((one.changed_at for one in (*self.standing, *self.aside)), default=None)

    def is_back(self, now: datetime) -> bool:
        return is_back(self.latest, now)


def small_things_of(person: OwnActor) -> Own:
    rows = list(SmallThing.objects.of_person(person))
    return Own(
        standing=[one for one in rows if one.place is not None],
        aside=[one for one in rows if one.place is None],
    )


def thing_of(person: OwnActor, thing_id: UUID) -> SmallThing | None:
    return SmallThing.objects.of_person(person).filter(pk=thing_id).first()


def thing_for_today(person: OwnActor, today: date) -> SmallThing | None:
    return next_of_today(small_things_of(person).standing, today)


@dataclass(frozen=True, kw_only=True)
class OwnOpenDays:
    """The days after the latest going home, and what the person wrote for them."""

    session_id: UUID
    days: OpenDays
    plan: OpenDaysPlan | None


def open_days_of(person: OwnActor, now: datetime) -> OwnOpenDays | None:
    """Of the latest session after which they went home with a dose; None before the first."""
    homes = went_home(person.patient_id, now)
    if not homes:
        return None
    latest = homes[-1]
    plans = OpenDaysPlan.objects.of_person(person)
    return OwnOpenDays(
        session_id=latest.session_id,
        days=open_days_after(latest.at),
        plan=plans.filter(session_id=latest.session_id).first(),
    )


def open_days_lately(person: OwnActor, now: datetime) -> OwnOpenDays | None:
    """The same for the home, which asks often: no log is read when no session was lately."""
    lately = DosingSession.objects.filter(
        patient_id=person.patient_id, opened_at__gt=now - LOOKED_BACK
    )
    return open_days_of(person, now) if lately.exists() else None


def earlier_plans(person: OwnActor, but: UUID | None) -> Sequence[OpenDaysPlan]:
    return list(OpenDaysPlan.objects.of_person(person).exclude(session_id=but))


def leans_of(person: OwnActor) -> Sequence[Lean]:
    return list(Lean.objects.of_person(person))


def lean_of(person: OwnActor, lean_id: UUID) -> Lean | None:
    return Lean.objects.of_person(person).filter(pk=lean_id).first()


def wheels_of(person: OwnActor) -> list[Wheel]:
    """The latest first."""
    return list(Wheel.objects.of_person(person).prefetch_related("scores"))


def wheel_of(person: OwnActor, wheel_id: UUID) -> Wheel | None:
    return Wheel.objects.of_person(person).filter(pk=wheel_id).first()


def drawn(wheel: Wheel) -> Drawn:
    return Drawn(
        on=wheel.on,
        scores=tuple(AreaScore(name=one.name, score=one.score) for one in wheel.scores.all()),
    )


def of_each_day(wheels: Sequence[Wheel]) -> list[Wheel]:
    """The latest of each day: one that was drawn again that day is compared with nothing."""
    days: dict[date, Wheel] = {}
    for one in wheels:
        days.setdefault(one.on, one)
    return list(days.values())


def area_names(wheels: Sequence[Wheel]) -> tuple[str, ...]:
    """As the person called them last; ours before the first wheel."""
    return tuple(one.name for one in drawn(wheels[0]).scores) if wheels else AREAS


def tended_name(wheel: Wheel) -> str:
    """What the tended area is called; empty when none is tended."""
    by_place = {one.place: one.name for one in wheel.scores.all()}
    return by_place.get(wheel.tended, "") if wheel.tended is not None else ""


def is_shown(person: OwnActor, what: What) -> bool:
    return Shown.objects.of_person(person).filter(what=what).exists()


def standing_things(patient_id: UUID) -> Sequence[SmallThing]:
    """Those of a summary in which the person ticked them; for no page of the staff."""
    return list(SmallThing.objects.filter(patient_id=patient_id, place__isnull=False))


# --- what their therapists read -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ShownToTherapists:
    """What somebody shows; what they do not show is empty here."""

    things: Sequence[SmallThing]
    plan: OpenDaysPlan | None
    leans: Sequence[Lean]
    wheel: Wheel | None
    wheels: Sequence[Drawn]
    whats: frozenset[str]

    @property
    def wheel_lines(self) -> list[str]:
        """The latest, each area in words, beside the one before it."""
        if not self.wheels:
            return []
        latest, *earlier = self.wheels
        return [said_of(one, latest, earlier[0] if earlier else None) for one in latest.scores]

    @property
    def tended(self) -> str:
        return tended_name(self.wheel) if self.wheel else ""

    @property
    def has_things(self) -> bool:
        return What.SMALL_THINGS.value in self.whats

    @property
    def has_plan(self) -> bool:
        return What.OPEN_DAYS.value in self.whats

    @property
    def has_leans(self) -> bool:
        return What.LEAN.value in self.whats

    @property
    def has_wheel(self) -> bool:
        return What.WHEEL.value in self.whats


def shown_to(actor: Actor, patient_id: UUID) -> ShownToTherapists | None:
    """For a therapist, what this person shows; nothing for anybody else, whatever they may read.

    Whoever asks came to the person through `visible_to`.
    """
    shown = Shown.objects.visible_to(actor).filter(patient_id=patient_id)
    whats = frozenset(shown.values_list("what", flat=True))
    if not whats:
        return None
    things, plans, leans, wheels = (
        SmallThing.objects.visible_to(actor),
        OpenDaysPlan.objects.visible_to(actor),
        Lean.objects.visible_to(actor),
        Wheel.objects.visible_to(actor),
    )
    every = list(wheels.filter(patient_id=patient_id).prefetch_related("scores"))
    latest = of_each_day(every)[:2]
    return ShownToTherapists(
        things=list(things.filter(patient_id=patient_id, place__isnull=False)),
        plan=plans.filter(patient_id=patient_id).first(),
        leans=list(leans.filter(patient_id=patient_id)),
        wheel=latest[0] if latest else None,
        wheels=[drawn(one) for one in latest],
        whats=whats,
    )
