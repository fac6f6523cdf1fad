"""The quick way out of a patient's own pages, and the people to reach."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from holdspace.clinic.people.models import Clinic
from tests.clinic.own_sign_in import PIN, joined, without_session

pytestmark = pytest.mark.django_db


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


def test_going_back_to_the_people_to_reach_shows_nothing_and_the_sign_in_page_leads_there(
    link,
) -> None:
    phone = joined(link)
    phone.get("/me/help/")
    phone.get("/me/leave")

    assert phone.get("/me/help/")["Location"] == "/away"
    opened_anew = re.search(r'href="(/me/help/[^"]*)"', phone.get("/me/sign-in").content.decode())
    assert opened_anew is not None
    assert 'href="tel:112"' in phone.get(opened_anew[1]).content.decode()


@pytest.mark.parametrize(("seconds", "shown"), [(299, False), (300, True), (301, True)])
def test_after_five_minutes_whom_to_call_is_there_for_anybody_again(link, seconds, shown) -> None:
    phone = joined(link)
    left_at = timezone.now().timestamp() - seconds - 0.5
    phone.cookies["left"] = f"{left_at:.0f}"

    page = phone.get("/me/help/").content.decode()

    assert ('href="tel:112"' in page) is shown


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
        + phone.get("/me/after/offline/").content.decode()
        + phone.get("/me/service-worker.js").content.decode()
    )

    assert kept.count('href="tel:112"') == 2
    assert "Mara" not in kept
    assert "csrf" not in kept


def test_what_is_usual_and_when_to_call_are_kept_with_all_that_they_are_made_of(link) -> None:
    phone = joined(link)

    page = phone.get("/me/after/offline/").content.decode()
    worker = phone.get("/me/service-worker.js").content.decode()

    assert all(
        title in page for title in ("Hour by hour", "Why people cry", "Why people feel tired")
    )
    assert "Call the emergency number now" in page
    assert '"/me/after/": "/me/after/offline/"' in worker
    assert all(style in worker for style in re.findall(r'href="(/static/[^"]+)"', page))


def test_a_phone_that_is_not_known_gets_the_numbers_that_every_clinic_here_would_give(
    cast, stranger, client
) -> None:
    Clinic.objects.filter(pk=cast.clinic.pk).update(phone="+49 40 555 0100")
    Clinic.objects.filter(pk=stranger.clinic.pk).update(phone="+49 40 555 0200")

    page = client.get("/me/offline/").content.decode()

    assert 'href="tel:112"' in page
    assert "555" not in page


def test_a_phone_that_is_known_gets_its_own_clinics_number(link, cast, stranger) -> None:
    Clinic.objects.filter(pk=cast.clinic.pk).update(phone="+49 40 555 0100")

    page = without_session(joined(link)).get("/me/offline/").content.decode()

    assert 'href="tel:+49405550100"' in page
