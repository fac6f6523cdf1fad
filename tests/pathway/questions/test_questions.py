"""Questions and concerns: asked at any time, owned by somebody, answered, closed by either side."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.people.models import Clinic
from holdspace.clinic.tasks.models import Task
from holdspace.domain.tasks import TaskKind
from holdspace.pathway.questions import actions
from holdspace.pathway.questions.models import Question, QuestionDraft, QuestionMessage
from holdspace.pathway.questions.moments import planned_answer, standing
from holdspace.pathway.questions.next_cards import cards_for
from holdspace.pathway.questions.queries import clinic_now, thread_of
from tests.clinic.own_sign_in import sign_in_as_person

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
FRIDAY_NIGHT = datetime(2026, 11, 27, 21, 0, tzinfo=UTC)
LATER = MONDAY_NOON + timedelta(hours=1)
WORDS = "May I drink tea in the morning?"


@pytest.fixture
def phone() -> Client:
    return Client()


@pytest.fixture
def mara(cast, phone):
    person = sign_in_as_person(phone, cast.patients["mara"])
    with clinic_context(cast.clinic.id):
        yield person


def asked(mara, kind=Question.Kind.QUESTION, now=MONDAY_NOON) -> Question:
    return actions.ask(person=mara, kind=kind, words=WORDS, now=now)


def answered(cast, question, *, closes=False, now=LATER) -> None:
    actions.answer(
        actor=cast.actor("jonas"), question=question, words="Yes.", closes=closes, now=now
    )


def open_task_kinds() -> list[str]:
    return list(Task.objects.not_closed().values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("kind", "task"),
    [
        (Question.Kind.QUESTION, TaskKind.QUESTION),
        (Question.Kind.WORRY, TaskKind.CONCERN),
        (Question.Kind.PREPARING, TaskKind.INSTRUCTIONS_QUESTION),
    ],
)
def test_what_a_person_asks_is_a_task_of_its_kind(mara, kind, task) -> None:
    asked(mara, kind)

    assert open_task_kinds() == [task]


def test_the_answer_ends_the_task_and_tells_the_person_by_a_mail(cast, mara) -> None:
    question = asked(mara)

    answered(cast, question)

    assert open_task_kinds() == []
    assert [mail.kind for mail in Mail.objects.filter(patient__isnull=False)] == [MailKind.ANSWER]


def test_an_answer_is_on_the_home_until_the_person_has_read_it(cast, mara) -> None:
    question = asked(mara)
    before = cards_for(mara, LATER)
    answered(cast, question)
    told = cards_for(mara, LATER)

    actions.note_read(person=mara, question=question, now=LATER)

    assert (before, [card.rank for card in told], cards_for(mara, LATER)) == ([], [80], [])


def test_asking_further_is_a_task_again(cast, mara) -> None:
    question = asked(mara)
    answered(cast, question)

    actions.ask_further(person=mara, question=question, words="And coffee?", now=LATER)

    assert open_task_kinds() == [TaskKind.QUESTION]


def test_a_question_that_is_settled_for_the_person_is_no_task(mara) -> None:
    question = asked(mara)

    actions.settle(person=mara, question=question, now=LATER)

    assert open_task_kinds() == []


def test_a_worry_that_is_taken_back_stays_a_task(mara) -> None:
    question = asked(mara, Question.Kind.WORRY)

    actions.settle(person=mara, question=question, now=LATER)

    assert open_task_kinds() == [TaskKind.CONCERN]


def test_nothing_is_written_on_a_closed_question(cast, mara) -> None:
    question = asked(mara)
    answered(cast, question, closes=True)

    with pytest.raises(actions.QuestionClosed):
        actions.ask_further(person=mara, question=question, words="One more?", now=LATER)
    with pytest.raises(actions.QuestionClosed):
        answered(cast, question)


def test_what_was_written_is_never_changed(mara) -> None:
    question = asked(mara)

    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        QuestionMessage.objects.filter(question=question).update(words="something else")


def test_a_draft_is_kept_until_it_is_sent_and_no_staff_reads_it(cast, mara) -> None:
    actions.keep_draft(person=mara, question=None, kind="worry", words="I am", now=MONDAY_NOON)
    actions.keep_draft(person=mara, question=None, kind="worry", words="I am not", now=LATER)
    kept = [draft.words for draft in QuestionDraft.objects.of_person(mara)]
    seen = QuestionDraft.objects.visible_to(cast.actor("okafor")).count()

    asked(mara)

    assert (kept, seen) == (["I am not"], 0)
    assert not QuestionDraft.objects.of_person(mara).exists()


# --- what the person is told ----------------------------------------------------------------------


def told(mara, now) -> str:
    clinic, openness = clinic_now(mara, now)
    return planned_answer(mara, clinic, openness, now)


def test_at_night_it_says_that_the_clinic_is_closed_and_when_an_answer_is_planned(mara) -> None:
    # Friday night in Berlin; sixteen open hours later is Tuesday, 14:00.
    assert told(mara, FRIDAY_NIGHT) == (
        "We are closed now. We read this once we open. "
        "We plan to answer by 14:00 on Tuesday, 1 December."
    )


def test_in_its_hours_it_says_that_the_clinic_is_open(mara) -> None:
    assert told(mara, MONDAY_NOON).startswith("We are open now.")


def test_without_hours_it_says_nothing_about_being_open(cast, mara) -> None:
    Clinic.objects.filter(pk=cast.clinic.pk).update(opening_hours={})

    assert "open" not in told(mara, MONDAY_NOON)
    assert "closed" not in told(mara, MONDAY_NOON)


def test_an_answer_that_is_late_is_said_to_be_late(mara) -> None:
    question = asked(mara)
    done_by = Task.objects.get().done_by
    thread = thread_of(question)

    in_time = standing(thread, mara, done_by - timedelta(seconds=1))
    late = standing(thread, mara, done_by)

    assert "plan to answer" in in_time[0]
    assert "that is on us" in late[0]


# --- in the pages ---------------------------------------------------------------------------------


def test_a_person_asks_on_their_phone_and_reads_the_answer(cast, mara, phone, client) -> None:
    phone.post("/me/ask/", {"kind": "question", "words": WORDS})
    with clinic_context(cast.clinic.id):
        question = Question.objects.get()
    client.force_login(cast.staff["jonas"].account)
    page = client.get(f"/questions/{question.pk}/")
    opened_on = page.context["opened_on"]

    client.post(f"/questions/{question.pk}/", {"words": "Yes, do.", "opened_on": opened_on})

    read = phone.get(f"/me/ask/{question.pk}/").content.decode()
    assert WORDS in page.content.decode()
    assert "Yes, do." in read
    assert "Jonas Weber" in read


def test_an_answer_to_older_words_shows_the_newer_ones_first(cast, mara, phone, client) -> None:
    question = asked(mara)
    client.force_login(cast.staff["jonas"].account)
    opened_on = client.get(f"/questions/{question.pk}/").context["opened_on"]
    phone.post(f"/me/ask/{question.pk}/", {"words": "No wait, coffee?"})

    sent = {"words": "Yes, do.", "opened_on": opened_on}
    answer = client.post(f"/questions/{question.pk}/", sent)

    assert answer.status_code == 409
    assert "No wait, coffee?" in answer.content.decode()
    assert "Yes, do." in answer.content.decode()


def test_nothing_typed_is_lost_when_something_is_missing(mara, phone) -> None:
    page = phone.post("/me/ask/", {"words": WORDS})

    assert page.status_code == 422
    assert WORDS in page.content.decode()
    assert not Question.objects.exists()


def test_the_page_says_who_sees_it_and_whom_to_call_before_anything_is_written(mara, phone) -> None:
    page = phone.get("/me/ask/").content.decode()

    assert page.index("Who sees this") < page.index("<textarea")
    assert page.index("0800 111 0 111") < page.index("<textarea")


def test_somebody_elses_question_is_not_found(cast, mara, phone) -> None:
    question = asked(mara)
    theo = Client()
    sign_in_as_person(theo, cast.patients["theo"])

    assert theo.get(f"/me/ask/{question.pk}/").status_code == 404
    assert theo.post(f"/me/ask/{question.pk}/settle/").status_code == 404


def test_what_is_typed_is_there_again(mara, phone) -> None:
    phone.post("/me/ask/draft/", {"kind": "worry", "words": "I am not sure about"})

    assert "I am not sure about" in phone.get("/me/ask/").content.decode()
