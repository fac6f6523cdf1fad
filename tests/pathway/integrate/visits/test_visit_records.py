"""The record of a visit: signed, never changed; and the directory, where each word has its day."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from holdspace.clinic.demo import PASSWORD
from holdspace.domain.integration_visit import VisitState
from holdspace.pathway.integrate.visits.models import Specialist, SpecialistWord, VisitRecord
from holdspace.pathway.integrate.visits.queries import agreed_with, line_of, records_of
from holdspace.pathway.integrate.visits.record_actions import (
    AlreadyCorrected,
    NotHeldYet,
    is_whole,
    sign_record,
)
from tests.pathway.integrate.visits.conftest import HOME, booked

LATER = HOME + timedelta(hours=30)
CONTENT = {
    "held_on": date(2026, 3, 3),
    "themes": "Her father's garden.",
    "beliefs": "",
    "practised": "Ten quiet minutes.",
    "actions": "Ten minutes outside after breakfast.",
    "next_step": "",
    "shares_actions": True,
}


def signed(cast, **more) -> VisitRecord:
    changed = {name: more.pop(name) for name in list(more) if name in CONTENT}
    return sign_record(
        actor=cast.actor("jonas"),
        patient=cast.patients["mara"],
        content=CONTENT | changed,
        now=more.pop("now", LATER),
        **more,
    )


def signed_in(cast, who: str, *, lately: bool = False) -> Client:
    client, account = Client(), cast.staff[who].account
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    if lately:
        session = client.session
        session["account_authentication_methods_user"] = str(account.pk)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
    return client


def test_a_record_ends_the_chase(inside, visit) -> None:
    record = signed(inside)

    assert record.session_id == visit.session_id
    assert line_of(visit, LATER).standing.state is VisitState.DONE


def test_a_record_is_never_changed_in_its_row(inside, visit) -> None:
    signed(inside)

    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        VisitRecord.objects.update(themes="something else")


def test_a_record_that_says_something_else_than_was_signed_is_seen(inside, visit) -> None:
    record = signed(inside)
    before = is_whole(VisitRecord.objects.get(pk=record.pk))
    record.themes = "something else"

    assert (before, is_whole(record)) == (True, False)


def test_a_correction_takes_its_place_and_both_stay_readable(inside, visit) -> None:
    first = signed(inside)
    again = signed(inside, corrects=first, reason="The wrong day.", held_on=date(2026, 3, 2))

    assert [one.pk for one in records_of(inside.patients["mara"].pk)] == [again.pk]
    assert VisitRecord.objects.count() == 2
    with pytest.raises(AlreadyCorrected):
        signed(inside, corrects=first, reason="Once more.")


def test_a_visit_that_lies_ahead_has_no_record(inside, visit) -> None:
    with pytest.raises(NotHeldYet):
        signed(inside, held_on=LATER.date() + timedelta(days=1))


def test_the_person_reads_what_was_agreed_when_the_therapist_lets_them(inside, visit, mara, client):
    signed(inside, shares_actions=False)
    hidden = agreed_with(mara.patient_id)
    signed(inside)

    page = client.get("/me/visits/").content.decode()

    assert hidden == ()
    assert "Ten minutes outside after breakfast." in page
    assert "father" not in page


def test_what_is_missing_is_said_and_what_was_typed_stays(inside, visit) -> None:
    page = reverse("visits:new_record", args=[inside.patients["mara"].pk])

    answer = signed_in(inside, "jonas", lately=True).post(
        page, {"held_on": "2026-03-03", "actions": "Go outside."}
    )

    assert answer.status_code == 422
    assert "Say in a few words what it was about." in answer.content.decode()
    assert "Go outside." in answer.content.decode()


def test_who_is_asked_once_more_who_they_are_loses_nothing_that_was_typed(inside, visit) -> None:
    """Opened from its appointment, the address of the form says which."""
    jonas = signed_in(inside, "jonas")
    talk = booked(inside, timezone.now() - timedelta(hours=2))
    page = reverse("visits:new_record", args=[inside.patients["mara"].pk])

    asked = jonas.post(
        f"{page}?appointment={talk.pk}",
        {"held_on": timezone.now().date(), "themes": "Her father's garden."},
    )
    answer = jonas.post(asked["Location"], {"password": PASSWORD})

    record = VisitRecord.objects.get()
    assert answer["Location"] == reverse("visits:record", args=[record.pk])
    assert (record.themes, record.appointment_id) == ("Her father's garden.", talk.pk)


# --- the directory --------------------------------------------------------------------------------


@pytest.fixture
def vega(inside) -> Specialist:
    return Specialist.objects.create(
        clinic=inside.clinic, name="Elena Vega", kind="therapist", languages="German, Spanish"
    )


def word(cast, vega, at) -> SpecialistWord:
    return SpecialistWord.objects.create(
        clinic=cast.clinic,
        specialist=vega,
        supportive="yes",
        basis="By phone.",
        by=cast.staff["jonas"],
        at=at,
    )


@pytest.mark.parametrize(
    ("days", "is_old"), [(364, False), (365, True), (366, True)], ids=["under", "at", "over"]
)
def test_a_word_of_a_year_ago_is_asked_for_again(inside, vega, days, is_old) -> None:
    assert word(inside, vega, LATER - timedelta(days=days)).is_old(LATER) is is_old


def test_whom_nobody_asked_is_not_said_to_be_against_it(inside, vega) -> None:
    desk = signed_in(inside, "desk")

    found = desk.post("/specialists/", {"search": "spanish"}).content.decode()
    nobody = desk.post("/specialists/", {"search": "nobody"}).content.decode()

    assert "Elena Vega" in found
    assert "Nobody has asked yet" in found
    assert "Nobody found" in nobody


def test_a_word_is_noted_with_who_heard_it_and_when(inside, vega) -> None:
    page = reverse("visits:specialist_word", args=[vega.pk])

    signed_in(inside, "ana").post(page, {"supportive": "with_questions", "basis": "She called."})

    kept = SpecialistWord.objects.get()
    assert (kept.by, kept.supportive) == (inside.staff["ana"], "with_questions")
    assert abs(timezone.now() - kept.at) < timedelta(hours=1)
