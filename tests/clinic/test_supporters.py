"""Somebody in a circle comes in by a link, once, on one phone; and is nobody's staff or patient."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from holdspace.clinic.access.ending import end_all_sessions
from holdspace.clinic.context import clinic_context
from holdspace.clinic.supporters import actions
from holdspace.clinic.supporters.models import GrantChange, Invitation, Supporter, SupporterPhone
from holdspace.clinic.supporters.queries import places_of
from tests.clinic.circle_sign_in import PIN, came_in, invited, page_of
from tests.clinic.own_sign_in import sign_in_as_person

pytestmark = pytest.mark.django_db
OVER = "This link does not work any more"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def sam(cast):
    """Mara invited Sam."""
    from django.core.cache import cache

    cache.clear()
    return invited(cast.patients["mara"])


def without_tokens(page) -> str:
    return TOKEN.sub("", page.content.decode())


# --- the link -------------------------------------------------------------------------------------


def test_a_supporter_comes_in_by_link_and_pin_and_again_by_pin(sam) -> None:
    phone = came_in(sam)
    assert "Being there for Mara" in phone.get(page_of(sam)).content.decode()

    del phone.cookies["session"]
    assert phone.get(page_of(sam))["Location"].startswith("/circle/sign-in")
    assert phone.post("/circle/sign-in", {"pin": PIN})["Location"] == "/circle/"
    assert phone.get("/circle/")["Location"] == page_of(sam)


def test_opening_the_link_changes_nothing_and_says_nothing_of_anybody(sam, cast) -> None:
    pages = [Client().get(sam.link) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert not re.search("Mara|Keller|Sam|Harbour", pages[0].content.decode())
    with clinic_context(cast.clinic.id):
        assert Invitation.objects.get().bound_sha256 is None


def test_the_first_phone_that_goes_on_is_the_only_one(sam) -> None:
    first, second = Client(), Client()
    second.get(sam.link)
    first.post(sam.link)

    assert OVER in second.get(sam.link).content.decode()
    assert OVER in second.post(sam.link).content.decode()
    assert second.get("/circle/join-way").status_code == 410
    came_in(sam, first)


def test_a_link_works_once(sam) -> None:
    phone = came_in(sam)

    assert OVER in Client().get(sam.link).content.decode()
    assert OVER in phone.get(sam.link).content.decode()


def test_used_bound_run_out_and_unknown_links_say_the_same(sam, cast) -> None:
    unknown = without_tokens(Client().get("/circle/join/nothing/"))
    Client().post(sam.link)
    bound = without_tokens(Client().get(sam.link))
    with clinic_context(cast.clinic.id):
        Invitation.objects.update(expires_at=timezone.now())
    run_out = without_tokens(Client().get(sam.link))

    assert unknown == bound == run_out


@pytest.mark.parametrize(("hours", "status"), [(47.99, 200), (48, 410), (48.01, 410)])
def test_a_link_runs_out_after_two_days(sam, cast, hours, status) -> None:
    with clinic_context(cast.clinic.id):
        made = Invitation.objects.get()
        Invitation.objects.update(expires_at=made.expires_at - timedelta(hours=hours))

    assert Client().get(sam.link).status_code == status


def test_the_secret_has_128_bits_and_is_kept_nowhere(sam, cast) -> None:
    secret = sam.link.split("/")[-2]
    with clinic_context(cast.clinic.id):
        row = Invitation.objects.values().get()

    assert len(secret) >= 22
    assert secret not in str(row)


def test_a_patients_phone_and_a_colleagues_use_no_link_up(sam, cast, client) -> None:
    sign_in_as_person(client, cast.patients["mara"])
    desk = Client()
    desk.force_login(cast.staff["ana"].account)

    assert client.post(sam.link).status_code == 409
    assert desk.post(sam.link).status_code == 409
    came_in(sam)


def test_a_new_link_ends_the_one_before_and_none_is_made_for_who_is_in(sam, cast) -> None:
    with clinic_context(cast.clinic.id):
        secret = actions.new_link(person=sam.person, supporter=sam.supporter, now=timezone.now())
    assert OVER in Client().get(sam.link).content.decode()

    phone = Client()
    phone.post(f"/circle/join/{secret}/")
    phone.post("/circle/join-way", {"pin": PIN, "again": PIN})
    with clinic_context(cast.clinic.id), pytest.raises(actions.AlreadyJoined):
        actions.new_link(person=sam.person, supporter=sam.supporter, now=timezone.now())


def test_a_weak_pin_is_said_in_words_and_the_link_still_stands(sam) -> None:
    phone = Client()
    phone.post(sam.link)
    page = phone.post("/circle/join-way", {"pin": "123456", "again": "123456"})

    assert page.status_code == 422
    assert "tried first by anybody" in page.content.decode()
    came_in(sam, phone)


def test_ten_wrong_pins_void_the_phone(sam, cast) -> None:
    phone = came_in(sam)
    del phone.cookies["session"]
    with clinic_context(cast.clinic.id):
        SupporterPhone.objects.update(wrong_tries=9)

    assert phone.post("/circle/sign-in", {"pin": "111222"}).status_code == 422
    assert "does not work any more" in phone.post("/circle/sign-in", {"pin": PIN}).content.decode()


# --- by construction neither staff nor patient ----------------------------------------------------


@pytest.mark.parametrize(
    "page",
    ["/", "/people/", "/tasks/", "/me/", "/me/circle/", "/account/2fa/", "/account/sessions/"],
)
def test_no_other_page_opens_to_a_supporter(sam, page) -> None:
    assert came_in(sam).get(page).status_code == 403


def test_the_database_holds_who_joined_to_an_account(sam, cast) -> None:
    with clinic_context(cast.clinic.id), pytest.raises(DatabaseError), transaction.atomic():
        Supporter.objects.update(joined_at=timezone.now())


def test_what_was_given_is_never_changed(sam, cast) -> None:
    with clinic_context(cast.clinic.id), pytest.raises(DatabaseError), transaction.atomic():
        GrantChange.objects.update(bundle="circle")


# --- two circles ----------------------------------------------------------------------------------


def test_one_supporter_in_two_circles_sees_each_by_itself(sam, cast) -> None:
    phone = came_in(sam)
    theos = invited(cast.patients["theo"], name="Sammy")

    page = phone.get(theos.link)
    assert page.status_code == 200
    phone.post(theos.link)
    assert "Theo asks you, Sammy" in phone.get("/circle/join-way").content.decode()
    assert phone.post("/circle/join-way")["Location"] == page_of(theos)

    assert "Theo" not in phone.get(page_of(sam)).content.decode()
    assert "Mara" not in phone.get(page_of(theos)).content.decode()
    both = phone.get("/circle/").content.decode()
    assert "Mara" in both
    assert "Theo" in both


def test_one_supporter_at_two_clinics_has_one_sign_in(sam, cast, stranger) -> None:
    phone = came_in(sam)
    far = invited(stranger.patients["rosa"], name="Sam")
    phone.post(far.link)
    phone.post("/circle/join-way")

    assert phone.get(page_of(far)).status_code == 200
    assert phone.get(page_of(sam)).status_code == 200
    with clinic_context(cast.clinic.id):
        account = Supporter.objects.get().account_id
    found = places_of(account, timezone.now())
    assert {one.supporter.clinic_id for one in found} == {cast.clinic.id, stranger.clinic.id}


def test_another_supporters_place_is_not_there(sam, cast) -> None:
    theos = invited(cast.patients["theo"], name="Kim")
    came_in(theos)

    assert came_in(sam).get(page_of(theos)).status_code == 404


# --- ending ---------------------------------------------------------------------------------------


def test_a_place_that_ended_is_dark_at_every_address_at_once(sam, cast) -> None:
    phone = came_in(sam)
    with clinic_context(cast.clinic.id):
        actions.end(person=sam.person, supporter=sam.supporter, now=timezone.now())

    pages = [phone.get(page_of(sam)), phone.get(page_of(sam) + "wrong/")]
    assert [page.status_code for page in pages] == [410, 410]
    assert "This page has ended" in pages[0].content.decode()
    assert "Mara" not in pages[0].content.decode()


def test_an_end_takes_the_link_with_it_and_nothing_brings_the_place_back(sam, cast) -> None:
    now = timezone.now()
    with clinic_context(cast.clinic.id):
        actions.end(person=sam.person, supporter=sam.supporter, now=now)
        with pytest.raises(actions.PlaceEnded):
            actions.resume(person=sam.person, supporter=sam.supporter, now=now)
        with pytest.raises(actions.PlaceEnded):
            actions.new_link(person=sam.person, supporter=sam.supporter, now=now)

    assert OVER in Client().get(sam.link).content.decode()


def test_a_session_that_was_ended_opens_nothing(sam, cast) -> None:
    phone = came_in(sam)
    with clinic_context(cast.clinic.id):
        end_all_sessions(Supporter.objects.get().account)

    assert phone.get(page_of(sam)).status_code == 302
