"""A patient's own pages open to that patient, by a link from the clinic; to nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access import actions
from holdspace.clinic.own_access.models import OwnDevice, PatientLink
from tests.clinic.own_sign_in import (
    MARAS_BIRTHDAY,
    PIN,
    joined,
    sign_in_as_person,
)

pytestmark = pytest.mark.django_db
ANOTHER_DAY = {"day": "13", "month": "3", "year": "1984"}
OVER = "This link does not work any more"


# --- the gate -------------------------------------------------------------------------------------


def test_a_person_who_is_signed_in_sees_their_home(cast, client) -> None:
    person = sign_in_as_person(client, cast.patients["mara"])

    page = client.get("/me/")

    assert page.status_code == 200
    assert "Good to see you, Mara" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    with clinic_context(person.clinic_id):
        line = AuditEntry.objects.get()
    assert (line.by_patient, line.patient_id, line.staff_id) == (True, person.patient_id, None)


def test_a_stranger_is_sent_to_sign_in_and_then_on(cast, client) -> None:
    assert client.get("/me/pin")["Location"] == "/me/sign-in?next=%2Fme%2Fpin"


def test_a_member_of_staff_is_refused(cast, client) -> None:
    client.force_login(cast.staff["okafor"].account)

    assert client.get("/me/").status_code == 403


@pytest.mark.parametrize("page", ["/", "/people/", "/account/2fa/", "/account/sessions/"])
def test_no_page_of_the_staff_opens_to_a_person(cast, client, page) -> None:
    sign_in_as_person(client, cast.patients["mara"])

    assert client.get(page).status_code == 403


# --- by a link ------------------------------------------------------------------------------------


def test_a_person_joins_by_link_date_of_birth_and_pin(link, cast) -> None:
    phone = joined(link)

    assert "Good to see you, Mara" in phone.get("/me/").content.decode()
    with clinic_context(cast.clinic.id):
        device = OwnDevice.objects.get()
        acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert device.name == "iPhone, Safari"
    assert {"make a companion link", "join the companion"} <= acts


def test_opening_the_link_uses_nothing_up(link) -> None:
    for scanner in (Client(), Client()):
        assert scanner.get(link).status_code == 200

    assert joined(link).get("/me/").status_code == 200


def test_the_link_says_nothing_of_anybody(link) -> None:
    page = Client().get(link).content.decode()

    assert "Mara" not in page
    assert "Keller" not in page
    assert "Harbour" not in page


def test_a_link_works_once(link) -> None:
    joined(link)

    page = Client().get(link)

    assert page.status_code == 410
    assert OVER in page.content.decode()


def test_a_link_that_is_over_says_what_an_unknown_one_says(link, cast) -> None:
    joined(link)
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')

    used = token.sub("", Client().get(link).content.decode())
    unknown = token.sub("", Client().get("/me/join/nothing/").content.decode())

    assert used == unknown


@pytest.mark.parametrize(("days", "status"), [(6.99, 200), (7, 410), (7.01, 410)])
def test_a_link_runs_out_after_a_week(link, cast, days, status) -> None:
    with clinic_context(cast.clinic.id):
        made = PatientLink.objects.get()
        PatientLink.objects.update(expires_at=made.expires_at - timedelta(days=days))

    assert Client().get(link).status_code == status


def test_a_new_link_ends_the_one_before(link, cast) -> None:
    with clinic_context(cast.clinic.id):
        actions.make_link(
            actor=cast.actor("desk"), patient=cast.patients["mara"], now=timezone.now()
        )

    assert Client().get(link).status_code == 410


def test_a_wrong_date_of_birth_opens_nothing_and_keeps_what_was_typed(link) -> None:
    phone = Client()

    page = phone.post(link, ANOTHER_DAY)

    assert page.status_code == 422
    assert 'value="13"' in page.content.decode()
    assert phone.get("/me/join-way").status_code == 410


def test_a_day_that_does_not_exist_is_no_try(link, cast) -> None:
    page = Client().post(link, {"day": "31", "month": "2", "year": "1984"})

    assert "There is no such day" in page.content.decode()
    with clinic_context(cast.clinic.id):
        assert PatientLink.objects.get().wrong_tries == 0


def test_after_four_wrong_dates_the_right_one_still_opens(link) -> None:
    for _ in range(4):
        Client().post(link, ANOTHER_DAY)

    assert Client().post(link, MARAS_BIRTHDAY)["Location"] == "/me/join-way"


def test_after_five_wrong_dates_the_link_is_over(link) -> None:
    last = [Client().post(link, ANOTHER_DAY) for _ in range(5)][-1]

    assert OVER in last.content.decode()
    assert OVER in Client().post(link, MARAS_BIRTHDAY).content.decode()


def test_without_the_date_of_birth_nobody_chooses_a_pin(link) -> None:
    page = Client().post("/me/join-way", {"pin": PIN, "again": PIN})

    assert page.status_code == 410


def test_two_browsers_with_one_link_are_not_both_let_in(link) -> None:
    first, second = Client(), Client()
    first.post(link, MARAS_BIRTHDAY)
    second.post(link, MARAS_BIRTHDAY)

    first.post("/me/join-way", {"pin": PIN, "again": PIN})

    assert second.post("/me/join-way", {"pin": PIN, "again": PIN}).status_code == 410
    assert second.get("/me/").status_code == 302


@pytest.mark.parametrize(
    ("pin", "words"),
    [
        ("12345", "six to twelve digits"),
        ("123456", "tried first by anybody"),
        ("777777", "tried first by anybody"),
        ("120384", "your date of birth"),
        ("19840312", "your date of birth"),
    ],
)
def test_a_weak_pin_is_refused_in_words_and_the_link_still_stands(link, pin, words) -> None:
    phone = Client()
    phone.post(link, MARAS_BIRTHDAY)

    page = phone.post("/me/join-way", {"pin": pin, "again": pin})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert phone.post("/me/join-way", {"pin": PIN, "again": PIN})["Location"] == "/me/"
