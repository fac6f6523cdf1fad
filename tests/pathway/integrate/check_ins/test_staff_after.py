"""What the staff see of people after a session, and what they enter by telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.tasks.models import Task
from holdspace.domain.check_ins import Question, Rung
from holdspace.pathway.integrate.check_ins.by_the_clock import look_after_check_ins
from holdspace.pathway.integrate.check_ins.models import CheckIn, CheckInAnswer
from holdspace.pathway.prepare.actions import PlannedEscort, name_escort
from tests.pathway.integrate.check_ins.after import say, went_home

HOME = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
NOW = HOME + timedelta(hours=28)


@pytest.fixture
def after(cast):
    """Four people a day after: a symptom, silence, something for today, and all right."""
    with clinic_context(cast.clinic.id), time_machine.travel(NOW, tick=False):
        for key in ("mara", "theo", "rosa", "samir"):
            session = went_home(cast, HOME, key=key)
        escort = PlannedEscort(name="Ida Keller", phone="0160 1", is_confirmed=True)
        name_escort(actor=cast.actor("ana"), cycle=session.cycle, escort=escort, now=HOME)
        at = NOW - timedelta(hours=3)
        say(cast, Rung.DAY_1, Question.BODY, {"palpitations"}, at, key="mara")
        say(cast, Rung.DAY_1, Question.BODY, {"far_away"}, at, key="rosa")
        say(cast, Rung.EVENING, Question.HOW, "all_right", HOME, key="samir")
        say(cast, Rung.DAY_1, Question.MOOD, "6", at, key="samir")
        say(cast, Rung.DAY_1, Question.SAFETY, None, at, key="samir")
        look_after_check_ins(cast.clinic.id, NOW)
    return cast


def asked(cast, path, who="jonas", **sent):
    desk = Client()
    with time_machine.travel(NOW, tick=False):
        desk.force_login(cast.staff[who].account)
        return desk.post(path, sent, follow=True) if sent else desk.get(path)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_who_needs_somebody_stands_first_and_silence_is_called_silence(after):
    page = text(asked(after, "/after/"))
    main = page[page.index("<main") :]

    order = [main.index(name) for name in ("Mara", "Theo", "Rosa", "Samir")]
    assert order == sorted(order)
    assert "Silence: no answer on the evening and at 24 hours; went home 28 h ago." in main
    assert "Nothing has been said since." in main
    assert "safety: not answered, not known" in main
    assert "Next: 72 hours, Fri 6 Mar, 14:00." in main


def test_the_page_of_one_person_says_each_moment_and_whom_else_to_call(after):
    samir = after.patients["samir"].pk
    page = text(asked(after, f"/people/{samir}/after/"))

    assert "Answered. Home and all right." in page
    assert "Not yet asked." in page
    assert 'Ida Keller: <a href="tel:01601">0160 1</a>' in page
    assert "They have not agreed that anything is told to this person." in page


def test_a_task_leads_to_where_its_answer_stands(after):
    with clinic_context(after.clinic.id):
        answer = CheckInAnswer.objects.get(marks=["palpitations"])

    leads_to = asked(after, f"/after/told/{answer.pk}/")["Location"]

    assert leads_to == f"/people/{after.patients['mara'].pk}/after/#told-{answer.check_in_id}"


def test_what_is_heard_by_telephone_is_entered_with_whose_word_it_was(after):
    theo = after.patients["theo"].pk
    page = asked(
        after,
        f"/people/{theo}/after/by-phone/",
        told_by="other",
        mood="5",
        none="on",
        words="He sleeps, and wakes when she calls him.",
    )

    with clinic_context(after.clinic.id):
        check_in = CheckIn.objects.get(patient_id=theo)
        assert not Task.objects.not_closed().filter(patient_id=theo).exists()
        assert check_in.rung == Rung.DAY_1
        assert check_in.finished_at == NOW
        assert set(check_in.answers.values_list("question", flat=True)) == {
            "mood",
            "body",
            "words",
        }
        assert AuditEntry.objects.filter(act="enter a check-in by phone").count() == 1
    assert "Jonas Weber, by phone with somebody who is with them" in text(page)


def test_a_form_in_which_nothing_is_entered_says_so(after):
    theo = after.patients["theo"].pk
    empty = asked(after, f"/people/{theo}/after/by-phone/", told_by="person")

    assert empty.status_code == 422
    assert "Nothing is entered yet." in text(empty)


def test_the_persons_page_has_the_line(after):
    page = text(asked(after, f"/people/{after.patients['theo'].pk}/"))

    assert "Silence: no answer on the evening and at 24 hours" in page


def test_the_front_desk_reads_none_of_it(after):
    assert asked(after, "/after/", who="desk").status_code == 403
