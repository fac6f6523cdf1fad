"""Consent: given on a text, withdrawn at any time, never given while the medicine acts."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from holdspace.clinic.tasks.models import Task
from holdspace.pathway.consult.actions import (
    AlreadySigned,
    AlreadyWithdrawn,
    ConsentClosed,
    DeleteOnMissing,
    NotYetTalkedThrough,
    ScopeMissing,
    give_consent,
    withdraw_consent,
)
from holdspace.pathway.consult.consent_texts import current_text
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.queries import is_agreed, item_of_consent, signed_text
from holdspace.pathway.consult.signature import Allows
from holdspace.pathway.consult.teach_back_actions import NothingNoted, note_talk
from holdspace.pathway.consult.teach_back_queries import understanding_of
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


def test_a_consent_whose_scope_was_altered_no_longer_counts(in_clinic, course) -> None:
    whole = sign(in_clinic, course, "touch")
    withdraw_consent(actor=in_clinic.actor("jonas"), consent=whole, now=NOW)
    altered = {field: getattr(whole, field) for field in COPIED} | {"scope": "Anywhere."}
    Consent.objects.bulk_create([Consent(**altered)])

    assert item_of_consent(course, "touch").latest.scope == "Anywhere."
    assert not is_agreed(course, "touch")


COPIED = (
    "clinic", "course", "item", "text_version", "text_sha256", "signed_name", "meaning",
    "given_at", "signature_sha256", "recorded_by",
)  # fmt: skip


def test_the_treatment_is_signed_only_once_it_was_talked_through(in_clinic, course) -> None:
    jonas = in_clinic.actor("jonas")
    asked = {"actor": jonas, "course": course, "item": "treatment", "signed_name": "Mara Keller"}
    with pytest.raises(NotYetTalkedThrough):
        give_consent(**asked, now=NOW)

    note_talk(actor=jonas, course=course, words="She told me how she gets home.", now=NOW)
    give_consent(**asked, now=NOW)

    assert is_agreed(course, "treatment")


def test_a_talk_about_an_older_text_does_not_count(in_clinic, course, monkeypatch) -> None:
    sign(in_clinic, course)
    newer = replace(current_text("treatment", "racemic"), version=3, words="Other words.")
    monkeypatch.setattr("holdspace.pathway.consult.consent_texts.TREATMENT", (newer,))

    assert not understanding_of(course).is_done
    with pytest.raises(NotYetTalkedThrough):
        give_consent(
            actor=in_clinic.actor("jonas"), course=course, item="treatment",
            signed_name="Mara Keller", now=NOW,
        )  # fmt: skip


def test_a_talk_is_noted_in_words(in_clinic, course) -> None:
    with pytest.raises(NothingNoted):
        note_talk(actor=in_clinic.actor("jonas"), course=course, words="  ", now=NOW)


def test_a_signature_that_goes_further_takes_the_place_of_the_one_before(in_clinic, course) -> None:
    first = sign(in_clinic, course, "touch")

    sign(in_clinic, course, "touch", NOW + timedelta(minutes=1), "My hand and my shoulder.")

    first.refresh_from_db()
    assert (first.withdrawn_at, first.replaced_at) == (None, NOW + timedelta(minutes=1))
    assert Consent.objects.in_force().get(item="touch").scope == "My hand and my shoulder."


def test_what_was_replaced_is_not_withdrawn_as_well(in_clinic, course) -> None:
    first = sign(in_clinic, course, "touch")
    sign(in_clinic, course, "touch", NOW + timedelta(minutes=1), "My shoulder.")

    with pytest.raises(AlreadyWithdrawn):
        withdraw_consent(actor=in_clinic.actor("jonas"), consent=first, now=NOW)

    assert is_agreed(course, "touch")


@pytest.mark.parametrize(
    ("item", "allows", "refusal"),
    [
        ("touch", Allows(), ScopeMissing),
        ("touch", Allows(scope="   "), ScopeMissing),
        ("recording", Allows(scope="Sound."), DeleteOnMissing),
        ("recording", Allows(scope="Sound.", delete_on=date(2026, 3, 8)), DeleteOnMissing),
        ("recording", Allows(scope="Sound.", delete_on=date(2026, 3, 9)), DeleteOnMissing),
        ("recording", Allows(scope="Sound.", delete_on=date(2026, 3, 10)), None),
    ],
    ids=["nothing", "blank", "no day", "yesterday", "today", "tomorrow"],
)
def test_how_far_it_goes_is_part_of_it(in_clinic, course, item, allows, refusal) -> None:
    expected = pytest.raises(refusal) if refusal else nullcontext()

    with expected:
        give_consent(
            actor=in_clinic.actor("jonas"), course=course, item=item, signed_name="Mara Keller",
            now=NOW, allows=allows,
        )  # fmt: skip

    assert is_agreed(course, item) == (refusal is None)


def test_the_database_keeps_no_consent_without_how_far_it_goes(in_clinic, course) -> None:
    signed_touch = sign(in_clinic, course, "touch")
    withdraw_consent(actor=in_clinic.actor("jonas"), consent=signed_touch, now=NOW)
    empty = {field: getattr(signed_touch, field) for field in COPIED}

    with pytest.raises(DatabaseError, match="how_far_it_goes"), transaction.atomic():
        Consent.objects.bulk_create([Consent(**empty)])


@pytest.mark.parametrize(
    ("item", "kind"),
    [("touch", "consent_withdrawn"), ("research", "consent_changed")],
    ids=["reaches into a session", "does not"],
)
def test_a_withdrawal_opens_a_task_for_somebody(in_clinic, course, item, kind) -> None:
    consent = sign(in_clinic, course, item)

    withdraw_consent(actor=in_clinic.actor("jonas"), consent=consent, now=NOW)

    task = Task.objects.get()
    assert (task.kind, task.about_id) == (kind, str(consent.pk))


def test_looking_back_a_consent_is_as_it_was_then(in_clinic, course) -> None:
    consent = sign(in_clinic, course, "touch")
    withdraw_consent(
        actor=in_clinic.actor("jonas"), consent=consent, now=NOW + timedelta(minutes=10)
    )
    before, at, after = (NOW + timedelta(minutes=10, seconds=one) for one in (-1, 0, 1))

    stood = [is_agreed(course, "touch", one) for one in (NOW - timedelta(1), before, at, after)]

    assert stood == [False, True, False, False]
