"""A patient's own pages open to that patient, by link and PIN on their phone; to nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.own_access import actions
from holdspace.clinic.own_access.models import OwnDevice, PatientLink, PatientSignIn
from tests.clinic.own_sign_in import sign_in_as_person

if TYPE_CHECKING:
    from holdspace.clinic.demo import Cast

pytestmark = pytest.mark.django_db

PIN = "480613"
MARAS_BIRTHDAY = {"day": "12", "month": "3", "year": "1984"}
ANOTHER_DAY = {"day": "13", "month": "3", "year": "1984"}
OVER = "This link does not work any more"


@pytest.fixture(autouse=True)
def _no_tries_of_before() -> None:
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def link(cast: Cast) -> str:
    """The address that the desk gave to Mara."""
    desk = Client()
    desk.force_login(cast.staff["desk"].account)
    page = desk.post(f"/people/{cast.patients['mara'].pk}/companion/link").content.decode()
    found = re.search(r"http://testserver(/me/join/[^/]+/)", page)
    assert found
    return found[1]


def joined(link: str) -> Client:
    """Mara's phone, after she chose her PIN."""
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; like Mac OS X) Safari/604.1"})
    phone.post(link, MARAS_BIRTHDAY)
    assert phone.post("/me/join-way", {"pin": PIN, "again": PIN})["Location"] == "/me/"
    return phone


def without_session(phone: Client) -> Client:
    """The same phone, signed out a month later."""
    del phone.cookies["session"]
    return phone


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


# --- the quick way out ----------------------------------------------------------------------------


def test_leaving_quickly_closes_everything_and_going_back_shows_nothing(link) -> None:
    phone = joined(link)

    left = phone.get("/me/leave")

    assert left["Location"] == "/away"
    assert left["Clear-Site-Data"] == '"cache"'
    assert phone.get("/me/")["Location"] == "/away"
    assert phone.get("/me/this-phone")["Location"] == "/away"


def test_the_neutral_page_names_nothing(client) -> None:
    page = client.get("/away").content.decode()

    assert re.sub(r"<[^>]+>|\s", "", page) == "NothinghereNothinghere"


def test_who_left_comes_back_by_pin(link) -> None:
    phone = joined(link)
    phone.get("/me/leave")

    phone.post("/me/sign-in", {"pin": PIN})

    assert phone.get("/me/").status_code == 200


def test_a_clinic_may_say_where_the_quick_way_out_leads(client, settings) -> None:
    settings.QUICK_EXIT_ADDRESS = "https://weather.example/"

    assert client.get("/me/leave")["Location"] == "https://weather.example/"


# --- people to reach ------------------------------------------------------------------------------


def test_the_people_to_reach_are_there_for_anybody(cast, client) -> None:
    page = client.get("/me/help/").content.decode()

    assert 'href="tel:112"' in page


def test_what_is_kept_offline_says_nothing_of_who_is_signed_in(link) -> None:
    phone = joined(link)

    kept = (
        phone.get("/me/offline/").content.decode()
        + phone.get("/me/service-worker.js").content.decode()
    )

    assert 'href="tel:112"' in kept
    assert "Mara" not in kept
    assert "csrf" not in kept
