"""A summary for an outside therapist: chosen part by part, opened by link and word, ended."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from holdspace.clinic.context import clinic_context
from holdspace.clinic.demo import make_cast
from holdspace.clinic.own_access.confirm import note_confirmed
from holdspace.domain.practices import Said
from holdspace.pathway.consult.actions import give_consent, withdraw_own_consent
from holdspace.pathway.consult.models import Consent
from holdspace.pathway.consult.signature import Allows
from holdspace.pathway.course.models import Course
from holdspace.pathway.integrate.practices.actions import ThingSaid, put_aside, say, take
from holdspace.pathway.integrate.visits.models import Share, ShareOpening
from holdspace.pathway.integrate.visits.share_content import Chosen, content_of, fingerprint
from holdspace.pathway.integrate.visits.share_items import ITEMS
from holdspace.pathway.integrate.visits.share_pdf import pdf_of
from holdspace.pathway.integrate.visits.told_words import TOLD, as_told, new_word
from tests.clinic.own_sign_in import sign_in_as_person
from tests.pathway.dosing_session.story import Tablet, opened
from tests.pathway.dosing_session.summary_story import live_it
from tests.pathway.integrate.visits.conftest import lived_once, taken_back

THERAPIST = "Dr Vega, at her practice"
CHOICE = {"items": ["sessions", "came_up"], "purpose": "To go on with it", "days": "30"}
"""Of a day on which Mara shares when her session was and what came up."""


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """Mara's session as it was lived, the day before, and her signature to share."""
    with lived_once(django_db_blocker, _tell) as cast:
        yield cast


@pytest.fixture
def told(lived):
    with taken_back():
        yield lived


def _tell():
    cast = make_cast()
    yesterday = timezone.now() - timedelta(days=1)
    began = yesterday.replace(hour=9, minute=0, second=0, microsecond=0)
    with clinic_context(cast.clinic.id):
        live_it(cast, Tablet(opened(cast, began)), began)
        give_consent(
            actor=cast.actor("okafor"),
            course=Course.objects.get(),
            item="sharing",
            signed_name="Mara Keller",
            now=timezone.now(),
            allows=Allows(scope=THERAPIST),
        )
    return cast


@pytest.fixture
def phone(told, client: Client):
    """Mara's, with her PIN given just now."""
    sign_in_as_person(client, told.patients["mara"])
    confirm_now(client)
    return client


def confirm_now(client: Client) -> None:
    session = client.session
    note_confirmed(SimpleNamespace(session=session), timezone.now())
    session.save()


def looked(phone: Client, **more) -> str:
    """What she is shown before she shares it; gives what says that she saw exactly this."""
    page = phone.post("/me/shared/new/", CHOICE | {"look": "1"} | more).content.decode()
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def shared(phone: Client, **more) -> tuple[str, str]:
    """The path of the link and the word, read from the one page that shows them."""
    sent = CHOICE | {"make": "1", "seen": looked(phone, **more)} | more
    page = phone.post("/me/shared/new/", sent).content.decode()
    link = re.search(r"data-link>([^<]+)<", page)[1].strip()
    return link.removeprefix("http://testserver"), re.search(r"data-word>\s*([\w-]+)", page)[1]


def read_by(link: str, word: str) -> tuple[Client, str]:
    """Somebody elsewhere, without an account, and the page they come to."""
    stranger = Client()
    answer = stranger.post(link, {"word": word}, follow=True)
    return stranger, answer.content.decode()


def test_what_was_chosen_is_read_by_whoever_has_link_and_word(told, phone) -> None:
    link, word = shared(phone)

    stranger, page = read_by(link, word.replace("-", "  ").upper())

    assert "Mara Keller, born 12 March 1984" in page
    assert "I was a river." in page
    assert THERAPIST in page
    assert "without their consent" in page
    pdf = stranger.get("/shared/summary.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Cache-Control"].startswith("max-age=0")


def test_what_was_not_ticked_is_not_in_it(phone) -> None:
    _, page = read_by(*shared(phone))

    left_out = ["34.7 mg", "ketamine", "The hand, and the cello", "To meet my grief", "mmHg"]
    assert [words for words in left_out if words in page] == []


