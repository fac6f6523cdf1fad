"""Whom a message says it is about (PID, or FHIR's subject), compared with the person whose session
is open.

It never finds anybody: a name on the wire matches nobody to a session. It only tells that the
monitor's word and the room's are not of one person. Names stay in memory and in the stored message.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from holdspace.interfaces.hl7v2.er7 import Delimiters, Message, Segment

_WORD = re.compile(r"\w+")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
_LIKE_OURS = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII)
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
"""Written out, as a keyboard without them does it. Done to both sides alike."""
_NOBODY = frozenset({"unknown", "noname", "anonymous"})
_NO_NAMES = frozenset(
    {"mr", "mrs", "ms", "mx", "miss", "dr", "prof", "herr", "frau", "hr", "fr", "patient"}
)
"""What stands before a name where somebody is named in one piece of text."""
_URN = "urn:uuid:"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """What a message says of the person; each part empty when it is not sent or cannot be read."""

    family: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    born_on: date | None = None
    numbers: frozenset[str] = frozenset()
    """Only those in the form of our own: a hospital's number is nothing we could compare."""

    @property
    def is_nobody(self) -> bool:
        return not (self.family or self.given or self.born_on or self.numbers)

    def digest(self, session_id: UUID) -> str:
        """Tells one name from another within a session, and gives none away to a reader."""
        parts = (sorted(self.family), sorted(self.given), self.born_on, sorted(self.numbers))
        return sha256(f"{session_id}|{parts}".encode()).hexdigest()


NOBODY = NamedPerson()


@dataclass(frozen=True, slots=True)
class OurPerson:
    """The person of a session, as the clinic knows them."""

    number: str
    family: frozenset[str]
    given: frozenset[str]
    """First names, and what they like to be called."""
    born_on: date


@lru_cache(maxsize=2_000)
def our_person(*, number: str, family: str, given: tuple[str, ...], born_on: date) -> OurPerson:
    return OurPerson(number.lower(), _words(family), _words(" ".join(given)), born_on)


def named_in(message: Message) -> NamedPerson:
    """The person of the first PID. Of several people see `apart`."""
    for segment in message.named("PID"):
        fields = (segment.field(3), segment.field(5), segment.field(7))
        if not any(fields):
            return NOBODY
        return _named(*(text[:_LONGEST] for text in fields), segment.delimiters)
    return NOBODY


def person_said(
    *, family: str = "", given: str = "", born: str = "", numbers: Iterable[str] = ()
) -> NamedPerson:
    """Of words as they were sent, whatever they were sent in. An empty one says nothing."""
    names = _words(family[:_LONGEST]), _words(given[:_LONGEST])
    if names[0] | names[1] <= _NOBODY:
        names = frozenset(), frozenset()
    return NamedPerson(*names, _day(born), _like_ours(numbers))


def name_in_text(text: str) -> str:
    """A name written in one piece, without the title before it and the numbers behind it."""
    words = _WORD.findall(text[:_LONGEST])
    return " ".join(
        word
        for word in words
        if word.casefold() not in _NO_NAMES and not any(sign.isdigit() for sign in word)
    )


def what_differs(named: NamedPerson, ours: OurPerson) -> tuple[str, ...]:
    """Which of what the message says is not this person's; nothing when it says nothing."""
    differs = []
    if not _may_be_called(named, ours):
        differs.append("the name")
    if named.born_on is not None and named.born_on != ours.born_on:
        differs.append("the date of birth")
    if named.numbers and ours.number not in named.numbers:
        differs.append("the number")
    return tuple(differs)


def _may_be_called(named: NamedPerson, ours: OurPerson) -> bool:
    """Monitors cut names short, know one name only, or have them the other way round."""
    said = named.family | named.given
    if not said:
        return True
    known = ours.family | ours.given
    if len(said) == 1:
        return bool(said & known)
    initials = {word[0] for word in ours.given}
    return bool(said & ours.family) and bool(said & (ours.given | initials))


@lru_cache(maxsize=2_000)
def _named(number: str, name: str, born: str, delimiters: Delimiters) -> NamedPerson:
    segment = Segment("PID", ("PID", "", "", number, "", name, "", born), delimiters)
    return person_said(
        family=segment.component(5, 1),
        given=segment.component(5, 2),
        born=segment.component(7),
        numbers=segment.parts(3),
    )


def _words(text: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in folded if not unicodedata.combining(one))
    for written, sound in _UMLAUTS:
        plain = plain.replace(written, sound)
    return frozenset(_WORD.findall(plain.replace("_", " ")))


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _like_ours(numbers: Iterable[str]) -> frozenset[str]:
    plain = (number.lower().removeprefix(_URN) for number in numbers)
    return frozenset(number for number in plain if _LIKE_OURS.fullmatch(number))
