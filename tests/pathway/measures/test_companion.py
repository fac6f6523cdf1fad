"""A questionnaire on the person's own phone: one question a screen, without any script."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.tasks.models import Task
from holdspace.pathway.measures.models import Answer, Asked, Finished
from tests.clinic.own_sign_in import sign_in_as_person
from tests.pathway.measures.asked import asked_of

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)  # a Monday, ten in the morning in the clinic
AT_NIGHT = datetime(2026, 3, 9, 22, 0, tzinfo=UTC)


@pytest.fixture
def phone(cast):
    client = Client()
    sign_in_as_person(client, cast.patients["mara"])
    return client


@pytest.fixture
def ask(cast):
    def one(code, **more) -> Asked:
        with clinic_context(cast.clinic.id):
            return asked_of(cast, code, NOW, **more)

    return one


def begun(phone, asked) -> str:
    """The first question's address, by way of the page that says who sees the answers."""
    return phone.post(f"/me/scales/{asked.pk}/")["Location"]


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_who_sees_the_answers_is_said_before_the_first_question(phone, ask):
    asked = ask("gad7")

    turned_back = phone.get(f"/me/scales/{asked.pk}/1/")
    first = text(phone.get(turned_back["Location"]))

    assert turned_back["Location"] == f"/me/scales/{asked.pk}/"
    assert "Who sees your answers" in first
    assert "Those who care for you at Harbour Clinic" in first
    assert "thoughts of death" not in first


@pytest.mark.parametrize(("minutes", "said"), [(-1, True), (0, False), (1, False)])
def test_the_home_names_no_day_that_is_over(phone, ask, minutes, said):
    due = NOW + timedelta(days=2)
    ask("gad7", before=due)

    with time_machine.travel(due + timedelta(minutes=minutes), tick=False):
        home = text(phone.get("/me/"))

    assert "7 questions about worry" in home
    assert ("Before Wednesday 11 March" in home) is said
    assert ("When you have a quiet moment" in home) is not said


def test_an_answer_is_not_taken_before_who_sees_it_was_said(phone, ask, cast):
    asked = ask("gad7")

    phone.post(f"/me/scales/{asked.pk}/1/", {"value": "2"})

    with clinic_context(cast.clinic.id):
        assert not Answer.objects.exists()


def test_one_question_after_the_other_back_and_sent(phone, ask, cast):
    asked = ask("gad7")
    at = begun(phone, asked)
    first = text(phone.get(at))
    for value in "2122012":
        at = phone.post(at, {"value": value})["Location"]
    back = text(phone.get(f"/me/scales/{asked.pk}/3/"))
    phone.post(f"/me/scales/{asked.pk}/3/", {"value": "0"})
    over = text(phone.get(at))
    sent = phone.post(at)["Location"]

    assert "Question 1 of 7" in first
    assert 'name="value" value="2" checked' in back
    assert "Worrying too much about different things<b>Not at all</b>" in over
    assert "Thank you. It is sent." in text(phone.get(sent))
    with clinic_context(cast.clinic.id):
        assert Finished.objects.get().total == 8


def test_it_goes_on_where_it_was_left(phone, ask):
    asked = ask("gad7")
    second = phone.post(begun(phone, asked), {"value": "1"})["Location"]

    assert "Go on where you were" in text(phone.get(f"/me/scales/{asked.pk}/"))
    assert begun(phone, asked) == second == f"/me/scales/{asked.pk}/2/"


def test_a_skipped_question_is_kept_as_skipped(phone, ask, cast):
    asked = ask("gad7")

    following = phone.post(begun(phone, asked), {"skip": "yes"})["Location"]

    assert following == f"/me/scales/{asked.pk}/2/"
    with clinic_context(cast.clinic.id):
        assert list(Answer.objects.values_list("number", "value")) == [(1, None)]


def test_where_skipping_is_not_offered_an_answer_is_asked_for(phone, ask):
    asked = ask("gad7", may_skip=False)
    first = begun(phone, asked)

    missing = phone.post(first, {"skip": "yes"})

    assert missing.status_code == 422
    assert "Please choose an answer." in text(missing)
    assert "Skip this one" not in text(missing)