def test_the_dose_is_there_when_it_was_ticked(phone) -> None:
    _, page = read_by(*shared(phone, more=["dose"]))

    assert "34.7 mg" in page


def test_the_link_alone_opens_nothing_and_names_nobody(phone) -> None:
    link, _ = shared(phone)

    page = Client().get(link).content.decode()

    assert Client().get("/shared/summary/").status_code == 410
    assert [one for one in ("Mara", "Keller", "Harbour", "river", "Vega") if one in page] == []


def test_five_wrong_words_and_the_right_one_opens_nothing(told, phone) -> None:
    link, word = shared(phone)

    answers = [Client().post(link, {"word": "cedar-cedar-cedar"}).status_code for _ in range(5)]

    assert answers == [422, 422, 422, 422, 410]
    assert read_by(link, word)[1].count("opens nothing any more") == 1
    page = phone.get(reverse("visits:own_share", args=[_share(told).pk])).content.decode()
    assert page.count("tried a wrong word") == 5
    assert "tried too often" in page


def test_she_sees_in_plain_words_who_opened_it(told, phone) -> None:
    stranger, _ = read_by(*shared(phone))
    stranger.get("/shared/summary.pdf")

    page = phone.get(reverse("visits:own_share", args=[_share(told).pk])).content.decode()

    assert "Somebody with the link and the word read it." in page
    assert "took it as a file" in page


def test_what_she_ends_is_dark_at_once_for_who_reads_it(told, phone) -> None:
    stranger, _ = read_by(*shared(phone))

    phone.post(reverse("visits:own_end_share", args=[_share(told).pk]))

    assert stranger.get("/shared/summary/").status_code == 410
    assert stranger.get("/shared/summary.pdf").status_code == 410


def test_taking_the_consent_back_closes_what_is_open(told, phone) -> None:
    stranger, _ = read_by(*shared(phone))
    person = sign_in_as_person(Client(), told.patients["mara"])

    with clinic_context(told.clinic.id):
        consent = Consent.objects.select_related("course__patient").get(item="sharing")
        withdraw_own_consent(person=person, consent=consent, now=timezone.now())

    assert stranger.get("/shared/summary/").status_code == 410


@pytest.mark.parametrize(
    ("seconds", "is_open"), [(-1, True), (0, False), (1, False)], ids=["before", "at", "after"]
)
def test_it_ends_by_itself_on_its_last_moment(told, phone, seconds, is_open) -> None:
    shared(phone)
    share = _share(told)
    now = share.until + timedelta(seconds=seconds)

    with clinic_context(told.clinic.id):
        assert Share.objects.standing(now).filter(pk=share.pk).exists() is is_open


def test_a_link_that_is_over_says_the_same_as_one_that_never_was(told, phone) -> None:
    link, _ = shared(phone)
    phone.post(reverse("visits:own_end_share", args=[_share(told).pk]))

    over, never = Client().get(link), Client().get("/shared/nothing-like-it/")

    assert (over.status_code, over.content) == (never.status_code, never.content)


def test_neither_the_link_nor_the_word_is_in_the_database(told, phone) -> None:
    link, word = shared(phone)
    secret = link.split("/")[2]
    with clinic_context(told.clinic.id), connection.cursor() as cursor:
        cursor.execute("SELECT visits_share::text FROM visits_share")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT string_agg(session_data, '') FROM django_session")
        sessions = str(cursor.fetchall())

    assert len(secret) >= 43
    assert secret not in rows + sessions
    assert word not in rows + sessions


def test_without_a_signature_nothing_is_shared(told, phone) -> None:
    with clinic_context(told.clinic.id):
        Consent.objects.filter(item="sharing").update(withdrawn_at=timezone.now())

    page = phone.post("/me/shared/new/", CHOICE | {"make": "1"}).content.decode()

    assert "Name the person and sign" in page
    with clinic_context(told.clinic.id):
        assert not Share.objects.exists()


def test_what_she_did_not_see_is_not_shared(told, phone) -> None:
    answer = phone.post("/me/shared/new/", CHOICE | {"make": "1", "seen": "0" * 64})

    assert answer.status_code == 422
    assert "Please look again" in answer.content.decode()
    with clinic_context(told.clinic.id):
        assert not Share.objects.exists()


