"""Mails: queued with their act, sent at most once, refused in the server's own words."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.outbox.actions import (
    NotToBeSentAgain,
    cancel_mails,
    queue_mail,
    queue_staff_mail,
    send_again,
)
from holdspace.clinic.outbox.models import Mail
from holdspace.clinic.outbox.sending import CUT_OFF_AFTER, send_next, settle_what_was_cut_off
from holdspace.clinic.outbox.server import NotAMailServer, backend_of
from holdspace.clinic.outbox.words import WORDS, MailKind, letter
from holdspace.clinic.people.models import Patient
from holdspace.clinic.tasks.models import Task
from holdspace.domain.mail_tries import TRIES, WAITS
from holdspace.server.post import send_what_is_due
from tests.clinic.smtp_server import running_mail_server

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
ADDRESS = "mara@people.example"
TELLS_TOO_MUCH = (
    "ketamine", "treatment", "therap", "clinic", "dose", "dosing", "session", "medic", "doctor",
    "nurse", "patient", "consent", "screen", "mood", "depress", "anxi", "trauma", "suicid",
    "appointment", "visit", "health", "care", "result", "holdspace",
)  # fmt: skip


@pytest.fixture
def server(settings):
    with running_mail_server() as running:
        settings.MAIL_URL = running.url
        settings.MAIL_FROM = "post@letters.example"
        settings.SITE_ADDRESS = "https://place.example"
        yield running


@pytest.fixture
def mara(cast) -> Patient:
    with clinic_context(cast.clinic.id):
        Patient.objects.filter(pk=cast.patients["mara"].pk).update(email=ADDRESS)
    return cast.patients["mara"]


def queued(patient, kind=MailKind.REMINDER, not_before=NOON, link="/me/", **more) -> Mail:
    with clinic_context(patient.clinic_id):
        return queue_mail(
            clinic_id=patient.clinic_id,
            patient=patient,
            kind=kind,
            not_before=not_before,
            link=link,
            **more,
        )


def standing(mail: Mail) -> Mail:
    with clinic_context(mail.clinic_id):
        return Mail.objects.get(pk=mail.pk)


# --- one mail -------------------------------------------------------------------------------------


def test_a_mail_that_is_due_is_sent_once(server, mara) -> None:
    mail = queued(mara)

    assert send_next(mara.clinic_id, NOON) is True
    assert send_next(mara.clinic_id, NOON) is False

    assert len(server.letters) == 1
    assert f"To: {ADDRESS}" in server.letters[0]
    assert "https://place.example/me/" in server.letters[0]
    assert f"Message-ID: <{mail.pk}@letters.example>" in server.letters[0]
    assert standing(mail).state == Mail.State.SENT


@pytest.mark.parametrize(
    ("when", "leaves"), [(NOON - MOMENT, False), (NOON, True), (NOON + MOMENT, True)]
)
def test_a_mail_leaves_when_its_time_has_come(server, mara, when, leaves) -> None:
    queued(mara)

    assert send_next(mara.clinic_id, when) is leaves


def test_the_same_mail_is_queued_once(mara) -> None:
    first = queued(mara, about_kind="appointment", about_id=7)
    second = queued(mara, about_kind="appointment", about_id=7)

    assert first.pk == second.pk


def test_a_mail_that_is_not_needed_any_more_does_not_leave(server, mara) -> None:
    queued(mara, about_kind="appointment", about_id=7)

    with clinic_context(mara.clinic_id):
        cancel_mails(clinic_id=mara.clinic_id, about_kind="appointment", about_id=7, now=NOON)

    assert send_next(mara.clinic_id, NOON) is False


def test_it_goes_to_the_address_that_was_mended_meanwhile(server, mara) -> None:
    queued(mara)
    with clinic_context(mara.clinic_id):
        Patient.objects.filter(pk=mara.pk).update(email="new@people.example")

    send_next(mara.clinic_id, NOON)

    assert "To: new@people.example" in server.letters[0]


def test_a_mail_to_a_colleague_goes_to_where_they_sign_in(server, cast) -> None:
    with clinic_context(cast.clinic.id):
        queue_staff_mail(
            staff=cast.staff["okafor"],
            kind=MailKind.STAFF_TASK,
            not_before=NOON,
            link="/tasks/",
            about_kind="task",
            about_id=1,
        )

    send_next(cast.clinic.id, NOON)

    assert "To: okafor@demo.example" in server.letters[0]


# --- what came of it ------------------------------------------------------------------------------


def test_without_an_address_nothing_is_sent_and_it_says_why(server, cast) -> None:
    mail = queued(cast.patients["theo"])

    send_next(cast.clinic.id, NOON)

    assert server.connections == 0
    assert standing(mail).state == Mail.State.NOT_TAKEN
    assert "no e-mail address" in standing(mail).server_said


def test_a_refusal_is_kept_in_the_servers_own_words_and_in_no_log(server, mara, caplog) -> None:
    server.answer_to_recipient = "550 no such person"
    mail = queued(mara)

    with caplog.at_level(logging.DEBUG):
        send_next(mara.clinic_id, NOON)

    assert standing(mail).state == Mail.State.NOT_TAKEN
    assert standing(mail).server_said == "550 no such person"
    assert ADDRESS not in caplog.text


def test_a_busy_server_is_asked_again_later_and_not_before(server, mara) -> None:
    server.answer_to_data = "451 busy"
    mail = queued(mara)
    send_next(mara.clinic_id, NOON)
    server.answer_to_data = "250 taken"

    assert send_next(mara.clinic_id, NOON + WAITS[0] - MOMENT) is False
    assert send_next(mara.clinic_id, NOON + WAITS[0]) is True
    assert standing(mail).state == Mail.State.SENT


def test_after_the_last_try_it_is_not_taken(server, mara) -> None:
    server.answer_to_data = "451 busy"
    mail = queued(mara, not_after=NOON + timedelta(days=9))

    tried = [send_next(mara.clinic_id, NOON + timedelta(days=number)) for number in range(9)]

    assert sum(tried) == TRIES
    assert standing(mail).state == Mail.State.NOT_TAKEN


def test_a_server_that_is_away_is_asked_again(server, mara, settings) -> None:
    settings.MAIL_URL = "smtp+plain://127.0.0.1:9"
    mail = queued(mara)

    send_next(mara.clinic_id, NOON)

    assert standing(mail).state == Mail.State.WAITING
    assert standing(mail).try_at == NOON + WAITS[0]


def test_a_line_that_breaks_in_the_middle_leaves_it_not_known_and_not_sent_again(
    server, mara
) -> None:
    server.hangs_up_after_data = True
    mail = queued(mara)
    send_next(mara.clinic_id, NOON)
    server.hangs_up_after_data = False

    assert send_next(mara.clinic_id, NOON + timedelta(hours=20)) is False
    assert standing(mail).state == Mail.State.NOT_KNOWN
    assert len(server.letters) == 1


def test_a_mail_whose_sender_was_killed_is_never_sent_again_by_itself(server, mara) -> None:
    mail = queued(mara)
    with clinic_context(mara.clinic_id):
        Mail.objects.filter(pk=mail.pk).update(
            state=Mail.State.BEING_SENT, tries=1, changed_at=NOON
        )

    settle_what_was_cut_off(mara.clinic_id, NOON + CUT_OFF_AFTER)
    before = standing(mail).state
    settle_what_was_cut_off(mara.clinic_id, NOON + CUT_OFF_AFTER + MOMENT)

    assert (before, standing(mail).state) == (Mail.State.BEING_SENT, Mail.State.NOT_KNOWN)
    assert send_next(mara.clinic_id, NOON + timedelta(hours=1)) is False


@pytest.mark.parametrize(("late_by", "state"), [(timedelta(0), "waiting"), (MOMENT, "too_late")])
def test_a_mail_that_is_too_late_is_not_sent(server, mara, late_by, state) -> None:
    mail = queued(mara, not_after=NOON + timedelta(hours=1))
    with clinic_context(mara.clinic_id):
        Mail.objects.filter(pk=mail.pk).update(queued_at=NOON)

    settle_what_was_cut_off(mara.clinic_id, NOON + timedelta(hours=1) + late_by)

    assert standing(mail).state == state


def test_a_mail_that_was_too_late_when_it_was_queued_was_never_needed(server, mara) -> None:
    long_ago = NOON - timedelta(days=900)
    mail = queued(mara, not_before=long_ago)
    with clinic_context(mara.clinic_id):
        Mail.objects.filter(pk=mail.pk).update(queued_at=long_ago + timedelta(days=3))

    settle_what_was_cut_off(mara.clinic_id, NOON)

    assert standing(mail).state == Mail.State.CANCELLED


def test_a_server_without_encryption_is_told_nothing(server, mara, settings) -> None:
    settings.MAIL_URL = server.url.replace("smtp+plain", "smtp")
    mail = queued(mara)

    send_next(mara.clinic_id, NOON)

    assert server.letters == []
    assert standing(mail).state == Mail.State.WAITING
    assert "STARTTLS" in standing(mail).server_said


# --- by hand --------------------------------------------------------------------------------------


def test_somebody_decides_that_a_mail_goes_out_again(server, mara, cast) -> None:
    server.answer_to_recipient = "550 no such person"
    mail = queued(mara)
    send_next(mara.clinic_id, NOON)
    server.answer_to_recipient = "250 ok"
    refused = standing(mail)

    with clinic_context(cast.clinic.id):
        send_again(actor=cast.actor("desk"), mail=refused, now=NOON + MOMENT)
    send_next(mara.clinic_id, NOON + MOMENT)

    assert standing(mail).state == Mail.State.SENT


def test_what_was_sent_is_not_sent_again(server, mara, cast) -> None:
    mail = queued(mara)
    send_next(mara.clinic_id, NOON)
    sent = standing(mail)

    with clinic_context(cast.clinic.id), pytest.raises(NotToBeSentAgain):
        send_again(actor=cast.actor("desk"), mail=sent, now=NOON)


@pytest.mark.parametrize("answer", ["250 ok", "550 no"])
def test_a_link_that_signs_somebody_in_is_forgotten_once_it_left(server, mara, answer) -> None:
    server.answer_to_recipient = answer
    mail = queued(mara, kind=MailKind.OWN_LINK, link="/me/join/secret/")

    send_next(mara.clinic_id, NOON)

    assert standing(mail).link == ""
    assert not standing(mail).may_go_again


# --- words and settings ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MailKind)
def test_a_mail_says_nothing_about_anybody(kind) -> None:
    subject, body = letter(kind, "https://place.example/x")

    said = f"{subject} {body}".lower()
    assert [word for word in TELLS_TOO_MUCH if word in said] == []
    assert "https://place.example/x" in body


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == set(MailKind)


@pytest.mark.parametrize(
    "url",
    ["", "mara@people.example", "http://mail.example", "smtp://", "smtp+plain://mail.example"],
)
def test_an_address_that_no_mail_should_go_to_is_refused(url) -> None:
    with pytest.raises(NotAMailServer):
        backend_of(url)


def test_a_password_with_signs_in_it_is_read_as_it_is() -> None:
    found = backend_of("smtps://post%40letters.example:p%2Fq@mail.example")

    assert (found["username"], found["password"]) == ("post@letters.example", "p/q")
    assert (found["port"], found["use_ssl"], found["use_tls"]) == (465, True, False)


# --- as the clock process does it -----------------------------------------------------------------


def test_the_mails_of_every_clinic_leave_and_what_is_lost_is_a_task(
    server, mara, stranger, settings, tmp_path
) -> None:
    settings.MAIL_URL = (tmp_path / "mail").as_uri()
    far = stranger.patients["mara"]
    with clinic_context(stranger.clinic.id):
        Patient.objects.filter(pk=far.pk).update(email="far@people.example")
    queued(mara)
    queued(far)
    lost = queued(mara, kind=MailKind.SOMETHING_NEW)
    with clinic_context(mara.clinic_id):
        Mail.objects.filter(pk=lost.pk).update(state=Mail.State.NOT_TAKEN)

    send_what_is_due(NOON)

    letters = "".join(one.read_text() for one in (tmp_path / "mail").iterdir())
    assert letters.count("Subject: A reminder for you") == 2
    assert ADDRESS in letters
    assert "far@people.example" in letters
    with clinic_context(mara.clinic_id):
        assert [task.about_id for task in Task.objects.all()] == [str(lost.pk)]


def test_without_a_server_nothing_leaves_and_nothing_is_lost(mara, settings) -> None:
    settings.MAIL_URL = ""
    mail = queued(mara)

    send_what_is_due(NOON)

    assert standing(mail).state == Mail.State.WAITING


SENDER = """
import os, django
django.setup()
from datetime import datetime
from holdspace.clinic.outbox.sending import send_next
send_next(int(os.environ["CLINIC"]), datetime.fromisoformat(os.environ["NOW"]))
"""


def test_a_sender_that_is_killed_between_leaves_one_mail_that_is_not_known(own_database) -> None:
    cast = make_cast()
    with clinic_context(cast.clinic.id):
        Patient.objects.filter(pk=cast.patients["mara"].pk).update(email=ADDRESS)
    mail = queued(cast.patients["mara"])
    with running_mail_server() as server:
        server.waits_after_data = True
        told = {
            "DJANGO_SETTINGS_MODULE": "holdspace.settings",
            "HOLDSPACE_DATABASE_URL": own_database.app_url,
            "HOLDSPACE_MAIL_URL": server.url,
            "HOLDSPACE_MAIL_FROM": "post@letters.example",
            "CLINIC": str(cast.clinic.id),
            "NOW": NOON.isoformat(),
        }
        sender = subprocess.Popen([sys.executable, "-c", SENDER], env=os.environ | told)
        has_a_letter = server.has_a_letter.wait(timeout=60)
        sender.kill()
        sender.wait(timeout=10)
        server.waits_after_data = False

        settle_what_was_cut_off(cast.clinic.id, NOON + CUT_OFF_AFTER + MOMENT)
        is_sent_again = send_next(cast.clinic.id, NOON + timedelta(hours=1))

    assert has_a_letter
    assert len(server.letters) == 1
    assert is_sent_again is False
    assert standing(mail).state == Mail.State.NOT_KNOWN
