"""What somebody in a circle sees, by what was given to them; and what nobody there ever sees."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.supporters.actions import hold_circle
from holdspace.domain.grants import Bundle, Item
from holdspace.domain.red_flags import FLAGS, Urgency
from holdspace.pathway.course.actions import CoursePlan, start_course
from holdspace.pathway.course.queries import latest_cycle_of
from holdspace.pathway.integrate.circle import supporter_companion_words as words
from holdspace.pathway.integrate.circle.models import EveningTick
from holdspace.pathway.integrate.circle.queries import RideState, ride_of
from holdspace.pathway.prepare.actions import PlannedGuidance, plan_guidance
from tests.clinic.circle_sign_in import page_of
from tests.pathway.dosing_session.story import Tablet, opened
from tests.pathway.dosing_session.summary_story import live_it

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'(csrfmiddlewaretoken" value=|data-mark=)"[^"]+"')


def plan_of_mara(cast) -> None:
    okafor = cast.actor("okafor")
    with clinic_context(cast.clinic.id):
        course = start_course(
            actor=okafor,
            patient=cast.patients["mara"],
            plan=CoursePlan(
                indication="treatment_resistant_depression",
                protocol_name="iv-racemic-0.5mgkg-40min",
                protocol_version=1,
                planned_sessions=2,
            ),
            started_on=timezone.now().date(),
        )
        plan = PlannedGuidance(
            level=2,
            words_that_help="You are held.",
            when_it_gets_hard="A cello, very soft.",
            avoid="Do not ask what I saw.",
        )
        cycle = latest_cycle_of(course)
        plan_guidance(actor=okafor, cycle=cycle, plan=plan, now=timezone.now())


def test_a_helper_on_the_day_reads_when_what_helps_tonight_and_when_to_call(circle) -> None:
    page = circle.page()

    for heading in ("It starts", "The ride home", "Call if", "What you may see", "Tonight"):
        assert heading in page
    assert "4 Quay Street" in page
    assert page.index('href="tel:112"') < page.index('href="tel:03023125040"')


def test_ride_only_reads_the_ride_and_whom_to_call(circle) -> None:
    circle.give(Bundle.RIDE_ONLY)
    page = circle.page()

    assert "The ride home" in page
    assert "People to reach" in page
    for heading in ("Call if", "What you may see", "What helps", "Tonight"):
        assert heading not in page


def test_the_persons_words_are_read_only_when_they_chose_them(circle) -> None:
    plan_of_mara(circle.cast)
    assert "You are held." not in circle.page()
    circle.give(Bundle.CIRCLE, Item.WORDS_THAT_HELP, Item.WHAT_TO_AVOID)
    page = circle.page()

    assert "You are held." in page
    assert "Do not ask what I saw." in page
    assert "A cello" not in page


def test_a_pause_is_to_the_letter_the_page_of_a_day_without_news(circle) -> None:
    """Whoever looks over a shoulder cannot tell a pause from a week without a visit."""
    circle.page()
    with clinic_context(circle.cast.clinic.id):
        Appointment.objects.update(cancelled_at=timezone.now())
    nothing_on = circle.page()
    with clinic_context(circle.cast.clinic.id):
        Appointment.objects.update(cancelled_at=None)
    circle.press("pause")
    paused = circle.page()
    circle.press("resume")

    assert "Nothing new right now" in paused
    assert TOKEN.sub("", paused) == TOKEN.sub("", nothing_on)
    assert "The ride home" in circle.page()


def test_a_clinicians_word_makes_the_page_quiet(circle) -> None:
    with clinic_context(circle.cast.clinic.id):
        hold_circle(
            actor=circle.cast.actor("jonas"),
            patient=circle.cast.patients["mara"],
            is_held=True,
            reason="Fears him",
            now=timezone.now(),
        )

    page = circle.page()
    assert "Nothing new right now" in page
    assert "Fears him" not in page


def test_the_evening_is_ticked_and_seen_by_the_person(circle) -> None:
    circle.phone.post(page_of(circle.invited) + "tick/", {"code": "water"})
    circle.phone.post(page_of(circle.invited) + "tick/", {"code": "keys"})
    circle.phone.post(page_of(circle.invited) + "tick/", {"code": "keys"})
    circle.phone.post(page_of(circle.invited) + "tick/", {"code": "no-such-line"})
    page = re.sub(r"\s+", " ", circle.page())

    assert page.count('aria-pressed="true"') == 1
    assert "Sam ticked: Water is in reach." in circle.own()
    with clinic_context(circle.cast.clinic.id):
        assert EveningTick.objects.count() == 3


def test_after_the_visit_there_is_a_thank_you_and_later_nothing(circle) -> None:
    with clinic_context(circle.cast.clinic.id):
        now = timezone.now()
        Appointment.objects.update(
            starts_at=now - timedelta(hours=5), ends_at=now - timedelta(hours=1)
        )
    after = circle.page()
    assert ("Thank you" in after, "It began" in after, "It starts" in after) == (True, True, False)
    circle.give(Bundle.RIDE_ONLY)
    with clinic_context(circle.cast.clinic.id):
        Appointment.objects.update(
            starts_at=now - timedelta(hours=20), ends_at=now - timedelta(hours=13)
        )

    assert "Nothing new right now" in circle.page()


def test_the_ride_says_where_they_are_and_nothing_of_how_they_are(cast) -> None:
    """From the log of a whole session: there, then left, and at what time."""
    now = timezone.now() - timedelta(hours=4)
    with clinic_context(cast.clinic.id):
        tablet = Tablet(opened(cast, now))
        visit = tablet.session.appointment
        before = ride_of(visit, now)
        end = live_it(cast, tablet, now)
        home = ride_of(visit, end)

    assert before.state is RideState.THERE
    assert (home.state, home.left_at) == (RideState.HOME, now + timedelta(minutes=148))


def test_a_visit_that_was_and_has_no_record_is_not_known(circle) -> None:
    with clinic_context(circle.cast.clinic.id):
        visit = Appointment.objects.get()
        states = [
            ride_of(visit, visit.ends_at + timedelta(seconds=one)).state for one in (-1, 0, 1)
        ]

    assert states == [RideState.PLANNED, RideState.NOT_KNOWN, RideState.NOT_KNOWN]


def test_every_flag_that_is_told_at_once_has_words_for_who_is_near() -> None:
    at_once = {
        flag.code
        for flag in FLAGS
        if flag.asked and flag.urgency in {Urgency.EMERGENCY, Urgency.CLINIC_NOW}
    }

    assert at_once - {words.PRESSURE_IS_NOT_SAID} <= {*words.EMERGENCY, *words.CLINIC}


def test_no_word_of_the_page_tells_to_give_or_to_stop_a_medicine() -> None:
    lines = [*words.EMERGENCY.values(), *words.CLINIC.values(), *words.EVENING.values()]
    lines += [*words.HELPS, *words.DOES_NOT_HELP, *words.MAY_SEE, *words.RIDE_RULES]

    assert not re.search(r"medicine|pill|tablet|dose|stop taking|give them", " ".join(lines), re.I)
