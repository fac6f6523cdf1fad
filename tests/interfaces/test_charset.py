"""The characters of a message are what MSH-18 says, or the reason says what is wrong."""

from __future__ import annotations

import pytest

from holdspace.interfaces.hl7v2.charset import WrongEncoding, decode


def message(charset: str, name: bytes) -> bytes:
    return b"MSH|^~\\&|A|||||||||||||||" + charset.encode() + b"\rPID|||" + name


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("UNICODE UTF-8", "M\u00fcller".encode()),
        ("8859/1", "M\u00fcller".encode("latin-1")),
        ("8859/15", "M\u00fcller".encode("iso8859-15")),
        ("GB 18030-2000", "M\u00fcller".encode("gb18030")),
        ("UNICODE UTF-8~8859/1", "M\u00fcller".encode()),
        ("", "M\u00fcller".encode()),
        ("ASCII", "M\u00fcller".encode()),
    ],
)
def test_declared_and_undeclared_characters_are_read(charset: str, name: bytes) -> None:
    assert decode(message(charset, name)).text.endswith("M\u00fcller")


def test_undeclared_bytes_that_are_not_utf_8_are_read_as_8859_1_with_a_note() -> None:
    decoded = decode(message("", b"M\xfcller"))

    assert decoded.text.endswith("M\u00fcller")
    assert "8859/1" in decoded.note


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (message("UNICODE UTF-8", b"M\xfcller"), "UNICODE UTF-8, but byte"),
        (message("KLINGON", b"x"), "KLINGON"),
        ("MSH|^~\\&|".encode("utf-16"), "UTF-16"),
        ("MSH|^~\\&|".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_wrong_characters_are_refused_by_name(raw: bytes, words: str) -> None:
    with pytest.raises(WrongEncoding, match=words):
        decode(raw)
