"""Hanna answers well: a series of four, then single sessions, further and further apart.

She went home from the latest of them a few hours ago, so that her phone is in its quiet first day.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from holdspace.clinic.supporters.actions import invite
from holdspace.domain.check_ins import Rung
from holdspace.domain.grants import Bundle
from holdspace.domain.weight_basis import Body
from holdspace.pathway.course.person_actions import PersonDetails
from holdspace.pathway.integrate.practices.actions import (
    PlanSaid,
    ThingSaid,
    lean,
    show,
    take,
    write_open_days,
)
from holdspace.pathway.integrate.practices.models import Lean, What
from holdspace.pathway.integrate.visits.share_actions import share
from holdspace.pathway.integrate.visits.share_content import Chosen, content_of, fingerprint
from holdspace.pathway.prepare.actions import PlannedEscort, PlannedGuidance
from holdspace.pathway.review.actions import WishSaid
from holdspace.pathway.review.closing_actions import (
    ClosingMade,
    SignsSaid,
    close_series,
    write_signs,
)
from holdspace.pathway.review.models import CourseClosing
from holdspace.pathway.today.demo_months import after
from holdspace.pathway.today.demo_months.months import LASTS, Treated, clock_time, signs
from holdspace.pathway.today.demo_months.session import Lived

if TYPE_CHECKING:
    from datetime import datetime

    from holdspace.clinic.demo import Cast
    from holdspace.pathway.today.demo_months.months import Months

SERIES = (112, 105, 98, 91)
"""Days before the demo begins."""
SINGLE, NEXT = 49, -56
MORNING, LATE_YESTERDAY = time(8), time(16, 30)
LAUGH, WORK = "To hear the children laugh and feel it.", "To work two mornings a week."
THERAPIST = "Ruth Adler, my therapist."
WHO = PersonDetails(
    given_name="Hanna", family_name="Sommer", born_on=date(1983, 4, 22), phone="0151 555 0130"
)
TREATED = Treated(
    indication="treatment_resistant_depression",
    protocol="iv-racemic-0.5mgkg-40min",
    mg_per_kg=Decimal("0.5"),
    body=Body(weight_kg=Decimal(68), height_cm=Decimal(171), sex="female"),
    room="Room 3",
    staff="okafor",
    goals=f"{LAUGH}\n{WORK}",
    intention="To see what is there when it is quiet.",
    guidance=PlannedGuidance(
        level=1,
        hand_signal="Open hand",
        words_that_help="You are safe. Samuel is on his way.",
        when_it_gets_hard="Sit where I can see you.",
        music="Harp, slow",
        eye_mask="Yes",
        avoid="Talking before I talk",
    ),
    escort=PlannedEscort(
        name="Samuel Sommer", phone="0151 555 0120", relation="husband", is_confirmed=True
    ),
)


def latest_begins(cast: Cast, now: datetime) -> datetime:
    """This morning, once that is over; else late yesterday: a session lies within one day."""
    today = clock_time(cast, now, 0, MORNING)
    return today if today + LASTS <= now else clock_time(cast, now, 1, LATE_YESTERDAY)


def tell(months: Months) -> None:
    _series(months)
    _after_the_series(months)
    _between(months)
    _single_sessions(months)
    _keeps(months)


def _series(months: Months) -> None:
    at = months.at
    months.answers("phq9", after.phq9(19), at(114, 19))
    months.answers("gad7", after.gad7(12), at(114, 19, 4))
    after.draws_wheel(months, at(113, 20), (3, 2, 5, 4, 6, 2, 2, 3))
    months.has_session(
        at(112, 13),
        Lived(
            dose_mg="34",
            distress=3,
            seen="floating",
            first_words="It was wide, and I was small in it, and that was all right.",
            themes="The house at the lake. My grandmother's hands.",
            helped="The harp.",
        ),
    )
    after.checks_in(months, Rung.EVENING, at(112, 19, 10), after.WELL)
    after.checks_in(months, Rung.DAY_1, at(111, 17), after.well_enough(4, tiredness=6))
    after.talks(
        months,
        at(110, 15),
        themes="The lake house, and being small without being in danger.",
        beliefs="Old: I must hold everything. New: some of it holds by itself.",
        actions="Ten minutes by the water on Saturday, alone.",
        next_step="Next week, after the second session.",
    )
    second = Lived(dose_mg="34", seen="tears", first_words="I cried, and it was good.")
    after.saw_own_therapist(months, months.has_session(at(105, 13), second))
    months.answers("phq9", after.phq9(13), at(99, 18))
    third = Lived(dose_mg="34", seen="peace", themes="My mother's voice, kind for once.")
    after.saw_own_therapist(months, months.has_session(at(98, 13), third))
    fourth = Lived(dose_mg="34", distress=1, first_words="Light.", helped="That nobody spoke.")
    after.saw_own_therapist(months, months.has_session(at(91, 13), fourth))
    after.checks_in(months, Rung.DAY_1, at(90, 17), after.well_enough(7))


def _after_the_series(months: Months) -> None:
    at, doctor = months.at, months.cast.actor("okafor")
    months.answers("phq9", after.phq9(7), at(77, 19))
    months.answers("gad7", after.gad7(5), at(77, 19, 4))
    after.draws_wheel(months, at(76, 20), (6, 6, 6, 6, 7, 4, 5, 6))
    wish = WishSaid(company="same", depth="same", words="I want to know that I can come back.")
    after.wishes(months, at(76, 20, 15), goals={LAUGH: 7, WORK: 4}, wish=wish)
    after.is_reviewed(months, at(75, 10), "Better by more than half, and it holds.")
    close_series(
        actor=doctor,
        course=months.course,
        made=ClosingMade(
            kind=CourseClosing.Kind.MAINTENANCE,
            reason="A response after four sessions. Single ones, as seldom as holds the gain.",
            for_person="You can come for a single session when you and we think that it helps."
            " We look at it together every few weeks.",
            whom_to_call="The clinic on weekdays. At night the crisis line on your pages.",
            look_again_on=months.day(NEXT),
        ),
        now=at(75, 10, 20),
        today=months.day(75),
    )
    days = (*SERIES, SINGLE, 0, NEXT)
    months.plans(days, "Single sessions, six to eight weeks apart.", at(75, 10, 30))


def _between(months: Months) -> None:
    """What she does for herself, whom she leans on, and what her therapist reads."""
    at, person = months.at, months.person
    kept = SignsSaid(
        signs="I stop answering messages. I lie awake at four.",
        helps="The water. Telling Samuel early.",
        whom="Samuel. Then Jonas at the clinic.",
        keeps="Saturdays by the lake.",
    )
    write_signs(actor=person, course=months.course, said=kept, now=at(74, 20))
    walk = ThingSaid(
        title="Walk slowly", why="To get out of my head.", when="After work", code="slow_walk"
    )
    take(person=person, thing=walk, now=at(73, 20))
    drawer = ThingSaid(title="Phone in the drawer after eight", when="Weekdays")
    take(person=person, thing=drawer, now=at(73, 20, 5))
    for way, kind, words in (
        (Lean.Way.TOWARD, Lean.Kind.PEOPLE, "Samuel, and Ute next door"),
        (Lean.Way.TOWARD, Lean.Kind.PLACES, "The lake"),
        (Lean.Way.BACK, Lean.Kind.MEDIA, "News before breakfast"),
    ):
        lean(person=person, way=way, kind=kind, words=words, now=at(73, 20, 10))
    show(person=person, what=What.WHEEL, now=at(73, 20, 15))
    after.says_who_else_cares(months, at(113, 20, 10), "Ruth Adler", "Every second Thursday.")
    signs(months, "sharing", THERAPIST, at(72, 20))
    chosen = Chosen(
        items=("sessions", "came_up", "helped", "goals", "scores"),
        purpose="So that we can go on from here.",
        to_whom=THERAPIST,
        until=months.now + timedelta(days=60),
        own_words="The lake is the place where it began.",
    )
    seen = fingerprint(content_of(months.patient, chosen, at(72, 20, 10)))
    share(person=person, patient=months.patient, chosen=chosen, seen=seen, now=at(72, 20, 10))


def _single_sessions(months: Months) -> None:
    at = months.at
    single = Lived(dose_mg="34", seen="laughter", first_words="The children were there.")
    visit = months.has_session(at(SINGLE, 13), single)
    write_open_days(
        person=months.person,
        session_id=visit.session_id,
        said=PlanSaid(
            belief="I am only worth what I get done.",
            instead="They laugh when I sit down with them.",
            practice="Ten minutes on the floor with them, nothing in my hands.",
            when="Before supper",
        ),
        now=at(SINGLE - 1, 18),
    )
    after.checks_in(months, Rung.WEEK_1, at(42, 11), after.well_enough(7, tiredness=2))
    after.talks(
        months,
        at(47, 15),
        themes="Joy that does not have to be earned.",
        actions="One evening a week without the laptop.",
    )
    months.answers("phq9", after.phq9(4), at(35, 19))
    wish = WishSaid(company="less", depth="same")
    after.wishes(months, at(35, 19, 20), goals={LAUGH: 8, WORK: 7}, wish=wish)
    after.is_reviewed(months, at(34, 10), "In remission; a longer interval was talked over.")
    after.draws_wheel(months, at(3, 20), (7, 7, 6, 7, 7, 6, 6, 7))
    months.answers("phq9", after.phq9(5), at(2, 19))


def _keeps(months: Months) -> None:
    """Her husband is let in, and the latest session."""
    invite(
        person=months.person,
        name="Samuel",
        relation="my husband",
        bundle=Bundle.CIRCLE,
        now=months.at(6, 20),
    )
    latest = Lived(
        dose_mg="34",
        distress=1,
        seen="floating",
        first_words="Quiet. Like after snow.",
        themes="Going on without holding on.",
        helped="The harp again.",
    )
    months.has_session(latest_begins(months.cast, months.now), latest)
