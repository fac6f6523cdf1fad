"""Signing what was read, as who one is; and what a signature says later."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.pathway.dosing_session.models import SessionEvent, SignedDocument
from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_document import sha256_of
from holdspace.pathway.dosing_session.summary_forms import MEANINGS
from holdspace.pathway.dosing_session.summary_sign_off import (
    NotDone,
    close_record,
    closing_of,
    kept_documents,
    sign_record,
    signatures_of,
)
from tests.pathway.dosing_session.summary_story import live_it, looked

pytestmark = pytest.mark.django_db

MEANING = MEANINGS[0]


def hash_now(cast, session, now) -> str:
    return sha256_of(document_of(looked(cast, session, now)))


def sign(cast, tablet, now, who="okafor") -> None:
    sign_record(
        cast.actor(who),
        tablet.session,
        meaning=MEANING,
        read_sha256=hash_now(cast, tablet.session, now),
        now=now,
    )


def states(cast, tablet, now) -> list[tuple[str, str]]:
    look = looked(cast, tablet.session, now)
    return [(one.state, one.sentence) for one in signatures_of(look, document_of(look))]


def test_a_signature_covers_the_document_that_was_read(cast, tablet, now) -> None:
    sign(cast, tablet, now)
    look = looked(cast, tablet.session, now)
    (signature,) = signatures_of(look, document_of(look))

    assert (signature.name, signature.meaning) == ("Dr Okafor", MEANING)
    assert signature.when == "2 March 2026, 10:00"
    assert signature.sha256 == hash_now(cast, tablet.session, now)
    assert signature.sentence == "Unchanged since."


def test_a_second_person_signs_the_very_same_document(cast, tablet, now) -> None:
    sign(cast, tablet, now)
    sign(cast, tablet, now, who="ana")

    assert [state for state, _ in states(cast, tablet, now)] == ["unchanged", "unchanged"]
    assert SignedDocument.objects.filter(session=tablet.session).count() == 1


def test_closing_does_not_change_what_was_signed(cast, tablet, now) -> None:
    end = live_it(cast, tablet, now)
    sign(cast, tablet, end)
    close_record(cast.actor("ana"), tablet.session, outcome="completed", reason="", now=end)

    assert states(cast, tablet, end) == [("unchanged", "Unchanged since.")]
    assert closing_of(looked(cast, tablet.session, end)) == (
        "Closed 2 March 2026, 12:31 by Ana Silva, completed."
    )


def test_an_entry_after_the_signature_is_said(cast, tablet, now) -> None:
    sign(cast, tablet, now)
    tablet.chart(cast.actor("ana"), now, "NoteWritten", text="One more thing.")

    assert states(cast, tablet, now) == [
        ("changed", "Changed after this signature: 1 entry came later.")
    ]


def test_another_name_after_the_signature_is_said(cast, tablet, now) -> None:
    sign(cast, tablet, now)
    patient = tablet.session.patient
    patient.family_name = "Other"
    patient.save(update_fields=["family_name"])

    ((state, sentence),) = states(cast, tablet, now)
    assert (state, "no entry came later" in sentence) == ("changed", True)


def test_what_was_signed_is_kept_as_it_was(cast, tablet, now) -> None:
    before = document_of(looked(cast, tablet.session, now))
    sign(cast, tablet, now)
    tablet.chart(cast.actor("ana"), now, "NoteWritten", text="Later.")

    assert list(kept_documents(tablet.session)) == [sha256_of(before)]


def test_a_signature_without_its_document_proves_nothing(cast, tablet, now) -> None:
    sign(cast, tablet, now)
    row = SessionEvent.objects.get(session=tablet.session, kind="RecordSigned")
    row.pk, row.sequence = tablet.device_id, row.sequence + 1
    row.payload = {**row.payload, "document_sha256": "0" * 64}
    row.save(force_insert=True)

    assert [state for state, _ in states(cast, tablet, now)] == ["unchanged", "not_kept"]


def test_a_kept_document_cannot_be_changed(cast, tablet, now) -> None:
    sign(cast, tablet, now)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE dosing_session_signeddocument SET content = ''")


def test_what_changed_while_it_was_read_is_not_signed(cast, tablet, now) -> None:
    read = hash_now(cast, tablet.session, now)
    tablet.chart(cast.actor("ana"), now, "Observed", code="tears")

    with pytest.raises(NotDone, match="has changed since you opened it"):
        sign_record(
            cast.actor("okafor"), tablet.session, meaning=MEANING, read_sha256=read, now=now
        )


def test_nobody_signs_the_same_document_twice(cast, tablet, now) -> None:
    sign(cast, tablet, now)

    with pytest.raises(NotDone, match="already"):
        sign(cast, tablet, now)


def test_a_tablet_cannot_send_a_signature(cast, tablet, now) -> None:
    sent = tablet.chart(
        cast.actor("okafor"), now, "RecordSigned", meaning="Mine", document_sha256="0" * 64
    )

    assert sent.state == "refused"


def test_a_record_is_not_completed_before_the_hand_over(cast, tablet, now) -> None:
    with pytest.raises(NotDone, match="not been handed over"):
        close_record(cast.actor("ana"), tablet.session, outcome="completed", reason="", now=now)


def test_a_therapist_does_not_close_a_record(cast, tablet, now) -> None:
    with pytest.raises(NotDone, match="may chart this"):
        close_record(cast.actor("jonas"), tablet.session, outcome="cancelled", reason="a", now=now)


def test_a_closed_record_is_not_closed_again(cast, tablet, now) -> None:
    close_record(cast.actor("ana"), tablet.session, outcome="cancelled", reason="a cold", now=now)

    with pytest.raises(NotDone, match="closed already"):
        close_record(cast.actor("ana"), tablet.session, outcome="cancelled", reason="b", now=now)


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def session_of_mara(cast, now):
    """Made outside of any clinic's context: each request opens its own."""
    from tests.pathway.dosing_session.story import opened

    with clinic_context(cast.clinic.id):
        return opened(cast, now)


