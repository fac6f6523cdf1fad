"""A patient's PIN opens their pages on their own phone, and proves who signs, until it is ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access import actions
from holdspace.clinic.own_access.models import OwnDevice, PatientSignIn
from tests.clinic.own_sign_in import (
    PIN,
    joined,
    sign_in_as_person,
    without_session,
)

pytestmark = pytest.mark.django_db


# --- by PIN, on a phone that is known -------------------------------------------------------------


def test_the_pin_opens_the_pages_again_on_this_phone(link) -> None:
    phone = without_session(joined(link))

    answer = phone.post("/me/sign-in", {"pin": PIN, "next": "/me/help/"})

    assert answer["Location"] == "/me/help/"
    assert phone.get("/me/").status_code == 200


def test_the_pin_is_worth_nothing_on_another_phone(link) -> None:
    joined(link)

    page = Client().post("/me/sign-in", {"pin": PIN})

    assert page.status_code == 200
    assert "does not know you" in page.content.decode()


def test_after_nine_wrong_pins_the_right_one_still_opens(link) -> None:
    phone = without_session(joined(link))
    for _ in range(9):
        assert phone.post("/me/sign-in", {"pin": "000000"}).status_code == 422

    assert phone.post("/me/sign-in", {"pin": PIN})["Location"] == "/me/"


def test_after_ten_wrong_pins_the_right_one_opens_nothing(link, cast) -> None:
    from django.core.cache import cache

    phone = without_session(joined(link))
    for _ in range(10):
        phone.post("/me/sign-in", {"pin": "000000"})
    cache.clear()  # not the limit of a minute, but that of all tries

    page = phone.post("/me/sign-in", {"pin": PIN})

    assert page.status_code == 422
    assert "Ask your clinic for a new link" in page.content.decode()
    with clinic_context(cast.clinic.id):
        assert AuditEntry.objects.filter(act="give a wrong PIN").count() == 10


def test_eleven_tries_in_a_minute_are_too_many(link) -> None:
    phone = without_session(joined(link))
    for _ in range(5):
        phone.post("/me/sign-in", {"pin": "000000"})
        phone.post("/me/sign-in", {"pin": PIN})
        without_session(phone)

    assert "Wait one minute" in phone.post("/me/sign-in", {"pin": PIN}).content.decode()


def test_signing_in_leads_to_no_page_elsewhere(link) -> None:
    phone = without_session(joined(link))

    answer = phone.post("/me/sign-in", {"pin": PIN, "next": "https://elsewhere.example/me/"})

    assert answer["Location"] == "/me/"


# --- ended ----------------------------------------------------------------------------------------


def test_ended_access_is_refused_at_once_on_a_phone_that_is_signed_in(link, cast) -> None:
    phone = joined(link)

    with clinic_context(cast.clinic.id):
        actions.end_access(
            actor=cast.actor("ana"), patient=cast.patients["mara"], now=timezone.now()
        )

    assert phone.get("/me/")["Location"].startswith("/me/sign-in")
    assert phone.post("/me/sign-in", {"pin": PIN}).status_code == 200
    assert phone.get("/me/").status_code == 302


def test_a_session_that_outlived_its_end_opens_nothing(cast, client) -> None:
    sign_in_as_person(client, cast.patients["mara"])
    with clinic_context(cast.clinic.id):
        PatientSignIn.objects.update(ended_at=timezone.now())

    assert client.get("/me/").status_code == 403


def test_a_phone_that_was_ended_asks_in_vain_and_the_person_joins_again(link, cast) -> None:
    phone = joined(link)
    with clinic_context(cast.clinic.id):
        device = OwnDevice.objects.select_related("sign_in__account", "sign_in__patient").get()
        actions.end_phone(actor=cast.actor("desk"), device=device, now=timezone.now())
        _, secret = actions.make_link(
            actor=cast.actor("desk"), patient=cast.patients["mara"], now=timezone.now()
        )

    assert phone.get("/me/").status_code == 302
    assert "does not know you" in phone.post("/me/sign-in", {"pin": PIN}).content.decode()
    assert joined(f"/me/join/{secret}/").get("/me/").status_code == 200
    with clinic_context(cast.clinic.id):
        assert PatientSignIn.objects.count() == 1


def test_who_was_ended_comes_back_by_a_new_link_with_an_account_of_their_own(link, cast) -> None:
    joined(link)
    with clinic_context(cast.clinic.id):
        actor, mara = cast.actor("desk"), cast.patients["mara"]
        actions.end_access(actor=actor, patient=mara, now=timezone.now())
        _, secret = actions.make_link(actor=actor, patient=mara, now=timezone.now())

    assert joined(f"/me/join/{secret}/").get("/me/").status_code == 200


def test_what_was_never_begun_cannot_be_ended(cast) -> None:
    with clinic_context(cast.clinic.id), pytest.raises(actions.NothingToEnd):
        actions.end_access(
            actor=cast.actor("desk"), patient=cast.patients["theo"], now=timezone.now()
        )


# --- to sign something ----------------------------------------------------------------------------


def test_who_just_came_in_by_pin_has_shown_who_they_are(link) -> None:
    assert joined(link).get("/me/pin").status_code == 200


def test_after_five_minutes_the_pin_is_asked_for_once_more(link, time_machine) -> None:
    phone = joined(link)
    time_machine.move_to(timezone.now() + timedelta(minutes=5, seconds=1))

    assert phone.get("/me/pin")["Location"] == "/me/confirm?next=/me/pin"
    assert phone.post("/me/confirm", {"pin": "000000", "next": "/me/pin"}).status_code == 422
    assert phone.post("/me/confirm", {"pin": PIN, "next": "/me/pin"})["Location"] == "/me/pin"
    assert phone.get("/me/pin").status_code == 200


def test_ten_wrong_pins_where_one_is_confirmed_close_what_is_open(link, time_machine) -> None:
    phone = joined(link)
    for _ in range(10):
        answer = phone.post("/me/confirm", {"pin": "000000"})
        time_machine.move_to(timezone.now() + timedelta(minutes=1))

    assert answer["Location"] == "/me/sign-in"
    assert phone.get("/me/").status_code == 302


def test_a_pin_is_changed(link) -> None:
    phone = joined(link)

    phone.post("/me/pin", {"pin": "902571", "again": "902571"})
    without_session(phone)

    assert phone.post("/me/sign-in", {"pin": PIN}).status_code == 422
    assert phone.post("/me/sign-in", {"pin": "902571"})["Location"] == "/me/"
