"""Tasks: opened once, acknowledged by one, closed with what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import InternalError, ProgrammingError, transaction

from holdspace.clinic.context import clinic_context
from holdspace.clinic.outbox.actions import queue_mail
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.tasks.actions import (
    NoOutcome,
    TaskClosed,
    acknowledge,
    close,
    open_task,
    take,
)
from holdspace.clinic.tasks.escalation import (
    escalate_what_is_due,
    open_tasks_about_lost_mails,
)
from holdspace.clinic.tasks.models import Task, TaskAct
from holdspace.domain.tasks import TaskKind

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture
def inside(cast):
    with clinic_context(cast.clinic.id):
        yield


@pytest.fixture
def task(cast, inside) -> Task:
    return opened(cast)


def opened(cast, about_id="1", now=MONDAY_NOON) -> Task:
    return open_task(
        clinic_id=cast.clinic.id,
        patient=cast.patients["mara"],
        kind=TaskKind.SUICIDE_ANSWER,
        about_kind="answer",
        about_id=about_id,
        now=now,
    )


def now_of(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def acts_of(task: Task) -> list[str]:
    return list(task.acts.values_list("kind", flat=True))


def test_a_task_about_the_same_thing_is_opened_once(cast, task) -> None:
    again = opened(cast, now=MONDAY_NOON + timedelta(hours=1))

    assert again.pk == task.pk
    assert acts_of(task) == ["opened"]


def test_a_task_about_another_thing_is_another_task(cast, task) -> None:
    assert opened(cast, about_id="2").pk != task.pk


def test_after_it_was_closed_the_same_thing_opens_a_new_task(cast, task) -> None:
    close(actor=cast.actor("jonas"), task=task, outcome="Spoke with her.", now=MONDAY_NOON)

    assert opened(cast).pk != task.pk


def test_the_first_to_acknowledge_stays_in_the_record(cast, task) -> None:
    first = acknowledge(actor=cast.actor("jonas"), task=task, now=MONDAY_NOON)
    second = acknowledge(
        actor=cast.actor("okafor"), task=task, now=MONDAY_NOON + timedelta(minutes=1)
    )

    assert (first, second) == (True, False)
    assert now_of(task).acknowledged_by == cast.staff["jonas"]
    assert now_of(task).acknowledged_at == MONDAY_NOON
    assert now_of(task).escalates_at == task.done_by


def test_whoever_takes_it_has_seen_it(cast, task) -> None:
    take(actor=cast.actor("okafor"), task=task, now=MONDAY_NOON)

    assert now_of(task).owner == cast.staff["okafor"]
    assert acts_of(task) == ["opened", "acknowledged", "taken"]


def test_a_task_is_not_closed_without_what_came_of_it(cast, task) -> None:
    with pytest.raises(NoOutcome):
        close(actor=cast.actor("okafor"), task=task, outcome="  ", now=MONDAY_NOON)

    assert now_of(task).closed_at is None


def test_a_closed_task_is_not_taken(cast, task) -> None:
    close(actor=cast.actor("okafor"), task=task, outcome="Spoke with her.", now=MONDAY_NOON)

    with pytest.raises(TaskClosed):
        take(actor=cast.actor("jonas"), task=task, now=MONDAY_NOON)


def test_what_was_done_about_a_task_is_never_changed(task) -> None:
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        TaskAct.objects.filter(task=task).update(words="something else")


def test_another_clinic_sees_no_task(cast, stranger, task) -> None:
    with clinic_context(stranger.clinic.id):
        assert not Task.objects.exists()


# --- the clock ------------------------------------------------------------------------------------


def at(minutes: float) -> datetime:
    return MONDAY_NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "rung"), [(14.9, 0), (15, 1), (15.1, 1)])
def test_a_task_nobody_has_seen_asks_the_next_ones_in_time(cast, task, minutes, rung) -> None:
    escalate_what_is_due(cast.clinic.id, at(minutes))

    assert standing(cast, task).rung == rung


def test_after_the_last_rung_it_stays_there_and_stays_unseen(cast, task) -> None:
    for minutes in (15, 30, 60, 120):
        escalate_what_is_due(cast.clinic.id, at(minutes))

    found = standing(cast, task)
    assert (found.rung, found.escalates_at) == (2, None)
    assert acts(cast, task) == ["opened", "escalated", "escalated"]


def test_an_acknowledged_task_asks_nobody_else_in_time(cast, task) -> None:
    acknowledge(actor=cast.actor("jonas"), task=task, now=at(14))

    escalate_what_is_due(cast.clinic.id, at(15))

    assert standing(cast, task).rung == 0


@pytest.mark.parametrize(("minutes", "rung"), [(239.9, 0), (240, 2), (240.1, 2)])
def test_a_task_that_was_seen_and_not_done_asks_everybody(cast, task, minutes, rung) -> None:
    acknowledge(actor=cast.actor("jonas"), task=task, now=at(1))

    escalate_what_is_due(cast.clinic.id, at(minutes))

    assert standing(cast, task).rung == rung


def test_a_closed_task_asks_nobody(cast, task) -> None:
    close(actor=cast.actor("jonas"), task=task, outcome="Spoke with her.", now=at(1))

    assert escalate_what_is_due(cast.clinic.id, at(600)) == 0


def test_an_urgent_task_mails_those_it_asks_at_once_and_the_others_in_time(cast, task) -> None:
    first = mailed(cast)
    escalate_what_is_due(cast.clinic.id, at(15))

    assert first == {"Dr Okafor", "Jonas Weber"}
    assert mailed(cast) == {"Dr Okafor", "Jonas Weber", "Ana Silva", "Mei Tan"}


def test_a_mail_that_did_not_reach_a_person_is_a_task_once(cast, inside) -> None:
    mail = queue_mail(
        clinic_id=cast.clinic.id,
        patient=cast.patients["theo"],
        kind=MailKind.REMINDER,
        not_before=MONDAY_NOON,
    )
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.NOT_TAKEN)

    found = [open_tasks_about_lost_mails(cast.clinic.id, MONDAY_NOON) for _ in range(2)]

    assert found == [1, 0]
    with clinic_context(cast.clinic.id):
        assert Task.objects.get(kind=TaskKind.MAIL_NOT_TAKEN).about_id == str(mail.pk)


def test_the_front_desk_sees_what_it_may_be_asked_and_nothing_clinical(cast, task) -> None:
    open_task(
        clinic_id=cast.clinic.id,
        patient=cast.patients["theo"],
        kind=TaskKind.MAIL_NOT_TAKEN,
        now=MONDAY_NOON,
    )

    seen = Task.objects.visible_to(cast.actor("desk"))

    assert [one.kind for one in seen] == [TaskKind.MAIL_NOT_TAKEN]
    assert Task.objects.visible_to(cast.actor("okafor")).count() == 2
    assert not Task.objects.visible_to(cast.actor("owner")).exists()


def mailed(cast) -> set[str]:
    with clinic_context(cast.clinic.id):
        return set(Mail.objects.values_list("staff__name", flat=True))


def standing(cast, task: Task) -> Task:
    with clinic_context(cast.clinic.id):
        return now_of(task)


def acts(cast, task: Task) -> list[str]:
    with clinic_context(cast.clinic.id):
        return acts_of(task)


# --- who is told where ----------------------------------------------------------------------------


def ask_listen(client) -> dict[str, object]:
    spoken = {"device_id": str(uuid4()), "is_visible": True, "may_sound": True}
    return client.post("/help/listen", spoken, content_type="application/json").json()


@pytest.fixture
def urgent(cast) -> Task:
    """In a context of its own: pages open theirs."""
    with clinic_context(cast.clinic.id):
        return opened(cast, now=datetime.now(UTC))


def test_every_open_page_is_told_until_somebody_has_seen_it(cast, urgent, client) -> None:
    client.force_login(cast.staff["okafor"].account)
    before = ask_listen(client)["tasks"]

    client.post(f"/tasks/{urgent.pk}/acknowledge/")

    assert (before, ask_listen(client)["tasks"]) == (1, 0)


def test_the_open_page_the_board_and_its_loose_ends_say_the_same_number(
    cast, urgent, client
) -> None:
    now = datetime.now(UTC)
    with clinic_context(cast.clinic.id):
        for patient, hours in (("theo", 100), ("rosa", 0)):
            open_task(
                clinic_id=cast.clinic.id,
                patient=cast.patients[patient],
                kind=TaskKind.QUESTION,
                now=now - timedelta(hours=hours),
            )
    client.force_login(cast.staff["ana"].account)

    board = client.get("/").content.decode()

    assert ask_listen(client)["tasks"] == 2
    assert "2 tasks nobody has seen yet" in board
    assert board.count('<span class="tag">Task</span>') == 2


def test_the_board_says_that_there_is_one_and_nothing_clinical(cast, urgent, client) -> None:
    client.force_login(cast.staff["okafor"].account)
    with clinic_context(cast.clinic.id):
        escalate_what_is_due(cast.clinic.id, urgent.acknowledge_by)

    board = client.get("/").content.decode()

    assert "1 task nobody has seen yet" in board
    assert "Call this person, M. K." in board
    assert "suicide" not in board.lower()


def test_a_task_is_taken_and_closed_on_its_page(cast, urgent, client) -> None:
    client.force_login(cast.staff["jonas"].account)
    client.post(f"/tasks/{urgent.pk}/take/")
    without = client.post(f"/tasks/{urgent.pk}/", {"outcome": " "})

    client.post(f"/tasks/{urgent.pk}/", {"outcome": "Called. Safety plan renewed."})

    assert without.status_code == 422
    assert acts(cast, urgent) == ["opened", "acknowledged", "taken", "closed"]
    assert "Called. Safety plan renewed." in client.get("/tasks/").content.decode()


def test_an_empty_list_says_where_tasks_come_from(cast, client) -> None:
    client.force_login(cast.staff["jonas"].account)

    assert "Nothing is open" in client.get("/tasks/").content.decode()
