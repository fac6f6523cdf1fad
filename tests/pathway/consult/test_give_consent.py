"""Consent: given on a text, withdrawn at any time, never given while the medicine acts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from holdspace.pathway.consult.actions import (
    AlreadySigned,
    AlreadyWithdrawn,
    ConsentClosed,
    withdraw_consent,
)
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import is_agreed, signed_text
from holdspace.pathway.course.actions import medicine_begins_to_act, medicine_no_longer_acts
from tests.pathway.consult.signed import signed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def sign(cast, course, item="treatment", now=NOW, scope="My hand."):
    return signed(cast, course, item, now, scope=scope)


def test_nothing_is_agreed_until_it_is_signed(in_clinic, course) -> None:
    assert not is_agreed(course, "treatment")


def test_a_signature_holds_the_words_that_were_signed(in_clinic, course) -> None:
    consent = sign(in_clinic, course)

    assert is_agreed(course, "treatment")
    assert signed_text(consent).words.startswith("I was told in plain words")


def test_a_text_altered_after_the_signature_no_longer_counts(in_clinic, course) -> None:
    sign(in_clinic, course, "research")
    Consent.objects.bulk_create(
        [
            Consent(
                clinic=in_clinic.clinic,
                course=course,
                item="touch",
                text_version=1,
                text_sha256="0" * 64,
                signed_name="Mara Keller",
                meaning="other",
                given_at=NOW,
                recorded_by=in_clinic.staff["jonas"],
            )
        ]
    )

    assert not is_agreed(course, "touch")
    assert is_agreed(course, "research")


def test_signing_one_item_signs_no_other(in_clinic, course) -> None:
    sign(in_clinic, course)

    assert not is_agreed(course, "touch")


def test_an_item_is_not_signed_twice(in_clinic, course) -> None:
    sign(in_clinic, course)

    with pytest.raises(AlreadySigned):
        sign(in_clinic, course)


def test_no_consent_is_given_while_the_medicine_acts(in_clinic, course, cycle) -> None:
    medicine_begins_to_act(cycle=cycle, at=NOW)

    with pytest.raises(ConsentClosed):
        sign(in_clinic, course, "touch")


def test_consent_opens_again_once_the_person_is_ready_to_go_home(in_clinic, course, cycle) -> None:
    medicine_begins_to_act(cycle=cycle, at=NOW)
    medicine_no_longer_acts(cycle=cycle, at=NOW + timedelta(hours=3))

    sign(in_clinic, course, "touch")

    assert is_agreed(course, "touch")


def test_consent_is_withdrawn_also_while_the_medicine_acts(in_clinic, course, cycle) -> None:
    consent = sign(in_clinic, course)
    medicine_begins_to_act(cycle=cycle, at=NOW)

    withdraw_consent(actor=in_clinic.actor("jonas"), consent=consent, now=NOW)

    assert not is_agreed(course, "treatment")


def test_a_withdrawn_consent_may_be_signed_again(in_clinic, course) -> None:
    withdraw_consent(actor=in_clinic.actor("jonas"), consent=sign(in_clinic, course), now=NOW)

    sign(in_clinic, course)

    assert is_agreed(course, "treatment")
    assert Consent.objects.count() == 2


def test_a_consent_is_withdrawn_once(in_clinic, course) -> None:
    consent = sign(in_clinic, course)
    withdraw_consent(actor=in_clinic.actor("jonas"), consent=consent, now=NOW)

    with pytest.raises(AlreadyWithdrawn):
        withdraw_consent(actor=in_clinic.actor("jonas"), consent=consent, now=NOW)


def test_the_database_lets_nothing_of_a_signature_change(in_clinic, course) -> None:
    consent = sign(in_clinic, course)

    with pytest.raises(DatabaseError, match="only by its withdrawal"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(signed_name="Somebody Else")


def test_the_database_lets_no_withdrawal_be_taken_back(in_clinic, course) -> None:
    consent = sign(in_clinic, course)
    withdraw_consent(actor=in_clinic.actor("jonas"), consent=consent, now=NOW)

    with pytest.raises(DatabaseError, match="only by its withdrawal"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(withdrawn_at=None)
