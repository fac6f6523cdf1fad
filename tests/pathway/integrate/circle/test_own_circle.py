"""A person's own circle: invite, see what each sees and did, change, pause, end."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.schedule.models import Appointment
from holdspace.clinic.supporters.actions import hold_circle
from holdspace.clinic.supporters.models import GrantChange, Supporter
from holdspace.domain.grants import Bundle, Item
from tests.clinic.circle_sign_in import PIN, page_of
from tests.clinic.own_sign_in import sign_in_as_person

pytestmark = pytest.mark.django_db


def held(circle, *, is_held: bool = True) -> None:
    with clinic_context(circle.cast.clinic.id):
        hold_circle(
            actor=circle.cast.actor("jonas"),
            patient=circle.cast.patients["mara"],
            is_held=is_held,
            reason="He takes her phone",
            now=timezone.now(),
        )


def test_with_nobody_in_it_the_page_is_the_invitation(cast, client) -> None:
    sign_in_as_person(client, cast.patients["mara"])
    page = client.get("/me/circle/").content.decode()
    assert 'action="/me/circle/invite/"' in page

    sent = {"name": "Kim", "relation": "my sister", "bundle": "ride_only"}
    link = client.post("/me/circle/invite/", sent).content.decode()

    address = re.search(r'href="http://testserver(/circle/join/[^"]+)"', link)
    assert address
    phone = Client()
    phone.post(address[1])
    answer = phone.post("/circle/join-way", {"pin": PIN, "again": PIN})
    assert phone.get(answer["Location"]).status_code == 200
    assert "Kim, my sister" in client.get("/me/circle/").content.decode()


def test_an_invitation_without_a_name_or_a_bundle_keeps_what_was_typed(cast, client) -> None:
    sign_in_as_person(client, cast.patients["mara"])
    page = client.post("/me/circle/invite/", {"relation": "my sister"})

    assert page.status_code == 422
    assert "my sister" in page.content.decode()
    assert "Write the name you call them by." in page.content.decode()
    with clinic_context(cast.clinic.id):
        assert not Supporter.objects.exists()


def test_every_look_is_read_by_the_person_in_plain_words(circle) -> None:
    circle.page()
    circle.press("pause")
    circle.page()

    page = circle.own()
    assert re.search(r"Sam opened \w+day.s plan", page)
    assert "Sam opened the page. There was nothing new." in page
    with clinic_context(circle.cast.clinic.id):
        lines = AuditEntry.objects.filter(object_kind="supporter", act="read as a supporter")
        assert {line.patient_id for line in lines} == {circle.invited.person.patient_id}


def test_the_preview_is_the_page_that_they_would_see(circle) -> None:
    theirs, shown = circle.page(), circle.own("preview/")

    for heading in ("It starts", "Call if", "What you may see", "Tonight"):
        assert heading in theirs
        assert heading in shown
    circle.press("pause")
    assert "Nothing new right now" in circle.own("preview/")


def test_a_change_holds_at_once_and_each_is_kept(circle) -> None:
    assert changes_until(circle, 9, items=["words_that_help"]) == 302
    assert "Words that help me" in circle.own()
    with clinic_context(circle.cast.clinic.id):
        kept = GrantChange.objects.filter(kind="given").values_list("bundle", flat=True)
        assert list(kept) == ["day_of_helper", "circle"]


def test_a_change_on_an_old_page_writes_nothing_and_shows_what_stands(circle) -> None:
    opened_on = re.search(r'name="opened_on" value="([^"]+)"', circle.own("change/"))
    circle.give(Bundle.RIDE_ONLY)
    until = (timezone.now() + timedelta(days=9)).date().isoformat()
    sent = {"bundle": "circle", "until": until, "opened_on": opened_on[1]}

    answer = circle.person.post(f"/me/circle/{circle.supporter.pk}/change/", sent)

    assert answer.status_code == 409
    assert "Ride only" in answer.content.decode()
    assert "Ride only" in circle.own()


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302), (366, 302), (367, 422)])
def test_an_end_is_today_or_later_within_a_year(circle, days, status) -> None:
    assert changes_until(circle, days) == status


def changes_until(circle, days: int, **more: object) -> int:
    """What comes of the form as it is filled in on the page, with an end in so many days."""
    opened_on = re.search(r'name="opened_on" value="([^"]+)"', circle.own("change/"))
    today = timezone.now().astimezone(ZoneInfo("Europe/Berlin")).date()
    sent = {
        "bundle": "circle",
        "until": (today + timedelta(days=days)).isoformat(),
        "opened_on": opened_on[1],
        **more,
    }
    return circle.person.post(f"/me/circle/{circle.supporter.pk}/change/", sent).status_code


def test_an_end_takes_two_taps_and_the_page_is_dark(circle) -> None:
    assert "End this for Sam?" in circle.own("end/")
    circle.press("end")

    assert circle.phone.get(page_of(circle.invited)).status_code == 410
    assert "Sam" not in circle.person.get("/me/circle/").content.decode().replace("for Sam", "")
    assert circle.person.get(f"/me/circle/{circle.supporter.pk}/").status_code == 404


def test_another_persons_circle_is_not_there(circle, cast, client) -> None:
    sign_in_as_person(client, cast.patients["theo"])
    address = f"/me/circle/{circle.supporter.pk}/"

    asked = [client.get(address), client.get(address + "preview/"), client.post(address + "end/")]

    assert [page.status_code for page in asked] == [404, 404, 404]
    assert circle.phone.get(page_of(circle.invited)).status_code == 200


def test_a_visit_after_the_end_is_noticed_and_kept_with_one_tap(circle) -> None:
    with clinic_context(circle.cast.clinic.id):
        later = timezone.now() + timedelta(days=40)
        Appointment.objects.update(starts_at=later, ends_at=later + timedelta(hours=3))
    assert "This ends before your visit" in circle.own()
    circle.press("keep")

    assert "This ends before your visit" not in circle.own()
    assert "It starts" in circle.page()


def test_who_is_in_the_circle_can_be_the_way_home(circle, cast) -> None:
    from tests.pathway.integrate.circle.test_live_page import plan_of_mara

    plan_of_mara(cast)
    answer = circle.person.post(f"/me/circle/{circle.supporter.pk}/ride/")

    assert answer["Location"] == "/me/plan/escort/"
    form = circle.person.get("/me/plan/escort/").content.decode()
    assert 'value="Sam"' in form
    assert 'value="friend"' in form


# --- where somebody may put pressure on the person ------------------------------------------------


def test_who_is_not_offered_a_circle_is_told_the_truth_and_no_reason(circle) -> None:
    held(circle)
    page = circle.person.get("/me/circle/").content.decode()

    assert "You cannot invite anyone here right now. Your clinic can tell you more." in page
    assert "He takes her phone" not in page
    sent = {"name": "Kim", "bundle": "ride_only"}
    assert circle.person.post("/me/circle/invite/", sent)["Location"] == "/me/circle/"
    with clinic_context(circle.cast.clinic.id):
        assert Supporter.objects.count() == 1
    held(circle, is_held=False)
    assert "Invite somebody" in circle.person.get("/me/circle/").content.decode()


def test_staff_set_it_with_a_reason_and_see_who_is_there_for_the_ride(circle) -> None:
    jonas = Client()
    jonas.force_login(circle.cast.staff["jonas"].account)
    address = f"/people/{circle.cast.patients['mara'].pk}/circle/"
    page = jonas.get(address).content.decode()
    assert "Sam, friend" in page
    opened_on = re.search(r'name="opened_on" value="([^"]+)"', page)

    without = jonas.post(address, {"is_held": "yes", "opened_on": opened_on[1]})
    assert without.status_code == 422
    jonas.post(address, {"is_held": "yes", "reason": "Asked for it", "opened_on": opened_on[1]})

    assert "Asked for it" in jonas.get(address).content.decode()
    assert "Nothing new right now" in circle.page()


def test_what_was_chosen_from_the_plan_goes_with_the_bundle(circle) -> None:
    circle.give(Bundle.CIRCLE, Item.WORDS_THAT_HELP)
    circle.give(Bundle.RIDE_ONLY, Item.WORDS_THAT_HELP)

    assert "Words that help me" not in circle.own()
