"""Tells the months once; and makes new links, at each start, for those whose phone one may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.actions import make_link
from holdspace.clinic.own_access.models import PatientSignIn
from holdspace.clinic.own_access.queries import as_person
from holdspace.clinic.people.models import Patient
from holdspace.clinic.schedule.actions import Clash
from holdspace.clinic.supporters.actions import new_link
from holdspace.clinic.supporters.models import Supporter
from holdspace.pathway.course.person_actions import enter_person
from holdspace.pathway.dosing_session.opening import CannotOpen
from holdspace.pathway.today.demo_day import no_way_back_from_a_step
from holdspace.pathway.today.demo_months import emil, hanna, noor
from holdspace.pathway.today.demo_months.directory import name_people_elsewhere
from holdspace.pathway.today.demo_months.months import begun
from holdspace.pathway.today.demo_on_the_way import OwnLink

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.course.person_actions import PersonDetails

PEOPLE = (
    (hanna.WHO, hanna.TREATED, hanna.SERIES, hanna.tell),
    (emil.WHO, emil.TREATED, emil.SESSIONS, emil.tell),
    (noor.WHO, noor.TREATED, noor.SESSIONS, noor.tell),
)


@dataclass(frozen=True)
class CircleLink:
    """A link into somebody's circle: whoever opens it first is let in."""

    name: str
    person: str
    secret: str


@dataclass(frozen=True)
class Phones:
    """Whose phones a visitor may hold."""

    person: OwnLink | None
    supporter: CircleLink | None


def tell_the_months(cast: Cast, now: datetime) -> Phones:
    """The three, where they are not there yet; and the phones of Hanna and of her husband."""
    with clinic_context(cast.clinic.id):
        is_first_time = not any(_find(details) for details, *_ in PEOPLE)
        for details, treated, days_ago, tell in PEOPLE:
            if _find(details) is not None:
                continue
            try:
                with transaction.atomic(), no_way_back_from_a_step():
                    patient = enter_person(actor=cast.actor("desk"), details=details)
                    tell(begun(cast, patient, treated, days_ago=days_ago, now=now))
            except (Clash, CannotOpen):
                # In an older demo somebody has their room: they are told at another start.
                continue
        if is_first_time:
            name_people_elsewhere(cast, now)
        return _phones(cast, now)


def _find(details: PersonDetails) -> Patient | None:
    return Patient.objects.filter(
        given_name=details.given_name, family_name=details.family_name
    ).first()


def _phones(cast: Cast, now: datetime) -> Phones:
    patient = _find(hanna.WHO)
    if patient is None:
        return Phones(None, None)
    _, secret = make_link(actor=cast.actor("desk"), patient=patient, now=now)
    link = OwnLink(patient.full_name, patient.born_on, secret)
    return Phones(link, _circle_link(patient, now))


def _circle_link(patient: Patient, now: datetime) -> CircleLink | None:
    """None once he is in: his own phone knows him then."""
    supporter = Supporter.objects.filter(patient=patient, joined_at__isnull=True).first()
    sign_in = PatientSignIn.objects.open().filter(patient=patient).first()
    if supporter is None or sign_in is None:
        return None
    person = as_person(patient, sign_in.account_id)
    secret = new_link(person=person, supporter=supporter, now=now)
    return CircleLink(supporter.name, patient.given_name, secret)
