"""Psychotherapy notes: sealed, read by their author, and by nobody and nothing else."""

from __future__ import annotations

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from holdspace.clinic.audit.models import AuditEntry
from holdspace.clinic.context import author_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.sealed import (
    SealBroken,
    SealingKeyMissing,
    new_site_key,
    open_sealed,
    site_keys,
    unwrap,
    write_site_keys,
)
from holdspace.pathway.integrate.visits.models import NotesKey, PsychotherapyNote
from holdspace.pathway.integrate.visits.note_actions import (
    WHY_BROKEN,
    WHY_DESTROYED,
    AlreadyReplaced,
    destroy_notes,
    notes_of,
    write_note,
)
from tests.authorisation.routes import all_routes
from tests.pathway.integrate.visits.conftest import lived_once

CANARY = "canary-of-a-note-4711"


@pytest.fixture(autouse=True)
def key_file(tmp_path, settings):
    settings.SEALING_KEY_FILE = tmp_path / "sealing_key"
    write_site_keys(settings.SEALING_KEY_FILE, [new_site_key()])
    return settings.SEALING_KEY_FILE


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """The cast alone: a note needs nothing else."""
    with lived_once(django_db_blocker, make_cast) as cast:
        yield cast


def written(cast, words=CANARY, *, by="jonas", about="mara", **more) -> PsychotherapyNote:
    return write_note(
        actor=cast.actor(by),
        patient=cast.patients[about],
        words=words,
        now=timezone.now(),
        **more,
    )


def read(cast, *, by="jonas", about="mara") -> list[str]:
    notes = notes_of(actor=cast.actor(by), patient=cast.patients[about])
    return [note.words or note.why_not for note in notes]


def test_its_author_reads_it(inside) -> None:
    written(inside)

    assert read(inside) == [CANARY]


@pytest.mark.parametrize("who", ["okafor", "ana", "desk", "owner", "auditor"])
def test_nobody_else_reads_it(inside, who) -> None:
    written(inside)

    assert read(inside, by=who) == []


def test_without_the_authors_context_the_database_shows_no_note(inside) -> None:
    written(inside)
    seen = PsychotherapyNote.objects.count()
    with author_context(inside.staff["okafor"].pk):
        seen_by_another = PsychotherapyNote.objects.count()
    with author_context(inside.staff["jonas"].pk):
        seen_by_its_author = PsychotherapyNote.objects.count()

    assert (seen, seen_by_another, seen_by_its_author) == (0, 0, 1)