@pytest.mark.parametrize("typed", ["4", "x", "-1"])
def test_what_is_no_answer_is_said_on_the_question(phone, ask, typed):
    refused = phone.post(begun(phone, ask("gad7")), {"value": typed})

    assert refused.status_code == 422
    assert "Please choose an answer, or skip this one." in text(refused)


def test_who_never_drinks_is_asked_one_question(phone, ask):
    asked = ask("audit_c")

    following = phone.post(begun(phone, asked), {"value": "0"})["Location"]

    assert following == f"/me/scales/{asked.pk}/look-over/"


def test_nothing_answered_is_not_sent(phone, ask):
    asked = ask("fatigue")
    over = phone.post(begun(phone, asked), {"skip": "yes"})["Location"]

    assert "There is no answer in it yet" in text(phone.post(over))


def answered_yes(phone, asked) -> str:
    begun(phone, asked)
    with time_machine.travel(NOW, tick=False):
        return phone.post(f"/me/scales/{asked.pk}/9/", {"value": "1"})["Location"]


def test_an_answer_that_touches_suicide_opens_the_warm_screen_at_once(phone, ask, cast):
    asked = ask("phq9")
    with time_machine.travel(NOW, tick=False):
        screen = text(phone.get(answered_yes(phone, asked)))

    assert "Thank you for telling us" in screen
    assert "Your prescriber and your therapist at Harbour Clinic are asked to look at it" in screen
    assert "The clinic is open. If no one has seen it in 15 minutes" in screen
    assert 'href="tel:08001110111"' in screen
    assert 'href="tel:112"' in screen
    assert f'href="/me/scales/{asked.pk}/10/"' in screen
    with clinic_context(cast.clinic.id):
        task = Task.objects.get()
        assert (task.kind, task.about_id) == ("suicide_answer", str(asked.pk))
        assert not Finished.objects.exists()


def test_out_of_hours_it_says_so_and_does_not_ask_to_wait(phone, ask):
    address = answered_yes(phone, ask("phq9"))
    with time_machine.travel(AT_NIGHT, tick=False):
        screen = text(phone.get(address))

    assert "The clinic is closed now. It opens Tuesday 10 March, 08:00." in screen
    assert "do not wait for us" in screen
    assert "Someone will call you" not in screen


def test_where_the_hours_are_not_known_nothing_is_promised(phone, ask, cast):
    Clinic.objects.filter(pk=cast.clinic.pk).update(opening_hours={})
    screen = text(phone.get(answered_yes(phone, ask("phq9"))))

    assert "We cannot say how soon someone sees this" in screen
    assert "minutes" not in screen


def test_it_never_stands_in_the_way(phone, ask):
    asked = ask("phq9")
    answered_yes(phone, asked)

    assert phone.get(f"/me/scales/{asked.pk}/10/").status_code == 200
    assert phone.post(f"/me/scales/{asked.pk}/look-over/").status_code == 302


def test_home_says_that_somebody_will_call_and_then_what_is_asked(phone, ask):
    asked = ask("phq9")
    before = text(phone.get("/me/"))
    answered_yes(phone, asked)
    after = text(phone.get("/me/"))

    assert "10 questions about your mood" in before
    assert '<h2 class="what">Someone from the clinic will call you' in after
    assert "10 questions about your mood" in after


def test_a_questionnaire_of_somebody_else_is_not_there(phone, ask):
    theirs = ask("gad7", key="theo")

    assert phone.get(f"/me/scales/{theirs.pk}/").status_code == 404
    assert phone.post(f"/me/scales/{theirs.pk}/1/", {"value": "1"}).status_code == 404


def test_what_staff_enter_is_not_on_the_phone(phone, ask):
    with_staff = ask("qids16")

    assert phone.get(f"/me/scales/{with_staff.pk}/").status_code == 404


def test_no_score_is_shown_to_the_person(phone, ask):
    asked = ask("fatigue")
    over = phone.post(begun(phone, asked), {"value": "7"})["Location"]
    sent = text(phone.get(phone.post(over)["Location"]))

    assert "7 of 10" not in sent
    assert "7" not in sent.partition("<main")[2].partition("</main>")[0]
