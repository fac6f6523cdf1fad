"""The clock process on a real database: a task climbs and a mail leaves while nobody looks."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.outbox.actions import queue_mail
from holdspace.clinic.outbox.words import MailKind
from holdspace.clinic.people.models import Patient
from holdspace.clinic.tasks.actions import open_task
from holdspace.clinic.tasks.models import Task
from holdspace.domain.tasks import TaskKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from holdspace.clinic.demo import Cast
    from holdspace.server.database_address import Database

GIVEN_UP_AFTER_SECONDS = 60


def comes_true(claim: Callable[[], bool]) -> bool:
    given_up_at = time.monotonic() + GIVEN_UP_AFTER_SECONDS
    while not claim() and time.monotonic() < given_up_at:
        time.sleep(0.1)
    return claim()


def environment(database: Database, folder: Path) -> dict[str, str]:
    key = folder / "anchor_key"
    key.write_text("k" * 40)
    (folder / "anchor").mkdir()
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "holdspace.settings",
        "HOLDSPACE_DATABASE_URL": database.app_url,
        "HOLDSPACE_OWNER_DATABASE_URL": database.owner_url,
        "HOLDSPACE_DATA": str(folder),
        "HOLDSPACE_ANCHOR_FOLDER": str(folder / "anchor"),
        "HOLDSPACE_ANCHOR_KEY_FILE": str(key),
        "HOLDSPACE_MAIL_URL": (folder / "mail").as_uri(),
    }


def left_behind(cast: Cast) -> Task:
    """A reminder that is due, and an urgent task that nobody saw for twenty minutes."""
    now = timezone.now()
    with clinic_context(cast.clinic.id):
        mara = cast.patients["mara"]
        Patient.objects.filter(pk=mara.pk).update(email="mara@people.example")
        queue_mail(clinic_id=cast.clinic.id, patient=mara, kind=MailKind.REMINDER, not_before=now)
        return open_task(
            clinic_id=cast.clinic.id,
            patient=mara,
            kind=TaskKind.SUICIDE_ANSWER,
            now=now - timedelta(minutes=20),
        )


def test_a_task_climbs_and_a_mail_leaves_while_nobody_looks(own_database, tmp_path) -> None:
    cast = make_cast()
    task = left_behind(cast)
    clock = subprocess.Popen(
        [sys.executable, "-m", "holdspace.server.clock"], env=environment(own_database, tmp_path)
    )

    def has_climbed() -> bool:
        with clinic_context(cast.clinic.id):
            return Task.objects.get(pk=task.pk).rung == 1

    def has_left() -> bool:
        letters = [one.read_text() for one in (tmp_path / "mail").glob("*")]
        return any("To: mara@people.example" in letter for letter in letters)

    came_true = comes_true(has_climbed) and comes_true(has_left)
    clock.terminate()
    clock.wait(timeout=10)

    assert came_true
