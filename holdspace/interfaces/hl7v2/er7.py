"""Reads the vertical-bar form of HL7 v2 (ER7), tolerant of what real senders write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_SEGMENTS = 4000
LONGEST_HEADER = 4096
MOST_ENCODING_CHARACTERS = 5

# A new segment starts at a line that looks like one. Anything else after a line break belongs to
# the text before it: some senders put line feeds inside a comment.
_BREAK = re.compile(r"[\r\n]+(?=[A-Z][A-Z0-9]{2}(?:[^A-Za-z0-9]|$))")
_ESCAPE_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")


class NotHl7(ValueError):
    """The text cannot be read as an HL7 v2 message; the words say why."""


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The characters the sender's MSH declares. An empty one means that level is never split."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"


@dataclass(frozen=True, slots=True)
class Segment:
    name: str
    fields: tuple[str, ...]
    """Raw text by HL7 number: `fields[0]` is the name, and MSH-1 is the field separator itself."""
    delimiters: Delimiters

    def field(self, number: int) -> str:
        return self.fields[number] if number < len(self.fields) else ""

    def component(self, number: int, component: int = 1, subcomponent: int = 1) -> str:
        """The unescaped text of one part of the field's first repetition, "" when not sent."""
        text = self.fields[number] if number < len(self.fields) else ""
        if not text:
            return ""
        marks = self.delimiters
        text = _nth(text, marks.repetition, 1)
        text = _nth(text, marks.component, component)
        text = _nth(text, marks.subcomponent, subcomponent)
        return unescape(text, marks).strip()

    def parts(self, number: int) -> tuple[str, ...]:
        """Every piece of a field, whatever separates them: for fields of loose flags."""
        pieces = [self.field(number)]
        if not pieces[0]:
            return ()
        for separator in (
            self.delimiters.repetition,
            self.delimiters.component,
            self.delimiters.subcomponent,
        ):
            pieces = [piece for text in pieces for piece in _split(text, separator)]
        return tuple(piece.strip() for piece in pieces if piece.strip())


@dataclass(frozen=True, slots=True)
class Message:
    segments: tuple[Segment, ...]

    @property
    def header(self) -> Segment:
        return self.segments[0]

    @property
    def control_id(self) -> str:
        return self.header.component(10)

    @property
    def kind(self) -> str:
        """Message code and trigger, as "ORU^R01"."""
        return f"{self.header.component(9, 1)}^{self.header.component(9, 2)}"

    @property
    def version(self) -> str:
        return self.header.component(12)

    def named(self, name: str) -> Iterator[Segment]:
        return (segment for segment in self.segments if segment.name == name)


def parse(text: str) -> Message:
    """Raises NotHl7 with a sentence, and nothing else, whatever the text."""
    text = text.lstrip("\ufeff\r\n\t \x00").rstrip("\r\n\t \x00")
    if not text.startswith("MSH"):
        raise NotHl7("the message does not start with an MSH segment")
    delimiters = _delimiters(text)
    lines = _BREAK.split(text, maxsplit=MOST_SEGMENTS)
    if len(lines) > MOST_SEGMENTS:
        raise NotHl7(f"the message has more than {MOST_SEGMENTS} segments")
    return Message(tuple(_segment(line, delimiters) for line in lines))


def unescape(text: str, delimiters: Delimiters) -> str:
    """Turns \\F\\, \\X0D\\ and their like back into characters; an unknown escape stays as sent."""
    mark = delimiters.escape
    if not mark or mark not in text:
        return text
    pieces = text.split(mark)
    result = [pieces[0]]
    index = 1
    while index < len(pieces):
        closed = index + 1 < len(pieces)
        meaning = _meaning(pieces[index], delimiters) if closed else None
        if meaning is None:
            result.append(mark + pieces[index])
            index += 1
        else:
            result += [meaning, pieces[index + 1]]
            index += 2
    return "".join(result)


def escape(text: str) -> str:
    """Text made safe for a field that is written with the usual delimiters."""
    text = text.replace("\\", "\\E\\")
    for character, code in (("|", "F"), ("^", "S"), ("~", "R"), ("&", "T")):
        text = text.replace(character, f"\\{code}\\")
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)


def _delimiters(text: str) -> Delimiters:
    separator = text[3:4]
    if not separator or separator.isalnum() or separator.isspace():
        raise NotHl7("MSH-1 is not a field separator")
    encoding = text[4 : 4 + LONGEST_HEADER].split(separator, 1)[0]
    if "\r" in encoding or "\n" in encoding or len(encoding) > MOST_ENCODING_CHARACTERS:
        raise NotHl7("MSH-2 does not hold the encoding characters")
    marks = [separator, *encoding[:4]]
    if len(set(marks)) != len(marks) or any(mark.isalnum() for mark in marks):
        raise NotHl7("MSH-1 and MSH-2 do not hold distinct delimiters")
    marks += [""] * (5 - len(marks))
    return Delimiters(*marks)


def _segment(line: str, delimiters: Delimiters) -> Segment:
    fields = line.rstrip("\r\n").split(delimiters.field)
    if fields[0] == "MSH":
        fields.insert(1, delimiters.field)
    return Segment(fields[0], tuple(fields), delimiters)


def _split(text: str, separator: str) -> list[str]:
    return text.split(separator) if separator else [text]


def _nth(text: str, separator: str, number: int) -> str:
    """The n-th part of a text, "" when there are fewer. Most text is not split at all."""
    if not separator or separator not in text:
        return text if number == 1 else ""
    parts = text.split(separator)
    return parts[number - 1] if number <= len(parts) else ""


def _meaning(code: str, delimiters: Delimiters) -> str | None:
    plain = {
        "F": delimiters.field,
        "S": delimiters.component,
        "R": delimiters.repetition,
        "E": delimiters.escape,
        "T": delimiters.subcomponent,
        ".br": "\n",
        "H": "",
        "N": "",
    }
    if code in plain:
        return plain[code]
    if code.startswith("X") and _ESCAPE_HEX.fullmatch(code[1:]):
        return _characters(bytes.fromhex(code[1:]))
    return None


def _characters(raw: bytes) -> str:
    """The set of the message is long decoded here: UTF-8 where it can be that, else 8859/1."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
