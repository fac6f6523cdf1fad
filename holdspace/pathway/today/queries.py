"""The day as one answer: rooms, visits, loose ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from holdspace.clinic.people.models import Clinic
from holdspace.clinic.rooms.models import Room
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.tasks.queries import count_that_press
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.today.cards import RoomCard, card_of_empty_room, card_of_session
from holdspace.pathway.today.loose_ends import NOT_CLOSED, LooseEnd, loose_ends_of
from holdspace.pathway.today.visits import Visit, visit_of

if TYPE_CHECKING:
    from datetime import date

    from holdspace.clinic.people.roles import Actor


@dataclass(frozen=True, kw_only=True)
class Day:
    """The board of one day."""

    on: date
    now: datetime
    staff: tuple[str, ...]
    rooms: tuple[RoomCard, ...]
    visits: tuple[Visit, ...]
    actor: Actor = field(repr=False)
    open_sessions: tuple[DosingSession, ...] = field(repr=False)

    @cached_property
    def loose_ends(self) -> tuple[LooseEnd, ...]:
        """Asked for by the page alone, and not each time it draws its rooms again."""
        return loose_ends_of(self.actor, self.open_sessions, self.now)

    @cached_property
    def pressing_tasks(self) -> int:
        """Urgent or late ones that nobody has seen yet; each of them is a loose end too."""
        return count_that_press(self.actor, self.now)

    @property
    def under_way(self) -> int:
        """Open sessions that are no loose end yet: they have a card, and keep the day open too."""
        return len(self.open_sessions) - sum(one.kind == NOT_CLOSED for one in self.loose_ends)

    @property
    def weekday(self) -> str:
        return f"{self.on:%A}"

    @property
    def date_words(self) -> str:
        return f"{self.on.day} {self.on:%B}"

    @property
    def drawn_at(self) -> str:
        """By the clinic's clock: what the page says when it goes silent."""
        return f"{self.now:%H:%M:%S}"

    @property
    def rooms_without_names(self) -> tuple[RoomCard, ...]:
        return tuple(room.without_name() for room in self.rooms)


def day_of(actor: Actor, now: datetime) -> Day:
    """What the board shows to this actor at this moment."""
    zone = ZoneInfo(Clinic.objects.get(pk=actor.clinic_id).time_zone)
    now = now.astimezone(zone)
    on = now.date()
    visits = _appointments(actor, on, zone)
    sessions = tuple(
        DosingSession.objects.unclosed()
        .filter(clinic_id=actor.clinic_id)
        .select_related("room", "patient", "cycle__course", "cycle__clinic", "appointment")
    )
    return Day(
        on=on,
        now=now,
        staff=tuple(sorted({member.name for visit in visits for member in visit.staff.all()})),
        rooms=_rooms(actor, sessions, visits, now),
        visits=tuple(visit_of(actor, visit, now, zone) for visit in visits),
        actor=actor,
        open_sessions=sessions,
    )


def _appointments(actor: Actor, on: date, zone: ZoneInfo) -> tuple[Appointment, ...]:
    begins = datetime.combine(on, time.min, zone)
    return tuple(
        Appointment.objects.visible_to(actor)
        .filter(starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
        .filter(cancelled_at__isnull=True)
        .select_related("patient", "room", "dosingsession")
        .prefetch_related("staff")
        .order_by("starts_at")
    )


def _rooms(
    actor: Actor,
    sessions: tuple[DosingSession, ...],
    visits: tuple[Appointment, ...],
    now: datetime,
) -> tuple[RoomCard, ...]:
    """Every room in use, or with a session in it, the one that needs someone first."""
    open_in = {session.room_id: session for session in sessions}
    opened = {session.appointment_id for session in sessions}
    cards = []
    shown = Q(in_use=True) | Q(pk__in=open_in)
    for room in Room.objects.visible_to(actor).filter(shown):
        session = open_in.get(room.pk)
        waiting = (one for one in visits if one.room_id == room.pk and _is_to_come(one, now))
        coming = next((one for one in waiting if one.pk not in opened), None)
        cards.append(
            card_of_session(session, now) if session else card_of_empty_room(room, coming, now)
        )
    return tuple(sorted(cards, key=lambda card: card.urgency))


def _is_to_come(visit: Appointment, now: datetime) -> bool:
    """Still to come, or booked for a session that nobody opened."""
    is_dosing = visit.kind == Appointment.Kind.DOSING
    return visit.starts_at > now or (is_dosing and not hasattr(visit, "dosingsession"))
