"""Reading the vertical-bar form, as real senders write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.interfaces.hl7v2.er7 import MOST_SEGMENTS, NotHl7, escape, parse, unescape

HEADER = "MSH|^~\\&|APP||||20250101||ORU^R01|7|P|2.6"


@pytest.mark.parametrize("line_end", ["\r", "\n", "\r\n", "\r\r"])
def test_segments_end_in_any_line_end(line_end: str) -> None:
    message = parse(f"{HEADER}{line_end}PID|||{line_end}OBX|1|NM{line_end}")

    assert [segment.name for segment in message.segments] == ["MSH", "PID", "OBX"]


def test_a_line_feed_inside_a_comment_does_not_end_the_segment() -> None:
    message = parse(f"{HEADER}\rNTE|1||first line\nsecond line\rOBX|1|NM\r")

    assert [segment.name for segment in message.segments] == ["MSH", "NTE", "OBX"]
    assert message.segments[1].field(3) == "first line\nsecond line"


def test_fields_are_counted_as_hl7_counts_them() -> None:
    message = parse(HEADER)

    assert message.header.field(1) == "|"
    assert (message.kind, message.control_id, message.version) == ("ORU^R01", "7", "2.6")
    assert message.header.field(99) == ""


def test_a_bed_in_a_subcomponent_is_found() -> None:
    visit = parse(f"{HEADER}\rPV1||I|^^&10|R").segments[1]

    assert visit.component(3, 3, 2) == "10"
    assert visit.component(3, 3, 1) == ""


def test_the_senders_own_delimiters_are_used() -> None:
    message = parse("MSH#*!?%#APP####1##ORU*R01#9#P#2.3\rOBX#1#NM#147842*NAME!x")

    assert message.kind == "ORU^R01"
    assert message.segments[1].component(3, 2) == "NAME"


def test_missing_encoding_characters_leave_that_level_unsplit() -> None:
    message = parse("MSH|^|APP\rOBX|1|NM|a~b^c")

    assert message.segments[1].component(3, 1) == "a~b"


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("a\\F\\b", "a|b"),
        ("\\S\\\\T\\\\R\\\\E\\", "^&~\\"),
        ("\\X0D0A\\", "\r\n"),
        ("\\.br\\", "\n"),
        ("\\Zown\\", "\\Zown\\"),
        ("half \\F", "half \\F"),
        ("caf\\XC3A9\\", "café"),
        ("caf\\XE9\\", "café"),
        ("\\XZZ\\", "\\XZZ\\"),
    ],
)
def test_escapes_become_characters_and_unknown_ones_stay(sent: str, meant: str) -> None:
    assert unescape(sent, parse(HEADER).header.delimiters) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "does not start with an MSH"),
        ("PID|||", "does not start with an MSH"),
        ("BHS|^~\\&|", "does not start with an MSH"),
        ("MSH", "not a field separator"),
        ("MSHA^~\\&", "not a field separator"),
        ("MSH|^~\\&#!!|", "encoding characters"),
        ("MSH|^^\\&|", "distinct"),
    ],
)
def test_what_is_not_hl7_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(NotHl7, match=words):
        parse(text)


def test_as_many_segments_as_the_limit_are_read_and_one_more_is_refused() -> None:
    at_limit = "\r".join([HEADER, *["OBX|1"] * (MOST_SEGMENTS - 1)])

    assert len(parse(at_limit).segments) == MOST_SEGMENTS
    with pytest.raises(NotHl7, match="more than"):
        parse(at_limit + "\rOBX|1")


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    delimiters = parse(HEADER).header.delimiters
    printable = "".join(character for character in text if character.isprintable())

    assert unescape(escape(printable), delimiters) == printable
