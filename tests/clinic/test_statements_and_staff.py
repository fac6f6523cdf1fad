"""Who signs statements, who makes staff, and what the owner cannot do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from holdspace.clinic.access.actions import (
    AlreadySo,
    EmailTaken,
    NobodyWouldOwn,
    NotMedicalDirector,
    change_staff,
    end_statement,
    enter_staff,
    sign_statement,
)
from holdspace.clinic.access.statements import all_statements
from holdspace.clinic.context import clinic_context
from holdspace.clinic.people.models import SignedStatement
from holdspace.clinic.people.roles import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def inside(cast):
    with clinic_context(cast.clinic.id):
        yield


def sign(cast, statement, key="okafor"):
    return sign_statement(actor=cast.actor(key), statement=statement, now=NOW)


def test_own_limits_come_first_and_every_protocols_variant_after() -> None:
    statements = all_statements()

    assert statements[0].subject == "own_limits"
    assert "iv-racemic-0.5mgkg-40min/1#one_clinician" in {each.detail for each in statements}


def test_what_is_signed_is_kept_word_for_word(cast) -> None:
    own_limits = all_statements()[0]

    assert sign(cast, own_limits).text == own_limits.text


@pytest.mark.parametrize("key", ["ana", "owner"])
def test_only_the_medical_director_signs(cast, key) -> None:
    with pytest.raises(NotMedicalDirector):
        sign(cast, all_statements()[0], key)


def test_a_statement_is_in_force_once(cast) -> None:
    sign(cast, all_statements()[0])

    with pytest.raises(AlreadySo):
        sign(cast, all_statements()[0])


def test_an_ended_statement_is_not_in_force_and_may_be_signed_again(cast) -> None:
    signed = sign(cast, all_statements()[0])
    end_statement(actor=cast.actor("okafor"), signed=signed, now=NOW + timedelta(days=1))

    sign(cast, all_statements()[0])

    assert SignedStatement.objects.in_force().count() == 1
    assert SignedStatement.objects.count() == 2


def test_new_staff_sign_in_with_the_password_they_were_given(cast, client) -> None:
    member, password = enter_staff(
        actor=cast.actor("owner"),
        name="Noor",
        email="Noor@demo.example",
        roles=[Role.THERAPIST],
        is_medical_director=False,
    )

    answer = client.post("/account/login/", {"login": "noor@demo.example", "password": password})

    assert answer["Location"] == "/start/"
    assert member.roles == ["therapist"]


def test_an_address_signs_in_at_one_place(cast, stranger) -> None:
    with pytest.raises(EmailTaken) as refusal:
        enter_staff(
            actor=cast.actor("owner"),
            name="Noor",
            email="far-ana@demo.example",
            roles=[Role.THERAPIST],
            is_medical_director=False,
        )

    assert str(refusal.value) == "This e-mail address cannot be used."


def test_the_last_owner_stays_one(cast) -> None:
    with pytest.raises(NobodyWouldOwn):
        change_staff(
            actor=cast.actor("owner"),
            member=cast.staff["owner"],
            name="Lena Brandt",
            roles=[Role.AUDITOR],
            is_medical_director=False,
        )


def test_a_role_taken_away_counts_with_the_next_request(cast, client) -> None:
    client.force_login(cast.staff["ana"].account)
    before = client.get("/people/").status_code

    with clinic_context(cast.clinic.id):
        change_staff(
            actor=cast.actor("owner"),
            member=cast.staff["ana"],
            name="Ana Silva",
            roles=[Role.AUDITOR],
            is_medical_director=False,
        )

    assert (before, client.get("/people/").status_code) == (200, 403)


def test_a_starting_password_is_shown_on_the_answer_and_kept_by_no_browser(cast, client) -> None:
    client.force_login(cast.staff["owner"].account)

    answer = client.post(
        "/clinic/staff/new/", {"name": "Noor", "email": "noor@demo.example", "roles": ["therapist"]}
    )

    assert b"shown only now" in answer.content
    assert answer["Cache-Control"] == "no-store"
