"""Three people elsewhere whom the demo clinic can name, and what colleagues heard of each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from holdspace.clinic.audit.actions import record
from holdspace.pathway.integrate.visits.models import Specialist, SpecialistWord
from holdspace.pathway.integrate.visits.models.specialist import CareKind
from holdspace.pathway.integrate.visits.specialist_views import ADDED

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast

Supportive = SpecialistWord.Supportive
SOMEBODY = (
    (
        Specialist(
            name="Ruth Adler",
            kind=CareKind.THERAPIST,
            phone="030 23125 061",
            place="Harbour Street 9",
            languages="German, English",
            remote=Specialist.Remote.BOTH,
        ),
        Supportive.YES,
        "Spoke with her by phone. She sees people within a week.",
    ),
    (
        Specialist(
            name="Dr Paul Brenner",
            kind=CareKind.FAMILY_DOCTOR,
            phone="030 23125 062",
            languages="German",
            remote=Specialist.Remote.NO,
        ),
        Supportive.WITH_QUESTIONS,
        "Asked what it does to blood pressure; wants to read our letters.",
    ),
    (
        Specialist(
            name="Tuesday circle",
            kind=CareKind.GROUP,
            place="Community house, second floor",
            languages="German, Arabic",
            notes="Eight people at most. A place is free now and then.",
        ),
        Supportive.YES,
        "Two people came back content.",
    ),
)
HEARD = timedelta(days=60)


def name_people_elsewhere(cast: Cast, now: datetime) -> None:
    """As the form of the directory writes them."""
    actor, heard_at = cast.actor("jonas"), now - HEARD
    for one, supportive, basis in SOMEBODY:
        fields = {
            name: getattr(one, name)
            for name in ("name", "kind", "phone", "place", "languages", "remote", "notes")
        }
        made = Specialist.objects.create(clinic=cast.clinic, **fields)
        record(actor=actor, act=ADDED, object_kind="specialist", object_id=made.pk)
        SpecialistWord.objects.create(
            clinic=cast.clinic,
            specialist=made,
            supportive=supportive,
            basis=basis,
            by=cast.staff["jonas"],
            at=heard_at,
        )
        record(
            actor=actor,
            act="note a word on a specialist",
            object_kind="specialist",
            object_id=made.pk,
        )
