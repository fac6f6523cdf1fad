"""Finds the characters a message is written in (MSH-18) and reads it, or names what is wrong."""

import codecs
from dataclasses import dataclass

_CODECS = {
    "ASCII": "ascii",
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
    "UTF8": "utf-8",
    "UNICODE": "utf-8",
    "GB 18030-2000": "gb18030",
    "BIG-5": "big5",
    "KS X 1001": "euc_kr",
    **{f"8859/{part}": f"iso8859_{part}" for part in (*range(1, 10), 15)},
}
_FIRST_SEGMENT = 4096
_SHORTEST_HEADER = 8
_MSH_18 = 17
"""Counting from the text split at MSH-1, which is itself a field."""


class WrongEncoding(ValueError):
    """The bytes are not what MSH-18 says, or MSH-18 names a set that is not known here."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    charset: str
    note: str = ""


def decode(raw: bytes) -> Decoded:
    """Raises WrongEncoding with a sentence. Without MSH-18, UTF-8 and then 8859/1 are tried."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in raw[:64]:
        raise WrongEncoding("the message looks like UTF-16, which cannot travel in this frame")
    declared = _declared(raw)
    if not declared:
        return _undeclared(raw)
    codec = _CODECS.get(declared.upper())
    if codec is None:
        raise WrongEncoding(f"MSH-18 names a character set that is not known here: {declared[:40]}")
    try:
        return Decoded(raw.decode(codec), declared)
    except UnicodeDecodeError as error:
        if codec == "ascii":
            return _undeclared(raw)
        raise WrongEncoding(
            f"MSH-18 says {declared[:40]}, but byte {error.start + 1} cannot be read as that"
        ) from None


def _undeclared(raw: bytes) -> Decoded:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        note = "characters beyond ASCII without a declared character set; read as 8859/1"
        return Decoded(raw.decode("latin-1"), "8859/1", note)
    return Decoded(text, "" if text.isascii() else "UNICODE UTF-8")


def _declared(raw: bytes) -> str:
    # MSH is plain ASCII in every set above, so MSH-18 can be found before the set is known.
    header = raw[:_FIRST_SEGMENT].lstrip(b"\xef\xbb\xbf\r\n\t ").split(b"\r", 1)[0]
    header = header.split(b"\n", 1)[0]
    if len(header) < _SHORTEST_HEADER or not header.startswith(b"MSH"):
        return ""
    fields = header.split(header[3:4])
    repetition = header[5:6]
    value = fields[_MSH_18] if len(fields) > _MSH_18 else b""
    return value.split(repetition)[0].decode("latin-1").strip()
