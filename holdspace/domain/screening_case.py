"""One person as the screening sees them: what was said, by whom, when; and what is not known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from holdspace.domain.medicines import MedicineTaken
from holdspace.domain.screening_fact import FactAsked
from holdspace.domain.screening_facts import fact_asked
from holdspace.domain.screening_settings import ScreeningSettings
from holdspace.domain.session_event_body import Route

Value = bool | Decimal | int | str | date | tuple[str, ...] | None


class Region(StrEnum):
    """Whose label is in force. An unknown region ("") is screened by the strictest of them."""

    US = "us"
    EU = "eu"
    SWISS = "ch"
    OTHER = "other"


EU_LABEL = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "GB",
})  # fmt: skip
"""The European Economic Area, and the United Kingdom, whose label says the same."""


def region_of_country(code: str) -> str:
    """The region of a country by its two letters; "" when there is none."""
    letters = code.strip().upper()
    if letters in EU_LABEL:
        return Region.EU
    named = {"": "", "US": Region.US, "CH": Region.SWISS}
    return named.get(letters, Region.OTHER)


class FactOfWrongKind(ValueError):
    """A value that this fact cannot have."""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """One fact as somebody stated it. `value` None: asked, and not known, whatever the reason."""

    value: Value
    as_of: datetime | None
    source: str


WRITTEN_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b(?P<time> \d{2}:\d{2}\b)?")


@dataclass(frozen=True, kw_only=True)
class Used:
    """A fact that a finding rests on."""

    code: str
    words: str
    """What a signature rests on: another way to write a date would be another fact to it."""
    as_of: datetime | None = None
    source: str = ""

    @property
    def said(self) -> str:
        """The same for a page, with days as people write them."""
        return WRITTEN_DAY.sub(_day_in_words, self.words)


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Something that is not known: its code, what staff call it, and why it is not known."""

    code: str
    name: str
    used: Used


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a fact is worth now. `value` None: unknown, and `missing` says why."""

    value: Value
    used: Used
    missing: Missing | None = None
    applies: bool = True
    """False: never asked, because what it hangs on is otherwise. That is a known "no"."""


@dataclass(frozen=True, kw_only=True)
class Screened:
    """Everything the rules may look at, frozen, so that it can be kept and judged again."""

    product: str
    route: Route
    region: str
    age_years: int | None
    stated: Mapping[str, Stated]
    medicines: tuple[MedicineTaken, ...] | None
    """None: nobody asked yet. (): "none", said."""
    at: datetime
    """In the clinic's zone: days are counted on its calendar."""
    settings: ScreeningSettings = field(default_factory=ScreeningSettings)
    at_home: bool = False
    medicines_as_of: datetime | None = None
    medicines_source: str = ""

    def __post_init__(self) -> None:
        for code, stated in self.stated.items():
            _refuse_wrong_kind(fact_asked(code), stated.value)

    def known(self, code: str) -> Known:
        """What this fact is worth at `at`."""
        fact = fact_asked(code)
        stated = self.stated.get(code)
        if stated is None or stated.value is None:
            gate = self._gate(fact)
            if gate is not None:
                return gate
        if stated is None:
            return _unknown(fact, "nobody has answered this")
        if stated.value is None:
            return _unknown(fact, "asked, and not known", stated)
        return self._aged(fact, stated)

    def _gate(self, fact: FactAsked) -> Known | None:
        """Not applicable, or as unknown as the fact it hangs on. None: it is to be answered."""
        if fact.scale and fact.scale not in self.settings.scale_pack:
            return _not_asked(fact)
        if fact.asked_if is None:
            return None
        code, value = fact.asked_if
        gate = self.known(code)
        if not gate.applies:
            return _not_asked(fact)
        if gate.value is None:
            return gate
        return None if gate.value == value else _not_asked(fact)

    def _aged(self, fact: FactAsked, stated: Stated) -> Known:
        implausible = _implausible(fact, stated.value, self.at)
        if implausible:
            return _unknown(fact, implausible, stated)
        said = value_words(fact, stated.value, self.at.tzinfo)
        words = f"{fact.staff_words}: {said}"
        used = Used(code=fact.code, words=words, as_of=stated.as_of, source=stated.source)
        is_for_good = fact.is_lasting and stated.value is True
        too_old = (
            "" if is_for_good or not fact.good_for else self.too_old(stated.as_of, fact.good_for)
        )
        if too_old:
            return _unknown(fact, f"{said}, but {too_old}", stated)
        return Known(value=stated.value, used=used)

    def too_old(self, as_of: datetime | None, good_for: str) -> str:
        """Why an answer of that age does not count, or nothing. At the limit it counts."""
        if as_of is None:
            return "nobody knows when that was said"
        if as_of > self.at:
            return "the answer is dated later than now"
        number = float(self.settings.number(good_for))
        limit = timedelta(hours=number) if good_for.endswith("hours") else timedelta(number)
        older = self.at - as_of > limit
        return f"the answer is older than {self.settings.words(good_for)}" if older else ""