def test_nobody_writes_a_note_in_another_name(inside) -> None:
    with (
        author_context(inside.staff["okafor"].pk),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        PsychotherapyNote.objects.create(
            clinic=inside.clinic,
            patient=inside.patients["mara"],
            author=inside.staff["jonas"],
            sealed=b"",
            written_at=timezone.now(),
        )


def test_a_note_points_to_nothing_of_a_session() -> None:
    fields = {one.name for one in PsychotherapyNote._meta.concrete_fields}

    assert fields == {"id", "clinic", "patient", "author", "sealed", "written_at", "replaces"}


def test_no_table_of_the_database_holds_its_words(inside) -> None:
    written(inside)
    with author_context(inside.staff["jonas"].pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            found += [table for (row,) in cursor.fetchall() if CANARY in row or _hex() in row]

    assert "visits_psychotherapynote" in tables
    assert found == []


def _hex() -> str:
    """As a column of bytes would print it."""
    return CANARY.encode().hex()


def test_the_trail_says_that_it_was_written_and_no_word_of_it(inside) -> None:
    written(inside)

    lines = AuditEntry.objects.filter(object_kind="psychotherapy note")
    assert [line.act for line in lines] == ["write a psychotherapy note"]


def test_words_that_stand_in_another_row_are_refused(inside) -> None:
    first, second = written(inside, "one"), written(inside, "two")
    moved = PsychotherapyNote(
        id=second.pk, patient=first.patient, author=first.author, sealed=first.sealed
    )
    kept = NotesKey.objects.get()

    key = unwrap(kept.as_wrapped, kept.place)
    with pytest.raises(SealBroken):
        open_sealed(key, bytes(moved.sealed), moved.place)


def test_a_note_that_does_not_open_says_so_and_is_never_just_missing(inside) -> None:
    written(inside)
    with author_context(inside.staff["jonas"].pk):
        PsychotherapyNote.objects.create(
            clinic=inside.clinic,
            patient=inside.patients["mara"],
            author=inside.staff["jonas"],
            sealed=b"\x01" + bytes(40),
            written_at=timezone.now(),
        )

    assert sorted(read(inside)) == sorted([CANARY, WHY_BROKEN])


def test_a_key_that_was_moved_to_another_person_opens_nothing(inside) -> None:
    written(inside)
    written(inside, "of Theo", about="theo")
    marks = NotesKey.objects.get(patient=inside.patients["mara"])
    NotesKey.objects.filter(patient=inside.patients["theo"]).update(
        wrapped=marks.wrapped, site_key_id=marks.site_key_id
    )

    assert read(inside, about="theo") == [WHY_BROKEN]


def test_without_the_key_file_it_is_said_and_nothing_is_empty(inside, key_file) -> None:
    written(inside)
    key_file.unlink()

    with pytest.raises(SealingKeyMissing):
        read(inside)
    with pytest.raises(SealingKeyMissing):
        written(inside, "more")


def test_after_a_rotation_everything_opens_and_the_old_key_is_of_no_use(inside, key_file) -> None:
    written(inside)
    old = site_keys()[0]

    call_command("rotate_sealing_key", verbosity=0)

    assert read(inside) == [CANARY]
    assert old not in site_keys()
    assert len(site_keys()) == 1


def test_a_rotation_that_was_cut_off_is_finished_by_the_next(inside, key_file) -> None:
    written(inside)
    write_site_keys(key_file, [new_site_key(), *site_keys()])
    half_way = read(inside)

    call_command("rotate_sealing_key", verbosity=0)

    assert (half_way, read(inside), len(site_keys())) == ([CANARY], [CANARY], 1)


def test_a_key_that_is_lost_for_good_is_given_up_and_new_notes_are_written(
    inside, key_file
) -> None:
    written(inside)
    key_file.unlink()

    call_command("rotate_sealing_key", "--give-up-the-lost-key", verbosity=0)
    written(inside, "after")

    assert sorted(read(inside)) == sorted(["after", WHY_BROKEN])


def test_a_note_written_anew_stands_in_place_of_the_other(inside) -> None:
    first = written(inside, "before")
    written(inside, "after", replaces_id=first.pk)

    assert read(inside) == ["after"]
    with pytest.raises(AlreadyReplaced):
        written(inside, "once more", replaces_id=first.pk)


def test_a_note_is_never_changed_in_its_row(inside) -> None:
    written(inside)

    with (
        author_context(inside.staff["jonas"].pk),
        pytest.raises((InternalError, ProgrammingError)),
        transaction.atomic(),
    ):
        PsychotherapyNote.objects.update(sealed=b"")


def test_destroyed_notes_are_opened_by_nobody_and_those_of_others_stay(inside) -> None:
    written(inside)
    written(inside, "of the doctor", by="okafor")

    destroy_notes(actor=inside.actor("jonas"), patient=inside.patients["mara"])

    assert read(inside) == [WHY_DESTROYED]
    assert read(inside, by="okafor") == ["of the doctor"]


# --- the page -------------------------------------------------------------------------------------


@pytest.fixture
def jonas(inside):
    """Signed in, and his password given a moment ago."""
    client = Client()
    account = inside.staff["jonas"].account
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods_user"] = str(account.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()
    return client


def test_the_page_shows_the_authors_own_and_takes_another(inside, jonas) -> None:
    page = f"/people/{inside.patients['mara'].pk}/notes/"

    sealed = jonas.post(page, {"words": CANARY}, follow=True).content.decode()

    assert "Sealed. Only you can open it." in sealed
    assert CANARY in sealed


def test_without_the_key_file_the_page_says_so(inside, jonas, key_file) -> None:
    page = f"/people/{inside.patients['mara'].pk}/notes/"
    jonas.post(page, {"words": CANARY})
    key_file.unlink()

    shown = jonas.get(page).content.decode()

    assert "Your notes cannot be opened now" in shown
    assert "You have written none" not in shown


def test_words_sent_too_late_stay_on_the_page_and_go_into_no_session(inside) -> None:
    late = Client()
    late.force_login(inside.staff["jonas"].account)

    answer = late.post(f"/people/{inside.patients['mara'].pk}/notes/", {"words": CANARY})

    assert (answer.status_code, CANARY in answer.content.decode()) == (422, True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        kept = [SessionStore().decode(row) for (row,) in cursor.fetchall()]
    assert CANARY not in str(kept)


def test_without_saying_who_one_is_no_note_is_shown(inside, jonas) -> None:
    page = f"/people/{inside.patients['mara'].pk}/notes/"
    jonas.post(page, {"words": CANARY})
    late = Client()
    late.force_login(inside.staff["jonas"].account)

    shown = late.get(page).content.decode()

    assert "Open my notes" in shown
    assert CANARY not in shown


def test_no_other_page_shows_the_note_to_anybody(inside, jonas) -> None:
    mara = inside.patients["mara"]
    jonas.post(f"/people/{mara.pk}/notes/", {"words": CANARY})
    doctor = Client()
    doctor.force_login(inside.staff["okafor"].account)
    pages = [
        route.path({"patient_id": mara.pk} if route.arguments else {})
        for route in all_routes()
        if route.name not in {"visits:notes", "account_logout"}
        and set(route.arguments) <= {"patient_id"}
        and route.name
    ]

    leaks = [
        path
        for client in (jonas, doctor)
        for path in pages
        if not (answer := client.get(path)).streaming and CANARY in answer.content.decode("latin-1")
    ]

    assert len(pages) > 40
    assert leaks == []
