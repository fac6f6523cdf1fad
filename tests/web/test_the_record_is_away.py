"""The database does not answer: whoever asked is told so in a sentence, and nothing else."""

from __future__ import annotations

import json

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from holdspace.domain.free_space import CANNOT_CHART
from holdspace.web.record_away import AWAY, say_that_the_record_is_away


def answer_to(request, wrong: Exception):
    middleware = say_that_the_record_is_away(lambda _: HttpResponse())
    return middleware.process_exception(request, wrong)


def caused_by(cause: Exception) -> OperationalError:
    wrong = OperationalError("what was being written: Mara Keller")
    wrong.__cause__ = cause
    return wrong


@pytest.mark.parametrize("wrong", [OperationalError("gone"), InterfaceError("closed")])
def test_a_person_gets_a_page_without_asking_the_database_who_they_are(wrong) -> None:
    response = answer_to(RequestFactory().get("/"), wrong)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "does not answer just now" in response.content.decode()


def test_a_tablet_gets_a_sentence() -> None:
    request = RequestFactory().post("/room/x/events", "{}", content_type="application/json")

    response = answer_to(request, caused_by(psycopg.errors.AdminShutdown()))

    assert response.status_code == 503
    assert json.loads(response.content) == {"sentence": AWAY}


def test_a_full_disk_is_called_by_its_name() -> None:
    response = answer_to(RequestFactory().get("/"), caused_by(psycopg.errors.DiskFull()))

    assert "disk is full" in CANNOT_CHART
    assert "disk is full" in response.content.decode()


def test_neither_the_answer_nor_the_log_quotes_what_was_being_written(caplog) -> None:
    response = answer_to(RequestFactory().get("/"), caused_by(psycopg.errors.DiskFull()))

    assert "Mara" not in response.content.decode() + caplog.text


def test_other_mistakes_are_left_to_the_error_page() -> None:
    assert answer_to(RequestFactory().get("/"), ValueError("ours")) is None
