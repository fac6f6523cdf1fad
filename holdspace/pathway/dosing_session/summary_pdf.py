"""The document as a PDF: tagged, named after nobody, and the same bytes for the same record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import typst

from holdspace.domain.source_words import source_in_words
from holdspace.pathway.dosing_session.summary_chart import drawing
from holdspace.pathway.dosing_session.summary_document import sha256_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.pathway.dosing_session.summary_document import Document
    from holdspace.pathway.dosing_session.summary_sign_off import Signature

JSON = dict[str, Any]

PAGES = Path(__file__).parent / "typst"
ON_LETTER_PAPER = ("America/", "US/", "Canada/", "Pacific/Honolulu")
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA: structure, language and words for the drawing, or the file is not made at all."""
CHART_WORDS = (
    "Pressure, heart, oxygen, doses, company, guidance and numbered events on one time axis. The"
    " tables on the following pages say the same in numbers."
)


def pdf_of(document: Document, signatures: Sequence[Signature], closed: str) -> bytes:
    """The whole document with its signatures."""
    return _set(
        "summary",
        {
            "title": "Session record",
            "paper": _paper(document),
            "document": document,
            "sources": {
                fact.source: source_in_words(fact.source)
                for gate in document.gates
                for fact in gate.facts
            },
            "sha256": sha256_of(document),
            "chart": drawing(document.chart),
            "chart_words": CHART_WORDS,
            "signatures": signatures,
            "closed": closed,
        },
    )


def words_pdf_of(document: Document) -> bytes:
    """The page that the person may take home."""
    words = document.own_words
    return _set(
        "words",
        {
            "title": "In your own words",
            "paper": _paper(document),
            "identification": document.identification,
            "words": words,
            "is_empty": words.is_empty,
        },
    )


def _paper(document: Document) -> str:
    return "us-letter" if document.zone.startswith(ON_LETTER_PAPER) else "a4"


def _set(name: str, data: JSON) -> bytes:
    """Data goes in as JSON, never as markup; only the letters inside the wheel are used."""
    return typst.compile(
        PAGES / f"{name}.typ",
        root=PAGES,
        ignore_system_fonts=True,
        sys_inputs={"data": msgspec.json.encode(data).decode()},
        pdf_standards=STANDARD,
        format="pdf",
    )
