"""The quiet home of the first day after a session: what it says, and to whom one can turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.people.models import Patient
from holdspace.clinic.reach.queries import openness_of
from holdspace.domain.check_ins import Question, Rung
from holdspace.domain.instructions import day_words, next_morning
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.check_ins.explainer_companion_words import part_now
from holdspace.pathway.integrate.check_ins.following import following_of
from holdspace.pathway.integrate.check_ins.own_pages import in_words, when_words
from holdspace.pathway.prepare.models import Escort

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.people.roles import OwnActor
    from holdspace.clinic.reach.queries import Openness
    from holdspace.pathway.integrate.check_ins.explainer_companion_words import Part
    from holdspace.pathway.integrate.check_ins.following import Following


@dataclass(frozen=True, kw_only=True)
class FirstDay:
    """What stands on the home of somebody who went home less than a day ago."""

    following: Following
    is_next_day: bool
    """On the person's clock; before that it is still the day of the session."""
    usual: Part
    said: str
    """The evening's answer in their words; empty while there is none."""
    asks_evening: bool
    drive_on: str
    """From which day on; empty once it has come."""
    escort: Escort | None
    openness: Openness
    opens: str
    clinic_name: str
    clinic_phone: str

    @property
    def can_call_clinic(self) -> bool:
        """Closed, the one button leads to those who answer now."""
        return bool(self.clinic_phone) and self.openness.is_open is not False


def first_day_of(person: OwnActor, now: datetime) -> FirstDay | None:
    """None on every other day."""
    patient = Patient.objects.select_related("clinic").get(pk=person.patient_id)
    following = following_of(patient, now)
    if following is None or not following.is_first_day(now):
        return None
    zone = ZoneInfo(person.time_zone)
    home_day = following.home.at.astimezone(zone).date()
    evening = following.told_on(Rung.EVENING)
    answer = evening.answers.get(Question.HOW) if evening else None
    openness = openness_of(patient.clinic, now)
    session = DosingSession.objects.get(pk=following.home.session_id)
    drive_day = next_morning(following.home.at, zone)
    return FirstDay(
        following=following,
        is_next_day=now.astimezone(zone).date() > home_day,
        usual=part_now((now - following.home.at).total_seconds() / 3600),
        said=in_words(answer) if answer and not answer.is_skipped else "",
        asks_evening=following.due is not None and following.due.rung is Rung.EVENING,
        drive_on=day_words(drive_day) if now.astimezone(zone).date() < drive_day else "",
        escort=Escort.objects.filter(cycle_id=session.cycle_id).first(),
        openness=openness,
        opens=when_words(openness.opens_at, person.time_zone) if openness.opens_at else "",
        clinic_name=patient.clinic.name,
        clinic_phone=patient.clinic.phone,
    )
