"""No bytes make a parser fail but by its own refusal; what was once found stays mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing.parsers import PARSERS, Parser

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

FOUND = Path(__file__).parent / "found"
ALPHABET = 'MSHOBXPIDR|^~\\&\r\n0123456789.-+:TZAFLN,{}[]"\x00\x0b\x1c\u00e9'


def damaged(parser: Parser) -> SearchStrategy[bytes]:
    """A good input with pieces of it overwritten."""
    cuts = st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=9)), max_size=6)
    return st.builds(_overwritten, st.sampled_from(parser.seeds), cuts)


def _overwritten(raw: bytes, cuts: list[tuple[int, bytes]]) -> bytes:
    changed = bytearray(raw)
    for place, piece in cuts:
        changed[place % len(raw) : place % len(raw) + len(piece)] = piece
    return bytes(changed)


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_any_bytes_are_read_or_refused(name: str) -> None:
    parser = PARSERS[name]
    anything = st.binary(max_size=400) | st.text(ALPHABET, max_size=300).map(str.encode)

    @settings(max_examples=60, deadline=None)
    @given(damaged(parser) | anything)
    def read(raw: bytes) -> None:
        parser.read(raw)

    read()


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_a_good_input_is_read(name: str) -> None:
    parser = PARSERS[name]

    assert [parser.read(seed) for seed in parser.seeds] == [True] * len(parser.seeds)


@pytest.mark.parametrize("found", sorted(FOUND.iterdir()), ids=lambda path: path.name)
def test_what_was_found_once_stays_mended(found: Path) -> None:
    """A file is named for its parser, a dot, and what is odd about it."""
    PARSERS[found.name.split(".", 1)[0]].read(found.read_bytes())