def value_words(fact: FactAsked, value: Value, zone: tzinfo | None = None) -> str:
    """A value as a signature keeps it; a moment by the clocks of `zone`."""
    words = dict(fact.choices)
    match value:
        case None | bool():
            return {None: "not known", True: "yes", False: "no"}[value]
        case tuple():
            return ", ".join(words.get(one, one) for one in value) or "none"
        case datetime() if zone is not None:
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case str():
            return words.get(value, value)
        case _:
            return f"{Decimal(value).normalize():f} {fact.unit}".strip()


def _day_in_words(found: re.Match[str]) -> str:
    """Digits that are no day stay as somebody typed them."""
    try:
        day = date.fromisoformat(found[0][:10])
    except ValueError:
        return found[0]
    return f"{day.day} {day:%B %Y}" + (f",{found['time']}" if found["time"] else "")


def _implausible(fact: FactAsked, value: Value, at: datetime) -> str:
    """Why this cannot be, or nothing. One day of grace: somewhere it is tomorrow already."""
    match value:
        case datetime() if value > at:
            return "it lies in the future"
        case date() if not isinstance(value, datetime) and value > at.date() + timedelta(days=1):
            return "it lies in the future"
        case Decimal() | int() if not isinstance(value, bool):
            low = fact.lowest if fact.lowest is not None else value
            high = fact.highest if fact.highest is not None else value
            return "" if low <= value <= high else f"{value} cannot be"
        case _:
            return ""


def _unknown(fact: FactAsked, why: str, stated: Stated | None = None) -> Known:
    used = Used(
        code=fact.code,
        words=f"{fact.staff_words}: {why}",
        as_of=stated.as_of if stated else None,
        source=stated.source if stated else "",
    )
    missing = Missing(code=fact.code, name=fact.staff_words, used=used)
    return Known(value=None, used=used, missing=missing)


def _not_asked(fact: FactAsked) -> Known:
    used = Used(code=fact.code, words=f"{fact.staff_words}: does not apply")
    return Known(value=False, used=used, applies=False)


def _refuse_wrong_kind(fact: FactAsked, value: Value) -> None:
    if value is not None and not _is_of_kind(fact, value):
        raise FactOfWrongKind(f"{fact.code} is a {fact.kind}; {value!r} is not.")


def _is_of_kind(fact: FactAsked, value: Value) -> bool:
    choices = {choice for choice, _ in fact.choices}
    is_right = {
        "yes_no": isinstance(value, bool),
        "number": isinstance(value, (Decimal, int)) and not isinstance(value, bool),
        "date": isinstance(value, date) and not isinstance(value, datetime),
        "moment": isinstance(value, datetime) and value.tzinfo is not None,
        "choice": isinstance(value, str) and value in choices,
        "choices": isinstance(value, tuple) and choices.issuperset(value),
        "text": isinstance(value, str),
        "medicines": False,  # the list itself is in Screened.medicines
    }
    return is_right[fact.kind]
