"""What a person does with what is theirs: take, say, change, put aside, take away, show.

Each is about one person's own rows; no member of staff does any of it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from holdspace.clinic.audit.actions import record_by_person
from holdspace.domain.practices import MOST_AT_ONCE, Said, why_not_another
from holdspace.pathway.integrate.practices.models import (
    Lean,
    OpenDaysPlan,
    Shown,
    SmallThing,
    What,
    Wheel,
    WheelScore,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.domain.wheel import AreaScore

MOST_LEANS = 40
MOST_WHEELS = 60


class ThreeAreEnough(Exception):
    """There are three already; the message is a sentence for the person."""


class TooMany(Exception):
    """More than anybody keeps in view: our own bound. The message is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class ThingSaid:
    """A small thing as its person words it."""

    title: str
    why: str = ""
    when: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanSaid:
    """The plan of the open days, in the person's words."""

    belief: str = ""
    instead: str = ""
    practice: str = ""
    when: str = ""


@transaction.atomic
def take(
    *, person: OwnActor, thing: ThingSaid, now: datetime, instead_of: SmallThing | None = None
) -> SmallThing:
    """Into the plan, at a free place or at that of another, which is put aside.

    Raises ThreeAreEnough.
    """
    place = _place(person, instead_of, now)
    row = SmallThing.objects.create(
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        place=place,
        said="",
        changed_at=now,
        **asdict(thing),
    )
    _note(person, "take a small thing", row.pk)
    return row


@transaction.atomic
def take_again(
    *, person: OwnActor, thing: SmallThing, now: datetime, instead_of: SmallThing | None = None
) -> None:
    """From what was put aside. Raises ThreeAreEnough."""
    if thing.place is not None:
        return
    thing.place, thing.said, thing.changed_at = _place(person, instead_of, now), "", now
    thing.save(update_fields=["place", "said", "changed_at"])
    _note(person, "take a small thing", thing.pk)


@transaction.atomic
def put_aside(*, person: OwnActor, thing: SmallThing, now: datetime) -> None:
    """Out of the plan; its words stay, so that it can be taken again."""
    thing.place, thing.said, thing.said_on, thing.changed_at = None, "", None, now
    thing.save(update_fields=["place", "said", "said_on", "changed_at"])
    _note(person, "put a small thing aside", thing.pk)


def say(*, about: SmallThing | OpenDaysPlan, said: Said, today: date, now: datetime) -> None:
    """The person's word for today. The word of another day is written over: nothing is counted.

    That they wrote on the page is in the trail; which thing it was about, and what, is not.
    """
    about.said, about.said_on, about.changed_at = said.value, today, now
    about.save(update_fields=["said", "said_on", "changed_at"])


def change(*, person: OwnActor, thing: SmallThing, said: ThingSaid, now: datetime) -> None:
    thing.title, thing.why, thing.when, thing.changed_at = said.title, said.why, said.when, now
    thing.save(update_fields=["title", "why", "when", "changed_at"])
    _note(person, "change a small thing", thing.pk)


def remove(*, person: OwnActor, row: SmallThing | OpenDaysPlan | Lean | Wheel) -> None:
    """Gone, not hidden."""
    key = row.pk
    row.delete()
    _note(person, "take something of their own away", key)


@transaction.atomic
def write_open_days(
    *, person: OwnActor, session_id: UUID, said: PlanSaid, now: datetime
) -> OpenDaysPlan:
    row, _ = OpenDaysPlan.objects.of_person(person).update_or_create(
        session_id=session_id,
        defaults={**asdict(said), "changed_at": now},
        create_defaults={
            **asdict(said),
            "changed_at": now,
            "said": "",
            "clinic_id": person.clinic_id,
            "patient_id": person.patient_id,
        },
    )
    _note(person, "write their open days", row.pk)
    return row


def lean(*, person: OwnActor, way: str, kind: str, words: str, now: datetime) -> Lean:
    """One line more. Raises TooMany."""
    if Lean.objects.of_person(person).count() >= MOST_LEANS:
        raise TooMany("Your lists are full. Take a line away first.")
    row = Lean.objects.create(
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        way=way,
        kind=kind,
        words=words,
        at=now,
    )
    _note(person, "write whom or what to lean toward", row.pk)
    return row


@transaction.atomic
def draw_wheel(
    *, person: OwnActor, scores: Sequence[AreaScore], today: date, now: datetime
) -> Wheel:
    """A wheel of today. What was to be tended stays so. Raises TooMany."""
    wheels = Wheel.objects.of_person(person)
    if wheels.count() >= MOST_WHEELS:
        raise TooMany("You have many wheels. Take an old one away first.")
    latest = wheels.first()
    row = Wheel.objects.create(
        clinic_id=person.clinic_id,
        patient_id=person.patient_id,
        on=today,
        at=now,
        tended=latest.tended if latest else None,
        tended_how=latest.tended_how if latest else "",
    )
    WheelScore.objects.bulk_create(
        WheelScore(
            clinic_id=person.clinic_id, wheel=row, place=place, name=one.name, score=one.score
        )
        for place, one in enumerate(scores)
    )
    _note(person, "draw their wheel", row.pk)
    return row


def tend(*, person: OwnActor, wheel: Wheel, place: int | None, how: str) -> None:
    """One area to look after now, or none."""
    wheel.tended, wheel.tended_how = place, how if place is not None else ""
    wheel.save(update_fields=["tended", "tended_how"])
    _note(person, "choose an area to tend", wheel.pk)


def show(*, person: OwnActor, what: What, now: datetime) -> None:
    """The therapists of the clinic may read this part from now on."""
    Shown.objects.of_person(person).get_or_create(
        what=what,
        defaults={"clinic_id": person.clinic_id, "patient_id": person.patient_id, "at": now},
    )
    _note(person, f"show their therapists: {what.value}", "")


def keep_to_oneself(*, person: OwnActor, what: What) -> None:
    """Nobody else reads this part from now on."""
    Shown.objects.of_person(person).filter(what=what).delete()
    _note(person, f"keep to themselves: {what.value}", "")


def _place(person: OwnActor, instead_of: SmallThing | None, now: datetime) -> int:
    """The place for one more, after whoever takes another at this moment. Raises ThreeAreEnough."""
    with connection.cursor() as cursor:
        lock = f"small things {person.patient_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
    if instead_of is not None:
        instead_of.refresh_from_db()
        if instead_of.place is not None:
            place = instead_of.place
            put_aside(person=person, thing=instead_of, now=now)
            return place
    standing = SmallThing.objects.of_person(person).filter(place__isnull=False)
    taken = set(standing.values_list("place", flat=True))
    if refusal := why_not_another(len(taken)):
        raise ThreeAreEnough(refusal)
    return next(place for place in range(1, MOST_AT_ONCE + 1) if place not in taken)


def _note(person: OwnActor, act: str, key: object) -> None:
    record_by_person(person=person, act=act, object_kind="own practice", object_id=key)