def test_nothing_ticked_is_said_and_what_was_typed_stays(phone) -> None:
    answer = phone.post("/me/shared/new/", {"purpose": "To go on with it", "look": "1"})

    assert answer.status_code == 422
    assert "Choose at least one part." in answer.content.decode()
    assert "To go on with it" in answer.content.decode()


def test_the_staff_see_that_it_exists_and_which_parts_and_may_end_it(told, phone) -> None:
    shared(phone)
    share = _share(told)
    desk = Client()
    desk.force_login(told.staff["jonas"].account)

    page = desk.get(reverse("visits:visits", args=[share.patient_id])).content.decode()
    desk.post(reverse("visits:end_share", args=[share.pk]))

    assert "sessions, what came up, in their words" in page
    assert "I was a river." not in page
    with clinic_context(told.clinic.id):
        assert not Share.objects.standing(timezone.now()).exists()


def test_each_part_is_made_of_the_chart_and_of_nothing_else(told) -> None:
    with clinic_context(told.clinic.id):
        mara = told.patients["mara"]
        chosen = Chosen(
            items=list(ITEMS),
            purpose="p",
            to_whom=THERAPIST,
            until=datetime(2100, 1, 1, tzinfo=UTC),
        )
        content = content_of(mara, chosen, timezone.now())
        again = content_of(mara, chosen, timezone.now())

    parts = {part["title"]: str(part["groups"]) for part in content["parts"]}
    assert list(parts) == [item.title for item in ITEMS.values()]
    assert "To meet my grief." in parts["What they wanted to bring"]
    assert "The hand, and the cello." in parts["What helped"]
    assert "To sleep again." in parts["What they hope for"]
    assert "34.7 mg" in parts["Doses given"]
    assert parts["Medicines"] == "[]"
    assert "151" not in str(content)
    assert fingerprint(content) == fingerprint(again)


def test_small_things_are_shared_as_they_stand_and_without_what_was_done(told, client) -> None:
    now, mara = timezone.now(), told.patients["mara"]
    person = sign_in_as_person(client, mara)
    with clinic_context(told.clinic.id):
        walk = take(
            person=person, thing=ThingSaid(title="Walk to the lake", when="at dusk"), now=now
        )
        say(about=walk, said=Said.DONE, today=now.date(), now=now)
        aside = take(person=person, thing=ThingSaid(title="Paint"), now=now)
        put_aside(person=person, thing=aside, now=now)
        chosen = Chosen(items=["small_things"], purpose="p", to_whom=THERAPIST, until=now)
        content = content_of(mara, chosen, now)

    (part,) = content["parts"]
    assert part["groups"] == [{"head": "Walk to the lake", "lines": ["at dusk"]}]


def test_the_file_names_the_person_on_each_page_and_nobody_in_its_data() -> None:
    lines = [f"Line {number}." for number in range(120)]
    content = {
        "person": "Mara Keller, born 12 March 1984", "clinic": "Harbour", "clinic_phone": "030",
        "made": "1 May 2026", "until": "31 May 2026", "to": THERAPIST, "purpose": "To go on",
        "own_words": "", "notices": ["Give it to nobody else."],
        "parts": [{"title": "Sessions", "groups": [{"head": "", "lines": lines}]}],
    }  # fmt: skip

    reader = PdfReader(io.BytesIO(pdf_of(content)))

    whose = ["Mara Keller, born 12 March 1984" in one.extract_text() for one in reader.pages]
    assert len(whose) > 1
    assert all(whose)
    kept = str(dict(reader.metadata)) + str(reader.xmp_metadata.stream.get_data())
    assert [one for one in ("Keller", "Harbour", "Vega") if one in kept] == []
    assert reader.metadata.creation_date is None


def test_a_word_is_three_of_many() -> None:
    assert len(set(TOLD)) == 128
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+", new_word())
    assert as_told(" Cedar. OTTER  lantern ") == "cedar-otter-lantern"


def test_an_opening_is_never_changed(told, phone) -> None:
    read_by(*shared(phone))

    with (
        clinic_context(told.clinic.id),
        pytest.raises((InternalError, ProgrammingError)),
        transaction.atomic(),
    ):
        ShareOpening.objects.update(at=timezone.now())


def _share(cast) -> Share:
    with clinic_context(cast.clinic.id):
        return Share.objects.get()
