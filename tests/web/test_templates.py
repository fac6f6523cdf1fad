"""What no template may hold: inline script, inline style, a word that shames, another origin."""

import re
from pathlib import Path

import pytest

import holdspace

HOUSE = Path(holdspace.__file__).parent
TEMPLATES = sorted(HOUSE.rglob("templates/**/*.html"))
NAMES = [path.relative_to(HOUSE).as_posix() for path in TEMPLATES]

INLINE_STYLE = re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"\son[a-z]+\s*=|javascript:", re.IGNORECASE)
# A data block is not run by the browser, so it is no inline script.
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE
)
EVALUATED = re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|\bhx-vars\b", re.IGNORECASE)
OTHER_ORIGIN = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE)
BANNED_WORDS = re.compile(
    r"bad trip|\bfailed\b|\bfailure\b|non-?compliant|committed suicide|\baddicts?\b|successfully",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
@pytest.mark.parametrize(
    "unwanted",
    [INLINE_STYLE, INLINE_HANDLER, INLINE_SCRIPT, EVALUATED, OTHER_ORIGIN, BANNED_WORDS],
    ids=["style", "handler", "script", "eval", "other origin", "shaming word"],
)
def test_a_template_is_free_of(unwanted: re.Pattern[str], path: Path) -> None:
    assert unwanted.search(path.read_text()) is None


@pytest.mark.parametrize(
    ("unwanted", "text"),
    [
        (INLINE_STYLE, '<p style="color: red">'),
        (INLINE_HANDLER, '<button onclick="go()">'),
        (INLINE_SCRIPT, "<script>go()</script>"),
        (EVALUATED, "<p hx-vals='js:{a: 1}'>"),
        (OTHER_ORIGIN, '<img src="//elsewhere.example/x.png">'),
        (BANNED_WORDS, "Two sessions failed."),
    ],
    ids=["style", "handler", "script", "eval", "other origin", "shaming word"],
)
def test_the_search_finds_what_it_looks_for(unwanted: re.Pattern[str], text: str) -> None:
    assert unwanted.search(text)
