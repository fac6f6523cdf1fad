"""A tablet is enrolled once, known by its own secret, and a stranger from the moment it is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from holdspace.clinic.access.actions import change_staff, disable_member
from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context, tablet_context
from holdspace.clinic.people.roles import Role
from holdspace.clinic.tablets import actions
from holdspace.clinic.tablets.device import key_of
from holdspace.clinic.tablets.models import Tablet, TabletPin
from tests.clinic.tablet_device import PIN, Device

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def device(cast) -> Device:
    """Enrolled in Room 1 by Ana, who has a PIN on it. Nobody is signed in."""
    device = Device()
    device.enrol(cast)
    device.set_pin(cast.staff["ana"])
    device.leave()
    return device


def the_tablet(cast) -> Tablet:
    with clinic_context(cast.clinic.id):
        return Tablet.objects.select_related("room").get()


# --- enrolling ------------------------------------------------------------------------------------


def test_a_device_is_enrolled_once_and_known_whoever_signs_in(cast) -> None:
    device = Device()
    device.enrol(cast)
    device.sign_in(cast.staff["jonas"])

    page = device.client.get("/tablet/").content.decode()

    assert "A tablet of" in page
    assert "enrolled by Ana Silva" in page


def test_what_is_kept_of_the_secret_does_not_say_it(cast, device) -> None:
    secret = device.client.cookies[settings.TABLET_COOKIE_NAME].value

    assert bytes(the_tablet(cast).key_sha256) == key_of(secret)
    assert secret.encode() not in bytes(the_tablet(cast).key_sha256)


def test_no_script_can_read_the_secret(device) -> None:
    assert device.client.cookies[settings.TABLET_COOKIE_NAME]["httponly"]


def test_the_secret_opens_the_wall_for_its_own_row_and_no_other(cast, stranger, device) -> None:
    Device().enrol(stranger, name="Far")
    secret = device.client.cookies[settings.TABLET_COOKIE_NAME].value

    with tablet_context(key_of(secret)):
        seen = [tablet.name for tablet in Tablet.objects.all()]
    with tablet_context(key_of("another")):
        unseen = list(Tablet.objects.all())

    assert (seen, unseen) == (["One"], [])


def test_a_device_of_another_clinic_is_a_stranger_here(cast, stranger, device) -> None:
    device.sign_in(stranger.staff["ana"])

    assert "It is not enrolled" in device.client.get("/tablet/").content.decode()


def test_two_tablets_of_one_name_would_be_mixed_up(cast, device) -> None:
    other = Device()
    other.sign_in(cast.staff["ana"])

    answer = other.client.post("/tablet/enrol", {"room": cast.rooms["Room 2"].pk, "name": "One"})

    assert answer.status_code == 422
    assert "A tablet of this name is enrolled." in answer.content.decode()


@pytest.mark.parametrize("who", ["desk", "owner", "auditor"])
def test_who_is_not_of_the_rooms_enrols_nothing(cast, who) -> None:
    device = Device()
    device.sign_in(cast.staff[who])

    assert device.client.get("/tablet/").status_code == 403


# --- unenrolling ----------------------------------------------------------------------------------


def test_the_desk_unenrols_a_tablet_that_is_lost(cast, device) -> None:
    desk = Device()
    desk.sign_in(cast.staff["desk"])

    desk.client.post(f"/tablet/{the_tablet(cast).pk}/unenrol")

    assert device.client.get("/tablet/people").status_code == 403
    assert device.unlock(cast.staff["ana"]).status_code == 403


def test_unenrolling_erases_our_half_and_every_key(cast, device) -> None:
    desk = Device()
    desk.sign_in(cast.staff["desk"])

    desk.client.post(f"/tablet/{the_tablet(cast).pk}/unenrol")

    with clinic_context(cast.clinic.id):
        keys = [bytes(pin.signing_key) for pin in TabletPin.objects.all()]
    assert (bytes(the_tablet(cast).server_half), keys) == (b"", [b""])


def test_a_tablet_that_unenrols_itself_is_told_to_forget_everything(cast, device) -> None:
    device.sign_in(cast.staff["ana"])

    answer = device.client.post(f"/tablet/{the_tablet(cast).pk}/unenrol")

    assert (answer.status_code, answer["Clear-Site-Data"]) == (200, '"storage"')
    assert device.client.cookies[settings.TABLET_COOKIE_NAME].value == ""


def test_another_device_is_not_told_to_forget_anything(cast, device) -> None:
    desk = Device()
    desk.sign_in(cast.staff["desk"])

    answer = desk.client.post(f"/tablet/{the_tablet(cast).pk}/unenrol")

    assert not answer.has_header("Clear-Site-Data")


def test_it_is_asked_once_more_what_is_lost_with_it(cast, device) -> None:
    desk = Device()
    desk.sign_in(cast.staff["desk"])

    asked = desk.client.get(f"/tablet/{the_tablet(cast).pk}/unenrol").content.decode()

    assert "record yet is lost" in asked
    assert "look at the tablet first" in asked
    assert device.client.get("/tablet/people").status_code == 200


def test_another_clinic_unenrols_nothing(cast, stranger, device) -> None:
    far = Device()
    far.sign_in(stranger.staff["owner"])

    assert far.client.post(f"/tablet/{the_tablet(cast).pk}/unenrol").status_code == 404


# --- the PIN --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pin",
    [
        "",
        "27495",
        "2749511234567",
        "27495a",
        "\u0662\u0667\u0664\u0669\u0665\u0661",
        "777777",
        "123456",
        "987654",
    ],
)
def test_a_pin_that_is_none_or_that_anybody_would_try_is_refused(cast, device, pin) -> None:
    device.sign_in(cast.staff["jonas"])

    answer = device.post("/tablet/pin", {"pin": pin})

    assert answer.status_code == 422
    assert answer.json()["sentence"]


@pytest.mark.parametrize("pin", ["274951", "274951803355"])
def test_six_to_twelve_digits_are_a_pin(cast, device, pin) -> None:
    device.sign_in(cast.staff["jonas"])

    assert device.post("/tablet/pin", {"pin": pin}).status_code == 200


def test_without_a_tablet_there_is_no_pin(cast) -> None:
    desk = Device()
    desk.sign_in(cast.staff["ana"])

    assert desk.post("/tablet/pin", {"pin": PIN}).status_code == 409


def test_a_pin_is_kept_as_a_password_is(cast, device) -> None:
    with clinic_context(cast.clinic.id):
        kept = TabletPin.objects.get().pin_hash

    assert PIN not in kept
    assert len(kept) > 30


def test_the_tablet_alone_hears_who_has_a_pin_on_it(cast, device) -> None:
    ana = {"staff_id": str(cast.staff["ana"].pk), "name": "Ana Silva"}

    assert device.client.get("/tablet/people").json() == [ana]
    assert Client().get("/tablet/people").status_code == 403


def test_a_pin_gives_what_the_tablet_wrapped_when_it_was_set(cast, device) -> None:
    keys = device.set_pin(cast.staff["jonas"], "905173")
    device.leave()

    given = device.unlock(cast.staff["jonas"], "905173").json()

    assert {name: given[name] for name in keys} == keys
    assert keys["name"] == "Jonas Weber"
    assert len(keys["half"]) == len(keys["signing_key"]) == 43


def test_a_changed_pin_keeps_the_key_so_that_what_waits_still_counts(cast, device) -> None:
    before = device.set_pin(cast.staff["ana"])

    after = device.set_pin(cast.staff["ana"], "905173")

    assert after == before
    assert device.unlock(cast.staff["ana"], PIN).status_code == 403
    assert device.unlock(cast.staff["ana"], "905173").status_code == 200


def test_a_pin_of_one_tablet_opens_no_other(cast, device) -> None:
    other = Device()
    other.enrol(cast, room="Room 2", name="Two")
    other.leave()

    answer = other.unlock(cast.staff["ana"])

    assert (answer.status_code, answer.json()["tries_left"]) == (403, 0)


def test_a_pin_of_one_person_does_not_open_for_another(cast, device) -> None:
    device.set_pin(cast.staff["jonas"], "905173")
    device.leave()

    assert device.unlock(cast.staff["jonas"], PIN).status_code == 403


def test_a_wrong_pin_says_how_many_tries_are_left(cast, device) -> None:
    answer = device.unlock(cast.staff["ana"], "000001")

    assert (answer.status_code, answer.json()["tries_left"]) == (403, 9)
    assert answer.json()["sentence"] == "That is not the PIN. 9 more tries, then sign in."


def test_the_right_pin_begins_the_count_anew(cast, device) -> None:
    device.unlock(cast.staff["ana"], "000001")
    device.unlock(cast.staff["ana"])

    assert device.unlock(cast.staff["ana"], "000001").json()["tries_left"] == 9


def wrong(device: Device, member, times: int) -> list[int]:
    return [device.unlock(member, "000001").json()["tries_left"] for _ in range(times)]


def test_after_nine_wrong_tries_the_right_pin_still_opens(cast, device) -> None:
    assert wrong(device, cast.staff["ana"], 9)[-1] == 1
    assert device.unlock(cast.staff["ana"]).status_code == 200


def test_after_ten_wrong_tries_the_right_pin_is_void(cast, device) -> None:
    assert wrong(device, cast.staff["ana"], 10)[-1] == 0

    answer = device.unlock(cast.staff["ana"])

    assert answer.status_code == 403
    assert "void" in answer.json()["sentence"]
    assert device.client.get("/tablet/people").json() == []


def test_a_void_pin_is_set_again_by_who_signs_in_fully(cast, device) -> None:
    wrong(device, cast.staff["ana"], 10)

    device.set_pin(cast.staff["ana"], "905173")

    assert device.unlock(cast.staff["ana"], "905173").status_code == 200


def test_one_tablet_asks_only_so_often_in_a_minute(cast, device) -> None:
    jonas = cast.staff["jonas"]

    statuses = {device.unlock(jonas, "000001").status_code for _ in range(31)}

    assert statuses == {403, 429}


def test_wrong_and_right_pins_are_in_the_trail(cast, device) -> None:
    device.unlock(cast.staff["ana"], "000001")
    device.unlock(cast.staff["ana"])

    with clinic_context(cast.clinic.id):
        acts = set(AuditEntry.objects.filter(object_kind="tablet").values_list("act", flat=True))
    assert acts == {
        "enrol a tablet", "set a PIN on a tablet", "give a wrong PIN", "come in by PIN",
    }  # fmt: skip


def test_who_is_disabled_does_not_come_in_by_pin(cast, device) -> None:
    with clinic_context(cast.clinic.id):
        disable_member(actor=cast.actor("owner"), member=cast.staff["ana"])

    assert device.unlock(cast.staff["ana"]).status_code == 403


def test_who_works_in_no_room_any_more_does_not_come_in_by_pin(cast, device) -> None:
    with clinic_context(cast.clinic.id):
        change_staff(
            actor=cast.actor("owner"), member=cast.staff["ana"], name="Ana Silva",
            roles=[Role.FRONT_DESK], is_medical_director=False,
        )  # fmt: skip

    assert device.unlock(cast.staff["ana"]).status_code == 403


def test_nobody_comes_in_while_the_tablet_is_being_unenrolled(cast, device) -> None:
    tablet = the_tablet(cast)
    with clinic_context(cast.clinic.id):
        actions.unenrol(actor=cast.actor("desk"), tablet=tablet, now=datetime.now(UTC))

        with pytest.raises(actions.NotEnrolled):
            actions.try_pin(tablet=tablet, staff_id=cast.staff["ana"].pk, pin=PIN)


def test_coming_in_needs_the_token_of_a_page(cast, device) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = device.client.cookies
    asked = {"staff_id": str(cast.staff["ana"].pk), "pin": PIN}

    without = device.post("/tablet/unlock", asked, strict).status_code
    token = strict.get("/tablet/csrf").json()["csrf"]
    with_it = strict.post(
        "/tablet/unlock", asked, "application/json", headers={"X-CSRFToken": token}
    )

    assert (without, with_it.status_code) == (403, 200)
