"""A person's own check-ins and the quiet home of the first day, without any script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from holdspace.clinic.context import clinic_context
from holdspace.clinic.tasks.models import Task
from holdspace.domain.check_ins import Rung
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.integrate.check_ins.models import CheckIn, CheckInAnswer, WordsDraft
from tests.clinic.own_sign_in import sign_in_as_person
from tests.pathway.integrate.check_ins.after import went_home
from tests.pathway.measures.asked import asked_of

HOME = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # a Tuesday, two in the afternoon in the clinic
AN_HOUR_LATER = HOME + timedelta(hours=1)
AT_NIGHT = datetime(2026, 3, 3, 22, 0, tzinfo=UTC)
NEXT_DAY = HOME + timedelta(hours=25)
HERE = "/me/how-are-you/"


@pytest.fixture
def phone(cast):
    client = Client()
    sign_in_as_person(client, cast.patients["mara"])
    with clinic_context(cast.clinic.id):
        went_home(cast, HOME)
    return client


def text(response) -> str:
    return " ".join(response.content.decode().split())


def answers(cast) -> list[tuple[str, str, list[str], bool]]:
    with clinic_context(cast.clinic.id):
        return list(CheckInAnswer.objects.values_list("question", "value", "marks", "is_skipped"))


def kinds(cast) -> list[str]:
    with clinic_context(cast.clinic.id):
        return list(Task.objects.values_list("kind", flat=True))


def test_the_first_day_is_one_tap_what_is_usual_and_one_call(phone, cast):
    with clinic_context(cast.clinic.id):
        asked_of(cast, "gad7", HOME)
    with time_machine.travel(AN_HOUR_LATER):
        quiet = text(phone.get("/me/"))
        everything = text(phone.get("/me/?all=yes"))

    with clinic_context(cast.clinic.id):
        asked_of(cast, "phq9", HOME, before=HOME + timedelta(hours=20))
    with time_machine.travel(AN_HOUR_LATER):
        due = text(phone.get("/me/"))

    assert "questions about your mood" in due
    assert "You are home. Rest now." in quiet
    assert quiet.count('name="value"') == 3
    assert "Your care team at Harbour Clinic sees what you choose." in quiet
    assert "The first two hours at home" in quiet
    assert "You may drive on Wednesday 4 March" in quiet
    assert 'href="tel:03023125040"' in quiet
    assert "questions about" not in quiet
    assert "Show me everything" in quiet
    assert "7 questions about worry" in everything


def test_when_the_clinic_is_closed_the_one_button_leads_to_who_answers_now(phone):
    with time_machine.travel(AT_NIGHT):
        quiet = text(phone.get("/me/"))

    assert "The clinic is closed now. It opens Wednesday 4 March, 08:00." in quiet
    assert 'class="primary" href="/me/help/"' in quiet
    assert "Call Harbour Clinic" not in quiet


def test_after_a_day_the_home_is_as_before_and_the_check_in_is_its_card(phone):
    with time_machine.travel(HOME + timedelta(hours=24) - timedelta(seconds=1)):
        quiet = text(phone.get("/me/"))
    with time_machine.travel(HOME + timedelta(hours=24)):
        usual = text(phone.get("/me/"))

    assert "first-day" in quiet
    assert "first-day" not in usual
    assert "The day after your session" in usual


def test_the_evening_is_one_tap_and_then_who_is_there(phone, cast):
    with time_machine.travel(AN_HOUR_LATER):
        second = phone.post(f"{HERE}evening/how/", {"value": "all_right"})["Location"]
        done = phone.post(second, {"value": "with_someone"})["Location"]
        said = text(phone.get("/me/"))

    assert second == f"{HERE}evening/company/"
    assert done == f"{HERE}evening/thanks/"
    assert answers(cast) == [
        ("how", "all_right", [], False),
        ("company", "with_someone", [], False),
    ]
    assert "You told us: I am home and all right." in said
    assert kinds(cast) == []


def test_somebody_who_needs_someone_reads_at_once_whom_to_reach(phone, cast):
    with time_machine.travel(AT_NIGHT):
        now = phone.post(f"{HERE}evening/how/", {"value": "need_someone"})["Location"]
        page = text(phone.get(now))

    with time_machine.travel(AT_NIGHT):
        home = text(phone.get("/me/"))

    assert now == f"{HERE}evening/now/"
    assert f'href="{now}">What to do now</a>' in home
    assert kinds(cast) == [TaskKind.RED_FLAG]
    assert "Do not wait for that. Call one of these people." in page
    assert page.index("0800 111 0 111") < page.index("030 23125 040")


def test_in_an_emergency_the_emergency_number_stands_first(phone, cast):
    with time_machine.travel(NEXT_DAY):
        phone.post(f"{HERE}day_1/begin/")
        now = phone.post(f"{HERE}day_1/body/", {"marks": ["chest", "urinary"]})["Location"]
        page = text(phone.get(now))

    rows = page.index('<ul class="rows">')
    assert "Call the emergency number now" in page[:rows]
    assert page.index("Emergency number") < page.index("Harbour Clinic", rows)
    assert "Go on with the questions" in page
    with clinic_context(cast.clinic.id):
        assert set(kinds(cast)) == {TaskKind.RED_FLAG, TaskKind.AFTER_CARE}


def test_thoughts_of_death_are_met_with_the_warm_page(phone, cast):
    with time_machine.travel(NEXT_DAY):
        phone.post(f"{HERE}day_1/begin/")
        now = phone.post(f"{HERE}day_1/safety/", {"value": "thoughts"})["Location"]
        page = text(phone.get(now))
        home = text(phone.get("/me/"))

    assert kinds(cast) == [TaskKind.SUICIDE_ANSWER]
    assert "You do not have to carry it on your own." in page
    assert "asked to look at it now" in page
    assert "Someone from the clinic will call you" in home


def test_who_sees_it_is_said_before_the_first_question(phone):
    with time_machine.travel(NEXT_DAY):
        turned_back = phone.get(f"{HERE}day_1/mood/")
        first = text(phone.get(turned_back["Location"]))

    assert turned_back["Location"] == HERE
    assert first.index("Who sees your answers") < first.index("Begin")
    assert "Those who care for you at Harbour Clinic" in first


def test_one_tap_a_question_back_skip_and_where_it_was_left(phone, cast):
    with time_machine.travel(NEXT_DAY):
        first = phone.post(f"{HERE}day_1/begin/")["Location"]
        second = phone.post(first, {"value": "6"})["Location"]
        third = phone.post(second, {"skip": "yes"})["Location"]
        back = text(phone.get(first))
        again = phone.post(f"{HERE}day_1/begin/")["Location"]

    assert [first, second, third] == [
        f"{HERE}day_1/{one}/" for one in ("mood", "sleep", "tiredness")
    ]
    assert "What you said before: 6" in back
    assert again == third
    assert answers(cast)[1] == ("sleep", "", [], True)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Please mark what fits, or choose"),
        ({"marks": ["chest"], "none": "yes"}, "You marked something and also chose"),
    ],
)
def test_a_list_that_was_left_empty_is_not_none_of_these(phone, cast, sent, said):
    with time_machine.travel(NEXT_DAY):
        phone.post(f"{HERE}day_1/begin/")
        refused = phone.post(f"{HERE}day_1/body/", sent)

    assert refused.status_code == 422
    assert said in text(refused)
    assert ('value="chest" checked' in text(refused)) is ("marks" in sent)
    assert answers(cast) == []


def test_words_are_kept_while_they_are_typed_and_nobody_of_the_staff_reads_them_then(phone, cast):
    with time_machine.travel(NEXT_DAY):
        phone.post(f"{HERE}day_1/begin/")
        kept = phone.post(f"{HERE}day_1/words/draft/", {"words": "Water, and"})
        page = text(phone.get(f"{HERE}day_1/words/"))
        sent = phone.post(f"{HERE}day_1/words/", {"words": "Water, and my old coat."})
        history = text(phone.get(HERE))

    assert kept.status_code == 204
    assert "Water, and</textarea>" in page
    assert sent["Location"] == f"{HERE}day_1/thanks/"
    assert "Water, and my old coat." in history
    with clinic_context(cast.clinic.id):
        assert not WordsDraft.objects.visible_to(cast.actor("okafor")).exists()
        assert not WordsDraft.objects.exists()
        assert CheckIn.objects.get().finished_at is not None


def test_between_the_moments_they_can_tell_how_they_are_and_again(phone, cast):
    later = HOME + timedelta(days=5)
    with time_machine.travel(later):
        nothing = text(phone.get(HERE))
        first = phone.post(f"{HERE}between/begin/")["Location"]
        phone.post(first, {"value": "4"})
        phone.post(f"{HERE}between/words/", {"skip": "yes"})
        phone.post(f"{HERE}between/begin/")

    assert "We will ask you again on Tuesday 10 March, 10:00." in nothing
    with clinic_context(cast.clinic.id):
        assert CheckIn.objects.filter(rung=Rung.BETWEEN).count() == 2


def test_a_moment_that_is_over_is_said_kindly_and_takes_nothing(phone, cast):
    with time_machine.travel(HOME + timedelta(days=5)):
        over = phone.post(f"{HERE}day_1/begin/", follow=True)

    assert "The time for that one is over." in text(over)
    assert answers(cast) == []


def test_the_pages_of_what_is_usual_and_when_to_call(phone, settings):
    settings.COMPLAINTS_CONTACT = "Patient office, 030 1234"
    hours = text(phone.get("/me/after/hours/"))
    call = text(phone.get("/me/after/when-to-call/"))

    assert "The first two hours at home" in hours
    assert call.index("Call the emergency number now") < call.index("Chest pain, hard to breathe")
    assert call.index("Someone cannot be woken") < call.index("Call the clinic now")
    assert "You can turn to: Patient office, 030 1234" in call
    assert phone.get("/me/after/nothing/").status_code == 404


def test_before_any_session_nothing_is_asked(cast):
    client = Client()
    sign_in_as_person(client, cast.patients["theo"])

    assert "There is nothing to do now." in text(client.get(HERE))
    assert client.post(f"{HERE}evening/how/", {"value": "all_right"})["Location"] == HERE


def test_after_the_next_session_it_begins_anew_and_the_old_answers_stay(phone, cast):
    second = HOME + timedelta(days=7)
    with time_machine.travel(AN_HOUR_LATER):
        phone.post(f"{HERE}evening/how/", {"value": "all_right"})
    with clinic_context(cast.clinic.id):
        went_home(cast, second)
    with time_machine.travel(second + timedelta(hours=2)):
        quiet = text(phone.get("/me/"))
        phone.post(f"{HERE}evening/how/", {"value": "not_so_well"})
        history = text(phone.get(HERE))

    assert quiet.count('name="value"') == 3
    assert "I am home and all right" in history
    assert "I am not so well" in history
    with clinic_context(cast.clinic.id):
        assert CheckIn.objects.filter(rung=Rung.EVENING).count() == 2
