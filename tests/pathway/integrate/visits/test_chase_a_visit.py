"""The visit after a session: proposed once somebody is home, chased until it is settled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.schedule.actions import cancel
from holdspace.clinic.tasks.models import Task
from holdspace.domain.integration_visit import Said, VisitState
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.dosing_session.models import DosingSession
from holdspace.pathway.integrate.visits.actions import NoReason, Word, note, say_as_person
from holdspace.pathway.integrate.visits.chasing import look_after_visits
from holdspace.pathway.integrate.visits.forms import TimeForm
from holdspace.pathway.integrate.visits.models import IntegrationVisit
from holdspace.pathway.integrate.visits.queries import (
    is_still_free,
    line_of,
    offered_times,
    waiting,
)
from tests.pathway.dosing_session.story import Tablet
from tests.pathway.dosing_session.summary_story import live_it
from tests.pathway.integrate.visits.conftest import HOME, MONDAY, booked

HOUR = timedelta(hours=1)


def open_tasks() -> int:
    return Task.objects.not_closed().filter(kind=TaskKind.INTEGRATION_TO_BOOK).count()


def waiting_mails() -> int:
    return Mail.objects.filter(about_kind="integration visit", state="waiting").count()


def test_who_went_home_after_a_dose_is_proposed_a_visit_once(inside) -> None:
    tablet = Tablet(DosingSession.objects.get())
    before = look_after_visits(inside.clinic.id, MONDAY + HOUR)
    home = live_it(inside, tablet, MONDAY)
    too_late = look_after_visits(inside.clinic.id, home + timedelta(days=8))

    steps = [look_after_visits(inside.clinic.id, home + n * HOUR) for n in range(2)]

    visit = IntegrationVisit.objects.get()
    assert (before, too_late, steps, open_tasks()) == (0, 0, [1, 0], 1)
    assert visit.session_id == tablet.session.pk


def test_a_visit_that_is_booked_ends_the_task_and_the_reminder(inside, visit) -> None:
    before = (open_tasks(), waiting_mails())
    booked(inside, HOME + 30 * HOUR)

    look_after_visits(inside.clinic.id, HOME + HOUR)

    assert before == (1, 1)
    assert (open_tasks(), waiting_mails()) == (0, 0)
    assert waiting(inside.clinic.id, HOME + HOUR) == ()


def test_a_dosing_appointment_is_no_visit(inside, visit) -> None:
    booked(inside, HOME + 30 * HOUR, kind="dosing")

    look_after_visits(inside.clinic.id, HOME + HOUR)

    assert open_tasks() == 1


def test_a_visit_that_is_cancelled_is_chased_again(inside, visit) -> None:
    appointment = booked(inside, HOME + 30 * HOUR)
    look_after_visits(inside.clinic.id, HOME + HOUR)
    cancel(actor=inside.actor("desk"), appointment=appointment, now=HOME + 2 * HOUR)

    look_after_visits(inside.clinic.id, HOME + 2 * HOUR)

    assert open_tasks() == 1
    assert [one.standing.state for one in waiting(inside.clinic.id, HOME + 2 * HOUR)] == [
        VisitState.TO_BOOK
    ]


def test_a_visit_that_is_over_without_a_word_is_on_the_list_again(inside, visit) -> None:
    booked(inside, HOME + 30 * HOUR)
    look_after_visits(inside.clinic.id, HOME + HOUR)

    look_after_visits(inside.clinic.id, HOME + 40 * HOUR)

    found = waiting(inside.clinic.id, HOME + 40 * HOUR)
    assert [one.standing.state for one in found] == [VisitState.TO_RECORD]


def test_an_offered_time_that_was_chosen_is_a_wish_and_a_task(inside, visit, mara) -> None:
    offered = offered_times(visit, HOME + HOUR)
    word = Word(kind=Said.ASKS_FOR_A_TIME, wished_at=offered[0])

    line = say_as_person(person=mara, visit=visit, word=word, now=HOME + HOUR)

    assert (line.standing.state, line.wished_at) == (VisitState.ASKED_FOR, offered[0])
    assert open_tasks() == 1


def test_what_is_offered_lies_in_the_window_and_is_free(inside, visit) -> None:
    booked(inside, HOME + 25 * HOUR)
    offered = offered_times(visit, HOME + HOUR)

    assert offered
    assert all(HOME + 24 * HOUR <= at <= HOME + 48 * HOUR for at in offered)
    assert HOME + 25 * HOUR not in offered


@pytest.mark.parametrize(("minutes", "is_free"), [(59, False), (60, True), (61, True)])
def test_a_time_that_was_on_the_page_can_be_chosen_until_an_hour_before(
    inside, visit, minutes, is_free
) -> None:
    at = HOME + 25 * HOUR
    now = at - timedelta(minutes=minutes)
    form = TimeForm(
        offered_times(visit, now),
        lambda one: is_still_free(visit, one, now),
        "Europe/Berlin",
        {"time": at.isoformat()},
    )

    assert at not in offered_times(visit, now)
    assert form.is_valid() is is_free


def test_a_time_that_somebody_took_meanwhile_cannot_be_chosen(inside, visit) -> None:
    booked(inside, HOME + 25 * HOUR)  # with the one therapist there is

    assert not is_still_free(visit, HOME + 25 * HOUR, HOME + HOUR)


@pytest.mark.parametrize("said", ["tomorrow", "2026-03-03T13:00:00", "2026-03-03T13:07:00+00:00"])
def test_what_was_never_offered_is_no_time(inside, visit, said) -> None:
    form = TimeForm(
        (), lambda one: is_still_free(visit, one, HOME + HOUR), "Europe/Berlin", {"time": said}
    )

    assert not form.is_valid()


def test_a_clinic_that_has_not_said_its_hours_offers_nothing(inside, visit) -> None:
    Clinic.objects.update(opening_hours={})

    assert offered_times(visit, HOME + HOUR) == ()


def test_not_this_time_needs_a_reason_and_then_nobody_asks_any_more(visit, mara) -> None:
    with pytest.raises(NoReason):
        say_as_person(
            person=mara, visit=visit, word=Word(kind=Said.NOT_THIS_TIME, words=" "), now=HOME
        )
    word = Word(kind=Said.NOT_THIS_TIME, words="I would like to be quiet.")

    line = say_as_person(person=mara, visit=visit, word=word, now=HOME)

    assert (line.standing.is_settled, open_tasks(), waiting_mails()) == (True, 0, 0)


def test_their_own_therapist_with_a_day_settles_it(visit, mara) -> None:
    word = Word(kind=Said.OWN_THERAPIST, elsewhere_on=date(2026, 3, 4))

    line = say_as_person(person=mara, visit=visit, word=word, now=HOME)

    assert line.standing.words == "With their own therapist, Wednesday 4 March."
    assert open_tasks() == 0


def test_who_changes_their_mind_is_asked_again(inside, visit, mara) -> None:
    no = Word(kind=Said.NOT_THIS_TIME, words="I would like to be quiet.")
    say_as_person(person=mara, visit=visit, word=no, now=HOME)

    note(actor=inside.actor("jonas"), visit=visit, word=Word(kind=Said.ASK_AGAIN), now=HOME + HOUR)

    assert line_of(visit, HOME + HOUR).standing.state is VisitState.TO_BOOK
    assert open_tasks() == 1
