"""A shared summary as a PDF: whose it is on each page, and nobody in the data of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import typst

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES = Path(__file__).parent / "typst"
STANDARD: Literal["ua-1"] = "ua-1"


def pdf_of(content: Mapping[str, object]) -> bytes:
    """Data goes in as JSON, never as markup; only the letters inside the wheel are used."""
    data = {"title": "Summary", "content": content}
    return typst.compile(
        PAGES / "share.typ",
        root=PAGES,
        ignore_system_fonts=True,
        sys_inputs={"data": msgspec.json.encode(data).decode()},
        pdf_standards=STANDARD,
        format="pdf",
    )