def client_of(cast, who: str, *, proved_seconds_ago: float | None = None) -> Client:
    client = Client()
    client.force_login(
        cast.staff[who].account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    if proved_seconds_ago is not None:
        session = client.session
        session["account_authentication_methods_user"] = str(cast.staff[who].account_id)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time() - proved_seconds_ago, "reauthenticated": True}
        ]
        session.save()
    return client


def page_of(session) -> str:
    return reverse("dosing_session:summary", args=[session.pk])


def signing(client: Client, session) -> dict[str, str]:
    shown = client.get(page_of(session)).context["sha256"]
    return {"act": "sign", "document": shown, "meaning": MEANING, "more": "Kept words"}


def signatures_in(cast, session) -> int:
    with clinic_context(cast.clinic.id):
        return SessionEvent.objects.filter(session=session, kind="RecordSigned").count()


def test_whoever_proved_it_just_now_signs_at_once(cast, session_of_mara) -> None:
    client = client_of(cast, "okafor", proved_seconds_ago=290)
    answer = client.post(page_of(session_of_mara), signing(client, session_of_mara))

    assert (answer.status_code, answer.url) == (302, page_of(session_of_mara))
    assert signatures_in(cast, session_of_mara) == 1


@pytest.mark.parametrize("ago", [None, 301])
def test_whoever_did_not_is_asked_first(cast, session_of_mara, ago) -> None:
    client = client_of(cast, "okafor", proved_seconds_ago=ago)
    answer = client.post(page_of(session_of_mara), signing(client, session_of_mara))

    assert answer.status_code == 302
    assert answer.url.startswith("/account/reauthenticate/")
    assert signatures_in(cast, session_of_mara) == 0


def test_a_form_that_is_refused_keeps_what_was_typed(cast, session_of_mara) -> None:
    client = client_of(cast, "okafor", proved_seconds_ago=1)
    sent = signing(client, session_of_mara) | {"document": "0" * 64}
    answer = client.post(page_of(session_of_mara), sent)

    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert "has changed since you opened it" in answer.content.decode()


def test_closing_without_an_outcome_keeps_what_was_typed(cast, session_of_mara) -> None:
    client = client_of(cast, "ana")
    answer = client.post(page_of(session_of_mara), {"act": "close", "reason": "She felt unwell"})

    assert answer.status_code == 422
    assert "She felt unwell" in answer.content.decode()


@pytest.mark.parametrize("name", ["summary", "summary_pdf", "replay"])
def test_another_clinic_finds_nothing(cast, stranger, session_of_mara, name) -> None:
    address = reverse(f"dosing_session:{name}", args=[session_of_mara.pk])

    assert client_of(stranger, "ana").get(address).status_code == 404


@pytest.mark.parametrize("name", ["summary", "summary_pdf", "replay"])
def test_each_reading_leaves_a_line_in_the_audit_trail(cast, session_of_mara, name) -> None:
    with clinic_context(cast.clinic.id):
        before = AuditEntry.objects.count()
    answer = client_of(cast, "jonas").get(
        reverse(f"dosing_session:{name}", args=[session_of_mara.pk])
    )
    with clinic_context(cast.clinic.id):
        latest = AuditEntry.objects.order_by("-pk").first()
        more = AuditEntry.objects.count() - before

    assert (answer.status_code, more) == (200, 1)
    assert latest.patient_id == session_of_mara.patient_id


def test_the_document_as_it_was_signed_can_be_printed_later(cast, session_of_mara, now) -> None:
    client = client_of(cast, "okafor", proved_seconds_ago=1)
    client.post(page_of(session_of_mara), signing(client, session_of_mara))
    with clinic_context(cast.clinic.id):
        from tests.pathway.dosing_session.story import Tablet

        signed = SignedDocument.objects.get(session=session_of_mara).sha256
        Tablet(session_of_mara).chart(
            cast.actor("ana"), now + timedelta(minutes=1), "Observed", code="tears"
        )
    address = reverse("dosing_session:summary_pdf", args=[session_of_mara.pk])
    as_signed = client.get(f"{address}?signed={signed}")
    unknown = client.get(f"{address}?signed={'0' * 64}")

    assert (as_signed["Content-Type"], unknown.status_code) == ("application/pdf", 404)
    assert as_signed.content != client.get(address).content
    assert "Mara" not in as_signed["Content-Disposition"]
