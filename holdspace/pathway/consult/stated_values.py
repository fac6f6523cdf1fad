"""A stated value as a row keeps it and as the rules read it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from holdspace.domain.screening_facts import FACTS, FactAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdspace.pathway.consult.models import StatedFact

Value = bool | Decimal | int | str | date | datetime | tuple[str, ...]

FACTS_BY_CODE: dict[str, FactAsked] = {fact.code: fact for fact in FACTS}
PROTOCOL_CONSIDERED = "protocol_considered"
"""Which treatment the screening is for, before there is a course: stated by staff."""
MEASURED = frozenset({
    "phq9_item9", "qids_item12", "audit_c_score", "dast10_score", "suicide_tier",
})  # fmt: skip
"""Answered by a questionnaire or a noted risk tier, and by nothing that is typed here."""
OWN_CODES = frozenset({PROTOCOL_CONSIDERED})


class UnknownFact(Exception):
    """Nobody asks for a fact of this name."""


class WrongKind(Exception):
    """This value is not of the kind that was asked for."""


def check(code: str, value: Value | None, why_unknown: str) -> None:
    """Raises UnknownFact, and WrongKind for a value that does not answer the question."""
    if code in OWN_CODES:
        return
    asked = FACTS_BY_CODE.get(code)
    if asked is None or code in MEASURED:
        raise UnknownFact(code)
    if (value is None) != bool(why_unknown):
        raise WrongKind("A fact has a value, or a reason why there is none.")
    if value is not None and not _fits(asked, value):
        raise WrongKind(f"This is no {asked.kind} as it was asked for.")


def _fits(asked: FactAsked, value: Value) -> bool:
    choices = {choice for choice, _ in asked.choices}
    is_right = {
        "yes_no": isinstance(value, bool),
        "number": isinstance(value, Decimal) and value.is_finite(),
        "date": isinstance(value, date) and not isinstance(value, datetime),
        "moment": isinstance(value, datetime) and value.tzinfo is not None,
        "choice": isinstance(value, str) and value in choices,
        "choices": isinstance(value, tuple) and choices.issuperset(value),
        "text": isinstance(value, str),
        "medicines": False,
    }
    return is_right[asked.kind]


def as_json(value: Value | None) -> bool | str | list[str] | None:
    """As a row keeps it: a number is a text, so that none of its places are lost."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(row: StatedFact) -> Value | None:
    """As the rules read it. A row that no longer fits its question is not known."""
    asked = FACTS_BY_CODE.get(row.code)
    if asked is None or row.value is None:
        return None
    value = _read(asked.kind, row.value)
    return value if value is not None and _fits(asked, value) else None


def _read(kind: str, kept: object) -> Value | None:
    try:
        return _READ.get(kind, str)(kept)
    except (InvalidOperation, TypeError, ValueError):
        return None


def _yes_no(kept: object) -> bool | None:
    return kept if isinstance(kept, bool) else None


def _choices(kept: object) -> tuple[str, ...] | None:
    return tuple(str(one) for one in kept) if isinstance(kept, list) else None


_READ: dict[str, Callable[[object], Value | None]] = {
    "yes_no": _yes_no,
    "number": lambda kept: Decimal(str(kept)),
    "date": lambda kept: date.fromisoformat(str(kept)),
    "moment": lambda kept: datetime.fromisoformat(str(kept)),
    "choices": _choices,
}
