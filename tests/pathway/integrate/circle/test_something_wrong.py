"""*Something's wrong*: sent, seen by name, answered in words, or not reached: call now."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.tasks.models import Task
from holdspace.domain.circle_call import NOT_REACHED_AFTER_MINUTES
from holdspace.pathway.integrate.circle.models import CircleCall, CircleCallMessage

pytestmark = pytest.mark.django_db
NOT_REACHED = "Nobody at the clinic has seen it yet. Do not wait. Please call now."


@pytest.fixture(autouse=True)
def always_open(cast) -> None:
    Clinic.objects.update(opening_hours={})


@pytest.fixture
def ana(circle) -> Client:
    client = Client()
    client.force_login(circle.cast.staff["ana"].account)
    return client


def the_call(circle) -> CircleCall:
    with clinic_context(circle.cast.clinic.id):
        return CircleCall.objects.latest("opened_at")


def address(circle) -> str:
    return f"/people/circle-calls/{the_call(circle).pk}/"


def answers(ana, circle, words: str, **more: str):
    page = ana.get(address(circle)).content.decode()
    opened_on = re.search(r'name="opened_on" value="([^"]+)"', page)
    sent = {"words": words, "opened_on": opened_on[1], **more}
    return ana.post(address(circle), sent)


def test_the_emergency_number_stands_before_the_form(circle) -> None:
    page = circle.page("wrong/")

    assert (
        page.index('href="tel:112"')
        < page.index('href="tel:03023125040"')
        < page.index("<textarea")
    )


def test_it_is_sent_seen_by_name_and_answered_in_words(circle, ana) -> None:
    circle.says("She is hard to wake.")
    assert "You will see here who has seen it." in circle.page("wrong/")

    board = ana.get("/tasks/").content.decode()
    assert "Somebody of the person" in board
    ana.post(address(circle) + "take/")
    assert "Ana Silva has seen it" in circle.page()

    answers(ana, circle, "Sit her up. I am phoning you now.")
    page = circle.page()
    assert "Ana Silva answered at" in page
    assert "Sit her up. I am phoning you now." in page
    with clinic_context(circle.cast.clinic.id):
        task = Task.objects.get(kind="something_wrong")
    assert task.closed_at is not None
    assert task.owner_id == circle.cast.staff["ana"].pk


def test_one_press_without_a_word_is_a_task_too(circle) -> None:
    circle.says("")

    with clinic_context(circle.cast.clinic.id):
        task = Task.objects.get(kind="something_wrong")
    assert task.rule.is_urgent
    assert task.about_id == str(the_call(circle).pk)


def test_unseen_in_time_it_says_to_call(circle) -> None:
    circle.says("She is hard to wake.")
    assert NOT_REACHED not in circle.page()
    with clinic_context(circle.cast.clinic.id):
        older_by_the_limit(circle)

    assert NOT_REACHED in circle.page()
    assert NOT_REACHED in circle.page("wrong/")


def older_by_the_limit(circle) -> None:
    """The same call, made three minutes earlier: the row itself cannot be changed, so it is new."""
    call = CircleCall.objects.get()
    CircleCall.objects.update(closed_at=timezone.now(), closed_by=circle.cast.staff["ana"])
    Task.objects.update(about_id="another")
    then = timezone.now() - timedelta(minutes=NOT_REACHED_AFTER_MINUTES)
    again = CircleCall.objects.create(
        clinic_id=call.clinic_id, supporter=call.supporter, opened_at=timezone.now()
    )
    CircleCallMessage.objects.create(clinic_id=call.clinic_id, call=again, words="", at=then)


def test_in_a_closed_clinic_it_says_so_at_once(circle) -> None:
    tomorrow = f"{timezone.now() + timedelta(days=2):%A}".lower()
    Clinic.objects.update(opening_hours={tomorrow: [["09:00", "10:00"]]})
    assert "The clinic is closed now." in circle.page("wrong/")
    circle.says("She is hard to wake.")

    assert NOT_REACHED in circle.page("wrong/")


def test_more_words_after_it_was_seen_ask_somebody_afresh(circle, ana) -> None:
    circle.says("She is hard to wake.")
    ana.post(address(circle) + "take/")
    circle.says("Now she throws up.")

    with clinic_context(circle.cast.clinic.id):
        assert CircleCall.objects.count() == 1
        waits = Task.objects.not_closed().get(kind="something_wrong")
    assert waits.is_unseen()
    assert "Ana Silva has seen it" not in circle.page()


def test_an_answer_on_older_words_is_shown_beside_the_newer_first(circle, ana) -> None:
    circle.says("She is hard to wake.")
    page = ana.get(address(circle)).content.decode()
    opened_on = re.search(r'name="opened_on" value="([^"]+)"', page)
    circle.says("Now she throws up.")

    answer = ana.post(address(circle), {"words": "Let her sleep.", "opened_on": opened_on[1]})

    assert answer.status_code == 409
    assert "Now she throws up." in answer.content.decode()
    assert "Let her sleep." not in circle.page("wrong/")


def test_closed_by_phone_says_what_came_of_it_to_the_clinic_alone(circle, ana) -> None:
    circle.says("She is hard to wake.")
    empty = ana.post(address(circle) + "close/", {"outcome": " "})
    assert empty["Location"] == address(circle)
    ana.post(address(circle) + "close/", {"outcome": "Phoned. She sleeps it off."})

    page = circle.page("wrong/")
    assert "Ana Silva has closed this. Something new? Tell us again." in page
    assert "sleeps it off" not in page
    circle.says("Now she throws up.")
    with clinic_context(circle.cast.clinic.id):
        assert CircleCall.objects.not_closed().count() == 1


def test_the_person_reads_that_they_were_asked_about_and_not_what(circle) -> None:
    circle.says("She drinks again.")

    page = circle.own()
    assert "Sam told the clinic that something is wrong" in page
    assert "drinks" not in page
    assert "drinks" not in circle.own("preview/")


def test_in_a_pause_there_is_still_somebody_to_tell(circle) -> None:
    circle.press("pause")
    circle.says("She is hard to wake.")

    assert "You will see here who has seen it." in circle.page()


def test_another_supporter_reads_nothing_of_it(circle) -> None:
    from tests.clinic.circle_sign_in import came_in, invited, page_of

    circle.says("She is hard to wake.")
    kim = invited(circle.cast.patients["mara"], name="Kim")
    page = came_in(kim).get(page_of(kim) + "wrong/").content.decode()

    assert "hard to wake." not in page.split("<textarea")[1]
    assert "You will see here" not in page
