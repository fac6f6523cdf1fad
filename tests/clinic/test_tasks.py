"""Tasks: opened once, acknowledged by one, closed with what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction

from holdspace.clinic.context import clinic_context
from holdspace.clinic.tasks.actions import (
    NoOutcome,
    TaskClosed,
    acknowledge,
    close,
    open_task,
    take,
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
    assert now_of(task).escalates_at is None


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
