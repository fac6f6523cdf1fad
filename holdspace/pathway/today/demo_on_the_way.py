"""Six people of the demo who are on their way to a first session, each at another point of it.

Told like the rest of the demo: by the actions that they and the staff would use, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access.actions import make_link
from holdspace.clinic.people.models import Patient
from holdspace.clinic.schedule.actions import Booking, Clash, book
from holdspace.clinic.schedule.models import Appointment
from holdspace.domain.suicide_risk import Tier
from holdspace.domain.suitability import Verdict
from holdspace.pathway.consult.actions import give_own_consent
from holdspace.pathway.consult.decision_actions import DecisionMade
from holdspace.pathway.consult.demo_answers import answer_harmlessly, decide_harmlessly
from holdspace.pathway.consult.stated_actions import MedicineSaid, finish_intake, list_medicine
from holdspace.pathway.consult.teach_back_actions import note_talk
from holdspace.pathway.consult.teller import the_person
from holdspace.pathway.course.person_actions import PersonDetails, enter_person
from holdspace.pathway.course.queries import latest_cycle_of
from holdspace.pathway.measures import actions as measures
from holdspace.pathway.prepare import actions as prepare
from holdspace.pathway.questions import actions as questions
from holdspace.pathway.questions.models import Question
from holdspace.pathway.today.demo_before import IV, Before

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.clinic.demo import Cast

LONG_AGO, LAST_WEEK, YESTERDAY = timedelta(days=16), timedelta(days=7), timedelta(days=1)
FIRST_SESSION_IN = timedelta(days=6)


def _is_invited(before: Before) -> None:
    """Has a link, and has not opened it: the demo prints it."""


def _is_telling(before: Before) -> None:
    """Began to tell about themselves last night, and stopped half way."""
    before.tells({"reasons": ("depression",), "tried_before": "Two pills."}, YESTERDAY)
    before.tells(
        {"aneurysm_or_malformation": False, "brain_bleed": False, "stroke": False}, YESTERDAY
    )


def _is_to_be_read(before: Before) -> None:
    """Told everything. Some of it asks for a clinician, and one answer for somebody today."""
    answer_harmlessly(
        actor=before.cast.actor("jonas"), patient=before.patient, now=before.now - LAST_WEEK
    )
    before.is_considered_for(IV, LAST_WEEK)
    list_medicine(
        by=the_person(before.person),
        said=MedicineSaid(
            typed="Tavor",
            ingredient="lorazepam",
            dose_mg=Decimal("0.5"),
            times_a_day=Decimal(2),
            taken_as="tablet",
        ),
        now=before.now - YESTERDAY,
    )
    before.tells({"hypertension": True, "sleep_apnoea": True}, YESTERDAY)
    finish_intake(by=the_person(before.person), open_questions=0, now=before.now - YESTERDAY)
    before.answers("phq9", [3, 3, 2, 3, 2, 3, 2, 1, 1], timedelta(minutes=40))


def _is_to_sign(before: Before) -> None:
    """May be treated, under conditions; now it is for them to read, to say back and to sign."""
    answer_harmlessly(
        actor=before.cast.actor("jonas"), patient=before.patient, now=before.now - LONG_AGO
    )
    before.has_tier(Tier.NONE, "Asked at the consultation.", LONG_AGO)
    before.begins_course(
        "generalised_anxiety", "To sit in a full room again.", sessions=6, ago=LAST_WEEK
    )
    before.tells({"hypertension": True}, LAST_WEEK)
    before.is_decided(
        DecisionMade(
            kind=Verdict.GO_WITH_CONDITIONS,
            conditions="The cuff at home on three mornings before the first session; below 140/90.",
        ),
        reason="Treated and steady for two years; readings looked through together.",
        ago=YESTERDAY,
    )
    measures.ask(
        actor=before.cast.actor("jonas"), patient=before.patient, code="gad7", now=before.now
    )


def _is_prepared(before: Before) -> None:
    """Ready but for the day itself: six days to go, everything written in their own words."""
    course = before.begins_course(
        "treatment_resistant_depression", "To want to get up.", sessions=6, ago=LAST_WEEK
    )
    decide_harmlessly(
        prescriber=before.cast.actor("okafor"),
        second=before.cast.actor("ana"),
        patient=before.patient,
        now=before.now - LAST_WEEK,
    )
    note_talk(
        actor=before.cast.actor("jonas"),
        course=course,
        words="Knows that it may feel far away, and that a word is enough to stop.",
        now=before.now - YESTERDAY,
    )
    give_own_consent(
        person=before.person,
        course=course,
        item="treatment",
        signed_name=before.patient.full_name,
        now=before.now - YESTERDAY,
    )
    cycle = latest_cycle_of(course)
    assert cycle is not None  # noqa: S101 - a course begins with its first cycle
    prepare.write_intention(
        actor=before.person,
        cycle=cycle,
        words="To put the bag down for an hour.",
        now=before.now - YESTERDAY,
    )
    prepare.plan_guidance(
        actor=before.person,
        cycle=cycle,
        plan=prepare.PlannedGuidance(level=2, hand_signal="Open hand", music="Strings, slow"),
        now=before.now - YESTERDAY,
    )
    prepare.name_escort(
        actor=before.person,
        cycle=cycle,
        escort=prepare.PlannedEscort(
            name="Marta Brand", phone="0151 555 0107", relation="mother", is_confirmed=True
        ),
        now=before.now - YESTERDAY,
    )
    questions.ask(
        person=before.person,
        kind=Question.Kind.PREPARING,
        words="May I bring my own blanket?",
        now=before.now - timedelta(hours=3),
    )
    _book_first_session(before)


def _book_first_session(before: Before) -> None:
    zone = ZoneInfo(before.cast.clinic.time_zone)
    day = (before.now + FIRST_SESSION_IN).astimezone(zone).date()
    begins = datetime.combine(day, time(10), zone)
    booking = Booking(
        kind=Appointment.Kind.DOSING,
        patient=before.patient,
        staff=[before.cast.staff["ana"]],
        room=before.cast.rooms["Room 1"],
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
    )
    try:
        book(actor=before.cast.actor("desk"), booking=booking)
    except Clash:
        return


def _has_to_wait(before: Before) -> None:
    """Not now: the pressure comes first, and they were told so in plain words."""
    answer_harmlessly(
        actor=before.cast.actor("jonas"), patient=before.patient, now=before.now - LONG_AGO
    )
    before.has_tier(Tier.NONE, "Asked at the consultation.", LONG_AGO)
    before.is_considered_for(IV, LONG_AGO)
    before.tells({"hypertension": True, "hypertension_controlled": False}, LAST_WEEK)
    zone = ZoneInfo(before.cast.clinic.time_zone)
    before.is_decided(
        DecisionMade(
            kind=Verdict.DEFER,
            until=(before.now + timedelta(days=42)).astimezone(zone).date(),
            needed="Three weeks of readings from the family doctor.",
            words_for_person="First we look after your blood pressure. Then we talk again.",
        ),
        reason="Not yet steady.",
        ago=LAST_WEEK,
    )


PEOPLE: tuple[tuple[PersonDetails, Callable[[Before], None]], ...] = (
    (
        PersonDetails(
            given_name="Ines",
            family_name="Vogel",
            born_on=date(1988, 5, 17),
            email="ines@demo.example",
        ),
        _is_invited,
    ),
    (
        PersonDetails(given_name="Jakob", family_name="Ritter", born_on=date(1995, 2, 3)),
        _is_telling,
    ),
    (
        PersonDetails(given_name="Amina", family_name="Diallo", born_on=date(1979, 8, 21)),
        _is_to_be_read,
    ),
    (
        PersonDetails(given_name="Pavel", family_name="Novak", born_on=date(1968, 11, 9)),
        _is_to_sign,
    ),
    (
        PersonDetails(given_name="Lotte", family_name="Brand", born_on=date(1991, 6, 30)),
        _is_prepared,
    ),
    (
        PersonDetails(given_name="Greta", family_name="Holm", born_on=date(1960, 1, 14)),
        _has_to_wait,
    ),
)
LINKS_FOR = ("Ines", "Pavel", "Lotte")
"""Whose phone a visitor may hold: just invited, about to sign, ready."""


@dataclass(frozen=True)
class OwnLink:
    """A link into somebody's own pages, with what the page will ask for."""

    name: str
    born_on: date
    secret: str


def tell_who_is_on_the_way(cast: Cast, now: datetime) -> tuple[OwnLink, ...]:
    """The six, where they are not there yet; and a new link for those whose phone one may hold."""
    with clinic_context(cast.clinic.id):
        links = []
        for details, tell in PEOPLE:
            found = Patient.objects.filter(
                given_name=details.given_name, family_name=details.family_name
            ).first()
            patient = found or enter_person(actor=cast.actor("desk"), details=details)
            if found is None:
                tell(Before(cast=cast, patient=patient, now=now))
            if details.given_name in LINKS_FOR:
                _, secret = make_link(actor=cast.actor("desk"), patient=patient, now=now)
                links.append(OwnLink(patient.full_name, patient.born_on, secret))
    return tuple(links)
