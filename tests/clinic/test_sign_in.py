"""Signing in: password, second step, lockout, and what a disabled colleague has left open."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client

from holdspace.clinic.access.actions import (
    NobodyWouldOwn,
    NotYourOwn,
    disable_member,
    enable_member,
    give_new_password,
)
from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody
A_DESK_PAGE = "/clinic/staff/"


@pytest.fixture(autouse=True)
def forgotten_attempts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def real_clinic(settings):
    """As outside of a demo: a second step is required, a desk is locked when left alone."""
    settings.MFA_REQUIRED = True
    settings.DESK_IDLE_SECONDS = 600


def sign_in(client, member, password=PASSWORD, address="192.0.2.10"):
    return client.post(
        "/account/login/",
        {"login": member.account.email, "password": password},
        REMOTE_ADDR=address,
    )


def with_totp(member) -> None:
    TOTP.activate(member.account, SECRET)


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def signed_in(member) -> Client:
    client = Client()
    assert sign_in(client, member).status_code == 302
    return client


# --- password and second step ---------------------------------------------------------------------


def test_the_right_password_opens_the_first_page(cast) -> None:
    client = Client()

    answer = sign_in(client, cast.staff["owner"])

    assert answer["Location"] == "/start/"
    assert client.get("/start/", follow=True).status_code == 200


@pytest.mark.parametrize("key", ["okafor", "ana", "jonas", "desk", "owner", "auditor"])
def test_everybody_has_a_first_page_that_is_theirs(cast, key) -> None:
    assert signed_in(cast.staff[key]).get("/start/", follow=True).status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast) -> None:
    known = Client().post(
        "/account/login/", {"login": cast.staff["ana"].account.email, "password": "wrong-wrong"}
    )
    unknown = Client().post(
        "/account/login/", {"login": "nobody@demo.example", "password": "wrong-wrong"}
    )

    def without_what_was_typed(answer, email):
        page = answer.content.decode().replace(email, "")
        return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]

    assert known.status_code == unknown.status_code == 200
    assert without_what_was_typed(known, cast.staff["ana"].account.email) == without_what_was_typed(
        unknown, "nobody@demo.example"
    )


def test_without_a_second_step_there_is_only_the_page_to_set_one_up(cast, real_clinic) -> None:
    client = signed_in(cast.staff["ana"])

    assert client.get(A_DESK_PAGE)["Location"] == "/account/2fa/"
    assert client.get("/account/2fa/").status_code == 200


def test_an_authenticator_app_is_set_up_and_then_opens_the_desk(cast, real_clinic) -> None:
    client = signed_in(cast.staff["ana"])
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    answer = client.post("/account/2fa/totp/activate/", {"code": code})

    assert answer.status_code == 302
    assert client.get(A_DESK_PAGE).status_code == 200


def test_the_password_alone_does_not_open_an_account_with_a_second_step(cast, real_clinic) -> None:
    with_totp(cast.staff["ana"])
    client = Client()

    answer = sign_in(client, cast.staff["ana"])

    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get(A_DESK_PAGE)["Location"].startswith("/account/login/")


def test_the_six_digits_of_now_open_it(cast, real_clinic) -> None:
    with_totp(cast.staff["ana"])
    client = Client()
    sign_in(client, cast.staff["ana"])

    client.post("/account/2fa/authenticate/", {"code": code_now()})

    assert client.get(A_DESK_PAGE).status_code == 200


def test_six_digits_are_taken_once(cast, real_clinic) -> None:
    with_totp(cast.staff["ana"])
    code = code_now()
    first, second = Client(), Client()
    sign_in(first, cast.staff["ana"])
    sign_in(second, cast.staff["ana"])
    first.post("/account/2fa/authenticate/", {"code": code})

    second.post("/account/2fa/authenticate/", {"code": code})

    assert second.get(A_DESK_PAGE)["Location"].startswith("/account/login/")


def test_guessing_six_digits_comes_to_an_end(cast, real_clinic) -> None:
    with_totp(cast.staff["ana"])
    client = Client()
    sign_in(client, cast.staff["ana"])
    wrong = "000000" if code_now() != "000000" else "111111"
    answers = [client.post("/account/2fa/authenticate/", {"code": wrong}) for _ in range(12)]

    last = client.post("/account/2fa/authenticate/", {"code": code_now()})

    assert {answer.status_code for answer in answers} == {200}
    assert last.status_code == 200
    assert client.get(A_DESK_PAGE)["Location"].startswith("/account/login/")


def test_a_passkey_is_offered_and_asked_for_by_this_site(cast) -> None:
    answer = Client().get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})

    options = answer.json()["request_options"]["publicKey"]
    assert options["rpId"] == "testserver"
    assert options["challenge"]


@pytest.mark.parametrize(
    "path",
    [
        "/account/signup/",
        "/account/email/",
        "/account/password/reset/",
        "/account/password/set/",
        "/account/2fa/webauthn/signup/",
        "/account/confirm-email/",
    ],
)
def test_nobody_signs_themselves_up_nor_gets_in_by_mail(cast, path) -> None:
    client = signed_in(cast.staff["ana"])

    assert Client().get(path).status_code in {403, 404}
    assert client.get(path).status_code in {403, 404}


def test_the_password_is_changed_by_who_knows_the_old_one(cast) -> None:
    client = signed_in(cast.staff["ana"])
    new = "rather-a-long-sentence"

    answer = client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert answer.status_code == 302
    assert sign_in(Client(), cast.staff["ana"], new).status_code == 302


# --- lockout --------------------------------------------------------------------------------------


def guess(cast, key, address, times):
    return [
        sign_in(Client(), cast.staff[key], f"wrong-{number}", address) for number in range(times)
    ]


def test_after_eight_wrong_passwords_the_right_one_is_refused(cast) -> None:
    guess(cast, "ana", "192.0.2.66", 8)

    answer = sign_in(Client(), cast.staff["ana"], address="192.0.2.66")

    assert answer.status_code == 429


def test_after_seven_wrong_passwords_the_right_one_still_opens(cast) -> None:
    guess(cast, "ana", "192.0.2.66", 7)

    assert sign_in(Client(), cast.staff["ana"], address="192.0.2.66").status_code == 302


def test_a_lockout_is_of_one_account_at_one_address(cast) -> None:
    guess(cast, "ana", "192.0.2.66", 8)
    cache.clear()

    assert sign_in(Client(), cast.staff["mei"], address="192.0.2.66").status_code == 302
    assert sign_in(Client(), cast.staff["ana"], address="192.0.2.10").status_code == 302


def test_a_lockout_never_touches_what_is_open(cast) -> None:
    client = signed_in(cast.staff["ana"])

    guess(cast, "ana", "192.0.2.10", 9)

    assert client.get(A_DESK_PAGE).status_code == 200


def test_a_colleague_ends_a_lockout(cast) -> None:
    guess(cast, "ana", "192.0.2.66", 8)
    colleague = signed_in(cast.staff["jonas"])
    assert b"Locked: too many wrong passwords" in colleague.get(A_DESK_PAGE).content

    colleague.post(f"/clinic/staff/{cast.staff['ana'].pk}/unlock/")

    assert sign_in(Client(), cast.staff["ana"], address="192.0.2.66").status_code == 302


def test_nobody_ends_their_own_lockout(cast) -> None:
    client = signed_in(cast.staff["ana"])
    guess(cast, "ana", "192.0.2.66", 8)

    client.post(f"/clinic/staff/{cast.staff['ana'].pk}/unlock/")

    assert sign_in(Client(), cast.staff["ana"], address="192.0.2.66").status_code == 429


# --- disabling ------------------------------------------------------------------------------------


def disable(cast, key):
    with clinic_context(cast.clinic.id):
        disable_member(actor=cast.actor("owner"), member=cast.staff[key])


def test_who_is_disabled_is_out_with_the_next_request_on_every_device(cast) -> None:
    tablet, desk = signed_in(cast.staff["ana"]), signed_in(cast.staff["ana"])

    disable(cast, "ana")

    assert tablet.get(A_DESK_PAGE)["Location"].startswith("/account/login/")
    assert desk.get(A_DESK_PAGE)["Location"].startswith("/account/login/")
    assert not UserSession.objects.filter(user=cast.staff["ana"].account).exists()


def test_who_is_disabled_cannot_sign_in(cast) -> None:
    disable(cast, "ana")

    client = Client()
    sign_in(client, cast.staff["ana"])

    assert client.get(A_DESK_PAGE)["Location"].startswith("/account/login/")


def test_disabling_one_leaves_the_others_in(cast) -> None:
    client = signed_in(cast.staff["mei"])

    disable(cast, "ana")

    assert client.get(A_DESK_PAGE).status_code == 200


def test_an_old_session_does_not_come_back_when_they_are_let_in_again(cast) -> None:
    old = signed_in(cast.staff["ana"])
    disable(cast, "ana")
    with clinic_context(cast.clinic.id):
        cast.staff["ana"].refresh_from_db()
        enable_member(actor=cast.actor("owner"), member=cast.staff["ana"])

    assert old.get(A_DESK_PAGE)["Location"].startswith("/account/login/")
    assert sign_in(Client(), cast.staff["ana"]).status_code == 302


def test_the_last_owner_cannot_be_disabled(cast) -> None:
    with clinic_context(cast.clinic.id), pytest.raises(NobodyWouldOwn):
        disable_member(actor=cast.actor("owner"), member=cast.staff["owner"])


def test_a_new_password_ends_sessions_and_removes_the_second_step(cast) -> None:
    with_totp(cast.staff["ana"])
    client = Client()
    client.force_login(cast.staff["ana"].account)

    with clinic_context(cast.clinic.id):
        password = give_new_password(actor=cast.actor("owner"), member=cast.staff["ana"])

    assert client.get(A_DESK_PAGE)["Location"].startswith("/account/login/")
    assert not Authenticator.objects.filter(user=cast.staff["ana"].account).exists()
    assert sign_in(Client(), cast.staff["ana"], password).status_code == 302


def test_an_owner_gives_nobody_their_own_password(cast) -> None:
    with clinic_context(cast.clinic.id), pytest.raises(NotYourOwn):
        give_new_password(actor=cast.actor("owner"), member=cast.staff["owner"])
