"""The document on paper: read back, page by page."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from holdspace.pathway.dosing_session.summary import document_of
from holdspace.pathway.dosing_session.summary_pdf import pdf_of, words_pdf_of
from holdspace.pathway.dosing_session.summary_sign_off import signatures_of
from tests.pathway.dosing_session.story import Tablet, opened
from tests.pathway.dosing_session.summary_story import live_it, looked

pytestmark = pytest.mark.django_db

WHO = "Mara Keller, born 12 March 1984"


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def test_every_page_says_whose_it_is(told) -> None:
    pages = read(pdf_of(told, (), "")).pages

    assert len(pages) > 1
    assert [WHO in " ".join(page.extract_text().split()) for page in pages] == [True] * len(pages)


def test_the_first_page_says_it_all(told) -> None:
    first = " ".join(read(pdf_of(told, (), "")).pages[0].extract_text().split())

    assert "34.7 mg (0.496 mg/kg)" in first
    assert "151/93 mmHg at 10:50" in first
    assert "Ida Keller, 12:28, by Ana Silva" in first
    assert "Not signed." in first


def test_corrections_are_shown_with_both_words_and_the_reason(told) -> None:
    words = words_of(pdf_of(told, (), ""))

    assert "Heart rate 188 /min" in words
    assert "Heart rate 88 /min" in words
    assert "Read from the alarm" in words


def test_the_same_record_gives_the_same_bytes(told) -> None:
    assert pdf_of(told, (), "") == pdf_of(told, (), "")
    assert words_pdf_of(told) == words_pdf_of(told)


def test_it_is_tagged_in_english_and_its_data_name_nobody(told) -> None:
    reader = read(pdf_of(told, (), ""))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title == "Session record"
    assert reader.metadata.author is None
    assert reader.metadata.creation_date is None
    assert "Keller" not in str(dict(reader.metadata)) + str(reader.xmp_metadata.stream.get_data())


def test_the_page_to_take_home_holds_their_words_and_nothing_clinical(told) -> None:
    words = words_of(words_pdf_of(told))

    assert "I was a river." in words
    assert WHO in words
    clinical = ["mg", "mmHg", "ketamine", "Nausea", "distress", "10:20"]
    assert [one for one in clinical if one.casefold() in words.casefold()] == []


def test_nothing_of_anybody_else_is_in_it(cast, tablet, now) -> None:
    other = Tablet(opened(cast, now, patient="theo", room="Room 2"))
    other.chart(cast.actor("ana"), now, "NoteWritten", text="canary-of-theo")
    end = live_it(cast, tablet, now)
    words = words_of(pdf_of(document_of(looked(cast, tablet.session, end)), (), ""))

    assert "Mara" in words
    assert [one for one in ("canary-of-theo", "Theo", "Brandt") if one in words] == []


def test_what_people_typed_is_never_read_as_markup(cast, tablet, now) -> None:
    said = '#panic("x") $ * _ [ ] \\ @a <b>'
    tablet.chart(cast.actor("ana"), now, "NoteWritten", text=said)
    document = document_of(looked(cast, tablet.session, now))

    assert '#panic("x") $ * _ [ ]' in words_of(pdf_of(document, (), ""))


def test_a_record_without_anything_can_be_printed(cast, tablet, now) -> None:
    look = looked(cast, tablet.session, now)
    document = document_of(look)

    assert "Nothing was given." in words_of(pdf_of(document, signatures_of(look, document), ""))
    assert "Nothing was written down" not in words_of(words_pdf_of(document))
