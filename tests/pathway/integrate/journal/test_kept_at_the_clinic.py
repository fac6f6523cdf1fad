"""What the clinic's computer takes of a journal, what it refuses, and what it gives to whom."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import clinic_context
from holdspace.clinic.sealed import new_site_key, write_site_keys
from holdspace.pathway.integrate.journal import actions, container, sharing
from holdspace.pathway.integrate.journal.container import (
    MOST_MEDIUM_BYTES,
    MOST_WORDS_BYTES,
    EntryTooLarge,
    NotAnEntry,
    pack,
    unpack,
)
from holdspace.pathway.integrate.journal.models import JournalEntry, SharedCopy, SharedOpening
from holdspace.pathway.integrate.visits.rotation import rotate
from tests.authorisation.test_the_companion_is_light import needed_by
from tests.clinic.own_sign_in import sign_in_as_person

pytestmark = pytest.mark.django_db
POINT = b"\x04" + bytes(64)
WRAP, PROOF = bytes(200), bytes(32)


def sealed(size: int = 200, fill: int = 7) -> bytes:
    """Bytes in the form of a sealed part; what is in them, the server never knows."""
    return (bytes([1, 4]) + bytes([fill]) * size)[:size]


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


@pytest.fixture
def mara(cast) -> Client:
    client = Client()
    sign_in_as_person(client, cast.patients["mara"])
    return client


@pytest.fixture
def begun(mara) -> Client:
    made = {
        "public_key": text(POINT),
        "by_passphrase": text(WRAP),
        "by_recovery": text(WRAP),
        "proof": text(PROOF),
    }
    assert mara.post("/me/journal/keys", made, "application/json").status_code == 200
    return mara


def keep(client: Client, parts: list[bytes], entry_id: UUID | None = None):
    body = (entry_id or uuid4()).bytes + pack(parts)
    return client.generic("POST", "/me/journal/keep", body)


# --- how an entry travels -------------------------------------------------------------------------


def test_parts_come_back_as_they_went() -> None:
    assert unpack(pack([b"one", b"", b"three"])) == [b"one", b"", b"three"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        b"\x02\x01\x00\x00\x00\x00",
        pack([b""] * 5),
        pack([b"a"]) + b"b",
        pack([b"ab"])[:-1],
    ],
)
def test_what_is_in_another_form_is_no_entry(data: bytes) -> None:
    with pytest.raises(NotAnEntry):
        unpack(data)


@pytest.mark.parametrize(
    "parts",
    [
        [bytes(MOST_WORDS_BYTES - 1)],
        [bytes(MOST_WORDS_BYTES)],
        [b"", bytes(MOST_MEDIUM_BYTES - 1)],
        [b"", bytes(MOST_MEDIUM_BYTES)],
    ],
    ids=["words under", "words at", "medium under", "medium at"],
)
def test_a_part_up_to_its_largest_size_is_taken(parts: list[bytes]) -> None:
    assert unpack(pack(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [[bytes(MOST_WORDS_BYTES + 1)], [b"", bytes(MOST_MEDIUM_BYTES + 1)]],
    ids=["words over", "medium over"],
)
def test_a_part_over_its_largest_size_is_not(parts: list[bytes]) -> None:
    with pytest.raises(EntryTooLarge):
        unpack(pack(parts))


# --- kept -----------------------------------------------------------------------------------------


def test_an_entry_is_kept_once_however_often_it_is_sent(begun, cast) -> None:
    entry_id = uuid4()

    answers = [keep(begun, [sealed(), sealed(300)], entry_id).json()["state"] for _ in range(2)]

    assert answers == ["new", "already"]
    assert begun.get(f"/me/journal/entries/{entry_id}/parts/1").content == sealed(300)
    with clinic_context(cast.clinic.pk):
        assert JournalEntry.objects.get().sealed_bytes == 500


def test_another_entry_never_takes_the_place_of_one(begun) -> None:
    entry_id = uuid4()
    keep(begun, [sealed()], entry_id)

    answer = keep(begun, [sealed(fill=8)], entry_id)

    assert answer.status_code == 409
    assert "stays on this phone" in answer.json()["sentence"]
    assert begun.get(f"/me/journal/entries/{entry_id}/parts/0").content == sealed()


def test_what_is_not_sealed_is_never_kept(begun, cast) -> None:
    answer = keep(begun, [json.dumps({"text": "Dad's coat" * 20}).encode()])

    assert answer.status_code == 422
    with clinic_context(cast.clinic.pk):
        assert not JournalEntry.objects.exists()


def test_more_than_one_request_may_carry_is_refused_with_a_sentence(begun) -> None:
    answer = begun.generic("POST", "/me/journal/keep", bytes(container.MOST_BYTES + 1))

    assert answer.status_code == 413
    assert "two parts" in answer.json()["sentence"]


def test_before_there_is_a_key_nothing_is_kept(mara) -> None:
    assert keep(mara, [sealed()]).status_code == 409


def test_an_hour_and_a_journal_hold_so_many(begun, monkeypatch) -> None:
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 2)
    assert [keep(begun, [sealed()]).status_code for _ in range(3)] == [200, 200, 429]

    monkeypatch.setattr(actions, "MOST_AN_HOUR", 9)
    monkeypatch.setattr(actions, "MOST_ENTRIES", 3)
    assert [keep(begun, [sealed()]).status_code for _ in range(2)] == [200, 507]


def test_a_journal_holds_so_many_bytes(begun, monkeypatch) -> None:
    size = len(pack([sealed()]))
    monkeypatch.setattr(actions, "MOST_BYTES_IN_ALL", 200 + size - 1)
    assert [keep(begun, [sealed()]).status_code for _ in range(2)] == [200, 507]

    monkeypatch.setattr(actions, "MOST_BYTES_IN_ALL", 200 + size)
    assert keep(begun, [sealed()]).status_code == 200


# --- keys -----------------------------------------------------------------------------------------


def test_a_key_is_never_put_over_another(begun) -> None:
    made = {
        "public_key": text(b"\x04" + bytes([9]) * 64),
        "by_passphrase": text(WRAP),
        "by_recovery": text(WRAP),
        "proof": text(PROOF),
    }

    assert begun.post("/me/journal/keys", made, "application/json").status_code == 409
    assert begun.get("/me/journal/state").json()["key"]["public_key"] == text(POINT)


def test_only_who_opened_it_changes_what_opens_it(begun) -> None:
    changed = {"by_passphrase": text(bytes([5]) * 200), "proof": text(bytes([1]) * 32)}
    assert begun.post("/me/journal/keys?change=1", changed, "application/json").status_code == 409

    changed["proof"] = text(PROOF)
    assert begun.post("/me/journal/keys?change=1", changed, "application/json").status_code == 200

    key = begun.get("/me/journal/state").json()["key"]
    assert key["by_passphrase"] == text(bytes([5]) * 200)
    assert key["by_recovery"] == text(WRAP)


# --- given to one reader --------------------------------------------------------------------------


@pytest.fixture
def shared(begun, cast, settings, tmp_path) -> SharedCopy:
    """Jonas has a copy of one entry with a drawing."""
    settings.SEALING_KEY_FILE = tmp_path / "sealing_key"
    write_site_keys(settings.SEALING_KEY_FILE, [new_site_key()])
    entry_id = uuid4()
    keep(begun, [sealed(), sealed()], entry_id)
    said = {
        "text": "The coat was wet.",
        "written_at": "2026-11-25T20:00:00Z",
        "media": [{"kind": "drawing", "type": "image/png"}],
    }
    body = entry_id.bytes + pack([json.dumps(said).encode(), b"\x89PNG picture"])
    reader = cast.staff["jonas"].pk
    answer = begun.generic("POST", f"/me/journal/share?reader=staff:{reader}", body)
    assert answer.status_code == 200, answer.content
    with clinic_context(cast.clinic.pk):
        return SharedCopy.objects.get()


def test_its_reader_reads_it_and_its_writer_sees_when(shared, begun, cast, client) -> None:
    client.force_login(cast.staff["jonas"].account)

    page = client.get(f"/people/{shared.patient_id}/journal/").content.decode()

    assert "The coat was wet." in page
    picture = client.get(f"/people/journal/{shared.pk}/1")
    assert (picture["Content-Type"], picture.content) == ("image/png", b"\x89PNG picture")
    copies = begun.get("/me/journal/entries").json()["entries"][0]["copies"]
    assert copies[0]["reader"] == cast.staff["jonas"].name
    assert len(copies[0]["openings"]) == 1
    with clinic_context(cast.clinic.pk):
        acts = AuditEntry.objects.filter(staff=cast.staff["jonas"]).values_list("act", flat=True)
        assert "read a shared journal entry" in acts


@pytest.mark.parametrize("who", ["okafor", "ana", "desk", "owner"])
def test_for_everybody_else_the_page_is_not_there(shared, cast, client, who) -> None:
    client.force_login(cast.staff[who].account)

    assert client.get(f"/people/{shared.patient_id}/journal/").status_code in {403, 404}
    assert client.get(f"/people/journal/{shared.pk}/1").status_code in {403, 404}


def test_taken_back_it_is_deleted_with_what_was_seen(shared, begun, cast, client) -> None:
    client.force_login(cast.staff["jonas"].account)
    client.get(f"/people/{shared.patient_id}/journal/")

    begun.post(f"/me/journal/copies/{shared.pk}/take-back")

    assert client.get(f"/people/{shared.patient_id}/journal/").status_code == 404
    with clinic_context(cast.clinic.pk):
        assert not SharedCopy.objects.exists()
        assert not SharedOpening.objects.exists()


def test_an_erased_entry_takes_its_copies_along(shared, begun, cast) -> None:
    with clinic_context(cast.clinic.pk):
        entry_id = JournalEntry.objects.get().entry_id

    assert begun.post(f"/me/journal/entries/{entry_id}/erase").status_code == 204

    with clinic_context(cast.clinic.pk):
        assert not SharedCopy.objects.exists()


def test_a_copy_opens_after_the_sites_key_was_changed(shared, cast) -> None:
    assert rotate() == 1

    with clinic_context(cast.clinic.pk):
        copy = SharedCopy.objects.get()
        assert copy.site_key_id != shared.site_key_id
        assert sharing.medium(copy, 1) == ("image/png", b"\x89PNG picture")


def test_what_was_moved_into_another_copy_does_not_open(shared, cast) -> None:
    with clinic_context(cast.clinic.pk):
        assert sharing.opened(shared).words is not None
        shared.pk = uuid4()
        assert sharing.opened(shared).words is None


def test_what_no_reader_is_served_is_not_taken_as_a_copy(begun, cast) -> None:
    entry_id = uuid4()
    keep(begun, [sealed()], entry_id)
    said = {"written_at": "", "media": [{"kind": "photo", "type": "text/html"}]}
    body = entry_id.bytes + pack([json.dumps(said).encode(), b"<script>"])

    answer = begun.generic("POST", f"/me/journal/share?reader=staff:{cast.staff['jonas'].pk}", body)

    assert answer.status_code == 422


@pytest.mark.parametrize("reader", ["staff:{desk}", "supporter:{desk}", ""])
def test_nobody_is_a_reader_who_may_not_be(begun, cast, reader) -> None:
    entry_id = uuid4()
    keep(begun, [sealed()], entry_id)
    body = entry_id.bytes + pack([b'{"written_at": ""}'])
    address = "/me/journal/share?reader=" + reader.format(desk=cast.staff["desk"].pk)

    assert begun.generic("POST", address, body).status_code == 422


# --- the page -------------------------------------------------------------------------------------


def test_who_writes_again_after_two_weeks_is_greeted(begun, cast) -> None:
    keep(begun, [sealed()])
    assert "Good to see you" not in begun.get("/me/journal/").content.decode()

    with clinic_context(cast.clinic.pk):
        JournalEntry.objects.update(kept_at=datetime.now(UTC) - timedelta(days=15))

    assert "Good to see you" in begun.get("/me/journal/").content.decode()


@pytest.mark.parametrize("address", ["/me/journal/", "/me/journal/offline/"])
def test_the_page_says_that_nobody_watches_and_whom_to_call(begun, address) -> None:
    page = begun.get(address).content.decode()

    assert page.count("Nobody is watching this page.") == 2
    assert 'href="tel:112"' in page


def test_the_page_that_a_phone_keeps_is_about_nobody(begun) -> None:
    kept = begun.get("/me/journal/offline/").content.decode()

    assert 'id="write-form"' in kept
    assert 'href="tel:112"' in kept
    assert "Mara" not in kept
    assert "csrf" not in kept.lower()


def test_a_phone_keeps_all_that_the_page_is_made_of(begun) -> None:
    worker = begun.get("/me/service-worker.js").content.decode()
    keeps = json.loads(worker.split("self.companion = ")[1].split(";\n")[0])

    needed = needed_by(begun.get("/me/journal/offline/").content.decode())

    assert "holdspace/js/journal/seal.js" in needed
    assert {f"/static/{name}" for name in needed} <= set(keeps["files"])
    assert keeps["pages"]["/me/journal/"] == "/me/journal/offline/"
